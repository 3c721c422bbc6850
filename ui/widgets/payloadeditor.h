// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/opcode.h"

#include <QByteArray>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace sockscope {

/// What to send: text, binary written as hex, or a ping with a payload. Ctrl+Enter asks for it to be sent.
class PayloadEditor : public QWidget
{
    Q_OBJECT

public:
    struct Payload
    {
        ws::Opcode opcode = ws::Opcode::Text;
        QByteArray data;
    };

    explicit PayloadEditor(QWidget *parent = nullptr);

    /// nullopt while the text cannot be sent; the reason stands below it.
    std::optional<Payload> payload() const;
    void setFocusToText();

signals:
    void sendRequested();
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void validate();
    ws::Opcode opcode() const;
    QString read(QByteArray *bytes) const;

    QComboBox *m_kind;
    QPlainTextEdit *m_text;
    QLabel *m_message;
    QByteArray m_data;
    bool m_valid = true;
};

} // namespace sockscope
