// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// permessage-deflate over TCP, against a peer that has zlib and nothing else: what the server answers holds
// for what it sends.
#include "echoserver.h"
#include "tests/protocol/strictinflater.h"

#include "serverlib/protocol/frameheader.h"

namespace {

constexpr int DefaultBits = 15;
constexpr quint8 CompressedText = 0xC1;
constexpr quint8 CompressedBinary = 0xC2;

ws::ServerOptions compressing(ws::DeflateOptions deflate = {})
{
    deflate.enabled = true;
    ws::ServerOptions options;
    options.perMessageDeflate = deflate;
    return options;
}

QByteArray offer(const QByteArray &extensions)
{
    return "Sec-WebSocket-Extensions: " + extensions + "\r\n";
}

/// A peer that inflates no better than the server's answer allows.
class DeflatingPeer
{
public:
    DeflatingPeer(quint16 port, const QByteArray &extensions) : m_peer(port)
    {
        m_peer.send(RawPeer::upgradeRequest(extensions.isNull() ? QByteArray() : offer(extensions)));
        m_peer.waitFor("\r\n\r\n");
        const QByteArray head = m_peer.received().left(m_peer.received().indexOf("\r\n\r\n") + 4);
        m_isOpen = head.startsWith("HTTP/1.1 101 ");
        for (const QByteArray &line : head.split('\n')) {
            if (line.startsWith("Sec-WebSocket-Extensions: "))
                m_answer = line.sliced(line.indexOf(' ')).trimmed();
        }
        m_forgets = m_answer.contains("server_no_context_takeover");
        m_decoder = std::make_unique<StrictInflater>(valueOf("server_max_window_bits"));
        m_rest = head.size();
    }

    bool isOpen() const { return m_isOpen; }
    const QByteArray &answer() const { return m_answer; } ///< as the server's header says
    int valueOf(const QByteArray &parameter) const
    {
        const qsizetype at = m_answer.indexOf(parameter + '=');
        return at < 0 ? DefaultBits : m_answer.mid(at + parameter.size() + 1, 2).toInt();
    }
    RawPeer &raw() { return m_peer; }

    /// The next message of the server; nullopt when it is not compressed, or cannot be inflated.
    std::optional<QByteArray> nextInflated()
    {
        const auto [header, payload] = nextFrame();
        if (!header.rsv1)
            return std::nullopt;
        const auto message = m_decoder->message(payload);
        if (m_forgets)
            m_decoder->reset();
        return message;
    }
    std::pair<ws::FrameHeader, QByteArray> nextFrame()
    {
        ws::FrameHeader header;
        int size = 0;
        const bool came = QTest::qWaitFor([&] {
            const QByteArrayView bytes = QByteArrayView(m_peer.received()).sliced(m_rest);
            size = ws::parseFrameHeader(bytes, &header);
            return size > 0 && quint64(bytes.size()) >= quint64(size) + header.payloadLength;
        });
        if (!came)
            return {};
        const QByteArray payload = m_peer.received().mid(m_rest + size, qsizetype(header.payloadLength));
        m_rest += size + payload.size();
        return {header, payload};
    }

private:
    RawPeer m_peer;
    bool m_isOpen = false;
    QByteArray m_answer;
    bool m_forgets = false;
    std::unique_ptr<StrictInflater> m_decoder;
    qsizetype m_rest = 0; // what the peer has received begins here
};

} // namespace

class TestCompression : public QObject
{
    Q_OBJECT

private slots:
    void agreementHolds_data();
    void agreementHolds();
    void declinedOffersGoUncompressed_data();
    void declinedOffersGoUncompressed();
    void clientWindowIsKeptTo();
    void malformedOffersAreTolerated();
    void bomb();
    void broadcastIsNotCompressed();
    void badOptionsDoNotListen();
};

void TestCompression::agreementHolds_data()
{
    QTest::addColumn<ws::DeflateOptions>("options");
    QTest::addColumn<QByteArray>("offers");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const ws::DeflateOptions &options, const char *offers,
                         const char *answer) {
        QTest::newRow(name) << options << QByteArray(offers) << QByteArray(answer);
    };
    row("nothing but the name", {}, "permessage-deflate", "permessage-deflate");
    row("a browser's offer", {}, "permessage-deflate; client_max_window_bits", "permessage-deflate");
    row("the client wants the server to forget", {}, "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; server_no_context_takeover");
    row("the server wants to forget", {.serverNoContextTakeover = true}, "permessage-deflate",
        "permessage-deflate; server_no_context_takeover");
    row("the server wants the client to forget", {.clientNoContextTakeover = true}, "permessage-deflate",
        "permessage-deflate; client_no_context_takeover");
    row("the server's own window", {.serverMaxWindowBits = 11}, "permessage-deflate",
        "permessage-deflate; server_max_window_bits=11");
    for (int bits = 8; bits <= 15; ++bits) {
        const QByteArray window = "server_max_window_bits=" + QByteArray::number(bits);
        QTest::addRow("a window of %d bits", bits)
            << ws::DeflateOptions{} << "permessage-deflate; " + window << "permessage-deflate; " + window;
    }
    row("a small window that is forgotten", {.serverNoContextTakeover = true},
        "permessage-deflate; server_max_window_bits=8",
        "permessage-deflate; server_no_context_takeover; server_max_window_bits=8");
}

