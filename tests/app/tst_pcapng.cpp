// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What tshark makes of an exported log.
#include "app/exchange/tcpstream.h"
#include "app/text/verdicts.h"
#include "exchangefixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;
using ws::Direction;
using ws::Opcode;

class TestPcapng : public QObject
{
    Q_OBJECT

private:
    /// Lines of tshark for @p log: the fields @p wanted, separated by '|', of packets that pass @p filter.
    QStringList dissected(const QByteArray &log, const char *filter, const QStringList &wanted) const
    {
        const QString path = m_directory.filePath(QStringLiteral("log.pcapng"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(log) != log.size())
            return {};
        file.close();
        QStringList arguments{"-n", "-r", path, "-o", "tcp.check_checksum:TRUE", "-o",
            "ip.check_checksum:TRUE", "-Y", filter, "-T", "fields", "-E", "separator=|", "-E",
            "occurrence=a"};
        for (const QString &field : wanted)
            arguments << "-e" << field;
        QProcess tshark;
        tshark.setProcessEnvironment(cleanEnvironment());
        tshark.start(QStringLiteral(SOCKSCOPE_TSHARK), arguments);
        if (!tshark.waitForFinished() || tshark.exitCode() != 0) {
            qWarning("tshark: %s", tshark.readAllStandardError().constData());
            return {};
        }
        const QString output = QString::fromUtf8(tshark.readAllStandardOutput());
        return output.split(u'\n', Qt::SkipEmptyParts);
    }
    QProcessEnvironment cleanEnvironment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", m_directory.path()); // nobody's preferences
        environment.insert("TZ", "UTC");
        return environment;
    }

    QTemporaryDir m_directory;

private slots:
    void initTestCase()
    {
        if (QStringLiteral(SOCKSCOPE_TSHARK).isEmpty())
            QSKIP("tshark is not installed");
    }

    void everyFrameIsThere_data()
    {
        QTest::addColumn<AcceptedFacts>("ends");
        QTest::newRow("usual port") << AcceptedFacts{"192.168.1.20", 50123, "192.168.1.2", 8080};
        QTest::newRow("any port") << AcceptedFacts{"192.168.1.20", 50123, "192.168.1.2", 18090};
        QTest::newRow("IPv6") << AcceptedFacts{"fe80::1%eth0", 50123, "fe80::2%eth0", 9001};
        QTest::newRow("local socket") << AcceptedFacts{};
    }

