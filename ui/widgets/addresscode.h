// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace sockscope {

/// The address of the server as a QR code, for phones and boards with a camera. Goes with Esc or a click
/// elsewhere.
class AddressCode : public QFrame
{
    Q_OBJECT

public:
    explicit AddressCode(QWidget *parent = nullptr);

    /// Below @p anchor. @p isLocal: no other machine reaches that address.
    void popUp(const QWidget *anchor, const QString &address, bool isLocal);

private:
    QLabel *m_code;
    QLabel *m_address;
    QLabel *m_hint;
};

} // namespace sockscope
