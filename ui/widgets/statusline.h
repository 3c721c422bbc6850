// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"

#include <QStatusBar>

class QLabel;

namespace sockscope {

class ElidingLabel;
class StateDot;

/// The bottom line: where the server listens, the last failed command, violations, the cost of painting.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(BenchSession *session, QWidget *parent = nullptr);

    void setViolations(quint64 violations);
    /// What is wrong with how the log is kept, and all there is to know of it; nothing when all is well.
    void setLogFault(const QString &words, const QString &details);
    /// Average time the window takes for one refresh and its painting.
    void setFrameCost(double milliseconds);

public slots:
    /// Shows for some seconds what failed; an empty @p message at once takes it away.
    void say(const QString &message);
    /// The same for what did not fail.
    void remark(const QString &message);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tell(const QString &message, const QString &role);
    void showState();

    BenchSession *m_session;
    StateDot *m_dot;
    QLabel *m_state;
    ElidingLabel *m_message;
    QLabel *m_logFault;
    QLabel *m_violations;
    QLabel *m_cost;
    class QTimer *m_messageTimer;
};

} // namespace sockscope
