// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultkind.h"
#include "serverlib/protocol/opcode.h"

#include <QJsonObject>

namespace sockscope {

/// What a fault is applied to. Which connection, or all of them, is said where a profile is set.
struct FaultScope
{
    static constexpr quint16 AllOpcodes = 0xFFFF;

    FaultDirection direction = FaultDirection::ToDevice;
    quint16 opcodes = AllOpcodes; ///< a bit for each of the sixteen
    /// Only so many frames, or connections, see FaultInfo::counts; 0: all of them.
    qint64 next = 0;
    /// From so many ms on after the connection opened; of a listener's fault, after it was set.
    qint64 fromMs = 0;

    bool has(ws::Opcode opcode) const { return ((opcodes >> quint8(opcode)) & 1) != 0; }
    bool operator==(const FaultScope &) const = default;
};

/// One thing that is broken on purpose.
struct Fault
{
    FaultKind kind = FaultKind::Delay;
    bool on = true;
    FaultScope scope;
    /// By FaultParameter::key: whole numbers, and strings. What is missing has its default.
    QJsonObject parameters;

    /// A fault with the defaults of its kind.
    static Fault ofKind(FaultKind kind);

    qint64 number(const QString &key) const;
    QString text(const QString &key) const;

    bool operator==(const Fault &) const = default;
};

/// An ordered list of faults: what one lets through, the next one gets.
struct FaultProfile
{
    QString name;
    QString words; ///< what trouble of the field it stands for; may be empty
    QList<Fault> faults;

    bool isActive() const; ///< one of them is on
    bool operator==(const FaultProfile &) const = default;
};

/// Bounds on a profile.
struct FaultLimits
{
    static constexpr qsizetype FileBytes = 1024 * 1024;
    static constexpr qsizetype Faults = 64;
    static constexpr qsizetype NameChars = 200;
    static constexpr qsizetype WordsChars = 1000;
    static constexpr qint64 Frames = 1'000'000'000; ///< FaultScope::next
    static constexpr qint64 TimeMs = 24LL * 3600 * 1000; ///< FaultScope::fromMs, and every time a fault takes
};

/// What @p fault does, in one line: "Delay 200 ms, jitter 50 ms · to the device · text · next 10 · from 5 s".
QString faultWords(const Fault &fault);
/// "to the device · text · next 10 frames · from 5 s"; empty for a scope that is as it is at first.
QString faultScopeWords(const Fault &fault);

} // namespace sockscope