void TestCompression::agreementHolds()
{
    QFETCH(ws::DeflateOptions, options);
    QFETCH(QByteArray, offers);
    options.threshold = 0;
    EchoServer bench(compressing(options));
    DeflatingPeer peer(bench.server.port(), offers);
    QVERIFY(peer.isOpen());
    QTEST(peer.answer(), "answer");
    QCOMPARE(bench.latest->extensions(), peer.answer());
    for (const QByteArray &message : {telemetry(1), telemetry(2), QByteArray(), repetitive(120'000),
             telemetry(3), repetitive(120'000), telemetry(4)}) {
        bench.latest->send(ws::Opcode::Text, message);
        const auto inflated = peer.nextInflated();
        QVERIFY(inflated.has_value());
        QVERIFY(*inflated == message);
    }
}

void TestCompression::declinedOffersGoUncompressed_data()
{
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<QByteArray>("offers"); // null: no header
    QTest::newRow("no offer") << true << QByteArray();
    QTest::newRow("not wanted") << false << QByteArray("permessage-deflate");
    QTest::newRow("unknown extension") << true << QByteArray("x-webkit-deflate-frame");
    QTest::newRow("bad value") << true << QByteArray("permessage-deflate; server_max_window_bits=16");
}

void TestCompression::declinedOffersGoUncompressed()
{
    QFETCH(bool, enabled);
    QFETCH(QByteArray, offers);
    EchoServer bench(enabled ? compressing({.threshold = 0}) : ws::ServerOptions());
    DeflatingPeer peer(bench.server.port(), offers);
    QVERIFY(peer.isOpen());
    QVERIFY(peer.answer().isNull());
    QVERIFY(bench.latest->extensions().isEmpty());
    bench.latest->send(ws::Opcode::Text, "plain");
    const auto [header, payload] = peer.nextFrame();
    QVERIFY(!header.rsv1);
    QCOMPARE(payload, QByteArray("plain"));
    // RFC 6455 5.2: without the agreement RSV1 has no meaning.
    peer.raw().send(clientFrame(CompressedText, QByteArray::fromHex("f248cdc9c90700")));
    QVERIFY(peer.raw().waitFor(closePayload(1002)));
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::UnexpectedRsv1);
}

// The server's memory for a client with a small window is small: what reaches back further cannot be
// inflated.
void TestCompression::clientWindowIsKeptTo()
{
    EchoServer bench(compressing({.clientMaxWindowBits = 9}));
    bench.echo = false;
    DeflatingPeer peer(bench.server.port(), "permessage-deflate; client_max_window_bits");
    QCOMPARE(peer.valueOf("client_max_window_bits"), 9);
    const auto compressed = [](int bits, const QByteArray &message) {
        QByteArray payload;
        ws::Deflater(bits, true).compress(message, &payload);
        return payload;
    };
    // Repeats at a distance of 400 and of 4000 bytes; random otherwise.
    const auto repeatedAfter = [](qsizetype distance) {
        QByteArray noise;
        for (quint32 word = 1; noise.size() < distance; word = word * 1664525 + 1013904223)
            noise += char(word >> 24);
        return noise + noise;
    };
    peer.raw().send(clientFrame(CompressedBinary, compressed(9, repeatedAfter(400))));
    QTRY_COMPARE(bench.messages.size(), 1);
    QVERIFY(bench.messages.first() == repeatedAfter(400));
    const QByteArray tooFar = compressed(15, repeatedAfter(20'000));
    peer.raw().send(clientFrame(CompressedBinary & 0x7F, tooFar.first(20'000)));
    peer.raw().send(clientFrame(0x80, tooFar.sliced(20'000)));
    QVERIFY(peer.raw().waitFor(closePayload(1007)));
    QCOMPARE(bench.errors.first().rule, ws::Rule::InvalidDeflate);
}

// A bench goes on with a device whose header is wrong, without extensions.
void TestCompression::malformedOffersAreTolerated()
{
    ws::ServerOptions options = compressing({.threshold = 0});
    options.strictness = ws::Strictness::lenient();
    EchoServer bench(options);
    DeflatingPeer peer(bench.server.port(), "permessage-deflate; client_max_window_bits=");
    QVERIFY(peer.isOpen());
    QVERIFY(peer.answer().isNull());
    QCOMPARE(bench.tap.notedViolations.size(), 1);
    QCOMPARE(bench.tap.notedViolations.first().rule, ws::Rule::InvalidExtensions);
    peer.raw().send(clientFrame(0x81, "still here"));
    QCOMPARE(peer.nextFrame().second, QByteArray("still here"));
}

void TestCompression::bomb()
{
    ws::ServerOptions options = compressing();
    options.maxPayload = 1024 * 1024;
    EchoServer bench(options);
    DeflatingPeer peer(bench.server.port(), "permessage-deflate");
    QByteArray payload;
    ws::Deflater(DefaultBits, true).compress(QByteArray(32 * 1024 * 1024, '\0'), &payload);
    QVERIFY(payload.size() < 0xFFFF);
    peer.raw().send(clientFrame(CompressedBinary, payload));
    QVERIFY(peer.raw().waitFor(closePayload(1009)));
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, ws::Rule::MessageTooBig);
    QVERIFY(bench.messages.isEmpty());
    QVERIFY(bench.servesGoodPeer());
}

// Its bytes are shared by peers that have agreed to different things.
void TestCompression::broadcastIsNotCompressed()
{
    EchoServer bench(compressing({.threshold = 0}));
    DeflatingPeer peer(bench.server.port(), "permessage-deflate");
    QVERIFY(peer.isOpen());
    bench.server.broadcast(QStringLiteral("to all"));
    const auto [header, payload] = peer.nextFrame();
    QVERIFY(!header.rsv1);
    QCOMPARE(payload, QByteArray("to all"));
}

void TestCompression::badOptionsDoNotListen()
{
    ws::WebSocketServer server(compressing({.serverMaxWindowBits = 16}));
    QVERIFY(!server.listen());
    QVERIFY(server.errorString().contains(QStringLiteral("8 to 15")));
}

QTEST_GUILESS_MAIN(TestCompression)
#include "tst_compression.moc"
