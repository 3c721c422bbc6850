// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/benchrates.h"
#include "ui/models/byteamount.h"
#include "ui/models/handshakefields.h"

#include <QTest>

using namespace sockscope;

class TestInputFields : public QObject
{
    Q_OBJECT
private slots:
    void byteAmounts_data();
    void byteAmounts();
    void refusedByteAmounts_data();
    void refusedByteAmounts();
    void writesByteAmounts();
    void headers();
    void refusedHeaders_data();
    void refusedHeaders();
    void subprotocols();
    void rates();
};

void TestInputFields::byteAmounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("bytes");
    QTest::newRow("plain") << "1048576" << quint64(1048576);
    QTest::newRow("zero") << "0" << quint64(0);
    QTest::newRow("grouped") << "1,048,576" << quint64(1048576);
    QTest::newRow("B") << "125 B" << quint64(125);
    QTest::newRow("KiB") << " 64 KiB " << quint64(65536);
    QTest::newRow("no space") << "1mib" << quint64(1048576);
    QTest::newRow("fraction") << "1.5 MiB" << quint64(1572864);
    QTest::newRow("thousands") << "2 GB" << quint64(2'000'000'000);
}

void TestInputFields::byteAmounts()
{
    QFETCH(QString, text);
    QString error;
    const auto bytes = bytesFromText(text, &error);
    QVERIFY2(bytes, qPrintable(error));
    QTEST(*bytes, "bytes");
}

void TestInputFields::refusedByteAmounts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "-1", "many", "1 MiB/s", "1..5", "1 QiB", "0x10", "99999999999 TiB"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestInputFields::refusedByteAmounts()
{
    QFETCH(QString, text);
    QString error;
    QVERIFY(!bytesFromText(text, &error));
    QVERIFY2(error.contains(text) && error.contains(QStringLiteral("1 MiB")), qPrintable(error));
}

void TestInputFields::writesByteAmounts()
{
    for (const quint64 bytes :
        {0ULL, 1ULL, 1000ULL, 1024ULL, 1048576ULL, 100ULL << 20, 3ULL << 30, (1ULL << 30) + 1}) {
        QString error;
        QCOMPARE(bytesFromText(textFromBytes(bytes), &error), std::optional(bytes));
    }
    QCOMPARE(textFromBytes(1048576), "1 MiB");
}

void TestInputFields::headers()
{
    QString error;
    const auto list =
        headersFromText(QStringLiteral("X-Device-Id: bench-1\n\n  \nAuthorization:Basic a:b\n"), &error);
    QVERIFY(list);
    QCOMPARE(*list, (HeaderList{{"X-Device-Id", "bench-1"}, {"Authorization", "Basic a:b"}}));
}

void TestInputFields::refusedHeaders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("no colon") << "X-Device-Id bench"
                              << "line 1";
    QTest::newRow("no name") << "A: b\n: value"
                             << "line 2";
    QTest::newRow("space in name") << "A: b\nC: d\nX Y: z"
                                   << "line 3";
    QTest::newRow("smuggled line") << QStringLiteral("A: b\rEvil: c") << "line 1";
}

void TestInputFields::refusedHeaders()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QString error;
    QVERIFY(!headersFromText(text, &error));
    QVERIFY2(error.contains(place), qPrintable(error));
}

void TestInputFields::subprotocols()
{
    QCOMPARE(splitSubprotocols(QStringLiteral(" sensor.v2 ,sensor.v1,, ")),
        (QStringList{"sensor.v2", "sensor.v1"}));
    QCOMPARE(subprotocolProblem({"sensor.v2"}), QString());
    QVERIFY(subprotocolProblem({"sensor.v2", "sensor v1"}).contains(QStringLiteral("“sensor v1”")));
}

void TestInputFields::rates()
{
    constexpr qint64 Second = 1'000'000'000;
    BenchRates rates;
    BenchTotals totals;
    totals.frames = 100;
    totals.bytes = 4000;
    rates.update(totals, Second / 2); // too soon to tell
    QCOMPARE(rates.framesPerSecond(), 0U);
    rates.update(totals, 2 * Second);
    QCOMPARE(rates.framesPerSecond(), 50U);
    QCOMPARE(rates.bytesPerSecond(), 2000U);
    rates.update(totals, 4 * Second);
    QCOMPARE(rates.framesPerSecond(), 0U);
}

QTEST_GUILESS_MAIN(TestInputFields)
#include "tst_inputfields.moc"
