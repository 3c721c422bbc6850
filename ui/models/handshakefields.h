// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QStringList>

#include <optional>

namespace sockscope {

/// Subprotocols as people write them: "sensor.v2, sensor.v1".
QStringList splitSubprotocols(const QString &text);
/// Why one of @p names cannot stand in a handshake; empty when all can.
QString subprotocolProblem(const QStringList &names);

using HeaderList = QList<QPair<QByteArray, QByteArray>>;
/// One "Name: value" a line, empty lines skipped; nullopt and a sentence in @p error that names the line.
std::optional<HeaderList> headersFromText(const QString &text, QString *error);

} // namespace sockscope
