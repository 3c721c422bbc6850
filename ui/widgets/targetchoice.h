// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composesender.h"

#include <QComboBox>

namespace sockscope {

/// Who gets the message: the connection that is selected in the window, all that are open, or one or all of
/// another place's.
class TargetChoice : public QComboBox
{
    Q_OBJECT

public:
    /// @p server has the connections that are selected; each place must outlive this.
    explicit TargetChoice(ComposeTargets *server, QWidget *parent = nullptr);

    void addPlace(ComposeTargets *place);
    /// The connection that is selected in the window, 0 for none.
    void setSelected(quint64 connection, const QString &device);
    void refresh();
    /// Chooses a connection of @p place, if it is listed.
    void chooseTarget(const ComposeTargets *place, quint64 connection);

    const QList<SendAddress> &addresses() const { return m_addresses; }
    /// Why there are none, and what to do about it; empty if there are.
    const QString &emptyReason() const { return m_emptyReason; }

signals:
    void addressesChanged();

private:
    struct Entry
    {
        ComposeTargets *place = nullptr;
        quint64 connection = 0; ///< 0: all
        QString text;
        QList<SendAddress> addresses;
        bool isSelection = false; ///< what is selected in the window, whichever that is

        bool isSameAs(const Entry &other) const;
    };

    QList<Entry> entries() const;
    Entry selectedEntry(const QList<ComposeTarget> &open) const;
    static Entry allOf(ComposeTargets *place, const QList<ComposeTarget> &open);
    void show(const QList<Entry> &entries);
    void choose();
    QString reasonFor(const Entry &entry) const;

    ComposeTargets *m_server;
    QList<ComposeTargets *> m_others;
    quint64 m_selected = 0;
    QString m_device;
    QList<Entry> m_entries;
    QList<SendAddress> m_addresses;
    QString m_emptyReason;
};

} // namespace sockscope
