// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Both roles, strict and tolerant. What an endpoint tells and answers does not depend on where its input is
// cut or on whether its frames are watched, and what it answers is without fault in the eyes of the other
// role.
#include "serverlib/protocol/endpoint.h"

#include "fuzztarget.h"

using namespace ws;

namespace {

enum Option : quint8 {
    Client = 1,
    Lenient = 2,
    NoPong = 4,
    Tight = 8,
    Echo = 16,
    Deflate = 32,
    NoTakeover = 64
};

constexpr quint64 TightMessage = 200;
constexpr quint64 TightFragments = 3;
constexpr qsizetype CompressedFrom = 8; // bytes; shorter messages go as they are

Endpoint::Options endpointOptions(const FuzzInput &input)
{
    Endpoint::Options options;
    options.role = input.has(Client) ? Role::Client : Role::Server;
    if (input.has(Lenient))
        options.strictness = Strictness::lenient();
    options.automaticPong = !input.has(NoPong);
    if (input.has(Tight)) {
        options.limits.messageBytes = TightMessage;
        options.limits.messageFragments = TightFragments;
    }
    options.maskSource = [next = quint8(0)]() mutable { return MaskKey{++next, 0x5A, 0, 0xFF}; };
    return options;
}

/// One endpoint and everything it tells and answers.
class Bench : private EndpointHandler
{
public:
    Bench(const Endpoint::Options &options, const FuzzInput &input)
        : m_endpoint(std::make_shared<const Endpoint::Options>(options), this)
        , m_echo(input.has(Echo))
        , m_compresses(input.has(Deflate))
    {
        DeflateParameters agreed;
        agreed.serverNoContextTakeover = agreed.clientNoContextTakeover = input.has(NoTakeover);
        if (m_compresses)
            m_endpoint.setCompression(agreed, {.enabled = true, .threshold = CompressedFrom});
    }

    /// One read: its buffer is gone afterwards, as that of a socket is.
    void receive(QByteArrayView bytes)
    {
        std::vector<char> buffer(bytes.begin(), bytes.end());
        m_endpoint.receive(buffer);
    }
    Role role() const { return m_endpoint.options().role; }
    const QByteArray &events() const { return m_events; }
    const QByteArray &output() const { return m_output; }
    const QByteArray &comparableOutput() const { return m_comparable; }
    const QByteArray &framesIn() const { return m_framesIn; }
    const QByteArray &framesOut() const { return m_framesOut; }
    int violations() const { return m_violations; }
    /// What is told of anything but frames.
    const QByteArray &told() const { return m_told; }
    void setFramesWatched(bool on) { m_endpoint.setFramesWatched(on); }

private:
    static QByteArray written(const FrameView &frame)
    {
        return frame.rawHeader.toByteArray() + frame.payload.toByteArray();
    }
    void shown(const char *what, QByteArrayView bytes)
    {
        if (!m_vague)
            m_events.append(what).append(QByteArray::number(bytes.size())).append(' ').append(bytes);
    }
    void told(const char *what, QByteArrayView bytes)
    {
        shown(what, bytes);
        m_told.append(what).append(QByteArray::number(bytes.size())).append(' ').append(bytes);
    }
    bool isTolerated(const Violation *violation) const
    {
        return violation == nullptr || m_endpoint.options().strictness.tolerates(violation->rule);
    }
    /// Compressed data may be wrong in several ways, and the size of a read decides which is met first.
    bool isVague(const Violation *violation) const
    {
        return m_compresses && violation != nullptr
            && (violation->rule == Rule::InvalidDeflate || violation->rule == Rule::InvalidUtf8
                || violation->rule == Rule::MessageTooBig);
    }

    void output(QByteArrayView head, QByteArrayView payload) override
    {
        m_output.append(head).append(payload);
        if (!m_vague)
            m_comparable = m_output;
    }
    void frameReceived(const FrameView &frame) override
    {
        std::array<char, MaxFrameHeaderSize> raw{};
        const int size = encodeFrameHeader(frame.header, raw.data());
        demand(QByteArrayView(raw.data(), size) == frame.rawHeader,
            "a header encodes to what it was parsed from");
        demand(quint64(frame.payload.size()) <= frame.header.payloadLength,
            "a payload is no longer than announced");
        m_framesIn += written(frame);
        m_vague = m_vague || isVague(frame.violation);
        shown("frame", frame.rawHeader);
        if (!isTolerated(frame.violation))
            return; // it is shown as far as it had come
        demand(quint64(frame.payload.size()) == frame.header.payloadLength, "a sound frame is whole");
        demand(frame.compressed || frame.inflated.isEmpty(), "only what is compressed inflates");
        shown("payload", frame.payload);
        shown("inflated", frame.inflated);
    }
    void frameSent(const FrameView &frame) override
    {
        shown("sent", written(frame));
        m_framesOut += written(frame);
    }
    void messageReceived(Opcode opcode, QByteArrayView payload) override
    {
        const Endpoint::Options &options = m_endpoint.options();
        demand(quint64(payload.size()) <= options.limits.messageBytes, "a message is within maxPayload");
        demand(opcode == Opcode::Binary || options.strictness.tolerates(Rule::InvalidUtf8)
                || isValidUtf8(payload),
            "text is UTF-8");
        told(opcode == Opcode::Text ? "text" : "binary", payload);
        if (m_echo)
            m_endpoint.send(opcode, payload, m_endpoint.masksByRule());
    }
    void pingReceived(QByteArrayView payload) override { told("ping", payload); }
    void pongReceived(QByteArrayView payload) override { told("pong", payload); }
    void closeReceived(quint16 code, QByteArrayView reason) override
    {
        told("close", QByteArray::number(code));
        told("reason", reason);
    }
    void violationFound(const Violation &violation, bool fatal) override
    {
        ++m_violations;
        m_vague = m_vague || isVague(&violation); // perhaps not the first one of its frame
        told(fatal ? "FAIL" : "note", ruleInfo(violation.rule).name);
        told("at", QByteArray::number(violation.offset));
        if (violation.rule != Rule::DataAfterClose) // that one counts the bytes of a read
            told("detail", violation.detail.toUtf8());
    }

