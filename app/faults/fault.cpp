// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/fault.h"

#include <QStringList>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int Opcodes = 16;
constexpr qint64 MsPerSecond = 1000;

QString timeText(qint64 ms)
{
    return ms >= MsPerSecond && ms % (MsPerSecond / 10) == 0
        ? QStringLiteral("%1 s").arg(double(ms) / double(MsPerSecond))
        : QStringLiteral("%1 ms").arg(ms);
}

QString opcodeWords(quint16 opcodes)
{
    QStringList names;
    for (int opcode = 0; opcode < Opcodes; ++opcode) {
        if (((opcodes >> opcode) & 1) != 0)
            names.append(ws::opcodeName(ws::Opcode(opcode)));
    }
    return names.isEmpty() ? QStringLiteral("no opcode") : names.join(QStringLiteral(", "));
}

QString directionWords(FaultDirection direction)
{
    switch (direction) {
    case FaultDirection::ToDevice:
        return QStringLiteral("to the device");
    case FaultDirection::FromDevice:
        return QStringLiteral("from the device");
    case FaultDirection::Both:
        break;
    }
    return QStringLiteral("both ways");
}

QString countWords(FaultCount counts, qint64 next)
{
    const QString what =
        counts == FaultCount::Frames ? QStringLiteral("frame") : QStringLiteral("connection");
    return next == 1 ? QStringLiteral("next %1").arg(what)
                     : QStringLiteral("next %1 %2s").arg(next).arg(what);
}

// A number that is 0 by default does nothing then, and needs no words.
QString parameterWords(const Fault &fault, const FaultParameter &parameter)
{
    if (parameter.type != FaultParameter::Type::Number) {
        const QString text = fault.text(parameter.key);
        return text.isEmpty() ? QString() : parameter.title.toLower() + u' ' + text;
    }
    const qint64 number = fault.number(parameter.key);
    if (number == 0 && parameter.number == 0)
        return {};
    const QString value = parameter.unit == u"ms" ? timeText(number)
        : parameter.unit.isEmpty()                ? QString::number(number)
                                                  : QStringLiteral("%1 %2").arg(number).arg(parameter.unit);
    return parameter.title.toLower() + u' ' + value;
}

} // namespace

Fault Fault::ofKind(FaultKind kind)
{
    Fault fault;
    fault.kind = kind;
    const FaultInfo &info = faultInfo(kind);
    if (info.fromDevice && !info.toDevice)
        fault.scope.direction = FaultDirection::FromDevice;
    return fault;
}

qint64 Fault::number(const QString &key) const
{
    const FaultParameter *parameter = faultInfo(kind).parameter(key);
    return parameters.value(key).toInteger(parameter != nullptr ? parameter->number : 0);
}

QString Fault::text(const QString &key) const
{
    const FaultParameter *parameter = faultInfo(kind).parameter(key);
    return parameters.value(key).toString(parameter != nullptr ? parameter->text : QString());
}

bool FaultProfile::isActive() const
{
    return std::ranges::any_of(faults, &Fault::on);
}

QString faultScopeWords(const Fault &fault)
{
    const FaultInfo &info = faultInfo(fault.kind);
    QStringList parts;
    if (info.toDevice && info.fromDevice)
        parts.append(directionWords(fault.scope.direction));
    if (info.hasOpcodes && fault.scope.opcodes != FaultScope::AllOpcodes)
        parts.append(opcodeWords(fault.scope.opcodes));
    if (fault.scope.next > 0)
        parts.append(countWords(info.counts, fault.scope.next));
    if (fault.scope.fromMs > 0)
        parts.append(QStringLiteral("from %1").arg(timeText(fault.scope.fromMs)));
    return parts.join(QStringLiteral(" · "));
}

QString faultWords(const Fault &fault)
{
    const FaultInfo &info = faultInfo(fault.kind);
    QStringList values;
    for (const FaultParameter &parameter : info.parameters) {
        if (const QString words = parameterWords(fault, parameter); !words.isEmpty())
            values.append(words);
    }
    QStringList parts{info.name};
    if (!values.isEmpty())
        parts.append(values.join(QStringLiteral(", ")));
    if (const QString scope = faultScopeWords(fault); !scope.isEmpty())
        parts.append(scope);
    return parts.join(QStringLiteral(" · "));
}

} // namespace sockscope
