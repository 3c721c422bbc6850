// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/rowlocator.h"

#include <QTest>

using namespace sockscope;

class TestRowLocator : public QObject
{
    Q_OBJECT

private:
    /// A row every 100 ms, from 10:00:00 on.
    static void fill(CaptureStore &store, int rows)
    {
        FrameRecord record;
        for (int i = 0; i < rows; ++i) {
            record.timeNs = i * 100'000'000LL;
            store.append(record, {});
        }
    }
    const QDateTime m_start{QDate(2026, 5, 4), QTime(10, 0)};

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("row");
        QTest::newRow("number") << "123" << quint64(123);
        QTest::newRow("number with spaces") << "  7 " << quint64(7);
        QTest::newRow("seconds") << "12.5s" << quint64(125);
        QTest::newRow("between rows") << "12.55 s" << quint64(126);
        QTest::newRow("milliseconds") << "300ms" << quint64(3);
        QTest::newRow("minutes") << "1min" << quint64(600);
        QTest::newRow("beyond the end") << "5000s" << quint64(999);
        QTest::newRow("forward") << "+2s" << quint64(120);
        QTest::newRow("back") << "-500ms" << quint64(95);
        QTest::newRow("back beyond the beginning") << "-1000s" << quint64(0);
        QTest::newRow("clock") << "10:00:22.5" << quint64(225);
        QTest::newRow("clock to the minute") << "10:01" << quint64(600);
        QTest::newRow("clock of the next day") << "9:59" << quint64(999);
    }

    void finds()
    {
        QFETCH(QString, text);
        QFETCH(quint64, row);
        CaptureStore store(CaptureStore::DefaultCapacity, m_start);
        fill(store, 1000);
        const auto found = locateRow(store, text, 100);
        QVERIFY2(std::holds_alternative<quint64>(found),
            qPrintable(std::get_if<QString>(&found) ? std::get<QString>(found) : QString()));
        QCOMPARE(std::get<quint64>(found), row);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << ""
                               << "Name a row";
        QTest::newRow("words") << "noon"
                               << "Name a row";
        QTest::newRow("no such row") << "1000"
                                     << "rows 0 to 999";
        QTest::newRow("no unit") << "+5"
                                 << "Name a row";
        QTest::newRow("huge") << "1" + QString(400, u'0') + "s"
                              << "Name a row";
        QTest::newRow("no time") << "25:00"
                                 << "Name a row";
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        CaptureStore store(CaptureStore::DefaultCapacity, m_start);
        fill(store, 1000);
        const auto found = locateRow(store, text, 100);
        QVERIFY(std::holds_alternative<QString>(found));
        QVERIFY2(std::get<QString>(found).contains(words), qPrintable(std::get<QString>(found)));
    }

    void anEmptyLogHasNoRows()
    {
        const CaptureStore store;
        QVERIFY(std::holds_alternative<QString>(locateRow(store, QStringLiteral("0"), 0)));
    }
};

QTEST_GUILESS_MAIN(TestRowLocator)
#include "tst_rowlocator.moc"
