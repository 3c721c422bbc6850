// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/fieldscan.h"

#include <QTest>

using namespace sockscope;

class TestFieldScan : public QObject
{
    Q_OBJECT

    CaptureStore m_store;

    void append(QByteArrayView payload, quint64 connection = 1, ws::Opcode opcode = ws::Opcode::Text,
        bool fin = true, ws::Direction direction = ws::Direction::Received)
    {
        FrameRecord record;
        record.connection = connection;
        record.direction = direction;
        record.timeNs = qint64(m_store.rows().end);
        record.header = ws::makeFrameHeader(opcode, quint64(payload.size()), std::nullopt);
        record.header.fin = fin;
        record.length = quint64(payload.size());
        m_store.append(record, payload);
    }

    FieldSource temperature() const
    {
        return {1, ws::Direction::Received, makeDecoder(Codec::Json), *JsonPath::parse(u".temp")};
    }

private slots:
    void init() { m_store.clear(); }
    void findsItsField();
    void goesOnWithNewRows();
    void survivesAClearedLog();
    void endsInTheMiddle();
};

void TestFieldScan::findsItsField()
{
    append(R"({"temp":21.5})");
    append(R"({"temp":1})", 2);
    append(R"({"rssi":-60})");
    append("no JSON");
    append(R"({"temp":)", 1, ws::Opcode::Text, false);
    append("99}", 1, ws::Opcode::Continuation);
    append(R"({"temp":98})", 1, ws::Opcode::Ping);
    append(R"({"temp":97})", 1, ws::Opcode::Text, true, ws::Direction::Sent);
    append(R"({"temp":"22"})");
    append(R"({"temp":22})", 1, ws::Opcode::Binary);
    FieldScan scan(&m_store, temperature());
    const quint64 end = m_store.rows().end;
    scan.scanTo(end);
    QTRY_COMPARE(scan.lookedAt(), end);
    DecimatedSeries series;
    QVERIFY(scan.update(&series));
    QCOMPARE(series.count(), quint64(2));
    QCOMPARE(series.min(), 21.5);
    QCOMPARE(series.last(), 22.);
    QCOMPARE(series.buckets()[1].row, end - 1);
    QVERIFY(!scan.update(&series));
}

void TestFieldScan::goesOnWithNewRows()
{
    FieldScan scan(&m_store, temperature());
    DecimatedSeries series;
    for (int i = 0; i < 3; ++i) {
        append(R"({"temp":5})");
        scan.scanTo(m_store.rows().end);
        QTRY_COMPARE((scan.update(&series), series.count()), quint64(i + 1));
    }
}

void TestFieldScan::survivesAClearedLog()
{
    append(R"({"temp":5})");
    FieldScan scan(&m_store, temperature());
    m_store.clear();
    append(R"({"temp":6})");
    scan.scanTo(m_store.rows().end);
    DecimatedSeries series;
    QTRY_COMPARE((scan.update(&series), series.count()), quint64(1));
    QCOMPARE(series.last(), 6.);
}

void TestFieldScan::endsInTheMiddle()
{
    for (int i = 0; i < 50'000; ++i)
        append(R"({"temp":5})");
    FieldScan scan(&m_store, temperature());
    scan.scanTo(m_store.rows().end); // its thread ends with it
}

QTEST_APPLESS_MAIN(TestFieldScan)
#include "tst_fieldscan.moc"