    void everyFrameIsThere()
    {
        QFETCH(AcceptedFacts, ends);
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store);
        device.accept(ends);
        device.upgrade();
        device.send(Direction::Received, Opcode::Text, R"({"temp": 21.5})");
        device.send(Direction::Sent, Opcode::Binary, QByteArray(300, '\x80'));
        device.send(Direction::Received, Opcode::Binary, QByteArray(200'000, 'x'));
        device.send(Direction::Sent, Opcode::Ping, "p");
        device.send(Direction::Received, Opcode::Pong, "p");
        device.send(Direction::Received, Opcode::Close,
            QByteArrayView("\x03\xE8"
                           "bye",
                5));
        device.end({1000, QStringLiteral("bye"), true, false});
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "websocket",
                     {"websocket.opcode", "websocket.fin", "websocket.mask", "websocket.payload_length",
                         "websocket.masking_key"}),
            (QStringList{"1|1|1|14|9c41e07d", "2|1|0|126|", "2|1|1|127|9c41e07d", "9|1|0|1|",
                "10|1|1|1|9c41e07d", "8|1|1|5|9c41e07d"}));
        QCOMPARE(dissected(log, "websocket.opcode == 2",
                     {"websocket.payload_length_ext_16", "websocket.payload_length_ext_64"}),
            (QStringList{"300|", "|200000"}));
        QCOMPARE(dissected(log, "websocket.payload.close.status_code",
                     {"websocket.payload.close.status_code", "websocket.payload.close.reason"}),
            (QStringList{"1000|bye"}));
        QCOMPARE(dissected(log, "http", {"http.request.uri", "http.response.code"}),
            (QStringList{"/telemetry?device=boiler|", "|101"}));
        QCOMPARE(dissected(log,
                     "_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0 "
                     "|| ip.checksum.status == 0",
                     {"frame.number", "tcp.analysis.flags"}),
            QStringList());
        const QString expert =
            dissected(log, "_ws.expert.severity >= 6291456", {"_ws.expert.message"}).join(u'\n');
        QCOMPARE(expert, QString());
    }

    void addressesAndTimesAreThoseOfTheConnection()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        fillWithEverything(store);
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "websocket.opcode == 1 && websocket.payload_length == 14",
                     {"ip.src", "tcp.srcport", "ip.dst", "tcp.dstport", "frame.time_epoch"}),
            (QStringList{"192.168.1.20|50123|192.168.1.2|8080|1777888800.127000004"}));
        QCOMPARE(dissected(log, "tcp.flags.syn == 1", {"tcp.flags.ack", "frame.time_epoch"}),
            (QStringList{"0|1777888800.124000004", "1|1777888800.124000004"}));
        QCOMPARE(dissected(log, "tcp.flags.fin == 1", {"tcp.srcport"}), (QStringList{"50123", "8080"}));
    }

    void verdictsAndWhatIsMissingAreComments()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        fillWithEverything(store);
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        const QStringList comments = dissected(log, "frame.comment", {"frame.comment"});
        const QString all = comments.join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("WS_ERR_EXPECTED_MASK")), qPrintable(all));
        QVERIFY(all.contains(verdictFor(ws::Rule::ExpectedMask).advice));
        QVERIFY(all.contains(QStringLiteral("The last 69000 bytes of the payload were not kept")));
        QVERIFY(all.contains(QStringLiteral("Connection 1 boiler")));
        // What follows the payload that was cut is still found.
        QCOMPARE(dissected(log, "websocket.opcode == 8", {"websocket.payload.close.status_code"}),
            (QStringList{"1000"}));
        QCOMPARE(dissected(log, "websocket.rsv == 4", {"websocket.payload_length"}), (QStringList{"7"}));
    }

    void aResetIsAReset()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store);
        device.accept();
        device.upgrade();
        device.event(EventKind::Secured, "TLS 1.3");
        device.end({1006, {}, false, true});
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "tcp.flags.reset == 1", {"tcp.srcport", "frame.comment"}).size(), 1);
        QVERIFY(
            dissected(log, "frame.comment", {"frame.comment"}).join(u' ').contains(QStringLiteral("TLS")));
    }

    void aLengthThatIsOnlyClaimedTakesNoRoom_data()
    {
        QTest::addColumn<quint64>("claimed");
        QTest::addColumn<bool>("isWrong");
        QTest::newRow("a frame that failed") << quint64(5000) << true;
        QTest::newRow("huge") << (quint64(1) << 62) << false;
    }

    void aLengthThatIsOnlyClaimedTakesNoRoom()
    {
        QFETCH(quint64, claimed);
        QFETCH(bool, isWrong);
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store);
        device.accept();
        device.upgrade();
        FrameRecord record = device.frame(Direction::Received, Opcode::Binary, claimed);
        if (isWrong)
            record.violation = ws::Rule::FrameTooBig;
        device.append(record, "front");
        device.send(Direction::Sent, Opcode::Text, "too much");
        device.end({1009, {}, true, false});
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QVERIFY(log.size() < 10'000);
        const QString comments = dissected(log, "frame.comment", {"frame.comment"}).join(u' ');
        QVERIFY2(comments.contains(
                     QStringLiteral("last %1 bytes of the payload before this are not").arg(claimed - 5)),
            qPrintable(comments));
        QCOMPARE(dissected(log, "websocket.opcode == 1", {"websocket.payload_length"}), (QStringList{"8"}));
        QCOMPARE(dissected(log, "_ws.malformed || tcp.analysis.flags", {"frame.number"}), QStringList());
    }

    void nothingIsMadeUpOfABeginningThatIsGone()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store, 7);
        device.send(Direction::Received, Opcode::Text, "hello");
        device.event(EventKind::Note, "goes on");
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "tcp.flags.syn == 1", {"frame.number"}), QStringList());
        const QStringList comments = dissected(log, "frame.comment", {"frame.comment"});
        QCOMPARE(comments.size(), 2);
        QVERIFY(comments.first().contains(QStringLiteral("does not go back to its beginning")));
        QVERIFY(comments.first().contains(QStringLiteral("made up")));
        QVERIFY(comments.last().contains(QStringLiteral("goes on")));
    }

    void connectionsWithoutAddressesAreKeptApart()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        for (quint64 number = 1; number <= 2; ++number) {
            Conversation device(&store, number);
            device.accept({});
            device.upgrade();
            device.send(Direction::Received, Opcode::Text, "hello");
        }
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "websocket", {"tcp.stream"}), (QStringList{"0", "1"}));
        QCOMPARE(dissected(log, "tcp.analysis.flags", {"frame.number"}), QStringList());
    }

    void whatOneSideSaysIsAcknowledged()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store);
        device.accept();
        device.upgrade();
        for (int i = 0; i < 2000; ++i)
            device.send(Direction::Received, Opcode::Binary, QByteArray(1000, 'x'));
        const QByteArray log = exported(store, ExportFormat::Pcapng);
        QCOMPARE(dissected(log, "websocket", {"frame.number"}).size(), 2000);
        QCOMPARE(dissected(log, "tcp.analysis.bytes_in_flight > 20000", {"frame.number"}), QStringList());
        QCOMPARE(dissected(log, "tcp.analysis.flags", {"frame.number"}), QStringList());
    }

    void aChoiceOfRowsKeepsTheirHandshake()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        for (quint64 number = 1; number <= 2; ++number) {
            Conversation device(&store, number);
            device.accept({QStringLiteral("10.0.0.%1").arg(number), 5000, QStringLiteral("10.0.0.9"), 8080});
            device.upgrade();
            device.send(Direction::Received, Opcode::Text, "hello");
            device.send(Direction::Received, Opcode::Binary, "hello");
        }
        const QByteArray log = exported(store, ExportFormat::Pcapng, [](const RowSpan &span, qsizetype i) {
            return span.rows()[size_t(i)].connection() == 2
                && span.rows()[size_t(i)].opcode() == Opcode::Binary;
        });
        QCOMPARE(dissected(log, "websocket || http", {"ip.src", "websocket.opcode"}),
            (QStringList{"10.0.0.2|", "10.0.0.9|", "10.0.0.2|2"}));
    }
};

QTEST_GUILESS_MAIN(TestPcapng)
#include "tst_pcapng.moc"
