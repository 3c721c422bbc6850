// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "echoserver.h"
#include "serverlib/net/sockettransport.h"
#include "serverlib/net/tlstransport.h"
#include "tlspeer.h"

#include <QSignalSpy>
#include <QTcpServer>

using ws::Rule;

/// wss:// between ends that agree: what crosses it, how it is held back, and how it ends.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatWasAgreed_data();
    void tellsWhatWasAgreed();
    void byteByByte();
    void largeMessages();
    void slowReader();
    void pausedReader();
    void serverCloses();
    void closeNotifyWithTheClose();
    void peerEndsWithoutCloseNotify();
    void peerResets();
    void terminate();
    void serverIsDeletedInASlot();
};

namespace {

// Of any size: the length in 64 bits, mask 0.
QByteArray largeFrame(const QByteArray &payload)
{
    QByteArray frame = QByteArray::fromHex("82ff");
    for (int shift = 56; shift >= 0; shift -= 8)
        frame += char(quint64(payload.size()) >> shift & 0xFF);
    return frame + QByteArray(4, '\0') + payload;
}

} // namespace

void TestTls::tellsWhatWasAgreed_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("cipherBegin");
    QTest::newRow("1.2") << QSsl::TlsV1_2 << "TLS 1.2"
                         << "TLS_ECDHE_ECDSA_WITH_";
    QTest::newRow("1.3") << QSsl::TlsV1_3 << "TLS 1.3"
                         << "TLS_";
}

void TestTls::tellsWhatWasAgreed()
{
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(QString, version);
    QFETCH(QString, cipherBegin);
    bool secure = false;
    ws::ServerOptions options = tlsServerOptions();
    options.verifyClient = [&](const ws::UpgradeRequest &, const ws::UpgradeOrigin &origin) {
        secure = origin.secure;
        return ws::Accepted{};
    };
    EchoServer bench(options);
    QVERIFY(bench.server.url().startsWith(QStringLiteral("wss://127.0.0.1:")));
    QSslConfiguration configuration = trustingClient();
    configuration.setProtocol(protocol);
    TlsPeer peer(bench.server.port(), configuration);
    peer.socket.setPeerVerifyName(QStringLiteral("localhost"));
    QVERIFY(peer.upgrade());
    QTRY_VERIFY(bench.latest);
    const auto info = bench.latest->tlsInfo();
    QVERIFY(info && secure);
    QCOMPARE(info->version, version);
    QVERIFY2(info->cipher.startsWith(cipherBegin), qPrintable(info->cipher));
    QVERIFY(info->peerSubject.isEmpty());
    QCOMPARE(bench.tap.securities.value(1), *info);
    QCOMPARE(bench.tap.rows.mid(0, 3),
        (QStringList{"1 accepted", "1 secured " + version, "1 < GET /device?id=7 HTTP/1.1"}));

    peer.socket.write(clientFrame(0x81, "well") + clientFrame(0x88, closePayload(1000)));
    QVERIFY(peer.waitFor("\x81\x04well" + serverClose(1000)));
    QVERIFY(peer.hasEnded());
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1000});
    QVERIFY(bench.tap.isBalanced());
    QVERIFY(bench.tap.fatalViolations.isEmpty());
}

// Each byte in a record of its own.
void TestTls::byteByByte()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.isSecured());
    const QByteArray bytes = RawPeer::upgradeRequest() + clientFrame(0x81, "byte") + clientFrame(0x89, "p");
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        peer.socket.write(bytes.sliced(i, 1));
        peer.socket.flush();
    }
    QVERIFY(peer.waitFor("\x81\x04"
                         "byte\x8a\x01p"));
}

void TestTls::largeMessages()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QByteArray payload(1024 * 1024, '\0');
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(i * 7 % 251);
    peer.socket.write(largeFrame(payload));
    QVERIFY(peer.waitForSize(10 + payload.size()));
    QCOMPARE(peer.received().first(2).toHex(), QByteArray("827f"));
    QVERIFY(peer.received().sliced(10) == payload);
    QVERIFY(bench.messages == QList<QByteArray>{payload});
}

// A peer that does not read is not read from, and loses nothing.
void TestTls::slowReader()
{
    ws::ServerOptions options = tlsServerOptions();
    options.limits.queuedBytes = 2 * 1024 * 1024;
    EchoServer bench(options);
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.socket.setReadBufferSize(1024);
    peer.socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 16 * 1024);
    const QByteArray payload(64 * 1024, 'x');
    constexpr int Count = 160; // 10 MiB, more than the kernel holds for the two
    for (int i = 0; i < Count; ++i)
        peer.socket.write(largeFrame(payload));
    QTRY_VERIFY(bench.latest && bench.latest->bufferedAmount() > 0);
    QVERIFY(bench.messages.size() < Count);
    QVERIFY(bench.latest->bufferedAmount() < 2 * 1024 * 1024);
    peer.socket.setReadBufferSize(0);
    QVERIFY(peer.waitForSize(Count * (10 + payload.size())));
    QCOMPARE(bench.messages.size(), Count);
    QVERIFY(bench.errors.isEmpty());
}

