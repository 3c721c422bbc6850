// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/packedrow.h"

#include <QTest>

#include <limits>

using namespace sockscope;

Q_DECLARE_METATYPE(FrameRecord)

namespace {

constexpr quint64 Huge = std::numeric_limits<quint64>::max();

FrameRecord frameOf(const ws::FrameHeader &header)
{
    FrameRecord record;
    record.header = header;
    record.headerSize = quint8(header.encodedSize());
    record.length = header.payloadLength;
    return record;
}

FrameRecord longestFrame()
{
    ws::FrameHeader header;
    header.opcode = ws::Opcode(0xF);
    header.fin = false;
    header.rsv1 = header.rsv2 = header.rsv3 = true;
    header.mask = ws::MaskKey{0xFF, 0xFE, 0xFD, 0xFC};
    header.payloadLength = Huge;
    header.lengthEncoding = ws::LengthEncoding::Bits64;
    FrameRecord record = frameOf(header);
    record.timeNs = std::numeric_limits<qint64>::max();
    record.connection = PackedRow::MaxConnection;
    record.direction = ws::Direction::Sent;
    record.reads = std::numeric_limits<quint32>::max();
    record.message = Huge;
    record.fragment = std::numeric_limits<quint32>::max();
    record.messageOpcode = ws::Opcode::Binary;
    record.violation = ws::Rule(0);
    return record;
}

FrameRecord answerToPing()
{
    FrameRecord record = frameOf(ws::makeFrameHeader(ws::Opcode::Pong, 4));
    record.rttNs = 0;
    record.rttSource = RttSource::Kernel;
    return record;
}

FrameRecord words()
{
    FrameRecord record;
    record.kind = RowKind::Event;
    record.event = EventKind::Ended;
    record.length = 12;
    record.violation = ws::Rule::ClosedWithoutClose;
    return record;
}

} // namespace

class TestPackedRow : public QObject
{
    Q_OBJECT

private slots:
    void comesBack_data()
    {
        QTest::addColumn<FrameRecord>("record");
        QTest::newRow("nothing") << FrameRecord();
        QTest::newRow("every bit of a frame") << longestFrame();
        QTest::newRow("text of a client")
            << frameOf(ws::makeFrameHeader(ws::Opcode::Text, 300, ws::MaskKey{0, 0, 0, 0}));
        QTest::newRow("binary of a server") << frameOf(ws::makeFrameHeader(ws::Opcode::Binary, 70'000));
        QTest::newRow("a pong with its round trip") << answerToPing();
        FrameRecord compressed = frameOf(ws::makeFrameHeader(ws::Opcode::Text, 30));
        compressed.compressed = true;
        QTest::newRow("compressed") << compressed;
        QTest::newRow("words") << words();
    }

    void comesBack()
    {
        QFETCH(FrameRecord, record);
        const PackedRow row(record, record.compressed, 77);
        QCOMPARE(row.payloadAt(), 77u);
        const FrameRecord back = row.unpacked(5);
        QCOMPARE(back.stored, 5u);
        QCOMPARE(back.timeNs, record.timeNs);
        QCOMPARE(back.connection, record.connection);
        QCOMPARE(back.kind, record.kind);
        QCOMPARE(back.event, record.event);
        QCOMPARE(back.direction, record.direction);
        QVERIFY(back.header == record.header);
        QCOMPARE(back.headerSize, record.headerSize);
        QCOMPARE(back.reads, record.reads);
        QCOMPARE(back.length, record.length);
        QCOMPARE(back.message, record.message);
        QCOMPARE(back.fragment, record.fragment);
        QCOMPARE(back.messageOpcode, record.messageOpcode);
        QVERIFY(back.violation == record.violation);
        QCOMPARE(back.rttNs, record.rttNs);
        QCOMPARE(back.rttSource, record.rttSource);
        QVERIFY(row.isSound(ws::RuleCount));
    }

    // Who scans rows does not unpack them.
    void tellsOfItselfWhatItUnpacksTo_data() { comesBack_data(); }
    void tellsOfItselfWhatItUnpacksTo()
    {
        QFETCH(FrameRecord, record);
        const PackedRow row(record, record.compressed, 0);
        QCOMPARE(row.timeNs(), record.timeNs);
        QCOMPARE(quint64(row.connection()), record.connection);
        QCOMPARE(row.kind(), record.kind);
        QCOMPARE(row.event(), record.event);
        QCOMPARE(row.isSent(), record.direction == ws::Direction::Sent);
        QCOMPARE(row.fin(), record.header.fin);
        QCOMPARE(row.rsv1(), record.header.rsv1);
        QCOMPARE(row.rsv2(), record.header.rsv2);
        QCOMPARE(row.rsv3(), record.header.rsv3);
        QCOMPARE(row.isMasked(), record.header.mask.has_value());
        if (record.kind != RowKind::Event)
            QCOMPARE(row.opcode(), record.header.opcode);
        QCOMPARE(row.messageOpcode(), record.messageOpcode);
        QCOMPARE(row.headerSize(), record.headerSize);
        QCOMPARE(row.length(), record.length);
        QCOMPARE(row.message(), record.message);
        QCOMPARE(row.rttNs(), record.rttNs);
        QCOMPARE(row.rttSource(), record.rttSource);
        QCOMPARE(row.fragment(), record.fragment);
        QCOMPARE(row.reads(), record.reads);
        QCOMPARE(row.isCompressed(), record.compressed);
        QVERIFY(row.violation() == record.violation);
    }

    void aFileMayHoldNonsense()
    {
        FrameRecord record;
        record.violation = ws::Rule(ws::RuleCount - 1);
        QVERIFY(!PackedRow(record, false, 0).isSound(ws::RuleCount - 1));
        record.kind = RowKind(3);
        QVERIFY(!PackedRow(record, false, 0).isSound(ws::RuleCount));
        record.kind = RowKind::Event;
        record.event = EventKind(9);
        QVERIFY(!PackedRow(record, false, 0).isSound(ws::RuleCount));
    }

    void largerConnectionNumbersStayAtTheLargest()
    {
        FrameRecord record;
        record.connection = PackedRow::MaxConnection + 1;
        QCOMPARE(PackedRow(record, false, 0).unpacked(0).connection, PackedRow::MaxConnection);
    }
};

QTEST_GUILESS_MAIN(TestPackedRow)
#include "tst_packedrow.moc"
