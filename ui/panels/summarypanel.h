// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"

#include <QWidget>

namespace sockscope {

class BenchSession;
class RunLabel;

/// What is to be said about the selected connection, in plain words.
class SummaryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryPanel(BenchSession *session, QWidget *parent = nullptr);

    QString text() const;

public slots:
    /// 0 for none.
    void showConnection(quint64 connection);
    /// @p connections as the table holds them now.
    void refresh(const QList<sockscope::ConnectionStats> &connections);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showNothing();
    void show(const ConnectionStats &connection);

    BenchSession *m_session;
    RunLabel *m_who;
    RunLabel *m_verdict;
    RunLabel *m_history;
    quint64 m_connection = 0;
    QList<ConnectionStats> m_connections;
};

} // namespace sockscope
