// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessioncopy.h"

#include "app/capture/fileformat.h"

#include <QDir>
#include <QSaveFile>

#include <cstring>

namespace sockscope {

using namespace fileformat;

namespace {

bool write(QIODevice &file, std::span<const std::byte> bytes)
{
    return file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size()))
        == qint64(bytes.size());
}

// What lies between rows and payloads is left out: a hole in the file.
bool writeSegment(QSaveFile &file, const RowSpan &span)
{
    const qint64 at = file.pos();
    const auto [rows, kept] = span.segmentBytes();
    SegmentHeader header;
    std::memcpy(&header, rows.data(), sizeof header);
    header.rows = quint64(span.size()); // those appended meanwhile are left out
    return write(file, std::as_bytes(std::span(&header, 1))) && write(file, rows.subspan(sizeof header))
        && file.seek(at + qint64(header.bytes) - qint64(kept.size())) && write(file, kept);
}

} // namespace

QString copySession(
    const CaptureStore &store, const QString &path, const std::function<bool(quint64)> &goesOn)
{
    QSaveFile file(path);
    const auto failure = [&file] {
        return QStringLiteral("%1 cannot be written: %2")
            .arg(QDir::toNativeSeparators(file.fileName()), file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly) || file.write(headerPage(store.startedAt(), true)) != HeaderBytes)
        return failure();
    const quint64 end = store.rows().end;
    quint64 written = 0;
    for (RowSpan span = store.span(0, end); !span.isEmpty(); span = store.span(span.end(), end)) {
        if (!writeSegment(file, span))
            return failure();
        written += quint64(span.size());
        if (goesOn && !goesOn(written))
            return QStringLiteral("Saving was stopped; nothing was written");
    }
    return file.commit() ? QString() : failure();
}

} // namespace sockscope
