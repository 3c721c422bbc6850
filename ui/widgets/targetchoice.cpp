// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/targetchoice.h"

#include "ui/models/figures.h"

#include <QSignalBlocker>

#include <algorithm>

namespace sockscope {

namespace {
constexpr qsizetype MaxListed = 1000; // of a place's, by name
}

bool TargetChoice::Entry::isSameAs(const Entry &other) const
{
    return place == other.place && isSelection == other.isSelection
        && (isSelection || connection == other.connection);
}

TargetChoice::TargetChoice(ComposeTargets *server, QWidget *parent) : QComboBox(parent), m_server(server)
{
    setObjectName(QStringLiteral("target"));
    setAccessibleName(tr("To"));
    setToolTip(tr("Who gets it"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(4);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QComboBox::currentIndexChanged, this, &TargetChoice::choose);
    refresh();
}

void TargetChoice::addPlace(ComposeTargets *place)
{
    m_others.append(place);
    refresh();
}

void TargetChoice::setSelected(quint64 connection, const QString &device)
{
    m_selected = connection;
    m_device = device;
    refresh();
}

TargetChoice::Entry TargetChoice::selectedEntry(const QList<ComposeTarget> &open) const
{
    Entry entry{m_server, m_selected, tr("no connection selected"), {}, true};
    if (m_selected == 0)
        return entry;
    const auto found = std::ranges::find(open, m_selected, &ComposeTarget::connection);
    if (found == open.end()) {
        entry.text = tr("%1 (%2), not open").arg(m_device).arg(m_selected);
        return entry;
    }
    entry.text = found->name;
    entry.addresses.append({m_server, *found});
    return entry;
}

TargetChoice::Entry TargetChoice::allOf(ComposeTargets *place, const QList<ComposeTarget> &open)
{
    Entry entry{place, 0, tr("%1 (%2)").arg(place->allName(), grouped(quint64(open.size()))), {}};
    for (const ComposeTarget &target : open)
        entry.addresses.append({place, target});
    return entry;
}

QList<TargetChoice::Entry> TargetChoice::entries() const
{
    const QList<ComposeTarget> open = m_server->open();
    QList<Entry> entries{selectedEntry(open), allOf(m_server, open)};
    for (ComposeTargets *place : m_others) {
        const QList<ComposeTarget> targets = place->open();
        if (targets.size() != 1)
            entries.append(allOf(place, targets));
        for (const ComposeTarget &target : targets.first(qMin(targets.size(), MaxListed)))
            entries.append({place, target.connection, target.name, {{place, target}}});
    }
    return entries;
}

void TargetChoice::refresh()
{
    show(entries());
    choose();
}

void TargetChoice::chooseTarget(const ComposeTargets *place, quint64 connection)
{
    refresh();
    const auto found = std::ranges::find_if(m_entries, [&](const Entry &entry) {
        return entry.place == place && entry.connection == connection && !entry.isSelection;
    });
    if (found != m_entries.end())
        setCurrentIndex(int(found - m_entries.begin()));
}

// Items keep their places while somebody looks at them, as long as they are the same.
void TargetChoice::show(const QList<Entry> &entries)
{
    const QSignalBlocker blocker(this);
    const bool isSame =
        std::ranges::equal(entries, m_entries, [](const Entry &a, const Entry &b) { return a.isSameAs(b); });
    if (isSame) {
        for (int i = 0; i < entries.size(); ++i) {
            if (itemText(i) != entries[i].text)
                setItemText(i, entries[i].text);
        }
        m_entries = entries;
        return;
    }
    const Entry chosen = m_entries.value(currentIndex());
    const auto kept =
        std::ranges::find_if(entries, [&](const Entry &entry) { return entry.isSameAs(chosen); });
    m_entries = entries;
    clear();
    for (const Entry &entry : entries)
        addItem(entry.text);
    setCurrentIndex(kept == entries.end() ? 0 : int(kept - entries.begin()));
}

void TargetChoice::choose()
{
    const Entry entry = m_entries.value(currentIndex());
    const QString reason = reasonFor(entry);
    if (entry.addresses == m_addresses && reason == m_emptyReason)
        return;
    m_addresses = entry.addresses;
    m_emptyReason = reason;
    emit addressesChanged();
}

QString TargetChoice::reasonFor(const Entry &entry) const
{
    if (!entry.addresses.isEmpty())
        return {};
    if (entry.isSelection && m_selected == 0)
        return tr("Select a connection above, or send to all.");
    return entry.isSelection ? tr("That connection is not open.") : tr("None of them is open.");
}

} // namespace sockscope
