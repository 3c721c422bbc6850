// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace sockscope {

/// Bytes from hex as people paste it, see InputForm::Hex. nullopt and a sentence in @p error that names the
/// place when it is not hex.
std::optional<QByteArray> bytesFromHex(const QString &text, QString *error);

/// "ff d8 ff e0": lower case, a space between bytes, at most @p maxBytes then an ellipsis.
QString hexPreview(QByteArrayView bytes, qsizetype maxBytes = 64);
/// One line of text: control characters and invalid UTF-8 shown as escapes (\n, \x00), at most @p maxChars.
QString textPreview(QByteArrayView bytes, qsizetype maxChars = 512);
/// What the log shows in the payload column of a row. @p content: as CaptureStore::content() has it.
QString rowPreview(const FrameRecord &record, QByteArrayView content);
/// "compressed 1,234 → 5,678 B"; empty for a row that came as it was meant.
QString compressionText(const FrameRecord &record);
/// "16.0 KiB", "52 B".
QString formatBytes(quint64 bytes);
/// "3.1 ms", "148 ms", "2.4 s"; "–" for a negative value.
QString formatRtt(qint64 nanoseconds);
/// Offset, 16 bytes of hex, ASCII: one row per line, at most @p maxBytes.
QString hexDump(QByteArrayView bytes, qsizetype maxBytes = 64 * 1024);

} // namespace sockscope
