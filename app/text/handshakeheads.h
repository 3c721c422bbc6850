// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sockscope {

/// What the HTTP heads of an upgrade say. All of them take any bytes.

/// Status of "HTTP/1.1 426 Upgrade Required"; 0 when it is no such line.
int statusOf(QByteArrayView responseHead);
/// Extensions that a 101 agrees to, as it names them; empty when it names none.
QByteArray extensionsOf(QByteArrayView responseHead);
/// The subprotocol that a 101 chooses; empty when it chooses none.
QString subprotocolOf(QByteArrayView responseHead);
/// Path and query of a request; empty when it is none.
QString pathOf(QByteArrayView requestHead);
/// The first value of a header of a request; empty when there is none.
QString headerOf(QByteArrayView requestHead, const QString &name);
/// "ws://192.168.1.2:8080/v1", by the request's Host; empty when it names none.
QString urlOf(QByteArrayView requestHead, bool isTls);

} // namespace sockscope
