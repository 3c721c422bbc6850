// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSettings;

namespace sockscope {

class ServerForm;

/// Settings of the bench's server, start and stop. What went wrong stands in the panel; settings that act at
/// once do.
class ServerPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings keeps the form across restarts; must outlive the panel.
    ServerPanel(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);

    const ServerForm *form() const { return m_form; }
    /// Shows @p settings in the form, as if they had been typed.
    void setSettings(const ServerSettings &settings);

public slots:
    void start();
    void stop();
    void toggle();
    void setReply(sockscope::Reply reply);
    void setPingInterval(int milliseconds);

signals:
    void replyChanged(sockscope::Reply reply);
    void pingIntervalChanged(int milliseconds);
    void addressEdited();
    void remarked(const QString &words);
    void failed(const QString &reason); ///< of something else than the server

private:
    void build();
    void connectForm();
    void save();
    void showState();
    void showStartFailure(const QString &reason);

    BenchSession *m_session;
    QSettings *m_settings;
    ServerForm *m_form;
    QPushButton *m_startButton;
    QLabel *m_message;
    QString m_failure; // of the last start, until something is edited
};

} // namespace sockscope
