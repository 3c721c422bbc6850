// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figures.h"

#include <QLocale>

namespace sockscope {

namespace {

// One way of writing figures whatever the desk's locale: they are compared with device logs.
const QLocale &figureLocale()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

} // namespace

Qt::Alignment cellAlignment(bool isFigure)
{
    return Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft);
}

QString grouped(quint64 number)
{
    return figureLocale().toString(number);
}

QString secondsText(qint64 nanoseconds)
{
    return QString::number(double(nanoseconds) / 1e9, 'f', 4);
}

QString clockText(const QDateTime &startedAt, qint64 nanoseconds)
{
    constexpr qint64 NsPerMs = 1'000'000;
    return startedAt.addMSecs(nanoseconds / NsPerMs).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString millisecondsText(qint64 nanoseconds)
{
    const double milliseconds = double(nanoseconds) / 1e6;
    return figureLocale().toString(milliseconds, 'f', milliseconds < 100 ? 1 : 0);
}

} // namespace sockscope
