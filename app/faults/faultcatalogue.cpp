// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to break, in words: the one place that knows the parameters of each fault, their units and
// bounds.
#include "app/faults/faultcatalogue_p.h"

#include "app/faults/fault.h"
#include "serverlib/net/certificatefault.h"

namespace sockscope {

namespace {

constexpr qint64 MostBytes = 16 * 1024 * 1024;
constexpr qint64 MostHeader = 1024 * 1024;
constexpr qint64 MostRate = 1'000'000'000;
constexpr qint64 MostCloseCode = 65535;
constexpr qint64 MostCloseReason = 123; // RFC 6455 5.5: 125 bytes with the code
constexpr qint64 MostText = 1000;
constexpr qint64 LeastRefusal = 300;
constexpr qint64 MostRefusal = 599;
constexpr qint64 MostCopies = 100;

FaultParameter number(const char *key, const char *title, const char *unit, qint64 usual, qint64 least,
    qint64 most, const char *tip)
{
    FaultParameter parameter;
    parameter.key = QString::fromUtf8(key);
    parameter.title = QString::fromUtf8(title);
    parameter.tip = QString::fromUtf8(tip);
    parameter.unit = QString::fromUtf8(unit);
    parameter.least = least;
    parameter.most = most;
    parameter.number = usual;
    return parameter;
}

FaultParameter ms(const char *key, const char *title, qint64 usual, const char *tip)
{
    return number(key, title, "ms", usual, 0, FaultLimits::TimeMs, tip);
}

FaultParameter percent()
{
    return number("percent", "Chance", "%", 100, 0, 100, "Of a hundred frames in scope, so many are hit.");
}

FaultParameter text(const char *key, const char *title, const char *usual, qint64 most, const char *tip)
{
    FaultParameter parameter = number(key, title, "", 0, 0, most, tip);
    parameter.type = FaultParameter::Type::Text;
    parameter.text = QString::fromUtf8(usual);
    return parameter;
}

// The first choice is the usual one.
FaultParameter choice(const char *key, const char *title, const QStringList &choices, const char *tip)
{
    FaultParameter parameter = text(key, title, "", 0, tip);
    parameter.type = FaultParameter::Type::Choice;
    parameter.choices = choices;
    parameter.text = choices.constFirst();
    return parameter;
}

FaultParameter fragments()
{
    return choice("fragments", "Fragments", {QStringLiteral("together"), QStringLiteral("apart")},
        "A fragmented message as one, or frame by frame, which breaks RFC 6455 5.4.");
}

// What ends or stops a connection does so when its time has come, or with a frame.
FaultParameter when()
{
    return choice("when", "When", {QStringLiteral("time"), QStringLiteral("frame")},
        "At the time of the scope, or with the first frame in scope after it.");
}

FaultInfo info(FaultKind kind, const char *key, const char *name, FaultPlace place, const char *words,
    const QList<FaultParameter> &parameters = {})
{
    FaultInfo info;
    info.kind = kind;
    info.key = QString::fromUtf8(key);
    info.name = QString::fromUtf8(name);
    info.words = QString::fromUtf8(words);
    info.place = place;
    info.parameters = parameters;
    return info;
}

// Frames and bytes of an open connection.
FaultInfo traffic(FaultInfo info, bool toDevice, bool fromDevice, bool hasOpcodes = true)
{
    info.toDevice = toDevice;
    info.fromDevice = fromDevice;
    info.hasOpcodes = hasOpcodes;
    info.hasTime = true;
    info.counts = FaultCount::Frames;
    return info;
}

FaultInfo eachConnection(FaultInfo info)
{
    info.counts = FaultCount::Connections;
    return info;
}

FaultInfo atTime(FaultInfo info)
{
    info.hasTime = true;
    return info;
}

} // namespace

QList<FaultInfo> trafficFaults()
{
    using enum FaultKind;
    using enum FaultPlace;
    return {
        traffic(info(Delay, "delay", "Delay", Bytes, "Holds frames back; none overtakes another.",
                    {ms("ms", "Delay", 200, "How long each frame is held back."),
                        ms("jitterMs", "Jitter", 0, "Up to so much more, by chance."), percent()}),
            true, true),
        traffic(info(Rate, "rate", "Rate cap", Bytes, "Lets no more than so many bytes a second through.",
                    {number("bytesPerSecond", "Rate", "bytes/s", 1024, 1, MostRate, "Bytes in one second.")}),
            true, true, false),
        traffic(info(Dribble, "dribble", "Dribble", Bytes,
                    "Writes a few bytes at a time, each in a TCP write of its own.",
                    {number("bytes", "Piece", "bytes", 1, 1, MostBytes, "Bytes of one write."),
                        ms("gapMs", "Gap", 1, "From one write to the next.")}),
            true, false),
        traffic(
            info(Coalesce, "coalesce", "Coalesce", Bytes, "Gathers frames, and sends them in one TCP write.",
                {ms("ms", "Gather for", 200, "How long the first frame waits for more."),
                    number("bytes", "At most", "bytes", 64 * 1024, 1, MostBytes,
                        "What is gathered leaves when it has so many bytes.")}),
            true, false),
        traffic(info(SplitHeader, "splitHeader", "Split in the header", Bytes,
                    "Cuts the TCP write within the header of a frame.",
                    {number("bytes", "Cut behind", "bytes", 1, 1, 13,
                         "So many bytes of the header are in the first write; a shorter header is cut before "
                         "its last byte."),
                        ms("gapMs", "Gap", 20, "From one write to the next.")}),
            true, false),
        traffic(info(Drop, "drop", "Drop", Frames, "Loses frames.", {fragments(), percent()}), true, true),
        traffic(info(Duplicate, "duplicate", "Duplicate", Frames,
                    "Repeats frames; a fragmented message when it is whole.",
                    {number("copies", "Copies", "", 1, 1, MostCopies, "How many are added."), percent()}),
            true, true),
        traffic(
            info(Reorder, "reorder", "Reorder", Frames, "Lets later messages overtake an earlier one.",
                {number("behind", "Behind", "", 1, 1, 1000, "So many messages go first."),
                    ms("holdMs", "Hold at most", 1000, "When no more messages come, it goes after so long."),
                    fragments(), percent()}),
            true, true),
        traffic(info(Corrupt, "corrupt", "Corrupt", Frames, "Changes bytes of frames.",
                    {number("bytes", "Bytes", "", 1, 1, 1000, "How many bytes of a frame are changed."),
                        choice("where", "Where",
                            {QStringLiteral("payload"), QStringLiteral("header"), QStringLiteral("anywhere")},
                            "Which part of a frame is hit."),
                        percent()}),
            true, true),
        traffic(info(SwallowPongs, "swallowPongs", "Swallow pongs", Frames,
                    "The pings of the device go unanswered."),
            true, false, false),
        traffic(info(IgnoreClose, "ignoreClose", "Do not answer Close", Frames,
                    "The device's Close goes unanswered, and TCP stays open.",
                    {ms("ms", "For", 60'000, "Then TCP is ended after all.")}),
            true, false, false),
    };
}

QList<FaultInfo> connectionFaults()
{
    using enum FaultKind;
    const auto fault = [](FaultKind kind, const char *key, const char *name, const char *words,
                           const QList<FaultParameter> &parameters) {
        FaultInfo made =
            traffic(info(kind, key, name, FaultPlace::Connection, words, parameters), true, true);
        made.counts = FaultCount::Nothing;
        return made;
    };
    const FaultParameter every = ms("everyMs", "Every", 0, "Again so long after it began; 0: once.");
    return {
        fault(StopReading, "stopReading", "Stop reading", "Reads nothing, until the device's send blocks.",
            {ms("ms", "For", 10'000, "Then reading goes on."),
                number("receiveBuffer", "Buffer", "bytes", 4096, 0, MostBytes,
                    "SO_RCVBUF, so that the device blocks soon; 0: as the system has it."),
                when(), every}),
        fault(CloseWith, "closeWith", "Close", "Closes with a code of your choice.",
            {number("code", "Code", "", 1001, 0, MostCloseCode, "Any: 1005 and 999 break RFC 6455 7.4."),
                text("reason", "Reason", "", MostCloseReason, "At most 123 bytes of UTF-8."), when()}),
        fault(CutTcp, "cutTcp", "Cut TCP (FIN)", "Ends TCP without a Close frame.",
            {number("bytes", "Torn at", "bytes", 0, 0, MostBytes,
                 "With a frame to the device: so many of its bytes still leave."),
                when()}),
        fault(Reset, "reset", "Reset TCP (RST)", "Resets the connection.", {when()}),
        fault(Freeze, "freeze", "Freeze", "A dead link: nothing is read or written, and there is no FIN.",
            {ms("ms", "For", 60'000, "How long the link is dead."),
                choice("then", "Then", {QStringLiteral("reset"), QStringLiteral("resume")},
                    "Reset the connection, or go on with what was held back."),
                when(), every}),
    };
}

QList<FaultInfo> handshakeFaults()
{
    using enum FaultKind;
    const auto fault = [](FaultKind kind, const char *key, const char *name, const char *words,
                           const QList<FaultParameter> &parameters = {}) {
        return eachConnection(info(kind, key, name, FaultPlace::Handshake, words, parameters));
    };
    return {
        fault(WrongAccept, "wrongAccept", "Wrong Accept", "Sec-WebSocket-Accept answers another key."),
        fault(MissingAccept, "missingAccept", "No Accept", "The 101 has no Sec-WebSocket-Accept."),
        fault(HeaderCase, "headerCase", "Header case", "Writes the header names of the 101 in another case.",
            {choice("case", "Case", {QStringLiteral("lower"), QStringLiteral("upper"), QStringLiteral("odd")},
                "sec-websocket-accept, SEC-WEBSOCKET-ACCEPT or sEc-wEbSoCkEt-aCcEpT.")}),
        fault(HeaderOrder, "headerOrder", "Header order",
            "Puts the header lines of the 101 in another order.",
            {choice("order", "Order", {QStringLiteral("reversed"), QStringLiteral("shuffled")},
                "The other way round, or by chance.")}),
        fault(OversizedHeader, "oversizedHeader", "Oversized header",
            "Adds a header line of padding to the 101.",
            {number("bytes", "Padding", "bytes", 4096, 1, MostHeader, "Bytes that the 101 grows by.")}),
        fault(SplitHandshake, "splitHandshake", "101 in pieces", "Writes the 101 a few bytes at a time.",
            {number("bytes", "Piece", "bytes", 64, 1, MostHeader, "Bytes of one TCP write."),
                ms("gapMs", "Gap", 20, "From one write to the next.")}),
        fault(DelayHandshake, "delayHandshake", "Late 101", "Answers the upgrade late.",
            {ms("ms", "Delay", 3000, "How late.")}),
        fault(GlueFirstFrame, "glueFirstFrame", "Frame glued to the 101",
            "Sends a text frame in the same TCP write as the 101.",
            {text("text", "Text", "hello", MostText, "Payload of the frame.")}),
        fault(UnrequestedSubprotocol, "unrequestedSubprotocol", "Unrequested subprotocol",
            "The 101 names a subprotocol that was not offered.",
            {text("name", "Name", "unrequested", MostText, "The subprotocol.")}),
        fault(MissingSubprotocol, "missingSubprotocol", "No subprotocol",
            "The 101 leaves out the subprotocol that was agreed on."),
        fault(UnsolicitedExtension, "unsolicitedExtension", "Unsolicited extension",
            "The 101 names an extension that was not offered.",
            {text(
                "extension", "Extension", "x-unsolicited", MostText, "Value of Sec-WebSocket-Extensions.")}),
    };
}

QList<FaultInfo> listenerFaults()
{
    using enum FaultKind;
    const auto fault = [](FaultKind kind, const char *key, const char *name, const char *words,
                           const QList<FaultParameter> &parameters = {}) {
        return atTime(info(kind, key, name, FaultPlace::Listener, words, parameters));
    };
    const FaultParameter every = ms("everyMs", "Every", 0, "Again so long after it began; 0: once.");
    QStringList certificates;
    for (const ws::CertificateFault certificate : ws::AllCertificateFaults)
        certificates.append(ws::certificateFaultName(certificate));
    return {
        eachConnection(fault(WrongCertificate, "wrongCertificate", "Wrong certificate",
            "Shows a TLS certificate that a device must refuse, or, oversized, can hardly hold. On wss:// "
            "only.",
            {choice("certificate", "Certificate", certificates,
                "What is wrong with it; it is signed by the development CA, but for unknownCa.")})),
        eachConnection(fault(RefuseHttp, "refuseHttp", "Refuse with HTTP",
            "Answers the upgrade with another status.",
            {number("status", "Status", "", 503, LeastRefusal, MostRefusal, "401, 403, 404, 301, 503, ..."),
                number("retryAfter", "Retry-After", "s", 0, 0, 24 * 3600,
                    "Seconds to wait, in a header; 0: none."),
                text("location", "Location", "", MostText, "Where a 3xx sends the device; empty: none.")})),
        eachConnection(fault(
            RefuseReset, "refuseReset", "Refuse with RST", "Resets the connection as soon as it is there.")),
        eachConnection(
            fault(NoAnswer, "noAnswer", "No HTTP answer", "TCP opens, and the upgrade is never answered.",
                {ms("ms", "For", 60'000, "Then the connection is reset.")})),
        fault(NoAccept, "noAccept", "No accept", "Leaves connections in the system's queue.",
            {ms("ms", "For", 10'000, "Then they are accepted."), every}),
        fault(Outage, "outage", "Outage", "Ends every connection and closes the port for a while.",
            {ms("ms", "For", 5000, "How long the port is closed."),
                choice("how", "Ends with",
                    {QStringLiteral("reset"), QStringLiteral("fin"), QStringLiteral("close")},
                    "RST, FIN, or a Close 1012 (service restart)."),
                every}),
    };
}

} // namespace sockscope
