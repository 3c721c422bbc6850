// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sockscope {

/// Payloads in the shapes that people paste elsewhere.

/// "static const uint8_t frame_12[] = {...};", sixteen bytes a line. C has no empty arrays: of no bytes, one
/// that stands for them, with a remark.
QString cArray(QByteArrayView bytes, quint64 row);

/// Where a client would send a message again.
struct WscatTarget
{
    QString url; ///< "ws://192.168.1.2:8080/v1"
    QString subprotocol; ///< empty: none
};
/// A command for the shell that sends @p text, whatever it holds.
QString wscatCommand(const WscatTarget &target, const QString &text);

/// @p text as one word of a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace sockscope
