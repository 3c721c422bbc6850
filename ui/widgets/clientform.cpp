// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clientform.h"

#include "ui/models/clientstore.h"
#include "ui/models/handshakefields.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int HeadersHeight = 40;
constexpr int WaitWidth = 60;

QSpinBox *makeWait(const char *name, const QString &words)
{
    auto *box = new QSpinBox;
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(words);
    box->setToolTip(words);
    box->setRange(1, int(ReconnectPolicy::Longest.count()));
    box->setSuffix(ClientForm::tr(" ms"));
    box->setFont(fixedFont());
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(WaitWidth);
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return box;
}

} // namespace

ClientForm::ClientForm(QWidget *parent)
    : QWidget(parent)
    , m_url(new QLineEdit)
    , m_ownServer(new QPushButton(tr("&Own server")))
    , m_kind(new QComboBox)
    , m_subprotocols(new QLineEdit)
    , m_headers(new QPlainTextEdit)
    , m_compression(new QCheckBox(tr("offer permessage-deflate")))
    , m_tolerates(new QCheckBox(tr("tolerate broken rules")))
    , m_answersPings(new QCheckBox(tr("answer pings")))
    , m_masks(new QCheckBox(tr("mask frames (off breaks 5.1)")))
    , m_developmentCa(new QCheckBox(tr("trust the development CA")))
    , m_verifies(new QCheckBox(tr("check the certificate")))
    , m_reconnect(new QComboBox)
    , m_first(makeWait("reconnectFirst", tr("Wait before the first attempt")))
    , m_most(makeWait("reconnectMost", tr("Longest wait")))
    , m_message(makeMessageLabel(QStringLiteral("clientMessage"), this))
{
    auto *grid = new FormGrid(this);
    buildAddress(grid);
    buildRequest(grid);
    buildBehaviour(grid);
    buildReconnect(grid);
    grid->addWide(m_message);
    grid->setRowStretch(grid->rowCount(), 1);
    setSettings({});
}

void ClientForm::buildAddress(FormGrid *grid)
{
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setFont(fixedFont());
    m_url->setPlaceholderText(QStringLiteral("ws://192.168.1.20:8080/"));
    m_url->setToolTip(tr("ws:// or wss:// address to connect to; Enter connects"));
    m_ownServer->setObjectName(QStringLiteral("ownServer"));
    m_ownServer->setToolTip(tr("Fill in the address of the bench's own server"));
    m_kind->setObjectName(QStringLiteral("clientKind"));
    m_kind->addItem(tr("raw: may break rules"), int(ClientKind::Raw));
    m_kind->addItem(tr("standard: QWebSocket"), int(ClientKind::Standard));
    m_kind->setToolTip(tr("Raw runs on the bench's own engine and sends any bytes, standard on Qt's client"));
    grid->addField(tr("&URL"), m_url);
    auto *row = FormGrid::row({m_ownServer});
    row->addStretch(1);
    grid->addField(QString(), row);
    grid->addField(tr("&Kind"), m_kind);
    connect(m_url, &QLineEdit::editingFinished, this, &ClientForm::commit);
    connect(m_url, &QLineEdit::returnPressed, this, &ClientForm::openRequested);
    connect(m_kind, &QComboBox::activated, this, &ClientForm::commit);
    connect(m_ownServer, &QPushButton::clicked, this, [this] {
        m_url->setText(m_own);
        m_url->setFocus();
        commit();
    });
}

void ClientForm::buildRequest(FormGrid *grid)
{
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
    m_headers->installEventFilter(this);
    grid->addField(tr("&Subprotocols"), m_subprotocols);
    grid->addField(tr("&Headers"), m_headers);
    connect(m_subprotocols, &QLineEdit::editingFinished, this, &ClientForm::commit);
}

void ClientForm::buildBehaviour(FormGrid *grid)
{
    const auto add = [this](QVBoxLayout *column, QCheckBox *box, const char *name, const QString &toolTip) {
        box->setObjectName(QLatin1StringView(name));
        box->setToolTip(toolTip);
        column->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &ClientForm::commit);
    };
    auto *behaviour = new QVBoxLayout;
    behaviour->setSpacing(4);
    add(behaviour, m_compression, "offerCompression",
        tr("Compress messages (RFC 7692) if the server agrees"));
    add(behaviour, m_answersPings, "answerPings", tr("As RFC 6455 5.5.2 demands"));
    add(behaviour, m_masks, "maskFrames", tr("As RFC 6455 5.1 demands; off is a test of the server"));
    add(behaviour, m_tolerates, "tolerate",
        tr("Note what the server does wrong, and go on where that has a meaning"));
    grid->addField(tr("Behaviour"), behaviour);
    auto *tls = new QVBoxLayout;
    tls->setSpacing(4);
    add(tls, m_developmentCa, "trustDevelopmentCa",
        tr("The authority of benches with TLS, beside the system's"));
    add(tls, m_verifies, "verifyServer", tr("Off takes any certificate, for self-signed ones"));
    grid->addField(tr("TLS"), tls);
}

