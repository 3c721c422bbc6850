// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/handshakeguide.h"

#include <QTextEdit>

namespace sockscope {

/// An HTTP upgrade line by line: each header as it came, what it means beneath it, and the rule that it
/// breaks. A peer's words are inserted as plain text, and copied as such.
class HandshakeView : public QTextEdit
{
    Q_OBJECT

public:
    explicit HandshakeView(QWidget *parent = nullptr);

    /// Either may be empty: not known, or not come yet.
    void setHandshake(const QByteArray &request, const QByteArray &response);
    /// Brings a half of it to the top.
    enum class Half : quint8 { Request, Response };
    void scrollTo(Half half);

protected:
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void showHandshake();

    QByteArray m_request;
    QByteArray m_response;
    int m_responseAt = 0; // place in the text
};

} // namespace sockscope
