// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/closefields.h"

#include "serverlib/protocol/closecode.h"
#include "ui/models/messagedraft.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QtEndian>

#include <array>

namespace sockscope {

namespace {

constexpr qsizetype MaxShownChars = 1000; // of a payload in hex, to be a code and a reason
constexpr std::array Codes{ws::CloseCode::NormalClosure, ws::CloseCode::GoingAway,
    ws::CloseCode::ProtocolError, ws::CloseCode::UnsupportedData, ws::CloseCode::NoStatusReceived,
    ws::CloseCode::AbnormalClosure, ws::CloseCode::InvalidPayload, ws::CloseCode::PolicyViolation,
    ws::CloseCode::MessageTooBig, ws::CloseCode::MandatoryExtension, ws::CloseCode::InternalError,
    ws::CloseCode::ServiceRestart, ws::CloseCode::TryAgainLater, ws::CloseCode::BadGateway,
    ws::CloseCode::TlsHandshake};

QString codeText(quint16 code)
{
    return QStringLiteral("%1 %2").arg(code).arg(ws::closeCodeName(code));
}

std::optional<QByteArray> closePayload(const SavedMessage &message)
{
    if (message.source.isEmpty() && message.form != InputForm::File)
        return QByteArray();
    if (message.form != InputForm::Hex || message.source.size() > MaxShownChars)
        return std::nullopt;
    const PayloadResult result = readHexPayload(message.source);
    const auto *bytes = std::get_if<QByteArray>(&result);
    return bytes != nullptr ? std::optional(*bytes) : std::nullopt;
}

} // namespace

CloseFields::CloseFields(MessageDraft *draft, QWidget *parent)
    : QWidget(parent), m_draft(draft), m_code(new QComboBox), m_reason(new QLineEdit)
{
    buildFields();
    connect(draft, &MessageDraft::changed, this, &CloseFields::show);
    connect(m_code, &QComboBox::currentTextChanged, this, [this] { write(tr("close code")); });
    connect(m_reason, &QLineEdit::textEdited, this, [this] { write(tr("close reason")); });
    connect(m_reason, &QLineEdit::editingFinished, draft, &MessageDraft::endStep);
    show();
}

void CloseFields::buildFields()
{
    m_code->setObjectName(QStringLiteral("closeCode"));
    m_code->setAccessibleName(tr("Close code"));
    m_code->setToolTip(tr("Any number up to 65535, or none; 1000-1003, 1007-1014 and 3000-4999 may be sent "
                          "(RFC 6455 7.4)"));
    m_code->setEditable(true);
    m_code->lineEdit()->setFont(fixedFont());
    m_code->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_code->setMinimumContentsLength(6);
    m_code->addItem(tr("none"));
    for (const ws::CloseCode code : Codes)
        m_code->addItem(codeText(quint16(code)));
    m_reason->setObjectName(QStringLiteral("closeReason"));
    m_reason->setAccessibleName(tr("Close reason"));
    m_reason->setToolTip(tr("At most 123 bytes of UTF-8 keep the rules (RFC 6455 5.5)"));
    m_reason->setPlaceholderText(tr("no reason"));
    auto *row = FormGrid::row({m_code, m_reason});
    row->setContentsMargins(0, 0, 0, 0);
    row->setStretch(0, 1);
    row->setStretch(1, 1);
    setLayout(row);
}

void CloseFields::focusReason()
{
    m_reason->setFocus(Qt::OtherFocusReason);
}

void CloseFields::write(const QString &field)
{
    const QString word = m_code->currentText().trimmed().section(u' ', 0, 0);
    bool isNumber = false;
    const quint16 code = word.toUShort(&isNumber);
    const bool isNone = word.isEmpty() || word == tr("none");
    setStyleProperty(m_code, "invalid", !isNumber && !isNone);
    m_reason->setEnabled(!isNone);
    if (!isNumber && !isNone)
        return;
    QByteArray payload;
    if (isNumber) {
        payload.resize(sizeof(code));
        qToBigEndian(code, payload.data());
        payload += m_reason->text().toUtf8();
    }
    m_draft->setPayload(InputForm::Hex, QString::fromLatin1(payload.toHex(' ')), field);
}

void CloseFields::show()
{
    const SavedMessage &message = m_draft->message();
    setVisible(message.frame.opcode == ws::Opcode::Close);
    if (isHidden())
        return;
    const std::optional<QByteArray> payload = closePayload(message);
    const bool hasCode = payload && payload->size() >= qsizetype(sizeof(quint16));
    const QSignalBlocker blocker(m_code);
    m_reason->setEnabled(hasCode);
    setStyleProperty(m_code, "invalid", false);
    if (hasCode) {
        const auto code = qFromBigEndian<quint16>(payload->constData());
        const QString reason = QString::fromUtf8(payload->sliced(sizeof(code)));
        if (m_code->currentText().section(u' ', 0, 0) != QString::number(code))
            showCode(codeText(code));
        if (m_reason->text() != reason)
            m_reason->setText(reason);
    } else {
        showCode(payload && payload->isEmpty() ? tr("none") : tr("none, as written below"));
    }
}

void CloseFields::showCode(const QString &text)
{
    m_code->setCurrentText(text);
    m_code->lineEdit()->setCursorPosition(0); // its number, not the end of its name
}

} // namespace sockscope
