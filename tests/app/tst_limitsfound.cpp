// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limitsfixture.h"

#include <QWebSocket>

using namespace sockscope;

/// The limits of devices whose limits are known.
class TestLimitsFound : public LimitsFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void sizes_data();
    void sizes();
    void longMessagesGoInFramesThatWork();
    void qWebSocket_data();
    void qWebSocket();
    void response();
    void splitHeaders();
    void pingRate();
    void theBoundIsAResult();
};

void TestLimitsFound::sizes_data()
{
    QTest::addColumn<LimitKind>("kind");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("how");
    QTest::newRow("binary 125") << LimitKind::BinaryMessage << qint64(125) << "closed 1009";
    QTest::newRow("binary 1000") << LimitKind::BinaryMessage << qint64(1000) << "closed 1009";
    QTest::newRow("binary 65535") << LimitKind::BinaryMessage << qint64(65535) << "closed 1009";
    QTest::newRow("text 65536") << LimitKind::TextMessage << qint64(65536) << "closed 1009";
    QTest::newRow("frame 4096") << LimitKind::Frame << qint64(4096) << "closed 1009";
    QTest::newRow("fragments 17") << LimitKind::Fragments << qint64(17) << "closed 1008";
}

void TestLimitsFound::sizes()
{
    QFETCH(LimitKind, kind);
    QFETCH(qint64, limit);
    QFETCH(QString, how);
    ws::Limits limits;
    if (kind == LimitKind::Frame)
        limits.frameBytes = quint64(limit);
    else if (kind == LimitKind::Fragments)
        limits.messageFragments = quint64(limit);
    else
        limits.messageBytes = quint64(limit);
    LimitedDevice device(url(), limits);
    const LimitResult result = findOne({kind, kind == LimitKind::Fragments ? 256 : 1024 * 1024});
    QCOMPARE(result.bracket.worked, limit);
    QCOMPARE(result.bracket.failed, limit + 1);
    QCOMPARE(result.bracket.state, LimitState::Found);
    QVERIFY2(outcomeText(result.bracket.how).startsWith(how), qPrintable(outcomeText(result.bracket.how)));
}

void TestLimitsFound::longMessagesGoInFramesThatWork()
{
    ws::Limits limits;
    limits.frameBytes = 1000;
    limits.messageBytes = 5000;
    LimitedDevice device(url(), limits);
    const LimitsReport report =
        find(plan({{LimitKind::BinaryMessage, 100'000}, {LimitKind::Frame, 100'000}}));
    QCOMPARE(report.ending, LimitsEnding::Completed);
    QCOMPARE(report.results[0].aim.kind, LimitKind::Frame);
    QCOMPARE(report.results[0].bracket.worked, 1000);
    QCOMPARE(report.results[1].bracket.worked, 5000);
    QCOMPARE(report.results[1].bracket.failed, 5001);
    QCOMPARE(report.results[1].probing, QStringLiteral("in frames of 1,000 B"));
    QCOMPARE(report.reconnects, device.ends());
}

void TestLimitsFound::qWebSocket_data()
{
    QTest::addColumn<LimitKind>("kind");
    QTest::addColumn<qint64>("limit");
    QTest::newRow("message 1000") << LimitKind::BinaryMessage << qint64(1000);
    QTest::newRow("message 65536") << LimitKind::TextMessage << qint64(65536);
    QTest::newRow("frame 4000") << LimitKind::Frame << qint64(4000);
}

void TestLimitsFound::qWebSocket()
{
    QFETCH(LimitKind, kind);
    QFETCH(qint64, limit);
    QWebSocket device;
    if (kind == LimitKind::Frame)
        device.setMaxAllowedIncomingFrameSize(quint64(limit));
    else
        device.setMaxAllowedIncomingMessageSize(quint64(limit));
    const auto open = [&] { device.open(url()); };
    connect(&device, &QWebSocket::disconnected, this, open, Qt::QueuedConnection);
    open();
    const LimitResult result = findOne({kind, 200'000});
    QCOMPARE(result.bracket.worked, limit);
    QCOMPARE(result.bracket.failed, limit + 1);
    QCOMPARE(result.bracket.state, LimitState::Found);
    device.disconnect(this);
}

void TestLimitsFound::response()
{
    ws::Limits limits;
    limits.handshakeBytes = 3000;
    LimitedDevice device(url(), limits);
    const LimitResult result = findOne({LimitKind::Response, 64 * 1024});
    QCOMPARE(result.bracket.worked, 3000);
    QCOMPARE(result.bracket.failed, 3001);
    QCOMPARE(result.bracket.state, LimitState::Found);
}

void TestLimitsFound::splitHeaders()
{
    RawDevice device(port(), breakOnSplitHeaders);
    const LimitsReport report = find(plan({{LimitKind::HeaderPieces, 4}, {LimitKind::WriteSize, 1}}));
    QCOMPARE(report.results[0].bracket.worked, 1);
    QCOMPARE(report.results[0].bracket.failed, 2);
    QCOMPARE(report.results[1].bracket.worked, 4); // the whole header
    QCOMPARE(report.results[1].bracket.failed, 3);
}

void TestLimitsFound::pingRate()
{
    // Drops every other ping when they come faster than seven a second. It asks the board for that: a clock
    // of its own would depend on how busy the machine is.
    int count = 0;
    RawDevice device(port(), [&](RawDevice &raw, const QByteArray &read) {
        raw.buffer() += read;
        ws::FrameHeader header;
        QByteArray payload;
        while (raw.takeFrame(&header, &payload)) {
            if (m_board.stand().value <= 7 || ++count % 2 == 0)
                raw.send(ws::Opcode::Pong, payload);
        }
    });
    LimitsPlan quick = plan({{LimitKind::PingRate, 9}});
    quick.pongTimeoutMs = 200;
    const LimitsReport report = find(quick);
    const LimitBracket bracket = report.results.first().bracket;
    QCOMPARE(bracket.state, LimitState::Found);
    QCOMPARE(bracket.worked, 7);
    QCOMPARE(bracket.failed, 8);
    QCOMPARE(outcomeText(bracket.how), QStringLiteral("2 of 4 pings answered"));
    QCOMPARE(report.reconnects, 0);
}

void TestLimitsFound::theBoundIsAResult()
{
    RawDevice device(port(), answerPings);
    LimitsPlan all = fullPlan();
    for (LimitAim &aim : all.aims) {
        if (limitInfo(aim.kind).furthestBound != limitInfo(aim.kind).usualBound)
            aim.bound = aim.kind == LimitKind::PingRate ? 4 : 2000;
    }
    all.writeGapMs = 1;
    const LimitsReport report = find(all);
    QCOMPARE(report.ending, LimitsEnding::Completed);
    QCOMPARE(report.results.size(), limitInfos().size());
    for (const LimitResult &result : report.results) {
        QCOMPARE(result.bracket.state, LimitState::BoundSurvived);
        QCOMPARE(result.bracket.worked, result.aim.bound);
    }
}

QTEST_GUILESS_MAIN(TestLimitsFound)
#include "tst_limitsfound.moc"
