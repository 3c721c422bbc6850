// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/byteamount.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace sockscope {

namespace {

constexpr double Largest = 9.0e18; // keeps the product below 2^63, the largest length a frame may have

std::optional<double> unitFactor(const QString &unit)
{
    const QString lower = unit.toLower();
    if (lower.isEmpty() || lower == QLatin1String("b"))
        return 1;
    const qsizetype power = QStringLiteral("kmgt").indexOf(lower.front()) + 1;
    const double base = lower.endsWith(QLatin1String("ib")) ? 1024 : 1000;
    return std::pow(base, double(power));
}

} // namespace

std::optional<quint64> bytesFromText(const QString &text, QString *error)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*([0-9][0-9,]*(?:\\.[0-9]+)?)\\s*(b|[kmgt]i?b)?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    const double value = match.hasMatch()
        ? match.captured(1).remove(u',').toDouble() * unitFactor(match.captured(2)).value_or(0)
        : -1;
    if (value >= 0 && value <= Largest)
        return quint64(std::llround(value));
    *error = QCoreApplication::translate(
        "ByteAmount", "not an amount of bytes: “%1”. Write 1048576, 64 KiB, 1 MiB, or 0 for no bound.")
                 .arg(text.trimmed());
    return std::nullopt;
}

QString textFromBytes(quint64 bytes)
{
    static const QString units[]{QStringLiteral("KiB"), QStringLiteral("MiB"), QStringLiteral("GiB")};
    QString text = QString::number(bytes);
    for (int i = 0; i < 3 && bytes > 0 && bytes % 1024 == 0; ++i) {
        bytes /= 1024;
        text = QStringLiteral("%1 %2").arg(bytes).arg(units[i]);
    }
    return text;
}

} // namespace sockscope
