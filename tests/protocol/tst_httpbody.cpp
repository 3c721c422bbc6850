// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/httpbody.h"

#include <QTest>

using namespace ws;

class TestHttpBody : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("done");

        const QByteArray length("Content-Length");
        const QByteArray chunked("Transfer-Encoding: chunked");
        QTest::newRow("length") << length + ": 5" << QByteArray("hello") << QByteArray("hello") << true;
        QTest::newRow("length 0") << length + ": 0" << QByteArray() << QByteArray() << true;
        QTest::newRow("more than its length")
            << length + ": 5" << QByteArray("hello you") << QByteArray("hello") << true;
        QTest::newRow("less than its length")
            << length + ": 6" << QByteArray("hello") << QByteArray("hello") << false;
        QTest::newRow("more than the limit")
            << length + ": 99" << QByteArray("0123456789abc") << QByteArray("0123456789") << true;
        QTest::newRow("the limit itself")
            << length + ": 10" << QByteArray("0123456789") << QByteArray("0123456789") << true;
        QTest::newRow("length that is none")
            << length + ": many" << QByteArray("hello") << QByteArray("hello") << false;
        QTest::newRow("until the end")
            << QByteArray("Server: x") << QByteArray("hello") << QByteArray("hello") << false;
        QTest::newRow("chunks") << chunked << QByteArray("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
                                << QByteArray("hello") << true;
        QTest::newRow("chunk extension")
            << chunked << QByteArray("5;a=b\r\nhello\r\n0\r\n\r\n") << QByteArray("hello") << true;
        QTest::newRow("hexadecimal chunk")
            << chunked << QByteArray("A\r\n0123456789\r\n0\r\n\r\n") << QByteArray("0123456789") << true;
        QTest::newRow("chunks beyond the limit")
            << chunked << QByteArray("6\r\n012345\r\n6\r\n6789ab\r\n") << QByteArray("0123456789") << true;
        QTest::newRow("chunk size that is none")
            << chunked << QByteArray("2\r\nhe\r\nzz\r\nllo") << QByteArray("he") << true;
        QTest::newRow("chunk without its end")
            << chunked << QByteArray("2\r\nhello\r\n0\r\n\r\n") << QByteArray("he") << true;
        QTest::newRow("endless chunk size") << chunked << QByteArray(300, '0') << QByteArray() << true;
        QTest::newRow("chunks before a length")
            << length + ": 2\r\n" + chunked << QByteArray("5\r\nhello\r\n0\r\n\r\n") << QByteArray("hello")
            << true;
    }

    void reads()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, body);
        QFETCH(bool, done);
        constexpr qsizetype Limit = 10;
        HttpHead head;
        for (const QByteArray &line : header.replace("\r\n", "\n").split('\n'))
            head.headers.append({line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 2)});
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            HttpBodyReader reader(head, Limit);
            reader.feed(QByteArrayView(wire).first(cut));
            reader.feed(QByteArrayView(wire).sliced(cut));
            QCOMPARE(reader.body(), body);
            QCOMPARE(reader.isDone(), done);
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpBody)
#include "tst_httpbody.moc"
