// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace sockscope {

/// What can be broken on purpose. faultInfo() says all about each.
enum class FaultKind : quint8 {
    // bytes and their time
    Delay,
    Rate,
    Dribble,
    Coalesce,
    SplitHeader,
    // frames
    Drop,
    Duplicate,
    Reorder,
    Corrupt,
    SwallowPongs,
    IgnoreClose,
    // the connection
    StopReading,
    CloseWith,
    CutTcp,
    Reset,
    Freeze,
    // the opening handshake
    WrongAccept,
    MissingAccept,
    HeaderCase,
    HeaderOrder,
    OversizedHeader,
    SplitHandshake,
    DelayHandshake,
    GlueFirstFrame,
    UnrequestedSubprotocol,
    MissingSubprotocol,
    UnsolicitedExtension,
    // whether there is a connection at all
    WrongCertificate,
    RefuseHttp,
    RefuseReset,
    NoAnswer,
    NoAccept,
    Outage,
};

/// What a fault works on, and so where a list of faults puts it.
enum class FaultPlace : quint8 { Bytes, Frames, Connection, Handshake, Listener };

enum class FaultDirection : quint8 { ToDevice, FromDevice, Both };

/// One value that a kind of fault takes.
struct FaultParameter
{
    enum class Type : quint8 { Number, Text, Choice };

    QString key; ///< in JSON: "ms"
    QString title; ///< "Delay"
    QString tip; ///< one sentence
    Type type = Type::Number;
    QString unit; ///< of a number: "ms", "bytes", "%"; empty for a count
    qint64 least = 0; ///< of a number; of a text, characters
    qint64 most = 0;
    qint64 number = 0; ///< the default of a number
    QString text; ///< the default of a text or choice
    QStringList choices; ///< as in JSON
};

/// What a fault's "next" counts.
enum class FaultCount : quint8 { Nothing, Frames, Connections };

struct FaultInfo
{
    FaultKind kind = FaultKind::Delay;
    QString key; ///< in JSON and in the facts of a row: "swallowPongs"
    QString name; ///< "Swallow pongs"
    QString words; ///< one sentence: what it does
    FaultPlace place = FaultPlace::Bytes;
    /// Which of FaultScope it heeds; the rest of a scope must be left as it is at first.
    bool toDevice = false;
    bool fromDevice = false;
    bool hasOpcodes = false;
    bool hasTime = false;
    FaultCount counts = FaultCount::Nothing;
    QList<FaultParameter> parameters;

    const FaultParameter *parameter(QStringView parameterKey) const; ///< nullptr when it has none of that key
};

/// Every kind, in the order of FaultKind; made once, for any thread.
const QList<FaultInfo> &faultCatalogue();
const FaultInfo &faultInfo(FaultKind kind);
std::optional<FaultKind> faultKindFromKey(QStringView key);

/// A heading for the faults of one place: "Frames".
QString faultPlaceName(FaultPlace place);

} // namespace sockscope
