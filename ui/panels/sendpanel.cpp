// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sendpanel.h"

#include "app/bench/benchsession.h"
#include "serverlib/protocol/closecode.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/payloadeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace sockscope {

namespace {

enum Target { Selected, All };
constexpr int MaxReasonBytes = 123; // RFC 6455 5.5: 125 less the code

QPushButton *makeButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

SendPanel::SendPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_target(new QComboBox)
    , m_payload(new PayloadEditor)
    , m_mask(new QCheckBox(tr("mask (breaks 5.1)")))
    , m_send(makeButton(QStringLiteral("send"), tr("Send"), tr("Send (Ctrl+Enter in the payload)")))
    , m_code(new QComboBox)
    , m_reason(new QLineEdit)
    , m_close(makeButton(QStringLiteral("close"), tr("Close"), tr("Start the closing handshake")))
    , m_terminate(makeButton(QStringLiteral("terminate"), tr("Terminate"),
          tr("Reset the TCP connection, without a Close frame")))
    , m_message(makeMessageLabel(QStringLiteral("sendMessage"), this))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto *grid = new FormGrid(this);
    buildSend(grid);
    buildClose(grid);
    grid->addWide(m_message);
    connect(session, &BenchSession::commandFailed, this,
        [this](quint64, const QString &reason) { showMessage(m_message, reason, true); });
    updateTargets();
    updateButtons();
}

void SendPanel::buildSend(FormGrid *grid)
{
    m_target->setObjectName(QStringLiteral("target"));
    m_target->setToolTip(tr("Who gets it"));
    m_target->addItems({QString(), QString()});
    m_mask->setObjectName(QStringLiteral("mask"));
    m_mask->setToolTip(tr("A server must not mask (RFC 6455 5.1): the device should fail the connection"));
    m_send->setProperty("primary", true);
    grid->addField(tr("To"), m_target);
    grid->addWide(m_payload);
    grid->setRowStretch(grid->rowCount() - 1, 1);
    auto *row = FormGrid::row({m_mask, m_send});
    row->setStretch(0, 1);
    grid->addWide(row);
    connect(m_target, &QComboBox::currentIndexChanged, this, &SendPanel::updateButtons);
    connect(m_payload, &PayloadEditor::edited, this, &SendPanel::updateButtons);
    connect(m_payload, &PayloadEditor::sendRequested, this, &SendPanel::send);
    connect(m_send, &QPushButton::clicked, this, &SendPanel::send);
}

void SendPanel::buildClose(FormGrid *grid)
{
    m_code->setObjectName(QStringLiteral("closeCode"));
    m_code->setToolTip(tr("Close code: 1000-1003, 1007-1014, 3000-4999, or 1005 for a Close without a code"));
    m_code->setEditable(true);
    m_code->lineEdit()->setFont(fixedFont());
    for (const auto code : {ws::CloseCode::NormalClosure, ws::CloseCode::GoingAway,
             ws::CloseCode::ProtocolError, ws::CloseCode::UnsupportedData, ws::CloseCode::NoStatusReceived,
             ws::CloseCode::InvalidPayload, ws::CloseCode::PolicyViolation, ws::CloseCode::MessageTooBig,
             ws::CloseCode::InternalError, ws::CloseCode::ServiceRestart, ws::CloseCode::TryAgainLater})
        m_code->addItem(QStringLiteral("%1 %2").arg(quint16(code)).arg(ws::closeCodeName(quint16(code))));
    m_reason->setObjectName(QStringLiteral("closeReason"));
    m_reason->setToolTip(tr("At most 123 bytes of UTF-8; Enter closes"));
    m_reason->setPlaceholderText(tr("none"));
    grid->addField(tr("Close code"), m_code);
    grid->addField(tr("Reason"), m_reason);
    auto *row = FormGrid::row({m_terminate, m_close});
    row->insertStretch(0);
    grid->addWide(row);
    connect(m_code, &QComboBox::currentTextChanged, this, &SendPanel::updateButtons);
    connect(m_reason, &QLineEdit::textChanged, this, &SendPanel::updateButtons);
    connect(m_reason, &QLineEdit::returnPressed, this, &SendPanel::close);
    connect(m_close, &QPushButton::clicked, this, &SendPanel::close);
    connect(m_terminate, &QPushButton::clicked, this, &SendPanel::terminate);
}

