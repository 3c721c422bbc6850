// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/payloadeditor.h"

#include "app/text/payloadtext.h"
#include "serverlib/protocol/frameheader.h"
#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace sockscope {

namespace {
constexpr int TextHeight = 56;
}

PayloadEditor::PayloadEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_text(new QPlainTextEdit(this))
    , m_message(makeMessageLabel(QStringLiteral("payloadMessage"), this))
{
    m_kind->setObjectName(QStringLiteral("payloadKind"));
    m_kind->setAccessibleName(tr("Kind of frame"));
    m_kind->setToolTip(tr("What to send"));
    m_kind->setFont(fixedFont());
    m_kind->addItem(tr("text"), int(ws::Opcode::Text));
    m_kind->addItem(tr("binary, as hex"), int(ws::Opcode::Binary));
    m_kind->addItem(tr("ping, text payload"), int(ws::Opcode::Ping));
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    m_text->setToolTip(tr("Ctrl+Enter sends"));
    m_text->setFont(fixedFont());
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(TextHeight);
    m_text->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_kind);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_message);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PayloadEditor::validate);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PayloadEditor::validate);
    validate();
}

std::optional<PayloadEditor::Payload> PayloadEditor::payload() const
{
    if (!m_valid)
        return std::nullopt;
    return Payload{opcode(), m_data};
}

void PayloadEditor::setFocusToText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

ws::Opcode PayloadEditor::opcode() const
{
    return ws::Opcode(m_kind->currentData().toInt());
}

QString PayloadEditor::read(QByteArray *bytes) const
{
    const QString text = m_text->toPlainText();
    if (opcode() == ws::Opcode::Binary) {
        QString error;
        *bytes = bytesFromHex(text, &error).value_or(QByteArray());
        return error;
    }
    *bytes = text.toUtf8();
    // RFC 6455 5.5: a control frame's payload is at most 125 bytes.
    if (opcode() == ws::Opcode::Ping && bytes->size() > ws::MaxControlPayload)
        return tr("A ping carries at most %1 bytes (RFC 6455 5.5); this is %2.")
            .arg(ws::MaxControlPayload)
            .arg(bytes->size());
    return {};
}

void PayloadEditor::validate()
{
    const QString problem = read(&m_data);
    m_valid = problem.isEmpty();
    m_text->setPlaceholderText(
        opcode() == ws::Opcode::Binary ? QStringLiteral("81 85 ff") : QStringLiteral("{\"cmd\":\"set\"}"));
    setStyleProperty(m_text, "invalid", !m_valid);
    showMessage(m_message, m_valid ? QString() : problem, true);
    emit edited();
}

bool PayloadEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            emit sendRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sockscope
