// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/framelogcolumns.h"

#include "ui/models/figures.h"

namespace sockscope {

namespace {

QString timeTitle(TimeFormat format)
{
    switch (format) {
    case TimeFormat::SinceStart:
        break;
    case TimeFormat::Clock:
        return QObject::tr("time");
    case TimeFormat::SinceConnection:
        return QObject::tr("conn. s");
    }
    return QObject::tr("time s");
}

} // namespace

QString logColumnTitle(FrameLogModel::Column column, TimeFormat timeFormat)
{
    using Column = FrameLogModel::Column;
    switch (column) {
    case Column::Time:
        return timeTitle(timeFormat);
    case Column::Delta:
        return QObject::tr("Δ ms");
    case Column::Device:
        return QObject::tr("device");
    case Column::Direction:
        return {};
    case Column::Opcode:
        return QObject::tr("opcode");
    case Column::Fin:
        return QObject::tr("fin");
    case Column::Rsv:
        return QObject::tr("rsv");
    case Column::Mask:
        return QObject::tr("mask");
    case Column::Length:
        return QObject::tr("length");
    case Column::Payload:
        return QObject::tr("payload");
    }
    return {};
}

QString logColumnToolTip(FrameLogModel::Column column)
{
    using Column = FrameLogModel::Column;
    switch (column) {
    case Column::Time:
        return QObject::tr("When it was seen; what since is chosen in the header's menu");
    case Column::Delta:
        return QObject::tr("Milliseconds since the row above");
    case Column::Direction:
        return QObject::tr("Direction: → from the device, ← to the device");
    case Column::Length:
        return QObject::tr("Payload bytes as the frame header says");
    default:
        return {};
    }
}

Qt::Alignment logColumnAlignment(FrameLogModel::Column column)
{
    using Column = FrameLogModel::Column;
    return cellAlignment(column == Column::Time || column == Column::Delta || column == Column::Length);
}

QString logColumnSample(FrameLogModel::Column column)
{
    using Column = FrameLogModel::Column;
    switch (column) {
    case Column::Time:
        return QStringLiteral("00:00:00.000");
    case Column::Delta:
        return QStringLiteral("0,000.0");
    case Column::Device:
        return QStringLiteral("thermostat-1");
    case Column::Direction:
        return QStringLiteral("→");
    case Column::Opcode:
        return QStringLiteral("continuation");
    case Column::Fin:
    case Column::Rsv:
        return QStringLiteral("000");
    case Column::Mask:
        return QStringLiteral("00000000");
    case Column::Length:
        return QStringLiteral("000.0 KiB");
    case Column::Payload:
        break;
    }
    return {};
}

} // namespace sockscope
