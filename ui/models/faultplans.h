// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/faultstore.h"

#include <map>
#include <memory>

namespace sockscope {

class BenchSession;

/// What the bench breaks: for all connections, and for single ones in place of that. What is edited acts at
/// once, and the faults for all survive a restart.
class FaultPlans : public QObject
{
    Q_OBJECT

public:
    /// @p session and @p settings must outlive the plans.
    FaultPlans(BenchSession *session, QSettings *settings, QObject *parent = nullptr);
    ~FaultPlans() override;

    FaultStore *store() { return &m_store; }
    FaultListModel *server() { return &m_server; }
    /// A connection's own; while that is empty, it has those for all.
    FaultListModel *of(quint64 connection);
    bool isOn() const { return m_isOn; }

    /// For a button: "none", "off", "Bad Wi-Fi".
    QString words() const;
    /// Something is being broken: for all connections, or for one.
    bool isActive() const;

    /// Forgets those of connections that have ended, and counts how often each fault has been applied.
    /// @p open are the numbers of those that have not.
    void refresh(const QList<quint64> &open);
    /// Breaks each of @p connections at once, by a fault behind those it has: its list is its own then.
    void strike(FaultKind kind, const QList<quint64> &connections);

public slots:
    void setOn(bool on);
    /// Answers so many upgrades with 503, by a fault on the list for all.
    void refuseNext(qint64 connections);

signals:
    void changed();

private:
    void applyServer();
    void applyOwn(quint64 connection);
    FaultProfile effective(const FaultProfile &profile) const;

    BenchSession *m_session;
    FaultStore m_store;
    FaultListModel m_server;
    std::map<quint64, std::unique_ptr<FaultListModel>> m_own;
    bool m_isOn;
};

} // namespace sockscope
