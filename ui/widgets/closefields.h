// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace sockscope {

class MessageDraft;

/// Code and reason of a Close frame (RFC 6455 5.5.1), written as the draft's payload in hex, right or wrong;
/// shown while the draft is a Close.
class CloseFields : public QWidget
{
    Q_OBJECT

public:
    /// @p draft must outlive this.
    explicit CloseFields(MessageDraft *draft, QWidget *parent = nullptr);

    void focusReason();

private:
    void buildFields();
    void write(const QString &field);
    void show();
    void showCode(const QString &text);

    MessageDraft *m_draft;
    QComboBox *m_code;
    QLineEdit *m_reason;
};

} // namespace sockscope
