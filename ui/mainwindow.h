// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"
#include "app/session/sessiondirectory.h"
#include "ui/models/faultplans.h"
#include "ui/theme/theme.h"
#include "ui/windowpulse.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QMenu;
class QSettings;

namespace sockscope {

class BenchToolBar;
class ClientPanel;
class ComposePanel;
class ConnectionPanel;
class DevicesPanel;
class DockLayout;
class ExportDialog;
class FaultsButton;
class FaultsPanel;
class FrameLogPanel;
class HandshakePanel;
class InspectorPanel;
class LimitFinderPanel;
class LogMenu;
class ServerPanel;
class StatusLine;
class SummaryPanel;
class TimingPanel;

/// Docks the panels and connects them: what is selected in one is selected in all. One timer refreshes them
/// all.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @p settings keeps layout, theme and server settings; both must outlive the window.
    MainWindow(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    ServerPanel *serverPanel() const { return m_server; }
    /// Selects the connection everywhere, as a click on it does; 0 for none.
    void selectConnection(quint64 connection);
    /// Takes a row of the log apart in the inspector and selects its connection; the log itself does not
    /// move.
    void selectRow(quint64 row, quint64 connection);

    /// Offers what killed programs left: the newest of @p sessions, which has one at least.
    void offerRecovery(const QList<PastSession> &sessions);
    /// What a log that was opened lacks; says nothing when that is nothing.
    void tellProblems(const QStringList &problems);

    static Theme::Mode savedTheme(const QSettings &settings);
    /// @p settings, which now have the theme of @p other.
    static QSettings *withThemeOf(const QSettings &other, QSettings *settings);

public slots:
    /// Shows for some seconds what failed.
    void say(const QString &words);

signals:
    void openRequested(const QString &path); ///< a log
    void closed();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void createPanels();
    void createViewMenu();
    void connectToolBar();
    void connectPanels();
    void connectFaults();
    void exportLog();
    void refresh();
    void applyTheme(Theme::Mode mode);
    void onStateChanged(BenchSession::State state);
    void restoreWindow();

    BenchSession *m_session;
    QSettings *m_settings;
    QMenu *m_viewMenu;
    LogMenu *m_logMenu;
    FaultPlans m_faultPlans;
    FaultsButton *m_faultsButton;
    BenchToolBar *m_toolBar;
    StatusLine *m_status;
    WindowPulse m_pulse;
    ConnectionPanel *m_connections;
    SummaryPanel *m_summary;
    ServerPanel *m_server;
    ClientPanel *m_client;
    LimitFinderPanel *m_limits;
    FaultsPanel *m_faults;
    HandshakePanel *m_handshake;
    FrameLogPanel *m_log;
    InspectorPanel *m_inspector;
    ComposePanel *m_compose;
    TimingPanel *m_timing;
    DevicesPanel *m_devices;
    DockLayout *m_docks;
    QPointer<ExportDialog> m_export; // while it is open
    QTimer m_refreshTimer;
};

} // namespace sockscope
