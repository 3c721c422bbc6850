// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/serverform.h"

#include "ui/hostaddresses.h"
#include "ui/models/byteamount.h"
#include "ui/models/figures.h"
#include "ui/models/handshakefields.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/compressionform.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/hintlineedit.h"
#include "ui/widgets/tlsform.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

#include <limits>

namespace sockscope {

namespace {

constexpr int PortWidth = 72;

template <typename Widget> Widget *named(Widget *widget, const char *name, const QString &toolTip)
{
    widget->setObjectName(QLatin1StringView(name));
    widget->setToolTip(toolTip);
    return widget;
}

} // namespace

ServerForm::ServerForm(QWidget *parent)
    : QWidget(parent)
    , m_host(named(new QComboBox, "host", tr("Address to listen on; 0.0.0.0 for every IPv4 interface")))
    , m_port(named(new QLineEdit, "port", tr("TCP port, 0 to 65535; 0 lets the system choose a free one")))
    , m_tls(new TlsForm)
    , m_subprotocols(named(new QLineEdit, "subprotocols", tr("Accepted subprotocols, separated by commas")))
    , m_noneMatches(named(new QComboBox, "noneMatches", tr("Answer to a device that offers none of them")))
    , m_maxPayload(
          named(new HintLineEdit, "maxPayload", tr("Largest message; a larger one is closed with 1009")))
    , m_backlog(
          named(new HintLineEdit, "backlog", tr("Most concurrent connections; the next is answered 503")))
    , m_compression(new CompressionForm)
    , m_reply(named(new QComboBox, "reply", tr("What the server does with a message")))
    , m_pingInterval(named(new QComboBox, "pingInterval", tr("Ping every open connection this often")))
    , m_pongTimeout(named(new QComboBox, "pongTimeout",
          tr("Cut off a device that leaves such a ping without a pong for this long")))
{
    buildFields();
    connectFields();
    setSettings({});
}

void ServerForm::buildFields()
{
    m_host->setEditable(true);
    m_host->addItems(
        QStringList{QStringLiteral("0.0.0.0")} + machineAddresses() + QStringList{QStringLiteral("::")});
    m_host->lineEdit()->setFont(fixedFont());
    m_host->setAccessibleName(tr("Host"));
    m_host->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_host->setMinimumContentsLength(6);
    m_port->setFixedWidth(PortWidth);
    m_port->setAccessibleName(tr("Port"));
    m_subprotocols->setPlaceholderText(tr("any, none chosen"));
    m_noneMatches->addItem(tr("accept without"), false);
    m_noneMatches->addItem(tr("refuse with 401"), true);
    fillReplies(m_reply);
    fillPingIntervals(m_pingInterval);
    fillPongTimeouts(m_pongTimeout);
    m_pingInterval->setAccessibleName(tr("Ping every"));
    m_pongTimeout->setAccessibleName(tr("Pong timeout"));
    for (QWidget *widget : std::initializer_list<QWidget *>{
             m_port, m_subprotocols, m_noneMatches, m_reply, m_pingInterval, m_pongTimeout})
        widget->setFont(fixedFont());

    auto *grid = new FormGrid(this);
    grid->addField(tr("Host, port"), FormGrid::row({m_host, m_port}));
    grid->addWide(m_tls);
    grid->addField(tr("Subprotocols"), m_subprotocols);
    grid->addField(tr("If none matches"), m_noneMatches);
    grid->addField(tr("Max payload"), m_maxPayload);
    grid->addField(tr("Max connections"), m_backlog);
    grid->addWide(m_compression);
    grid->addField(tr("Reply"), m_reply);
    grid->addField(tr("Ping, timeout"), FormGrid::row({m_pingInterval, m_pongTimeout}));
    buildBehaviour(grid);
}

void ServerForm::buildBehaviour(FormGrid *grid)
{
    auto *checks = new QVBoxLayout;
    checks->setSpacing(4);
    m_clientTracking = addCheck(checks, QStringLiteral("clientTracking"), tr("track clients"),
        tr("Whether the server lists its clients"));
    m_automaticPong = addCheck(checks, QStringLiteral("automaticPong"), tr("answer pings"),
        tr("Off: the device's pings get no pong, to see what it does without"));
    m_maskFrames = addCheck(checks, QStringLiteral("maskFrames"), tr("mask frames (breaks 5.1)"),
        tr("A server must not mask (RFC 6455 5.1): the device should fail the connection"));
    m_failOnViolations = addCheck(checks, QStringLiteral("failOnViolations"), tr("fail on protocol errors"),
        tr("Off: broken rules are noted and tolerated where a meaning is left"));
    grid->addField(tr("Behaviour"), checks);
}

QCheckBox *ServerForm::addCheck(
    QLayout *layout, const QString &name, const QString &text, const QString &toolTip)
{
    auto *check = new QCheckBox(text);
    check->setObjectName(name);
    check->setToolTip(toolTip);
    layout->addWidget(check);
    return check;
}

void ServerForm::connectFields()
{
    connect(m_host, &QComboBox::currentTextChanged, this, &ServerForm::validate);
    for (QLineEdit *field :
        std::initializer_list<QLineEdit *>{m_port, m_subprotocols, m_maxPayload, m_backlog})
        connect(field, &QLineEdit::textChanged, this, &ServerForm::validate);
    connect(m_tls, &TlsForm::edited, this, &ServerForm::validate);
    connect(m_compression, &CompressionForm::edited, this, &ServerForm::validate);
    for (QComboBox *box : {m_noneMatches, m_pongTimeout})
        connect(box, &QComboBox::currentIndexChanged, this, &ServerForm::edited);
    for (QCheckBox *check : {m_clientTracking, m_maskFrames, m_failOnViolations})
        connect(check, &QCheckBox::toggled, this, &ServerForm::edited);
    connect(m_reply, &QComboBox::currentIndexChanged, this,
        [this] { emit replyChanged(Reply(m_reply->currentData().toInt())); });
    connect(m_pingInterval, &QComboBox::currentIndexChanged, this, [this] {
        const int milliseconds = m_pingInterval->currentData().toInt();
        m_pongTimeout->setEnabled(milliseconds > 0); // it waits for the pongs of these pings
        emit pingIntervalChanged(milliseconds);
    });
    connect(m_automaticPong, &QCheckBox::toggled, this, &ServerForm::automaticPongChanged);
}

void ServerForm::setSettings(const ServerSettings &settings)
{
    m_host->setCurrentText(settings.host);
    m_port->setText(QString::number(settings.port));
    m_tls->setSettings(settings.tls);
    m_subprotocols->setText(settings.subprotocols.join(QStringLiteral(", ")));
    chooseData(m_noneMatches, settings.refuseUnknownSubprotocol);
    m_maxPayload->setText(textFromBytes(settings.maxPayload));
    m_backlog->setText(QString::number(settings.backlog));
    m_compression->setOptions(settings.compression);
    m_clientTracking->setChecked(settings.clientTracking);
    m_automaticPong->setChecked(settings.automaticPong);
    m_maskFrames->setChecked(settings.maskFrames);
    m_failOnViolations->setChecked(settings.failOnViolations);
    setReply(settings.reply);
    setPingInterval(settings.pingIntervalMs);
    chooseInterval(m_pongTimeout, settings.pongTimeoutMs);
    m_pongTimeout->setEnabled(settings.pingIntervalMs > 0);
    validate();
}

std::optional<ServerSettings> ServerForm::settings() const
{
    if (!m_problem.isEmpty())
        return std::nullopt;
    ServerSettings settings;
    settings.host = host();
    settings.port = port();
    settings.tls = m_tls->settings();
    settings.subprotocols = splitSubprotocols(m_subprotocols->text());
    settings.refuseUnknownSubprotocol = m_noneMatches->currentData().toBool();
    settings.maxPayload = m_maxPayloadBytes;
    settings.backlog = m_backlogCount;
    settings.compression = m_compression->options();
    settings.clientTracking = m_clientTracking->isChecked();
    settings.reply = Reply(m_reply->currentData().toInt());
    settings.automaticPong = m_automaticPong->isChecked();
    settings.maskFrames = m_maskFrames->isChecked();
    settings.failOnViolations = m_failOnViolations->isChecked();
    settings.pingIntervalMs = m_pingInterval->currentData().toInt();
    settings.pongTimeoutMs = m_pongTimeout->currentData().toInt();
    return settings;
}

QString ServerForm::host() const
{
    return m_host->currentText().trimmed();
}

quint16 ServerForm::port() const
{
    return m_port->text().trimmed().toUShort();
}

bool ServerForm::isTls() const
{
    return m_tls->settings().mode != TlsMode::Off;
}

void ServerForm::setReply(Reply reply)
{
    chooseData(m_reply, int(reply));
}

void ServerForm::setPingInterval(int milliseconds)
{
    chooseInterval(m_pingInterval, milliseconds);
}

void ServerForm::validate()
{
    m_problem = check();
    emit edited();
}

QString ServerForm::check()
{
    const QString hostProblem =
        host().isEmpty() ? tr("Host: an address or a name, such as 0.0.0.0.") : QString();
    setStyleProperty(m_host, "invalid", !hostProblem.isEmpty());
    QStringList problems{hostProblem, checkPort(), m_tls->problem(), checkSubprotocols(), checkMaxPayload(),
        checkBacklog(), m_compression->problem()};
    problems.removeAll(QString());
    return problems.join(u'\n');
}

QString ServerForm::checkPort()
{
    bool ok = false;
    m_port->text().trimmed().toUShort(&ok);
    setStyleProperty(m_port, "invalid", !ok);
    return ok ? QString() : tr("Port: a number from 0 to 65535, not “%1”.").arg(m_port->text());
}

QString ServerForm::checkSubprotocols()
{
    const QString problem = subprotocolProblem(splitSubprotocols(m_subprotocols->text()));
    setStyleProperty(m_subprotocols, "invalid", !problem.isEmpty());
    return problem;
}

QString ServerForm::checkMaxPayload()
{
    QString error;
    const std::optional<quint64> bytes = bytesFromText(m_maxPayload->text(), &error);
    m_maxPayloadBytes = bytes.value_or(0);
    m_maxPayload->setHint(!bytes ? QString()
            : *bytes == 0        ? tr("no bound")
                                 : tr("%1 B").arg(grouped(*bytes)));
    setStyleProperty(m_maxPayload, "invalid", !bytes);
    return bytes ? QString() : tr("Max payload: %1").arg(error);
}

QString ServerForm::checkBacklog()
{
    bool ok = false;
    m_backlogCount = m_backlog->text().trimmed().toInt(&ok);
    ok = ok && m_backlogCount >= 0;
    m_backlog->setHint(ok && m_backlogCount == 0 ? tr("no bound") : tr("backlog"));
    setStyleProperty(m_backlog, "invalid", !ok);
    return ok ? QString()
              : tr("Max connections: a number from 0 (no bound) to %1, not “%2”.")
                    .arg(std::numeric_limits<int>::max())
                    .arg(m_backlog->text());
}

} // namespace sockscope
