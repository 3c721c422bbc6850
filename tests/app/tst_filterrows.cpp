// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"
#include "app/filter/filter.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace sockscope;

/// Evaluation in blocks, against the obvious way, over a log of many segments.
class TestFilterRows : public QObject
{
    Q_OBJECT

private:
    using Judge = std::function<bool(const FrameRecord &, const QByteArray &content)>;

    // Short payloads of few letters, some compressed, some empty: matches everywhere, and also across the
    // ends of payloads, where none may be found.
    static void fill(CaptureStore &store, int rows)
    {
        QRandomGenerator random(7);
        const auto letters = [&random](int most) {
            QByteArray text(int(random.bounded(most)), Qt::Uninitialized);
            for (char &letter : text)
                letter = "abc"[random.bounded(3)];
            return text;
        };
        for (int i = 0; i < rows; ++i) {
            FrameRecord record;
            record.timeNs = i;
            record.connection = 1 + random.bounded(3);
            record.compressed = random.bounded(4) == 0;
            const ws::Opcode opcode = random.bounded(3) == 0 ? ws::Opcode::Ping : ws::Opcode::Text;
            const QByteArray payload = letters(12);
            record.header = ws::makeFrameHeader(opcode, quint64(payload.size()), std::nullopt);
            record.length = quint64(payload.size());
            store.append(record, payload, record.compressed ? letters(12) : QByteArray());
        }
    }

private slots:
    void passesWhatTheObviousWayPasses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Judge>("judge");
        const auto isPing = [](const FrameRecord &record) {
            return record.header.opcode == ws::Opcode::Ping;
        };
        const auto row = [](const char *text, const Judge &judge) {
            QTest::newRow(text) << QString(text) << judge;
        };
        row("", [](auto &, auto &) { return true; });
        row("opcode == ping", [=](auto &record, auto &) { return isPing(record); });
        row("len in {1 3..5 9}", [](auto &record, auto &) {
            const quint64 length = record.length;
            return length == 1 || (length >= 3 && length <= 5) || length == 9;
        });
        row("row >= 5000 and row < 5100",
            [](auto &record, auto &) { return record.timeNs >= 5000 && record.timeNs < 5100; });
        row("text contains abc", [](auto &, auto &content) { return content.contains("abc"); });
        row("text icontains AB", [](auto &, auto &content) { return content.contains("ab"); });
        row("not text contains abc", [](auto &, auto &content) { return !content.contains("abc"); });
        row("text contains a", [](auto &, auto &content) { return content.contains('a'); });
        row("text matches /^a.*c$/", [](auto &, auto &content) {
            return content.startsWith('a') && content.endsWith('c') && content.size() > 1;
        });
        row("text contains cc and opcode == ping and conn == 2", [=](auto &record, auto &content) {
            return content.contains("cc") && isPing(record) && record.connection == 2;
        });
        row("text contains cc or opcode == ping",
            [=](auto &record, auto &content) { return content.contains("cc") || isPing(record); });
        row("not (text contains cc or opcode == ping) and compressed", [=](auto &record, auto &content) {
            return !content.contains("cc") && !isPing(record) && record.compressed;
        });
        row("hex contains 61 62 63 61", [](auto &, auto &content) { return content.contains("abca"); });
    }

    void passesWhatTheObviousWayPasses()
    {
        QFETCH(QString, text);
        QFETCH(Judge, judge);
        constexpr int Rows = 30'000;
        CaptureStore store(4 * 1024 * 1024);
        fill(store, Rows);
        QCOMPARE(store.rows(), (RowRange{0, Rows}));
        const Filter filter = std::get<Filter>(Filter::compile(text));
        int spans = 0;
        RowBits bits;
        for (RowSpan span = store.span(0, Rows); !span.isEmpty(); span = store.span(span.end(), Rows)) {
            ++spans;
            filter.evaluate(span, &bits);
            QCOMPARE(bits.size(), span.size());
            for (qsizetype i = 0; i < span.size(); ++i) {
                const bool expected = judge(span.record(i), span.content(i).toByteArray());
                if (bits.test(i) != expected || filter.matches(span, i) != expected)
                    QFAIL(qPrintable(QStringLiteral("row %1").arg(span.first() + quint64(i))));
            }
        }
        QVERIFY(spans > 1);
    }

    void evaluatesPartsOfSegments()
    {
        CaptureStore store;
        fill(store, 10'000);
        const Filter filter = std::get<Filter>(Filter::compile(u"text contains abc"));
        RowBits whole;
        RowBits part;
        filter.evaluate(store.span(0, 10'000), &whole);
        for (const auto &[from, to] : {std::pair(0, 1), {63, 65}, {100, 4197}, {9'999, 10'000}, {5, 9'000}}) {
            const RowSpan span = store.span(quint64(from), quint64(to));
            filter.evaluate(span, &part);
            QCOMPARE(part.size(), qsizetype(to - from));
            for (qsizetype i = 0; i < part.size(); ++i)
                QCOMPARE(part.test(i), whole.test(i + from));
        }
    }

    void anEmptySpanHasNoBits()
    {
        RowBits bits;
        std::get<Filter>(Filter::compile(u"fin")).evaluate(RowSpan(), &bits);
        QCOMPARE(bits.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFilterRows)
#include "tst_filterrows.moc"
