// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// permessage-deflate of the library's client with servers that nobody here wrote. That windows and contexts
// are kept to is read from the bytes on the wire: what can refer to the message before is small.
#include "foreignserver.h"

#include "tests/server/recordingtap.h"

#include <QCryptographicHash>

using namespace ws;

namespace {

/// Notes the size of each data frame, and demands RSV1.
class SizeTap : public RecordingTap
{
public:
    QList<qsizetype> sent;
    QList<qsizetype> received;
    int plain = 0;

    void frame(quint64, Direction direction, const FrameView &frame) override
    {
        if (isControl(frame.header.opcode))
            return;
        (direction == Direction::Sent ? sent : received).append(frame.payload.size());
        plain += frame.header.rsv1 ? 0 : 1;
    }
};

/// Digits without a pattern, to the eyes of zlib.
QByteArray digits(qsizetype size)
{
    QByteArray text;
    QByteArray link = "seed";
    while (text.size() < size) {
        link = QCryptographicHash::hash(link, QCryptographicHash::Sha512);
        text += link.toHex();
    }
    return text.first(size);
}

} // namespace

class TestClientCompressionInterop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_servers[0] = std::make_unique<ForeignServer>("SOCKSCOPE_NODE", QStringLiteral("node_server.mjs"));
        m_servers[1] =
            std::make_unique<ForeignServer>("SOCKSCOPE_PYTHON", QStringLiteral("python_server.py"));
    }
    void cleanupTestCase() { m_servers = {}; }

    void keepsToWhatWasAgreed_data()
    {
        QTest::addColumn<int>("server");
        QTest::addColumn<DeflateOptions>("options");
        QTest::addColumn<QByteArray>("agreed"); // part of the server's answer
        QTest::addColumn<bool>("sentRefersBack");
        QTest::addColumn<bool>("receivedRefersBack");
        const DeflateOptions on{.enabled = true, .threshold = 0};
        for (const int server : {0, 1}) {
            const auto row = [server](const char *name, const DeflateOptions &options,
                                 const QByteArray &agreed, bool sentRefersBack, bool receivedRefersBack) {
                QTest::addRow("%s, %s", server == 0 ? "Node ws" : "Python websockets", name)
                    << server << options << agreed << sentRefersBack << receivedRefersBack;
            };
            DeflateOptions options = on;
            row("context takeover", options, "permessage-deflate", true, true);
            options.serverNoContextTakeover = true;
            row("server without", options, "server_no_context_takeover", true, false);
            options = on;
            options.clientNoContextTakeover = true;
            row("client without", options, "permessage-deflate", false, true);
            options = on;
            options.serverMaxWindowBits = 9;
            row("small window of the server", options, "server_max_window_bits=9", true, false);
            options = on;
            options.clientMaxWindowBits = 9;
            row("small window of the client", options, "permessage-deflate", false, true);
        }
    }

    void keepsToWhatWasAgreed()
    {
        QFETCH(int, server);
        QFETCH(DeflateOptions, options);
        QFETCH(QByteArray, agreed);
        QFETCH(bool, sentRefersBack);
        QFETCH(bool, receivedRefersBack);
        ClientOptions clientOptions = m_servers[size_t(server)]->options(QStringLiteral("/echo"));
        clientOptions.perMessageDeflate = options;
        Client device(clientOptions);
        SizeTap tap;
        device.client.setFrameTap(&tap);
        device.client.open();
        QTRY_COMPARE(device.opened, 1);
        QVERIFY2(device.client.responseHead().contains(agreed), device.client.responseHead().constData());

        const QByteArray message = digits(3000); // within a window of 12 bits, and not of 9
        for (int i = 0; i < 3; ++i)
            device.client.send(QString::fromLatin1(message));
        QTRY_COMPARE(device.messages, QList<QByteArray>(3, "t:" + message));
        QCOMPARE(tap.plain, 0);
        const auto refersBack = [](const QList<qsizetype> &sizes) { return sizes[1] < sizes[0] / 4; };
        QCOMPARE(tap.sent.size(), 3);
        QCOMPARE(refersBack(tap.sent), sentRefersBack);
        QCOMPARE(refersBack(tap.received), receivedRefersBack);
        QVERIFY(tap.sent[0] < message.size() * 2 / 3);
        device.client.close();
        QTRY_COMPARE(device.ends.size(), 1);
        QVERIFY(device.errors.isEmpty());
    }

private:
    std::array<std::unique_ptr<ForeignServer>, 2> m_servers;
};

QTEST_GUILESS_MAIN(TestClientCompressionInterop)
#include "tst_clientcompressioninterop.moc"
