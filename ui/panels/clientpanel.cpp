// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/clientpanel.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/hostaddresses.h"
#include "ui/models/handshakefields.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/payloadeditor.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTime>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int HeadersHeight = 40;
constexpr int TranscriptHeight = 72;
const auto Out = QStringLiteral("→");
const auto In = QStringLiteral("←");
const auto Note = QStringLiteral("·");

bool isWebSocketUrl(const QUrl &url)
{
    const bool hasScheme = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
    return url.isValid() && hasScheme && !url.host().isEmpty() && !url.hasFragment();
}

QString payloadWords(const PayloadEditor::Payload &payload)
{
    const bool isBinary = payload.opcode == ws::Opcode::Binary;
    return QStringLiteral("%1 %2").arg(
        ws::opcodeName(payload.opcode), isBinary ? hexPreview(payload.data) : textPreview(payload.data));
}

} // namespace

ClientPanel::ClientPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_client(new BenchClient(this))
    , m_url(new QLineEdit)
    , m_ownServer(new QPushButton(tr("Own server")))
    , m_subprotocols(new QLineEdit)
    , m_headers(new QPlainTextEdit)
    , m_offerCompression(new QCheckBox(tr("offer permessage-deflate")))
    , m_connect(new QPushButton)
    , m_message(makeMessageLabel(QStringLiteral("clientMessage"), this))
    , m_payload(new PayloadEditor)
    , m_send(new QPushButton(tr("Send")))
    , m_transcript(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto *page = new QWidget;
    auto *grid = new FormGrid(page);
    buildForm(grid);
    buildTranscript(grid);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connectClient();
    connect(session, &BenchSession::stateChanged, this, &ClientPanel::showState);
    showState();
}

void ClientPanel::buildForm(FormGrid *grid)
{
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setAccessibleName(tr("URL"));
    m_url->setFont(fixedFont());
    m_url->setPlaceholderText(QStringLiteral("ws://192.168.1.20:8080/"));
    m_url->setToolTip(tr("ws:// or wss:// address to connect to; Enter connects"));
    m_ownServer->setObjectName(QStringLiteral("ownServer"));
    m_ownServer->setToolTip(tr("Fill in the address of the bench's own server"));
    m_subprotocols->setObjectName(QStringLiteral("clientSubprotocols"));
    m_subprotocols->setFont(fixedFont());
    m_subprotocols->setPlaceholderText(tr("none"));
    m_subprotocols->setToolTip(tr("Offered subprotocols in order of preference, separated by commas"));
    m_headers->setObjectName(QStringLiteral("headers"));
    m_headers->setFont(fixedFont());
    m_headers->setFixedHeight(HeadersHeight);
    m_headers->setTabChangesFocus(true);
    m_headers->setPlaceholderText(QStringLiteral("X-Device-Id: bench-1"));
    m_headers->setToolTip(tr("Extra headers of the upgrade request, one “Name: value” a line"));
    m_offerCompression->setObjectName(QStringLiteral("offerCompression"));
    m_offerCompression->setToolTip(tr("Compress messages (RFC 7692) if the server agrees"));
    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setProperty("primary", true);
    grid->addField(tr("URL"), m_url);
    grid->addField(tr("Subprotocols"), m_subprotocols);
    grid->addField(tr("Headers"), m_headers);
    grid->addField(tr("Compression"), m_offerCompression);
    auto *row = FormGrid::row({m_ownServer, m_connect});
    row->insertStretch(1);
    grid->addWide(row);
    grid->addWide(m_message);
    connect(m_ownServer, &QPushButton::clicked, this, &ClientPanel::fillOwnServer);
    connect(m_connect, &QPushButton::clicked, this, &ClientPanel::toggleConnection);
    connect(m_url, &QLineEdit::returnPressed, this, &ClientPanel::open);
}

void ClientPanel::buildTranscript(FormGrid *grid)
{
    m_send->setObjectName(QStringLiteral("clientSend"));
    m_send->setToolTip(tr("Send to the server (Ctrl+Enter in the payload)"));
    m_transcript->setObjectName(QStringLiteral("transcript"));
    m_transcript->setAccessibleName(tr("What went out and came back"));
    m_transcript->setToolTip(tr("→ sent, ← received"));
    m_transcript->setReadOnly(true);
    m_transcript->setFont(fixedFont());
    m_transcript->setMaximumBlockCount(MaxTranscriptLines);
    m_transcript->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_transcript->setMinimumHeight(TranscriptHeight);
    m_transcript->setPlaceholderText(tr("What goes out and comes back stands here."));
    grid->addWide(m_payload);
    auto *row = FormGrid::row({m_send});
    row->insertStretch(0);
    grid->addWide(row);
    grid->addWide(m_transcript);
    grid->setRowStretch(grid->rowCount() - 1, 1);
    connect(m_payload, &PayloadEditor::edited, this, &ClientPanel::showState);
    connect(m_payload, &PayloadEditor::sendRequested, this, &ClientPanel::send);
    connect(m_send, &QPushButton::clicked, this, &ClientPanel::send);
}

