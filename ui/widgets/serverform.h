// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/serversettings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace sockscope {

class CompressionForm;
class FormGrid;
class HintLineEdit;
class TlsForm;

/// The fields of ServerSettings. Refused text is marked where it stands, and problem() says what is allowed.
class ServerForm : public QWidget
{
    Q_OBJECT

public:
    explicit ServerForm(QWidget *parent = nullptr);

    void setSettings(const ServerSettings &settings);
    /// nullopt while a field is refused; see problem().
    std::optional<ServerSettings> settings() const;
    /// "Port: ..."; empty when every field is fine.
    QString problem() const { return m_problem; }

    QString host() const;
    quint16 port() const; ///< 0 while the field is refused
    bool isTls() const;
    const TlsForm *tls() const { return m_tls; }

public slots:
    void setReply(sockscope::Reply reply);
    void setPingInterval(int milliseconds);

signals:
    void edited();
    void replyChanged(sockscope::Reply reply);
    void pingIntervalChanged(int milliseconds);
    void automaticPongChanged(bool on);

private:
    void buildFields();
    void buildBehaviour(FormGrid *grid);
    void connectFields();
    QCheckBox *addCheck(QLayout *layout, const QString &name, const QString &text, const QString &toolTip);
    void validate();
    QString check();
    QString checkPort();
    QString checkSubprotocols();
    QString checkMaxPayload();
    QString checkBacklog();

    QComboBox *m_host;
    QLineEdit *m_port;
    TlsForm *m_tls;
    QLineEdit *m_subprotocols;
    QComboBox *m_noneMatches;
    HintLineEdit *m_maxPayload;
    HintLineEdit *m_backlog;
    CompressionForm *m_compression;
    QComboBox *m_reply;
    QComboBox *m_pingInterval;
    QComboBox *m_pongTimeout;
    QCheckBox *m_clientTracking = nullptr;
    QCheckBox *m_automaticPong = nullptr;
    QCheckBox *m_maskFrames = nullptr;
    QCheckBox *m_failOnViolations = nullptr;
    QString m_problem;
    quint64 m_maxPayloadBytes = 0;
    int m_backlogCount = 0;
};

} // namespace sockscope
