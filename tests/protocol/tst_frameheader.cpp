// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/frameheader.h"

#include <QTest>

using namespace ws;

namespace {

FrameHeader header(
    Opcode opcode, quint64 length, LengthEncoding encoding, std::optional<MaskKey> mask = std::nullopt)
{
    FrameHeader result;
    result.opcode = opcode;
    result.payloadLength = length;
    result.lengthEncoding = encoding;
    result.mask = mask;
    return result;
}

} // namespace

class TestFrameHeader : public QObject
{
    Q_OBJECT

private slots:
    void bothWays_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<FrameHeader>("expected");

        const MaskKey key{0x37, 0xFA, 0x21, 0x3D};
        using enum LengthEncoding;
        QTest::newRow("RFC 5.7 unmasked text")
            << QByteArray::fromHex("8105") << header(Opcode::Text, 5, Bits7);
        QTest::newRow("RFC 5.7 masked text")
            << QByteArray::fromHex("818537fa213d") << header(Opcode::Text, 5, Bits7, key);
        QTest::newRow("RFC 5.7 ping") << QByteArray::fromHex("8905") << header(Opcode::Ping, 5, Bits7);
        QTest::newRow("RFC 5.7 256 bytes")
            << QByteArray::fromHex("827e0100") << header(Opcode::Binary, 256, Bits16);
        QTest::newRow("RFC 5.7 64 KiB")
            << QByteArray::fromHex("827f0000000000010000") << header(Opcode::Binary, 65536, Bits64);
        QTest::newRow("125") << QByteArray::fromHex("827d") << header(Opcode::Binary, 125, Bits7);
        QTest::newRow("126") << QByteArray::fromHex("827e007e") << header(Opcode::Binary, 126, Bits16);
        QTest::newRow("65535 masked")
            << QByteArray::fromHex("82feffff37fa213d") << header(Opcode::Binary, 65535, Bits16, key);
        QTest::newRow("2^63 masked") << QByteArray::fromHex("82ff800000000000000037fa213d")
                                     << header(Opcode::Binary, quint64(1) << 63, Bits64, key);
        QTest::newRow("non-minimal 16") << QByteArray::fromHex("817e0005") << header(Opcode::Text, 5, Bits16);
        QTest::newRow("non-minimal 64")
            << QByteArray::fromHex("817f0000000000000005") << header(Opcode::Text, 5, Bits64);
        QTest::newRow("reserved opcode") << QByteArray::fromHex("8300") << header(Opcode(0x3), 0, Bits7);

        FrameHeader bits = header(Opcode::Continuation, 0, Bits7);
        bits.fin = false;
        QTest::newRow("first fragment") << QByteArray::fromHex("0000") << bits;
        bits.rsv1 = true;
        QTest::newRow("RSV1") << QByteArray::fromHex("4000") << bits;
        bits.rsv2 = true;
        QTest::newRow("RSV1 and RSV2") << QByteArray::fromHex("6000") << bits;
        bits.rsv3 = true;
        QTest::newRow("all RSV") << QByteArray::fromHex("7000") << bits;
    }

    void bothWays()
    {
        QFETCH(QByteArray, wire);
        QFETCH(FrameHeader, expected);

        FrameHeader parsed;
        for (qsizetype cut = 0; cut < wire.size(); ++cut)
            QVERIFY2(parseFrameHeader(wire.first(cut), &parsed) == 0, qPrintable(QString::number(cut)));
        QCOMPARE(parseFrameHeader(wire + "payload", &parsed), int(wire.size()));
        QVERIFY(parsed == expected);
        QCOMPARE(expected.encodedSize(), int(wire.size()));

        QByteArray encoded(MaxFrameHeaderSize, '\0');
        encoded.truncate(encodeFrameHeader(expected, encoded.data()));
        QCOMPARE(encoded.toHex(), wire.toHex());
    }

    void lengthIsMinimal_data()
    {
        QTest::addColumn<quint64>("length");
        QTest::addColumn<int>("size");
        QTest::newRow("0") << quint64(0) << 2;
        QTest::newRow("125") << quint64(125) << 2;
        QTest::newRow("126") << quint64(126) << 4;
        QTest::newRow("65535") << quint64(65535) << 4;
        QTest::newRow("65536") << quint64(65536) << 10;
    }

    void lengthIsMinimal()
    {
        QFETCH(quint64, length);
        QFETCH(int, size);
        QCOMPARE(makeFrameHeader(Opcode::Binary, length).encodedSize(), size);
    }
};

QTEST_GUILESS_MAIN(TestFrameHeader)
#include "tst_frameheader.moc"