void SendPanel::showConnection(quint64 connection)
{
    m_connection = connection;
    m_device.clear();
    m_isOpen = false;
    if (const auto stats = m_session->connections().find(connection)) {
        m_device = stats->device;
        m_isOpen = stats->state == ConnectionState::Open;
    }
    showMessage(m_message, {}, false);
    updateTargets();
    updateButtons();
}

void SendPanel::refresh(const QList<ConnectionStats> &connections)
{
    QList<quint64> open;
    bool isOpen = false;
    for (const ConnectionStats &connection : connections) {
        if (connection.number == m_connection)
            m_device = connection.device;
        if (connection.state != ConnectionState::Open)
            continue;
        open.append(connection.number);
        isOpen = isOpen || connection.number == m_connection;
    }
    if (open == m_open && isOpen == m_isOpen)
        return;
    m_open = open;
    m_isOpen = isOpen;
    updateTargets();
    updateButtons();
}

void SendPanel::focusText()
{
    m_payload->setFocusToText();
}

void SendPanel::focusClose()
{
    m_reason->setFocus(Qt::OtherFocusReason);
}

bool SendPanel::goesToAll() const
{
    return m_target->currentIndex() == All;
}

QList<quint64> SendPanel::targets() const
{
    if (goesToAll())
        return m_open;
    return m_isOpen ? QList{m_connection} : QList<quint64>();
}

void SendPanel::updateTargets()
{
    const QString which =
        m_connection ? tr("%1 (%2)").arg(m_device).arg(m_connection) : tr("no connection selected");
    m_target->setItemText(Selected, m_connection && !m_isOpen ? tr("%1, not open").arg(which) : which);
    m_target->setItemText(All, tr("all open connections (%1)").arg(m_open.size()));
}

std::optional<quint16> SendPanel::closeCode() const
{
    bool ok = false;
    const quint16 code = m_code->currentText().trimmed().section(u' ', 0, 0).toUShort(&ok);
    // 1005 is never on the wire: it stands for a Close frame without a code (RFC 6455 7.4.1).
    if (!ok || !(ws::isValidOnWire(code) || code == quint16(ws::CloseCode::NoStatusReceived)))
        return std::nullopt;
    return code;
}

void SendPanel::updateButtons()
{
    const bool anyTarget = !targets().isEmpty();
    const std::optional<quint16> code = closeCode();
    const qsizetype reasonBytes = m_reason->text().toUtf8().size();
    const bool reasonFits = reasonBytes <= MaxReasonBytes;
    m_send->setEnabled(anyTarget && m_payload->payload());
    m_close->setEnabled(anyTarget && code && reasonFits);
    m_terminate->setEnabled(anyTarget);
    setStyleProperty(m_code, "invalid", !code);
    setStyleProperty(m_reason, "invalid", !reasonFits);
    if (!code)
        showMessage(m_message,
            tr("Close code: 1000-1003, 1007-1014 or 3000-4999 (RFC 6455 7.4), or 1005 for a Close without "
               "one."),
            true);
    else if (!reasonFits)
        showMessage(
            m_message, tr("Reason: at most 123 bytes (RFC 6455 5.5); this is %1.").arg(reasonBytes), true);
    else if (m_target->currentIndex() == Selected && !m_connection)
        showMessage(m_message, tr("Select a connection above, or send to all."), false);
    else
        showMessage(m_message, {}, false);
}

void SendPanel::send()
{
    const std::optional<PayloadEditor::Payload> payload = m_payload->payload();
    if (!payload)
        return;
    showMessage(m_message, {}, false);
    for (const quint64 connection : targets()) {
        if (payload->opcode == ws::Opcode::Ping)
            m_session->ping(connection, payload->data, m_mask->isChecked());
        else
            m_session->send(connection, payload->opcode, payload->data, m_mask->isChecked());
    }
}

void SendPanel::close()
{
    const std::optional<quint16> code = closeCode();
    if (!code || !m_close->isEnabled())
        return;
    for (const quint64 connection : targets())
        m_session->close(connection, *code, m_reason->text());
}

void SendPanel::terminate()
{
    for (const quint64 connection : targets())
        m_session->terminate(connection);
}

} // namespace sockscope
