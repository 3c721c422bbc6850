// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/connectionwords.h"

#include <QTest>

using namespace sockscope;

namespace {

constexpr qint64 Second = 1'000'000'000;

ConnectionStats thermo(quint64 number = 1)
{
    ConnectionStats stats;
    stats.number = number;
    stats.device = QStringLiteral("thermo-91bc");
    stats.peer = QStringLiteral("10.0.0.33:51022");
    stats.path = QStringLiteral("/v1/telemetry");
    stats.subprotocol = QStringLiteral("sensor.v2");
    stats.state = ConnectionState::Open;
    stats.openedNs = Second;
    return stats;
}

ConnectionStats failedThermo(quint64 number = 1)
{
    ConnectionStats stats = thermo(number);
    stats.state = ConnectionState::Closed;
    stats.endedNs = Second + 40'000'000;
    stats.failed = true;
    stats.violations = 1;
    stats.lastViolation = ws::Violation{ws::Rule::ExpectedMask, 0, {}};
    return stats;
}

} // namespace

class TestConnectionWords : public QObject
{
    Q_OBJECT
private slots:
    void says_data();
    void says();
    void countsHistory();
    void durations_data();
    void durations();
    void ordinals_data();
    void ordinals();
};

void TestConnectionWords::says_data()
{
    QTest::addColumn<ConnectionStats>("stats");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("detail"); // a part of it
    QTest::addColumn<bool>("isBad");
    ConnectionStats stats = thermo();
    stats.framesReceived = 1;
    QTest::newRow("open") << stats << "Open for 12 s:"
                          << "1 frame, 0 B." << false;
    stats.pingsLost = 2;
    QTest::newRow("pings lost") << stats << "Open for 12 s:"
                                << "2 pings unanswered." << false;
    stats.violations = 3;
    stats.lastViolation = ws::Violation{ws::Rule::InvalidUtf8, 7, QStringLiteral("byte 0xff")};
    QTest::newRow("tolerated") << stats << "3 violations in 12 s, the last:"
                               << "byte 0xff (RFC 6455 " << true;
    QTest::newRow("failed") << failedThermo() << "Closed 1002 after 0.04 s:"
                            << "mask" << true;
    stats = thermo();
    stats.state = ConnectionState::Closed;
    stats.endedNs = 4 * Second;
    stats.closeCode = 1001;
    stats.closeReason = QStringLiteral("rebooting");
    QTest::newRow("closed") << stats << "Closed 1001 after 3.00 s:"
                            << "“rebooting”" << false;
    stats.closeCode = 1006;
    QTest::newRow("lost") << stats << "Lost after 3.00 s:"
                          << "without a Close frame" << true;
    stats.state = ConnectionState::Refused;
    stats.refusedStatus = 426;
    QTest::newRow("refused") << stats << "Refused with HTTP 426:"
                             << "handshake" << true;
    stats.state = ConnectionState::Handshaking;
    QTest::newRow("handshaking") << stats << "Connected:"
                                 << "not complete" << false;
}

void TestConnectionWords::says()
{
    QFETCH(ConnectionStats, stats);
    QFETCH(QString, detail);
    const ConnectionWords words = describe(stats, {stats}, 13 * Second);
    QCOMPARE(words.device, "thermo-91bc");
    QCOMPARE(words.place, "10.0.0.33:51022 · /v1/telemetry · sensor.v2");
    QTEST(words.verdict, "verdict");
    QVERIFY2(words.detail.contains(detail), qPrintable(words.detail));
    QTEST(words.isBad, "isBad");
    QCOMPARE(words.history, QString());
}

void TestConnectionWords::countsHistory()
{
    ConnectionStats other = failedThermo(2);
    other.lastViolation->rule = ws::Rule::InvalidUtf8;
    const QList<ConnectionStats> all{failedThermo(1), other, failedThermo(3), failedThermo(4)};
    QCOMPARE(describe(all[0], all, 0).history, QString());
    QCOMPARE(describe(all[2], all, 0).history, "2nd time for this device.");
    QCOMPARE(describe(all[3], all, 0).history, "3rd time for this device.");
    QCOMPARE(describe(all[1], all, 0).history, "2nd connection of this device; all before ended badly.");

    QList<ConnectionStats> alike = all;
    for (ConnectionStats &stats : alike)
        stats.framesReceived = 7;
    QCOMPARE(describe(alike[3], alike, 0).history, "3rd time for this device, every time at its 7th frame.");

    ConnectionStats closed = failedThermo(5);
    closed.failed = false;
    closed.closeCode = 1000;
    ConnectionStats open = thermo(6);
    QCOMPARE(describe(open, {failedThermo(1), closed, open}, 0).history,
        "3rd connection of this device; 1 before ended badly.");
    QCOMPARE(describe(open, {closed, open}, 0).history,
        "2nd connection of this device; none of those before ended badly.");
}

void TestConnectionWords::durations_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("negative") << qint64(-5) << "0.0 ms";
    QTest::newRow("a bad first frame") << qint64(400'000) << "0.4 ms";
    QTest::newRow("short") << qint64(40'000'000) << "0.04 s";
    QTest::newRow("seconds") << 12 * Second << "12 s";
    QTest::newRow("minutes") << 200 * Second << "3 min 20 s";
    QTest::newRow("hours") << 7500 * Second << "2 h 5 min";
}

void TestConnectionWords::durations()
{
    QFETCH(qint64, ns);
    QTEST(formatDuration(ns), "text");
}

void TestConnectionWords::ordinals_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    const QList<std::pair<int, const char *>> rows{{1, "1st"}, {2, "2nd"}, {3, "3rd"}, {4, "4th"},
        {11, "11th"}, {12, "12th"}, {13, "13th"}, {21, "21st"}, {112, "112th"}};
    for (const auto &[number, text] : rows)
        QTest::newRow(text) << number << QString::fromLatin1(text);
}

void TestConnectionWords::ordinals()
{
    QFETCH(int, number);
    QTEST(ordinal(number), "text");
}

QTEST_GUILESS_MAIN(TestConnectionWords)
#include "tst_connectionwords.moc"
