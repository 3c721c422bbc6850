// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/benchsession.h"

#include <QToolBar>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace sockscope {

class AddressCode;
class ElidingLabel;

/// The one toolbar: start and stop, the address a device must use (as a QR code, too), reply, faults,
/// automatic ping, pause, clear; totals and the menus at the right. Of a saved log only those.
class BenchToolBar : public QToolBar
{
    Q_OBJECT

public:
    struct Menus
    {
        QMenu *log, *view;
    };
    /// @p faults is the button that tells what is broken on purpose.
    BenchToolBar(BenchSession *session, QToolButton *faults, const Menus &menus, QWidget *parent = nullptr);

    /// What the server panel would listen on; counts while the server does not run.
    void setPlannedAddress(const QString &host, quint16 port, bool isTls);
    void setTotals(const QString &totals);
    QString deviceAddress() const;

public slots:
    void setReply(sockscope::Reply reply);
    void setPingInterval(int milliseconds);

signals:
    void toggleRequested();
    void replyChanged(sockscope::Reply reply);
    void pingIntervalChanged(int milliseconds);
    void pauseToggled(bool paused);
    void clearRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildStart();
    void buildAddress();
    void buildChoices(QToolButton *faults);
    void buildLog();
    void buildRight(const Menus &menus);
    void showSaved();
    void addLabelled(const QString &text, QWidget *field);
    void showState();
    void showAddress();
    void copyAddress();
    void showCode();

    BenchSession *m_session;
    QToolButton *m_start;
    QLineEdit *m_address;
    QAction *m_dot = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_code = nullptr;
    AddressCode *m_codePopup;
    QComboBox *m_interface;
    QAction *m_interfaceAction = nullptr;
    QComboBox *m_reply;
    QComboBox *m_ping;
    QToolButton *m_pause;
    QToolButton *m_clear;
    QToolButton *m_log;
    QToolButton *m_view;
    ElidingLabel *m_totals;
    QString m_plannedHost;
    quint16 m_plannedPort = 0;
    bool m_plannedTls = false;
};

} // namespace sockscope
