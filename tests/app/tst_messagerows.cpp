// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/messagerows.h"

#include <QTest>

#include <memory>

using namespace sockscope;

namespace {

/// A log, written in a shorthand: one word a row.
class Log
{
public:
    /// "a1" is the first fragment of message a, "a3." its last, "P" a ping, "E" the connection's end; "+" in
    /// front is a row of another connection, "<" one the other way.
    explicit Log(const char *words)
    {
        for (const QByteArray &word : QByteArray(words).split(' '))
            append(word);
    }
    void append(QByteArray word)
    {
        FrameRecord record;
        record.connection = word.startsWith('+') ? 2 : 1;
        record.direction = word.startsWith('<') ? ws::Direction::Sent : ws::Direction::Received;
        if (word.startsWith('+') || word.startsWith('<'))
            word = word.sliced(1);
        QByteArray payload;
        if (word == "P") {
            record.header = ws::makeFrameHeader(ws::Opcode::Ping, 0);
        } else if (word == "E") {
            record.kind = RowKind::Event;
            record.event = EventKind::Ended;
        } else {
            const bool isLast = word.endsWith('.');
            record.message = quint64(word[0] - 'a' + 1);
            record.fragment = word.mid(1, word.size() - (isLast ? 2 : 1)).toUInt();
            record.header =
                ws::makeFrameHeader(record.fragment == 1 ? ws::Opcode::Text : ws::Opcode::Continuation, 2);
            record.header.fin = isLast;
            payload = word.first(2);
            record.length = 2;
        }
        m_store->append(record, payload);
    }
    const CaptureStore &store() const { return *m_store; }

    /// "0 3 4", with ! when cut, [ and ] where the message begins and ends.
    QByteArray found(quint64 row, const MessageLimits &limits = {}) const
    {
        const MessageRows message = messageRows(*m_store, row, limits);
        QByteArrayList words;
        for (const MessageRows::Row &member : message.rows)
            words.append(QByteArray::number(member.number));
        return (message.hasFirst ? "[" : "") + words.join(' ') + (message.hasLast ? "]" : "")
            + (message.isCut ? "!" : "");
    }

private:
    std::unique_ptr<CaptureStore> m_store = std::make_unique<CaptureStore>();
};

} // namespace

