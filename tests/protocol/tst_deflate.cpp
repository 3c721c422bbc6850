// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/deflate.h"

#include "strictinflater.h"

#include <QTest>

using namespace ws;

namespace {

QByteArray compressed(Deflater &deflater, QByteArrayView message)
{
    QByteArray payload;
    deflater.compress(message, &payload);
    return payload;
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
        StrictInflater decoder(bits);
        const QList<QByteArray> messages{telemetry(1), telemetry(2), {}, repetitive(120'000), telemetry(3),
            repetitive(120'000), QByteArray(70'000, 'x')};
        for (const QByteArray &message : messages) {
            const auto inflated = decoder.message(compressed(deflater, message));
            QVERIFY(inflated.has_value());
            QVERIFY(*inflated == message);
            if (!takeover)
                decoder.reset();
        }
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
        QVERIFY(!StrictInflater(9).message(payload));
    }
};

QTEST_GUILESS_MAIN(TestDeflate)
#include "tst_deflate.moc"
