// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientpool.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace sockscope {

class PayloadEditor;

/// What one client of a pool says and hears: a message to send, and the transcript.
class ClientTalk : public QWidget
{
    Q_OBJECT

public:
    explicit ClientTalk(ClientPool *pool, QWidget *parent = nullptr);

    /// 0 for none.
    void showClient(quint64 client);
    /// Takes in what was said since; @p canSend: it is open.
    void refresh(bool canSend);

signals:
    void composeRequested();

private:
    void send();
    void showState();
    void append(const TranscriptLine &line);

    ClientPool *m_pool;
    quint64 m_client = 0;
    quint64 m_nextLine = 0;
    bool m_canSend = false;
    PayloadEditor *m_payload;
    QPushButton *m_compose;
    QPushButton *m_send;
    QPlainTextEdit *m_transcript;
};

} // namespace sockscope
