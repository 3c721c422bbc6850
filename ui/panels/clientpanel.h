// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/benchclient.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace sockscope {

class BenchSession;
class FormGrid;
class PayloadEditor;

/// A well-behaved client, to try the bench's own server or any other: what goes out and what comes back.
class ClientPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MaxTranscriptLines = 1000;

    explicit ClientPanel(BenchSession *session, QWidget *parent = nullptr);

private:
    void buildForm(FormGrid *grid);
    void buildTranscript(FormGrid *grid);
    void connectClient();
    void fillOwnServer();
    void toggleConnection();
    void open();
    void send();
    void showState();
    void say(const QString &arrow, const QString &words);

    BenchSession *m_session;
    BenchClient *m_client;
    QLineEdit *m_url;
    QPushButton *m_ownServer;
    QLineEdit *m_subprotocols;
    QPlainTextEdit *m_headers;
    QCheckBox *m_offerCompression;
    QPushButton *m_connect;
    QLabel *m_message;
    PayloadEditor *m_payload;
    QPushButton *m_send;
    QPlainTextEdit *m_transcript;
};

} // namespace sockscope
