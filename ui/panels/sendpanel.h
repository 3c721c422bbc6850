// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace sockscope {

class BenchSession;
class FormGrid;
class PayloadEditor;

/// Sends to the selected connection or to all open ones, and closes them, politely or not.
class SendPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SendPanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    void showConnection(quint64 connection);
    /// @p connections as the table holds them now.
    void refresh(const QList<sockscope::ConnectionStats> &connections);
    void focusText();
    void focusClose();

private:
    void buildSend(FormGrid *grid);
    void buildClose(FormGrid *grid);
    QList<quint64> targets() const;
    bool goesToAll() const;
    void send();
    void close();
    void terminate();
    void updateTargets();
    void updateButtons();
    std::optional<quint16> closeCode() const;

    BenchSession *m_session;
    QComboBox *m_target;
    PayloadEditor *m_payload;
    QCheckBox *m_mask;
    QPushButton *m_send;
    QComboBox *m_code;
    QLineEdit *m_reason;
    QPushButton *m_close;
    QPushButton *m_terminate;
    QLabel *m_message;
    quint64 m_connection = 0;
    QString m_device;
    bool m_isOpen = false;
    QList<quint64> m_open;
};

} // namespace sockscope
