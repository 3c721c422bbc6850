// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/logimport.h"
#include "exchangefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sockscope;

class TestHar : public QObject
{
    Q_OBJECT

private:
    static OpenedSession imported(QByteArray bytes)
    {
        QBuffer in(&bytes);
        in.open(QIODevice::ReadOnly);
        return importHar(&in);
    }

private slots:
    void isWhatBrowsersRead()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        fillWithEverything(store);
        QJsonParseError fault{};
        const QJsonObject log =
            QJsonDocument::fromJson(exported(store, ExportFormat::Har), &fault).object()["log"].toObject();
        QCOMPARE(fault.error, QJsonParseError::NoError);
        QCOMPARE(log["version"].toString(), QStringLiteral("1.2"));
        QVERIFY(log["creator"].toObject().contains("name"));
        QCOMPARE(log["entries"].toArray().size(), 1);
        const QJsonObject entry = log["entries"].toArray()[0].toObject();
        for (const char *needed : {"startedDateTime", "time", "request", "response", "cache", "timings"})
            QVERIFY2(entry.contains(QLatin1StringView(needed)), needed); // HAR 1.2 wants them
        QCOMPARE(entry["_resourceType"].toString(), QStringLiteral("websocket"));
        const QJsonObject request = entry["request"].toObject();
        QCOMPARE(request["url"].toString(), QStringLiteral("ws://127.0.0.1:8080/telemetry?device=boiler"));
        QCOMPARE(request["headers"].toArray().size(), 5);
        QCOMPARE(request["queryString"].toArray(),
            (QJsonArray{QJsonObject{{"name", "device"}, {"value", "boiler"}}}));
        QCOMPARE(entry["response"].toObject()["status"].toInt(), 101);
        const QJsonArray messages = entry["_webSocketMessages"].toArray();
        const QJsonObject text = messages[0].toObject();
        QCOMPARE(text["type"].toString(), QStringLiteral("send"));
        QCOMPARE(text["opcode"].toInt(), 1);
        QCOMPARE(text["data"].toString(), QStringLiteral("{\"temp\": 21.5}"));
        QCOMPARE(text["time"].toDouble(), 1777888800.127000004);
        QCOMPARE(messages[1].toObject()["type"].toString(), QStringLiteral("receive"));
        QCOMPARE(messages[1].toObject()["data"].toString(), QStringLiteral("AP+A"));
        QStringList data;
        for (const QJsonValue &message : messages)
            data.append(message.toObject()["data"].toString().left(20));
        QVERIFY2(
            data.contains(QStringLiteral("Hello World")), qPrintable(data.join(u'|'))); // of two fragments
        QCOMPARE(data.count(QStringLiteral("Hello")), 1); // was compressed
    }

    void messagesComeBack()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        for (quint64 number = 1; number <= 3; ++number) {
            Conversation device(&store, number);
            device.accept();
            device.upgrade();
            device.send(ws::Direction::Received, ws::Opcode::Text, QByteArray::number(number));
            device.send(ws::Direction::Sent, ws::Opcode::Binary, QByteArray(1, char(number)));
            device.send(ws::Direction::Received, ws::Opcode::Text, "wrong \xFF");
        }
        const QByteArray har = exported(store, ExportFormat::Har);
        const OpenedSession opened = imported(har);
        QVERIFY2(opened.store, qPrintable(opened.error));
        QCOMPARE(opened.problems, QStringList());
        const auto messages = [](const CaptureStore &log) {
            QStringList found;
            log.forEach(0, log.rows().end, [&](quint64 row, const FrameRecord &record) {
                if (record.kind == RowKind::Frame)
                    found += QStringLiteral("%1 %2 %3 %4")
                                 .arg(record.connection)
                                 .arg(int(record.direction))
                                 .arg(int(record.header.opcode))
                                 .arg(QString::fromLatin1(log.payload(row).toHex()));
            });
            found.sort();
            return found;
        };
        QCOMPARE(messages(*opened.store), messages(store));
    }

    void aFileThatIsCutOffIsReadAsFarAsItGoes()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        for (quint64 number = 1; number <= 2; ++number) {
            Conversation device(&store, number);
            device.accept();
            device.upgrade();
            for (int i = 0; i < 3; ++i)
                device.send(ws::Direction::Received, ws::Opcode::Text, "hello");
        }
        const QByteArray whole = exported(store, ExportFormat::Har).trimmed();
        quint64 before = 0;
        for (qsizetype size = 1; size < whole.size(); ++size) {
            const OpenedSession opened = imported(whole.left(size));
            const quint64 rows = opened.store ? opened.store->rows().size() : 0;
            const QString said = opened.error + opened.problems.join(u' ');
            QVERIFY2(said.contains(QStringLiteral("no JSON from byte %1").arg(size + 1)), qPrintable(said));
            QVERIFY(rows >= before && rows <= 10);
            before = rows;
        }
        QCOMPARE(before, 10u); // two heads and three messages, twice
    }

    // As Chromium sorts its keys: messages before the handshake they belong to.
    void messagesMayComeBeforeTheirHandshake()
    {
        const QByteArray har =
            "{'log':{'entries':[{'request':{'url':'http:a'},'response':{'status':200}},"
            "{'_webSocketMessages':[{'type':'send','time':1777888800.5,'opcode':1,'data':'hi'}],"
            "'request':{'url':'ws:/"
            "path'},'response':{'status':101},'startedDateTime':'2026-05-04T10:00:00.500Z'},"
            "{'_webSocketMessages':[{'type':'receive','time':1777888801,'opcode':1,'data':'ho'}],'request':{}"
            "}]}}";
        const OpenedSession opened = imported(QByteArray(har).replace('\'', '"'));
        QVERIFY2(opened.store, qPrintable(opened.error));
        QCOMPARE(opened.problems, QStringList());
        const CaptureStore &store = *opened.store;
        QCOMPARE(store.rows(), (RowRange{0, 6}));
        QVERIFY(store.payload(0).startsWith("GET /path HTTP/1.1\r\n"));
        QVERIFY(store.payload(1).startsWith("HTTP/1.1 101"));
        QCOMPARE(store.payload(2), QByteArray("hi"));
        FrameRecord record;
        QVERIFY(store.read(3, &record)); // of a handshake without a time
        QCOMPARE(record.connection, 2u);
        QCOMPARE(record.timeNs, 500 * MsInNs);
        QCOMPARE(store.payload(5), QByteArray("ho"));
    }

    void whatIsNoHarIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray() << "no JSON from byte";
        QTest::newRow("cut off") << QByteArray(R"({"log":{"entries":[)") << "no JSON from byte";
        QTest::newRow("no connection")
            << QByteArray(R"({"log":{"entries":[{"request":{}}]}})") << "no WebSocket";
        QTest::newRow("wrong kinds") << QByteArray(R"({"log":{"entries":{"a":[1,2]}}})") << "no WebSocket";
        QTest::newRow("deep") << QByteArray(100'000, '[') << "no JSON from byte";
    }

    void whatIsNoHarIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const OpenedSession opened = imported(bytes);
        QVERIFY(!opened.store);
        QVERIFY2(opened.error.contains(words), qPrintable(opened.error));
    }

    void oddValuesAreSurvived()
    {
        const OpenedSession opened =
            imported(R"({"log":{"entries":[{"startedDateTime":5,"request":[],"response":null,
            "_webSocketMessages":[1,{"opcode":"x","data":7},{"opcode":2,"data":"***"},{"opcode":1e99,"time":-5}]}]}})");
        QVERIFY2(opened.store, qPrintable(opened.error));
        QVERIFY(!opened.problems.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHar)
#include "tst_har.moc"