void ClientForm::buildReconnect(FormGrid *grid)
{
    m_reconnect->setObjectName(QStringLiteral("reconnect"));
    m_reconnect->addItem(tr("never"), int(ReconnectPolicy::Kind::Never));
    m_reconnect->addItem(tr("after a fixed time"), int(ReconnectPolicy::Kind::Fixed));
    m_reconnect->addItem(tr("backoff with jitter"), int(ReconnectPolicy::Kind::Backoff));
    m_reconnect->setToolTip(tr("What follows when the connection is lost, or refused"));
    grid->addField(tr("&Reconnect"), m_reconnect);
    grid->addField(tr("Wait, at most"), FormGrid::row({m_first, m_most}));
    connect(m_reconnect, &QComboBox::activated, this, &ClientForm::commit);
    connect(m_first, &QSpinBox::editingFinished, this, &ClientForm::commit);
    connect(m_most, &QSpinBox::editingFinished, this, &ClientForm::commit);
}

void ClientForm::setSettings(const ClientSettings &settings)
{
    const bool headersDiffer = headersFromLines(m_headers->toPlainText()) != settings.headers;
    if (m_url->text() != settings.url)
        m_url->setText(settings.url);
    m_kind->setCurrentIndex(m_kind->findData(int(settings.kind)));
    if (splitSubprotocols(m_subprotocols->text()) != settings.subprotocols)
        m_subprotocols->setText(settings.subprotocols.join(QStringLiteral(", ")));
    if (headersDiffer)
        m_headers->setPlainText(headerLines(settings.headers));
    m_compression->setChecked(settings.offersCompression);
    m_tolerates->setChecked(settings.toleratesViolations);
    m_answersPings->setChecked(settings.answersPings);
    m_masks->setChecked(settings.masks);
    m_developmentCa->setChecked(settings.trustsDevelopmentCa);
    m_verifies->setChecked(settings.verifiesServer);
    m_reconnect->setCurrentIndex(m_reconnect->findData(int(settings.reconnect.kind)));
    m_first->setValue(int(settings.reconnect.first.count()));
    m_most->setValue(int(settings.reconnect.most.count()));
    showFaults();
}

ClientSettings ClientForm::settings() const
{
    ClientSettings settings;
    settings.url = m_url->text().trimmed();
    settings.kind = ClientKind(m_kind->currentData().toInt());
    settings.subprotocols = splitSubprotocols(m_subprotocols->text());
    settings.headers = headersFromLines(m_headers->toPlainText());
    settings.offersCompression = m_compression->isChecked();
    settings.toleratesViolations = m_tolerates->isChecked();
    settings.answersPings = m_answersPings->isChecked();
    settings.masks = m_masks->isChecked();
    settings.trustsDevelopmentCa = m_developmentCa->isChecked();
    settings.verifiesServer = m_verifies->isChecked();
    settings.reconnect.kind = ReconnectPolicy::Kind(m_reconnect->currentData().toInt());
    settings.reconnect.first = std::chrono::milliseconds(m_first->value());
    settings.reconnect.most = std::chrono::milliseconds(m_most->value());
    return settings;
}

void ClientForm::setOwnServer(const QString &url)
{
    m_own = url;
    m_ownServer->setEnabled(!url.isEmpty());
}

void ClientForm::commit()
{
    showFaults();
    emit edited();
}

void ClientForm::showFaults()
{
    const ClientSettings now = settings();
    const bool isRaw = now.kind == ClientKind::Raw;
    for (QCheckBox *box : {m_compression, m_tolerates, m_answersPings, m_masks})
        box->setEnabled(isRaw);
    m_first->setEnabled(now.reconnect.kind != ReconnectPolicy::Kind::Never);
    m_most->setEnabled(now.reconnect.kind == ReconnectPolicy::Kind::Backoff);
    const bool isEmpty = now.url.isEmpty(); // which the list says
    const QString urlFault = isEmpty ? QString() : webSocketUrlFault(now.url);
    const QString subprotocolFault = subprotocolsFault(now.subprotocols);
    const QString headerFault = headersFault(now.headers);
    setStyleProperty(m_url, "invalid", !urlFault.isEmpty());
    setStyleProperty(m_subprotocols, "invalid", !subprotocolFault.isEmpty());
    setStyleProperty(m_headers, "invalid", !headerFault.isEmpty());
    QStringList faults{urlFault, subprotocolFault, headerFault};
    faults.removeAll(QString());
    showMessage(m_message, faults.join(u'\n'), true);
}

bool ClientForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        commit();
    return QWidget::eventFilter(watched, event);
}

} // namespace sockscope
