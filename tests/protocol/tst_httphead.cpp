// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/httphead.h"

#include <QTest>

using namespace ws;

namespace {

// Feeds in two parts; what is left over of both is returned through rest.
HttpHeadReader::Result readSplit(
    const QByteArray &wire, qsizetype cut, const Limits &limits, QByteArray *rest)
{
    HttpHeadReader reader(HttpHeadReader::Kind::Request, limits);
    qsizetype consumed = 0;
    auto result = reader.feed(QByteArrayView(wire).first(cut), &consumed);
    if (std::holds_alternative<HttpHeadReader::NeedMore>(result)) {
        qsizetype more = 0;
        result = reader.feed(QByteArrayView(wire).sliced(cut), &more);
        consumed = cut + more;
    }
    *rest = wire.sliced(consumed);
    return result;
}

} // namespace

class TestHttpHead : public QObject
{
    Q_OBJECT

private slots:
    void splitsAtEveryByte()
    {
        const QByteArray head =
            "GET /a?b=c HTTP/1.1\r\nHost: bench:8080\r\nX-Empty:\r\nCONNECTION: keep-alive , Upgrade\r\n"
            "connection: x\r\n\r\n";
        const QByteArray wire = head + QByteArray::fromHex("8180");
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            QByteArray rest;
            const auto result = readSplit(wire, cut, {}, &rest);
            QVERIFY2(std::holds_alternative<HttpHead>(result), qPrintable(QString::number(cut)));
            const auto &parsed = std::get<HttpHead>(result);
            QCOMPARE(parsed.startLine, QByteArray("GET /a?b=c HTTP/1.1"));
            QCOMPARE(parsed.raw, head);
            QCOMPARE(parsed.headers.size(), 4);
            QCOMPARE(parsed.value("host"), QByteArray("bench:8080"));
            QCOMPARE(parsed.value("X-Empty"), QByteArray());
            QVERIFY(parsed.contains("x-empty"));
            QCOMPARE(parsed.list("Connection"), (QList<QByteArray>{"keep-alive", "Upgrade", "x"}));
            QVERIFY(parsed.hasToken("connection", "upgrade"));
            QVERIFY(!parsed.hasToken("connection", "up"));
            QCOMPARE(rest.toHex(), QByteArray("8180"));
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QByteArray &wire, const char *rule, const char *detail) {
            QTest::newRow(name) << wire << QString::fromLatin1(rule) << QString::fromLatin1(detail);
        };
        row("TLS", QByteArray::fromHex("160301020001"), "WS_ERR_TLS_ON_PLAIN_PORT", "ClientHello");
        row("NUL", QByteArray("GE\0T", 4), "WS_ERR_MALFORMED_REQUEST", "0x00, at byte 2");
        row("LF alone", "GET / HTTP/1.1\nHost: a\n\n", "WS_ERR_MALFORMED_REQUEST",
            "LF alone, not CR LF, at byte 14");
        row("CR alone", "GET / HTTP/1.1\rHost", "WS_ERR_MALFORMED_REQUEST", "CR without LF");
        row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "WS_ERR_MALFORMED_REQUEST", "at byte 16");
        row("space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "WS_ERR_MALFORMED_REQUEST",
            "at byte 16");
        row("folded line", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "WS_ERR_MALFORMED_REQUEST", "at byte 22");
        row("endless line", "GET /" + QByteArray(600, 'a'), "WS_ERR_HANDSHAKE_TOO_LARGE", "512 bytes");
        row("too many lines", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(9) + "\r\n",
            "WS_ERR_HANDSHAKE_TOO_LARGE", "more than 8 header lines");
    }

    void refuses()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, rule);
        QFETCH(QString, detail);
        Limits limits;
        limits.handshakeBytes = 512;
        limits.handshakeHeaders = 8;
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            QByteArray rest;
            const auto result = readSplit(wire, cut, limits, &rest);
            QVERIFY(std::holds_alternative<Violation>(result));
            QCOMPARE(ruleInfo(std::get<Violation>(result).rule).name, rule);
            QVERIFY2(std::get<Violation>(result).detail.contains(detail),
                qPrintable(std::get<Violation>(result).detail));
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpHead)
#include "tst_httphead.moc"
