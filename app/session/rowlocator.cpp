// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/rowlocator.h"

#include <QRegularExpression>

#include <optional>

namespace sockscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;
constexpr double MsPerSecond = 1000;
constexpr qint64 MsPerDay = 24LL * 3600 * 1000;
constexpr double MaxMs = 1e15; // more than any log lasts

// "12.5s", "500ms"; in ns.
std::optional<qint64> durationOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+) ?(ms|s|min)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const double factor = unit == QLatin1StringView("ms") ? 1
        : unit == QLatin1StringView("s")                  ? MsPerSecond
                                                          : 60 * MsPerSecond;
    const double ms = match.captured(1).toDouble() * factor;
    return ms <= MaxMs ? std::optional(qint64(ms * double(NsPerMs))) : std::nullopt;
}

// "14:03", "14:03:22.5", after the beginning of the log; in ns since that.
std::optional<qint64> clockTimeOf(const QString &text, const QDateTime &startedAt)
{
    for (const char *format : {"H:m", "H:m:s", "H:m:s.z"}) {
        const QTime time = QTime::fromString(text, QLatin1StringView(format));
        if (!time.isValid())
            continue;
        const qint64 ms = startedAt.time().msecsTo(time);
        return (ms < 0 ? ms + MsPerDay : ms) * NsPerMs;
    }
    return std::nullopt;
}

// The first row at or after a time. Rows stand in order of time.
quint64 rowAtTime(const CaptureStore &store, qint64 timeNs)
{
    quint64 first = store.rows().first;
    quint64 end = store.rows().end;
    const quint64 last = end - 1;
    while (first < end) {
        const quint64 middle = first + (end - first) / 2;
        FrameRecord record;
        if (store.read(middle, &record) && record.timeNs >= timeNs)
            end = middle;
        else
            first = middle + 1;
    }
    return std::min(first, last);
}

} // namespace

std::variant<quint64, QString> locateRow(const CaptureStore &store, const QString &text, quint64 from)
{
    const RowRange rows = store.rows();
    const QString wanted = text.trimmed();
    if (rows.size() == 0)
        return QStringLiteral("The log is empty");
    bool isNumber = false;
    if (const quint64 number = wanted.toULongLong(&isNumber); isNumber && wanted.front().isDigit()) {
        if (number >= rows.first && number < rows.end)
            return number;
        return QStringLiteral("There are rows %1 to %2").arg(rows.first).arg(rows.end - 1);
    }
    const bool isBack = wanted.startsWith(u'-');
    if (isBack || wanted.startsWith(u'+')) {
        FrameRecord record;
        const auto span = durationOf(wanted.mid(1).trimmed());
        if (span && store.read(from, &record))
            return rowAtTime(store, record.timeNs + (isBack ? -*span : *span));
    } else if (const auto span = durationOf(wanted)) {
        return rowAtTime(store, *span);
    } else if (const auto time = clockTimeOf(wanted, store.startedAt())) {
        return rowAtTime(store, *time);
    }
    return QStringLiteral("Name a row such as 1234, or a time: 12.5s, +2s, -500ms, 14:03:22");
}

} // namespace sockscope