class TestMessageRows : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char *name, const char *log, const char *rows) {
            QTest::newRow(name) << QByteArray(log) << QByteArray(rows);
        };
        row("alone", "a1 a2 a3.", "[0 1 2]");
        row("others between", "a1 +a1 <a1 a2 +a2. a3.", "[0 3 5]");
        row("a ping between", "a1 P a2.", "[0 1 2]");
        row("pings around", "P a1 a2. P", "[1 2]");
        row("between two messages", "a1 a2. b1 b2. c1", "[2 3]");
        row("not finished", "b1 b2 P", "[0 1");
        row("beginning dropped", "b2 b3.", "0 1]");
    }

    void finds()
    {
        QFETCH(QByteArray, log);
        QFETCH(QByteArray, rows);
        const Log written(log.constData());
        const char message = log.contains("b2") ? 'b' : 'a';
        const QByteArrayList words = log.split(' ');
        for (qsizetype i = 0; i < words.size(); ++i) { // whichever of its frames is looked at
            if (words[i].startsWith(message))
                QCOMPARE(written.found(quint64(i)), rows);
        }
    }

    void endsWithItsConnection()
    {
        const Log log("b1 b2 E b3.");
        QCOMPARE(log.found(1), "[0 1");
        QCOMPARE(log.found(3), "3]");
    }

    void aRowThatIsNoFragmentIsInNoMessage()
    {
        const Log log("P a1 a2.");
        QVERIFY(log.found(0).isEmpty());
        QVERIFY(log.found(7).isEmpty());
    }

    void aMessageOfManySegments()
    {
        CaptureStore store(CaptureStore::MinCapacity * 64);
        constexpr quint64 Fragments = 9000;
        for (quint64 i = 1; i <= Fragments; ++i) {
            FrameRecord record;
            record.connection = 1;
            record.message = 1;
            record.fragment = quint32(i);
            record.header = ws::makeFrameHeader(i == 1 ? ws::Opcode::Binary : ws::Opcode::Continuation, 100);
            record.header.fin = i == Fragments;
            record.length = 100;
            store.append(record, QByteArray(100, char(i)));
        }
        for (const quint64 row : {quint64(0), quint64(5000), Fragments - 1}) {
            const MessageRows message = messageRows(store, row);
            QCOMPARE(message.rows.size(), size_t(Fragments));
            QVERIFY(message.isWhole() && !message.isCut);
            for (size_t i = 0; i < message.rows.size(); ++i)
                QCOMPARE(message.rows[i].number, quint64(i));
        }
        QCOMPARE(messageContent(store, messageRows(store, 0)).bytes.size(), qsizetype(Fragments * 100));
    }

    void boundsAreKept_data()
    {
        QTest::addColumn<quint64>("rowsEachWay");
        QTest::addColumn<quint64>("frames");
        QTest::addColumn<quint64>("row");
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("rows, both ways") << quint64(1) << quint64(99) << quint64(3) << QByteArray("2 3 4!");
        QTest::newRow("rows, enough")
            << quint64(5) << quint64(99) << quint64(3) << QByteArray("[0 1 2 3 4 5]");
        QTest::newRow("frames, from the first")
            << quint64(99) << quint64(3) << quint64(0) << QByteArray("[0 1 2!");
        QTest::newRow("frames, from the last")
            << quint64(99) << quint64(3) << quint64(5) << QByteArray("2 3 4 5]!");
        QTest::newRow("frames, just enough")
            << quint64(99) << quint64(6) << quint64(0) << QByteArray("[0 1 2 3 4 5]");
    }

    void boundsAreKept()
    {
        const Log log("a1 a2 a3 a4 a5 a6.");
        QFETCH(quint64, rowsEachWay);
        QFETCH(quint64, frames);
        QFETCH(quint64, row);
        QTEST(log.found(row, {rowsEachWay, size_t(frames), 1000}), "rows");
    }

    void contentIsJoined()
    {
        const Log log("a1 P a2 a3.");
        const MessageContent content = messageContent(log.store(), messageRows(log.store(), 0));
        QCOMPARE(content.bytes, "a1a2a3");
        QVERIFY(!content.isCut && !content.hasGaps);
    }

    void contentIsBounded()
    {
        const Log log("a1 a2 a3.");
        MessageLimits limits;
        limits.bytes = 3;
        const MessageContent content = messageContent(log.store(), messageRows(log.store(), 0), limits);
        QCOMPARE(content.bytes, "a1a");
        QVERIFY(content.isCut);
    }

    void aMissingPartIsTold()
    {
        const Log log("a2 a3.");
        QVERIFY(messageContent(log.store(), messageRows(log.store(), 0)).hasGaps);
    }

    void compressedMessagesAreInflated()
    {
        CaptureStore store;
        for (quint32 i = 1; i <= 2; ++i) {
            FrameRecord record;
            record.message = 1;
            record.fragment = i;
            record.header = ws::makeFrameHeader(i == 1 ? ws::Opcode::Text : ws::Opcode::Continuation, 1);
            record.header.fin = i == 2;
            record.length = 1;
            record.compressed = true;
            store.append(record, "z", i == 1 ? "hello " : "world");
        }
        const MessageRows message = messageRows(store, 1);
        QCOMPARE(messageContent(store, message).bytes, "hello world");
        QCOMPARE(messagePayload(store, message).bytes, "zz");
    }

    void framesOfOneReadAreFound()
    {
        CaptureStore store;
        const auto append = [&store](qint64 time, quint64 connection, ws::Direction direction) {
            FrameRecord record;
            record.timeNs = time;
            record.connection = connection;
            record.direction = direction;
            record.header = ws::makeFrameHeader(ws::Opcode::Text, 0);
            return store.append(record, {});
        };
        append(5, 1, ws::Direction::Received);
        const quint64 first = append(7, 1, ws::Direction::Received);
        append(7, 1, ws::Direction::Sent);
        append(7, 2, ws::Direction::Received);
        const quint64 second = append(7, 1, ws::Direction::Received);
        QCOMPARE(sameReadBefore(store, second), std::optional(first));
        QCOMPARE(sameReadBefore(store, first), std::nullopt);
        QCOMPARE(sameReadBefore(store, second - 1), std::nullopt);
        QCOMPARE(sameReadBefore(store, second - 2), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestMessageRows)
#include "tst_messagerows.moc"
