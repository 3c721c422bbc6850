// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clienttalk.h"

#include "ui/theme/theme.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/payloadeditor.h"

#include <QDateTime>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int TranscriptHeight = 72;

QChar sign(TranscriptLine::Kind kind)
{
    switch (kind) {
    case TranscriptLine::Kind::Sent:
        return u'→';
    case TranscriptLine::Kind::Received:
        return u'←';
    case TranscriptLine::Kind::Note:
        return u'·';
    case TranscriptLine::Kind::Trouble:
        break;
    }
    return u'!';
}

} // namespace

ClientTalk::ClientTalk(ClientPool *pool, QWidget *parent)
    : QWidget(parent)
    , m_pool(pool)
    , m_payload(new PayloadEditor)
    , m_compose(new QPushButton(tr("Co&mpose…")))
    , m_send(new QPushButton(tr("S&end")))
    , m_transcript(new QPlainTextEdit)
{
    m_compose->setObjectName(QStringLiteral("clientCompose"));
    m_compose->setToolTip(tr("Send frames with any header from the composer"));
    m_send->setObjectName(QStringLiteral("clientSend"));
    m_send->setToolTip(tr("Send to the server (Ctrl+Enter in the payload)"));
    m_transcript->setObjectName(QStringLiteral("transcript"));
    m_transcript->setAccessibleName(tr("What went out and came back"));
    m_transcript->setToolTip(tr("→ sent, ← received, ! what went wrong"));
    m_transcript->setReadOnly(true);
    m_transcript->setFont(fixedFont());
    m_transcript->setMaximumBlockCount(int(ClientBoard::MaxLines));
    m_transcript->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_transcript->setMinimumHeight(TranscriptHeight);
    m_transcript->setPlaceholderText(tr("What goes out and comes back stands here."));
    auto *row = FormGrid::row({m_compose, m_send});
    row->insertStretch(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(m_payload, 1);
    layout->addLayout(row);
    layout->addWidget(m_transcript, 2);
    connect(m_payload, &PayloadEditor::edited, this, &ClientTalk::showState);
    connect(m_payload, &PayloadEditor::sendRequested, this, &ClientTalk::send);
    connect(m_send, &QPushButton::clicked, this, &ClientTalk::send);
    connect(m_compose, &QPushButton::clicked, this, &ClientTalk::composeRequested);
    showState();
}

void ClientTalk::showClient(quint64 client)
{
    if (client == m_client)
        return;
    m_client = client;
    m_nextLine = 0;
    m_transcript->clear();
}

void ClientTalk::refresh(bool canSend)
{
    m_canSend = canSend;
    showState();
    for (const TranscriptLine &line : m_pool->transcript(m_client, &m_nextLine))
        append(line);
}

void ClientTalk::append(const TranscriptLine &line)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(line.timeMs).toString(QStringLiteral("HH:mm:ss.zzz"));
    m_transcript->appendPlainText(QStringLiteral("%1 %2 %3").arg(time, QString(sign(line.kind)), line.words));
}

void ClientTalk::send()
{
    const std::optional<PayloadEditor::Payload> payload = m_payload->payload();
    if (payload && m_canSend)
        m_pool->send(m_client, payload->opcode, payload->data);
}

void ClientTalk::showState()
{
    m_send->setEnabled(m_canSend && m_payload->payload());
    m_compose->setEnabled(m_canSend);
}

} // namespace sockscope