// The transport alone, as the server does not pause between two records of one read.
void TestTls::pausedReader()
{
    struct Reader : ws::TransportHandler
    {
        void bytesReceived(std::span<char> bytes) override
        {
            received.append(bytes.data(), qsizetype(bytes.size()));
            if (transport)
                transport->setReading(false);
        }
        void drained() override { }
        void disconnected(const QString &) override { ended = true; }
        ws::Transport *transport = nullptr;
        QByteArray received;
        bool ended = false;
    } reader;
    QString error;
    const auto context = ws::TlsContext::create(*tlsServerOptions().tls, &error);
    QVERIFY2(context, qPrintable(error));
    std::unique_ptr<ws::Transport> transport;
    struct Listener : QTcpServer
    {
        std::function<void(qintptr)> take;
        void incomingConnection(qintptr descriptor) override { take(descriptor); }
    } listener;
    listener.take = [&](qintptr descriptor) {
        transport = std::make_unique<ws::TlsTransport>(ws::SocketTransport::adopt(descriptor), context);
        reader.transport = transport.get();
        transport->setHandler(&reader);
    };
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    TlsPeer peer(listener.serverPort());
    QVERIFY(peer.isSecured());
    const QByteArray sent(300'000, 's');
    peer.socket.write(sent);
    QTRY_VERIFY(!reader.received.isEmpty());
    qsizetype before = 0;
    int turns = 0;
    while (reader.received.size() < sent.size()) {
        QVERIFY2(reader.received.size() <= before + 64 * 1024, "what it gives while it is paused");
        before = reader.received.size();
        transport->setReading(true);
        QTRY_VERIFY(reader.received.size() > before);
        ++turns;
    }
    QVERIFY(turns >= 4);
    // The last bytes and the end come although it is paused.
    reader.transport = nullptr;
    peer.socket.write("last");
    peer.socket.disconnectFromHost();
    QVERIFY(peer.hasEnded());
    transport->setReading(true);
    QTRY_VERIFY(reader.ended);
    QCOMPARE(reader.received, sent + "last");
}

void TestTls::serverCloses()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QTRY_VERIFY(bench.latest);
    bench.latest->close(4000, QStringLiteral("bye"));
    QVERIFY(peer.waitFor(closePayload(4000, "bye")));
    QSignalSpy errors(&peer.socket, &QAbstractSocket::errorOccurred);
    peer.socket.write(clientFrame(0x88, closePayload(4000)));
    QVERIFY(peer.hasEnded());
    QCOMPARE(errors.value(0).value(0).value<QAbstractSocket::SocketError>(),
        QAbstractSocket::RemoteHostClosedError);
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{4000});
    QVERIFY(bench.tap.ends.first().clean);
    QVERIFY(bench.tap.ends.first().transportError.isEmpty());
}

// A hasty peer: Close, close_notify and FIN at once. It still gets its answer.
void TestTls::closeNotifyWithTheClose()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    peer.socket.write(clientFrame(0x81, "last") + clientFrame(0x88, closePayload(1000)));
    peer.socket.disconnectFromHost();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1000});
    QCOMPARE(bench.messages, QList<QByteArray>{"last"});
    QVERIFY(bench.errors.isEmpty());
    QVERIFY(bench.tap.isBalanced());
}

void TestTls::peerEndsWithoutCloseNotify()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QTRY_VERIFY(bench.latest);
    ::shutdown(int(peer.socket.socketDescriptor()), SHUT_WR);
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QCOMPARE(bench.errors.size(), 1);
    QCOMPARE(bench.errors.first().rule, Rule::ClosedWithoutClose);
    QVERIFY(bench.tap.isBalanced());
}

void TestTls::peerResets()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QTRY_VERIFY(bench.latest);
    const linger now{1, 0};
    ::setsockopt(int(peer.socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    peer.socket.abort();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QVERIFY(!bench.tap.ends.first().transportError.isEmpty());
    QVERIFY(bench.tap.isBalanced());
}

void TestTls::terminate()
{
    EchoServer bench(tlsServerOptions());
    TlsPeer peer(bench.server.port());
    QVERIFY(peer.upgrade());
    QTRY_VERIFY(bench.latest);
    bench.latest->terminate();
    QVERIFY(peer.hasEnded());
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
}

void TestTls::serverIsDeletedInASlot()
{
    auto server = std::make_unique<ws::WebSocketServer>(tlsServerOptions());
    RecordingTap tap;
    server->setFrameTap(&tap);
    QVERIFY(server->listen());
    int messages = 0;
    connect(server.get(), &ws::WebSocketServer::connection, this, [&](ws::WebSocketConnection *connection) {
        connect(connection, &ws::WebSocketConnection::messageReceived, this, [&] {
            ++messages;
            server.reset();
        });
    });
    TlsPeer peer(server->port());
    QVERIFY(peer.upgrade());
    peer.socket.write(clientFrame(0x81, "one") + clientFrame(0x81, "two"));
    QVERIFY(peer.hasEnded());
    QCOMPARE(messages, 1);
    QVERIFY(tap.isBalanced());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
