// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/deflate.h"

#include <QTest>

#include <zlib.h>

using namespace ws;

namespace {

/// zlib alone, with exactly the negotiated window, and output a byte at a time so that zlib cannot look back
/// further than its window into what it has just written. nullopt when the data reaches beyond.
std::optional<QByteArray> inflateStrictly(QByteArray payload, int windowBits, z_stream *stream, bool fresh)
{
    if (fresh) {
        *stream = {};
        if (inflateInit2(stream, -windowBits) != Z_OK)
            return std::nullopt;
    }
    payload += QByteArray::fromHex("0000ffff");
    stream->next_in = reinterpret_cast<Bytef *>(payload.data());
    stream->avail_in = uInt(payload.size());
    QByteArray message;
    for (;;) {
        Bytef byte = 0;
        stream->next_out = &byte;
        stream->avail_out = 1;
        const int status = inflate(stream, Z_SYNC_FLUSH);
        if (status != Z_OK && status != Z_BUF_ERROR)
            return std::nullopt;
        if (stream->avail_out > 0)
            return message;
        message += char(byte);
    }
}

QByteArray compressed(Deflater &deflater, QByteArrayView message)
{
    QByteArray payload;
    deflater.compress(message, &payload);
    return payload;
}

QByteArray telemetry(int seq)
{
    return QStringLiteral(R"({"seq":%1,"temp":21.%2,"rssi":-58,"heap":181232,"name":"thermo-7f2a"})")
        .arg(seq)
        .arg(seq % 10)
        .toLatin1();
}

// Compressible at every distance up to and beyond any window.
QByteArray repetitive(qsizetype size)
{
    QByteArray bytes;
    for (quint32 word = 1; bytes.size() < size; word = word * 1664525 + 1013904223) {
        bytes += QByteArray::number(word);
        if (bytes.size() > 300)
            bytes += bytes.sliced(bytes.size() - 300, 200);
        if (bytes.size() > 40'000)
            bytes += bytes.sliced(bytes.size() - 39'000, 500);
    }
    return bytes.first(size);
}

} // namespace

class TestDeflate : public QObject
{
    Q_OBJECT

private slots:
    void windows_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<bool>("takeover");
        for (int bits = 8; bits <= 15; ++bits) {
            QTest::addRow("%d bits, takeover", bits) << bits << true;
            QTest::addRow("%d bits, no takeover", bits) << bits << false;
        }
    }

    // What we send fits a decoder that has the negotiated window and no more, reset where that was promised.
    void windows()
    {
        QFETCH(int, bits);
        QFETCH(bool, takeover);
        Deflater deflater(bits, takeover);
        z_stream stream{};
        bool fresh = true;
        const QList<QByteArray> messages{telemetry(1), telemetry(2), {}, repetitive(120'000), telemetry(3),
            repetitive(120'000), QByteArray(70'000, 'x')};
        for (const QByteArray &message : messages) {
            const QByteArray payload = compressed(deflater, message);
            const auto inflated = inflateStrictly(payload, bits, &stream, fresh);
            QVERIFY(inflated.has_value());
            QVERIFY(*inflated == message);
            fresh = !takeover;
            if (fresh)
                inflateEnd(&stream);
        }
        if (!fresh)
            inflateEnd(&stream);
    }

    void takeoverPays()
    {
        Deflater with(15, true);
        Deflater without(15, false);
        compressed(with, telemetry(1));
        compressed(without, telemetry(1));
        QVERIFY(compressed(with, telemetry(2)).size() < compressed(without, telemetry(2)).size() / 2);
    }

    void inflatesAtEverySplit()
    {
        Deflater deflater(15, true);
        const QByteArray first = compressed(deflater, telemetry(1));
        const QByteArray second = compressed(deflater, telemetry(2));
        for (qsizetype cut = 0; cut <= second.size(); ++cut) {
            Inflater inflater(15, true);
            QByteArray message;
            QCOMPARE(inflater.feed(first, &message, 0), Inflater::Result::Ok);
            QCOMPARE(inflater.finish(&message, 0), Inflater::Result::Ok);
            QCOMPARE(message, telemetry(1));
            message.clear();
            QCOMPARE(inflater.feed(QByteArrayView(second).first(cut), &message, 0), Inflater::Result::Ok);
            QCOMPARE(inflater.feed(QByteArrayView(second).sliced(cut), &message, 0), Inflater::Result::Ok);
            QCOMPARE(inflater.finish(&message, 0), Inflater::Result::Ok);
            QCOMPARE(message, telemetry(2));
        }
    }

    // The examples of RFC 7692 7.2.3.
    void rfcExamples_data()
    {
        QTest::addColumn<QList<QByteArray>>("payloads"); // hex
        QTest::newRow("one block") << QList<QByteArray>{"f248cdc9c90700", "f248cdc9c90700"};
        QTest::newRow("sharing the window") << QList<QByteArray>{"f248cdc9c90700", "f200110000"};
        QTest::newRow("stored block") << QList<QByteArray>{"000500faff48656c6c6f00"};
        QTest::newRow("final block") << QList<QByteArray>{"f348cdc9c9070000", "f348cdc9c9070000"};
        QTest::newRow("two blocks") << QList<QByteArray>{"f248050000 00ffffcac9c90700"};
    }

    void rfcExamples()
    {
        QFETCH(QList<QByteArray>, payloads);
        Inflater inflater(15, true);
        for (const QByteArray &payload : payloads) {
            QByteArray message;
            QCOMPARE(inflater.feed(QByteArray::fromHex(payload), &message, 0), Inflater::Result::Ok);
            QCOMPARE(inflater.finish(&message, 0), Inflater::Result::Ok);
            QCOMPARE(message, QByteArray("Hello"));
        }
    }

    void bombsAreStopped()
    {
        Deflater deflater(15, true);
        const QByteArray bomb = compressed(deflater, QByteArray(64 * 1024 * 1024, '\0'));
        QVERIFY(bomb.size() < 100'000);
        Inflater inflater(15, true);
        QByteArray message;
        QCOMPARE(inflater.feed(bomb, &message, 1024 * 1024), Inflater::Result::TooBig);
        QVERIFY(message.size() <= 1024 * 1024);
        QVERIFY(message.capacity() <= 4 * 1024 * 1024);
    }

    void garbageIsCorrupt()
    {
        Inflater inflater(15, true);
        QByteArray message;
        QCOMPARE(inflater.feed(QByteArray::fromHex("ffffffffff"), &message, 0), Inflater::Result::Corrupt);
    }

    void lookingBackTooFarIsCorrupt()
    {
        Deflater wide(15, true);
        const QByteArray payload = compressed(wide, repetitive(120'000));
        z_stream stream{};
        QVERIFY(!inflateStrictly(payload, 9, &stream, true));
        inflateEnd(&stream);
    }
};

QTEST_GUILESS_MAIN(TestDeflate)
#include "tst_deflate.moc"