    Endpoint m_endpoint;
    bool m_echo;
    bool m_compresses;
    bool m_vague = false; // what follows depends on the size of reads
    QByteArray m_events;
    QByteArray m_told;
    QByteArray m_output;
    QByteArray m_comparable;
    QByteArray m_framesIn;
    QByteArray m_framesOut;
    int m_violations = 0;
};

void checkOutput(const Bench &bench, const FuzzInput &input)
{
    FuzzInput silent = input;
    silent.options &= quint8(~Echo);
    Endpoint::Options options;
    options.role = bench.role() == Role::Server ? Role::Client : Role::Server;
    Bench peer(options, silent);
    peer.receive(bench.output());
    demand(peer.violations() == 0, "what is sent breaks no rule");
    demand(peer.framesIn() == bench.framesOut(), "what is sent is what was told");
}

QByteArray frame(quint8 first, const QByteArray &payload, bool masked)
{
    FrameHeader header = makeFrameHeader(Opcode(first & 0x0F), quint64(payload.size()));
    header.fin = (first & 0x80) != 0;
    header.rsv1 = (first & 0x40) != 0;
    if (masked)
        header.mask = MaskKey{0x37, 0xFA, 0x21, 0x3D}; // the key of RFC 6455 5.7's example
    QByteArray wire(header.encodedSize(), Qt::Uninitialized);
    encodeFrameHeader(header, wire.data());
    QByteArray body = payload;
    if (masked)
        applyMask(body.data(), body, *header.mask);
    return wire + body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const FuzzInput input(data, size);
    Bench whole(endpointOptions(input), input);
    whole.receive(input.bytes);
    checkOutput(whole, input);
    Bench unwatched(endpointOptions(input), input);
    unwatched.setFramesWatched(false);
    unwatched.receive(input.bytes);
    demand(unwatched.told() == whole.told() && unwatched.output() == whole.output(),
        "what is told and answered does not depend on who watches");
    for (const FuzzInput &cut : {byteByByte(input), input}) {
        Bench bench(endpointOptions(input), input);
        cut.inPieces(input.bytes, [&](QByteArrayView piece) {
            bench.receive(piece);
            return true;
        });
        demand(bench.events() == whole.events(), "events do not depend on where the input is cut");
        demand(bench.comparableOutput() == whole.comparableOutput(),
            "answers do not depend on where the input is cut");
    }
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    for (const bool masked : {true, false}) {
        const QList<QByteArray> wires{
            frame(0x81, "Hello", masked) + frame(0x82, {}, masked),
            frame(0x01, "Hel", masked) + frame(0x89, "p", masked) + frame(0x00, {}, masked)
                + frame(0x80, "lo", masked),
            frame(0x01, "\xE2\x82", masked) + frame(0x80, "\xAC", masked),
            frame(0x81, "\xED\xA0\x80", masked),
            frame(0x82, QByteArray(126, 'x'), masked) + frame(0x8A, "x", masked),
            frame(0x88, QByteArray::fromHex("03e8") + "bye", masked) + "more",
            frame(0x88, {}, masked),
            frame(0x88, QByteArray::fromHex("03ed"), masked),
            frame(0x80, "stray", masked) + frame(0x83, "reserved", masked) + frame(0xC1, "rsv1", masked),
            frame(0x09, QByteArray(130, 'p'), masked),
            QByteArray::fromHex(masked ? "81fe000500000000" : "817e0005") + "Hello",
            QByteArray::fromHex(masked ? "82ffffffffffffffffff" : "827f8000000000000000"),
            frame(0x01, "a", masked) + frame(0x00, "b", masked).repeated(4) + frame(0x80, "c", masked),
        };
        for (const QByteArray &wire : wires) {
            const quint8 role = masked ? 0 : Client;
            for (const int options : {0, Lenient | Echo, Tight | Echo, Lenient | Tight | NoPong})
                list += FuzzInput::seed(quint8(role | options), wire);
        }
        list += FuzzInput::seed(masked ? Client : 0, frame(0x81, "wrong way", masked));
        // The examples of RFC 7692 7.2.3, in one frame and in two, and a message that grows.
        Deflater deflater(15, true);
        QByteArray large;
        deflater.compress(QByteArray(TightMessage * 50, 'x'), &large);
        const QByteArray hello = QByteArray::fromHex("f248cdc9c90700");
        for (const QByteArray &wire :
            {frame(0xC1, hello, masked) + frame(0xC1, QByteArray::fromHex("f200110000"), masked),
                frame(0x41, hello.first(3), masked) + frame(0x80, hello.sliced(3), masked),
                frame(0x41, hello, masked) + frame(0x80, {}, masked),
                frame(0xC2, large, masked).repeated(2)}) {
            for (const int options :
                {int(Deflate), Deflate | Echo, Deflate | NoTakeover | Echo, Deflate | Tight | Lenient})
                list += FuzzInput::seed(quint8((masked ? 0 : Client) | options), wire);
        }
    }
    return list;
}
