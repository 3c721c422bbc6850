// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filterstore.h"

#include <QSettings>

namespace sockscope {

namespace {

const QString RecentKey = QStringLiteral("filter/recent");
const QString SavedKey = QStringLiteral("filter/saved");
const QString NameKey = QStringLiteral("name");
const QString TextKey = QStringLiteral("text");

} // namespace

FilterStore::FilterStore(QSettings *settings) : m_settings(settings)
{
    if (!settings)
        return;
    m_recent = settings->value(RecentKey).toStringList();
    const int saved = settings->beginReadArray(SavedKey);
    for (int i = 0; i < saved && i < MaxSaved; ++i) {
        settings->setArrayIndex(i);
        m_saved.append({settings->value(NameKey).toString(), settings->value(TextKey).toString()});
    }
    settings->endArray();
}

void FilterStore::remember(const QString &text)
{
    if (text.isEmpty() || (!m_recent.isEmpty() && m_recent.constFirst() == text))
        return;
    m_recent.removeOne(text);
    m_recent.prepend(text);
    m_recent.resize(qMin(m_recent.size(), MaxRecent));
    if (m_settings)
        m_settings->setValue(RecentKey, m_recent);
}

void FilterStore::save(const QString &name, const QString &text)
{
    m_saved.removeIf([&name](const SavedFilter &filter) { return filter.name == name; });
    m_saved.append({name, text});
    if (m_saved.size() > MaxSaved)
        m_saved.removeFirst();
    writeSaved();
}

void FilterStore::remove(const QString &name)
{
    m_saved.removeIf([&name](const SavedFilter &filter) { return filter.name == name; });
    writeSaved();
}

void FilterStore::writeSaved()
{
    if (!m_settings)
        return;
    m_settings->remove(SavedKey); // an array keeps what it had beyond its new end
    m_settings->beginWriteArray(SavedKey, int(m_saved.size()));
    for (int i = 0; i < m_saved.size(); ++i) {
        m_settings->setArrayIndex(i);
        m_settings->setValue(NameKey, m_saved.at(i).name);
        m_settings->setValue(TextKey, m_saved.at(i).text);
    }
    m_settings->endArray();
}

} // namespace sockscope
