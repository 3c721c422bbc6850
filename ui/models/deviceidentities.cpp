// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deviceidentities.h"

#include "app/devices/devicelabel.h"
#include "app/devices/devicetable.h"

#include <QSettings>
#include <QUndoCommand>

namespace sockscope {

namespace {

const auto RuleKey = QStringLiteral("devices/rule");
const auto NamesKey = QStringLiteral("devices/names");
const auto DeviceKey = QStringLiteral("device");
const auto NameKey = QStringLiteral("name");
constexpr int MaxUndo = 100;

} // namespace

class RuleChange : public QUndoCommand
{
public:
    RuleChange(DeviceIdentities *identities, const IdentityRule &rule)
        : QUndoCommand(DeviceIdentities::tr("tell devices apart by %1").arg(rule.text()))
        , m_identities(identities)
        , m_before(identities->rule())
        , m_after(rule)
    { }
    void redo() override { m_identities->applyRule(m_after); }
    void undo() override { m_identities->applyRule(m_before); }

private:
    DeviceIdentities *m_identities;
    IdentityRule m_before, m_after;
};

class NameChange : public QUndoCommand
{
public:
    NameChange(DeviceIdentities *identities, const QString &key, const QString &name)
        : QUndoCommand(DeviceIdentities::tr("rename device"))
        , m_identities(identities)
        , m_key(key)
        , m_before(identities->m_names.value(key))
        , m_after(name)
    { }
    void redo() override { m_identities->applyName(m_key, m_after); }
    void undo() override { m_identities->applyName(m_key, m_before); }

private:
    DeviceIdentities *m_identities;
    QString m_key, m_before, m_after;
};

DeviceIdentities::DeviceIdentities(DeviceTable *table, QSettings *settings, QObject *parent)
    : QObject(parent), m_table(table), m_settings(settings)
{
    m_undo.setUndoLimit(MaxUndo);
    const auto rule = IdentityRule::fromText(settings->value(RuleKey).toString());
    if (rule && rule->fault().isEmpty())
        m_rule = *rule;
    const int names = settings->beginReadArray(NamesKey);
    for (int i = 0; i < names && i < MaxNames; ++i) {
        settings->setArrayIndex(i);
        const QString name = printableLabel(settings->value(NameKey).toString());
        if (!name.isEmpty())
            m_names.insert(settings->value(DeviceKey).toString(), name);
    }
    settings->endArray();
    m_table->setRule(m_rule);
    m_table->setAliases(m_names);
}

void DeviceIdentities::setRule(const IdentityRule &rule)
{
    if (rule != m_rule)
        m_undo.push(new RuleChange(this, rule));
}

void DeviceIdentities::rename(const QString &key, const QString &name)
{
    const bool isNew = !m_names.contains(key);
    if (m_names.value(key) == name || (isNew && m_names.size() >= MaxNames))
        return;
    m_undo.push(new NameChange(this, key, name));
}

void DeviceIdentities::applyRule(const IdentityRule &rule)
{
    m_rule = rule;
    m_settings->setValue(RuleKey, rule.text());
    m_table->setRule(rule);
    emit changed();
}

void DeviceIdentities::applyName(const QString &key, const QString &name)
{
    if (name.isEmpty())
        m_names.remove(key);
    else
        m_names.insert(key, name);
    m_settings->remove(NamesKey); // an array keeps what it had beyond its new end
    m_settings->beginWriteArray(NamesKey, int(m_names.size()));
    int i = 0;
    for (auto entry = m_names.cbegin(); entry != m_names.cend(); ++entry) {
        m_settings->setArrayIndex(i++);
        m_settings->setValue(DeviceKey, entry.key());
        m_settings->setValue(NameKey, entry.value());
    }
    m_settings->endArray();
    m_table->setAliases(m_names);
    emit changed();
}

} // namespace sockscope