void ClientPanel::connectClient()
{
    connect(m_client, &BenchClient::stateChanged, this, &ClientPanel::showState);
    connect(m_client, &BenchClient::opened, this, [this](const QString &subprotocol) {
        say(Note,
            subprotocol.isEmpty() ? tr("open, no subprotocol") : tr("open, subprotocol %1").arg(subprotocol));
    });
    connect(m_client, &BenchClient::textReceived, this,
        [this](const QString &text) { say(In, tr("text %1").arg(textPreview(text.toUtf8()))); });
    connect(m_client, &BenchClient::binaryReceived, this, [this](const QByteArray &bytes) {
        say(In, tr("binary %1 B %2").arg(bytes.size()).arg(hexPreview(bytes)));
    });
    connect(m_client, &BenchClient::pongReceived, this, [this](const QByteArray &bytes, qint64 elapsedMs) {
        say(In, tr("pong %1 after %2 ms").arg(textPreview(bytes)).arg(elapsedMs));
    });
    connect(m_client, &BenchClient::closed, this, [this](quint16 code, const QString &reason) {
        say(Note, tr("closed %1 %2").arg(code).arg(textPreview(reason.toUtf8())));
    });
    connect(m_client, &BenchClient::failed, this, [this](const QString &reason) {
        showMessage(m_message, reason, true);
        say(Note, reason);
    });
}

void ClientPanel::fillOwnServer()
{
    m_url->setText(deviceUrls(m_session->listenInfo()).constFirst());
    m_url->setFocus();
}

void ClientPanel::toggleConnection()
{
    if (m_client->state() == BenchClient::State::Closed)
        open();
    else if (m_client->state() == BenchClient::State::Open)
        m_client->close();
    else
        m_client->abort();
}

void ClientPanel::open()
{
    if (m_client->state() != BenchClient::State::Closed)
        return;
    const QUrl url(m_url->text().trimmed(), QUrl::StrictMode);
    const bool urlFits = isWebSocketUrl(url);
    const QStringList subprotocols = splitSubprotocols(m_subprotocols->text());
    const QString subprotocolError = subprotocolProblem(subprotocols);
    QString headerError;
    const std::optional<HeaderList> headers = headersFromText(m_headers->toPlainText(), &headerError);
    setStyleProperty(m_url, "invalid", !urlFits);
    setStyleProperty(m_subprotocols, "invalid", !subprotocolError.isEmpty());
    setStyleProperty(m_headers, "invalid", !headers);
    QStringList problems{
        urlFits ? QString() : tr("URL: ws:// or wss://, a host, and no #fragment (RFC 6455 3)."),
        subprotocolError, headerError};
    problems.removeAll(QString());
    showMessage(m_message, problems.join(u'\n'), true);
    if (!problems.isEmpty())
        return;
    m_client->setCompressionOffered(m_offerCompression->isChecked());
    m_client->open(url, subprotocols, *headers);
}

void ClientPanel::send()
{
    const std::optional<PayloadEditor::Payload> payload = m_payload->payload();
    if (!payload || m_client->state() != BenchClient::State::Open)
        return;
    if (payload->opcode == ws::Opcode::Ping)
        m_client->ping(payload->data);
    else if (payload->opcode == ws::Opcode::Binary)
        m_client->sendBinary(payload->data);
    else
        m_client->sendText(QString::fromUtf8(payload->data));
    say(Out, payloadWords(*payload));
}

void ClientPanel::showState()
{
    const BenchClient::State state = m_client->state();
    const bool isClosed = state == BenchClient::State::Closed;
    const bool isOpen = state == BenchClient::State::Open;
    m_connect->setText(isClosed ? tr("Connect") : isOpen ? tr("Disconnect") : tr("Give up"));
    m_connect->setToolTip(isClosed ? tr("Connect (Enter in the URL)")
            : isOpen               ? tr("Close with 1000")
                                   : tr("Drop the TCP connection without waiting for the peer"));
    m_send->setEnabled(isOpen && m_payload->payload());
    for (QWidget *field :
        std::initializer_list<QWidget *>{m_url, m_subprotocols, m_headers, m_offerCompression})
        field->setEnabled(isClosed);
    m_ownServer->setEnabled(isClosed && m_session->state() == BenchSession::State::Running);
}

void ClientPanel::say(const QString &arrow, const QString &words)
{
    m_transcript->appendPlainText(
        QStringLiteral("%1 %2 %3")
            .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz")), arrow, words));
}

} // namespace sockscope
