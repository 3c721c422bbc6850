// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A server on a Unix domain socket, and the care for its file.
#include "echoserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

class TestLocalSocket : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void serves();
    void manyPeers();
    void resets();
    void belongsToItsUser();
    void replacesAStaleFile();
    void leavesALiveServerAlone();
    void leavesOtherFilesAlone();
    void leavesItsSuccessorAlone();
    void refuses_data();
    void refuses();

private:
    ws::ServerOptions options() const
    {
        ws::ServerOptions options;
        options.localName = m_name;
        return options;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_name;
};

void TestLocalSocket::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_name = m_dir->filePath(QStringLiteral("bench"));
}

void TestLocalSocket::serves()
{
    ws::ServerOptions served = options();
    served.path = QStringLiteral("/device");
    EchoServer bench(served);
    QCOMPARE(bench.server.address(), m_name);
    QCOMPARE(bench.server.port(), quint16(0));
    QCOMPARE(bench.server.url(), QStringLiteral("ws+unix://%1:/device").arg(m_name));

    const auto peer = RawPeer::atFile(m_name.toUtf8());
    QVERIFY(peer->upgrade());
    QCOMPARE(bench.latest->peerAddress(), QString());
    QCOMPARE(bench.latest->peerPort(), quint16(0));
    const QByteArray message(60'000, 'm');
    QVERIFY(peer->send(clientFrame(0x82, message)));
    QVERIFY(peer->waitFor(message));
    QVERIFY(peer->send(clientFrame(0x88, closePayload(1000))));
    QVERIFY(peer->waitFor(serverClose(1000)));
    QCOMPARE(peer->waitForEnd(), RawPeer::End::Fin);
    peer->leave();
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1000});
    QVERIFY(bench.errors.isEmpty());

    const auto lost = RawPeer::atFile(m_name.toUtf8());
    QVERIFY(lost->send(RawPeer::upgradeRequest().replace("/device", "/other")));
    QVERIFY(lost->waitFor("404 Not Found"));
    QVERIFY(lost->waitFor(bench.server.url().toUtf8()));
    lost->leave();

    bench.server.close();
    QVERIFY(!QFile::exists(m_name));
}

void TestLocalSocket::manyPeers()
{
    EchoServer bench(options());
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 50; ++i)
        peers.push_back(RawPeer::atFile(m_name.toUtf8()));
    for (const auto &peer : peers)
        QVERIFY(peer->upgrade());
    QCOMPARE(bench.server.connectionCount(), 50);
}

void TestLocalSocket::resets()
{
    EchoServer bench(options());
    const auto peer = RawPeer::atFile(m_name.toUtf8());
    QVERIFY(peer->upgrade());
    bench.latest->terminate();
    QVERIFY(peer->waitForEnd() != RawPeer::End::None); // a local socket knows no RST
    QTRY_COMPARE(bench.closeCodes, QList<quint16>{1006});
    QVERIFY(bench.tap.isBalanced());
}

void TestLocalSocket::belongsToItsUser()
{
    const mode_t before = ::umask(0);
    EchoServer bench(options());
    ::umask(before);
    struct stat made
    { };
    QCOMPARE(::lstat(m_name.toUtf8().constData(), &made), 0);
    QVERIFY(S_ISSOCK(made.st_mode));
    QCOMPARE(made.st_mode & 0777, mode_t(0600));
}

// A server that died leaves its file behind; nobody listens there.
void TestLocalSocket::replacesAStaleFile()
{
    const int dead = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = m_name.toUtf8();
    std::copy_n(name.data(), name.size(), address.sun_path);
    QCOMPARE(::bind(dead, reinterpret_cast<sockaddr *>(&address), sizeof(address)), 0);
    ::close(dead);
    QVERIFY(QFile::exists(m_name));
    EchoServer bench(options());
    QVERIFY(RawPeer::atFile(name)->upgrade());
}

void TestLocalSocket::leavesALiveServerAlone()
{
    EchoServer bench(options());
    ws::WebSocketServer second(options());
    QVERIFY(!second.listen());
    QVERIFY2(second.errorString().contains(m_name), qPrintable(second.errorString()));
    QVERIFY(RawPeer::atFile(m_name.toUtf8())->upgrade());
}

void TestLocalSocket::leavesOtherFilesAlone()
{
    QFile file(m_name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    ws::WebSocketServer server(options());
    QVERIFY(!server.listen());
    QVERIFY2(server.errorString().contains(m_name), qPrintable(server.errorString()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "precious");
}

void TestLocalSocket::leavesItsSuccessorAlone()
{
    ws::WebSocketServer first(options());
    QVERIFY(first.listen());
    QVERIFY(QFile::rename(m_name, m_name + QStringLiteral(".old"))); // its inode stays in use
    EchoServer second(options());
    first.close();
    QVERIFY(RawPeer::atFile(m_name.toUtf8())->upgrade());
}

void TestLocalSocket::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such folder") << QStringLiteral("/nowhere/at/all/bench")
                                    << QStringLiteral("/nowhere/at/all/bench");
    QTest::newRow("too long") << QDir::tempPath() + QString(200, u'x') << QStringLiteral("at most");
    QTest::newRow("a folder") << QStringLiteral("/") << QStringLiteral("another kind");
}

void TestLocalSocket::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    ws::ServerOptions served;
    served.localName = name;
    ws::WebSocketServer server(served);
    QVERIFY(!server.listen());
    QVERIFY2(server.errorString().contains(says), qPrintable(server.errorString()));
    QVERIFY(!server.isListening());
}

QTEST_GUILESS_MAIN(TestLocalSocket)
#include "tst_localsocket.moc"
