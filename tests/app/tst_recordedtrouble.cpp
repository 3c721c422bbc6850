// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorderfixture.h"

using namespace sockscope;
using ws::Direction, ws::Opcode, ws::Rule, ws::Violation;

class TestRecordedTrouble : public RecorderFixture
{
    Q_OBJECT
private slots:
    void init() { reset(); }
    void violationIsToldOnce();
    void secondViolationOfAFrameGetsARow();
    void violationBySilenceGetsARow();
    void missingCloseIsOnTheRowOfTheEnd();
    void endBeforeTheUpgradeSaysSo();
    void endIsInWords_data();
    void endIsInWords();
};

void TestRecordedTrouble::violationIsToldOnce()
{
    const Violation violation{Rule::ExpectedMask, 17, {}};
    const quint64 broken = frame(Direction::Received, Opcode::Text, "x", true, &violation);
    frame(Direction::Sent, Opcode::Close, "\x03\xea"); // the answer comes before the word
    m_recorder->violation(Connection, violation, true);
    QCOMPARE(row(broken).violation, Rule::ExpectedMask);
    QCOMPARE(m_capture->rows().end, broken + 2);
    const ConnectionStats stats = *m_table->find(Connection);
    QCOMPARE(stats.violations, 1u);
    QCOMPARE(stats.lastViolation, violation);
    QVERIFY(stats.failed);
    QCOMPARE(m_table->totals().violations, 1u);
}

void TestRecordedTrouble::secondViolationOfAFrameGetsARow()
{
    const Violation first{Rule::UnexpectedRsv1, 0, {}};
    const Violation second{Rule::ExpectedMask, 0, {}};
    const quint64 broken = frame(Direction::Received, Opcode::Text, "x", true, &first);
    m_recorder->violation(Connection, first, false);
    m_recorder->violation(Connection, second, false);
    QCOMPARE(m_capture->rows().end, broken + 2);
    QCOMPARE(row(broken + 1).kind, RowKind::Event);
    QCOMPARE(row(broken + 1).violation, Rule::ExpectedMask);
    QVERIFY(words(broken + 1).endsWith(QStringLiteral(", tolerated")));
    QVERIFY(!m_table->find(Connection)->failed);
    QCOMPARE(m_table->find(Connection)->violations, 2u);
}

void TestRecordedTrouble::violationBySilenceGetsARow()
{
    m_recorder->violation(Connection, {Rule::HandshakeTimeout, 0, {}}, true);
    QCOMPARE(row(1).kind, RowKind::Event);
    QCOMPARE(row(1).violation, Rule::HandshakeTimeout);
    QVERIFY(words(1).startsWith(QStringLiteral("WS_ERR_HANDSHAKE_TIMEOUT: ")));
}

void TestRecordedTrouble::missingCloseIsOnTheRowOfTheEnd()
{
    m_recorder->connectionOpened(Connection, QStringLiteral("/"), {});
    m_recorder->violation(Connection, {Rule::ClosedWithoutClose, 0, {}}, true);
    m_recorder->connectionEnded(Connection, {});
    QCOMPARE(m_capture->rows().end, 2u);
    QCOMPARE(row(1).violation, Rule::ClosedWithoutClose);
    QCOMPARE(words(1), QStringLiteral("ended without a Close frame"));
    QCOMPARE(m_table->find(Connection)->violations, 1u);
}

void TestRecordedTrouble::endBeforeTheUpgradeSaysSo()
{
    m_recorder->connectionEnded(Connection, {});
    QCOMPARE(words(1), QStringLiteral("ended before the upgrade"));
    QCOMPARE(m_table->find(Connection)->state, ConnectionState::Closed);
}

void TestRecordedTrouble::endIsInWords_data()
{
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("clean");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("expected");
    QTest::newRow("clean") << quint16(1000) << "" << true << ""
                           << "closed 1000 normal closure";
    QTest::newRow("reason") << quint16(4001) << "low %1 battery" << true << ""
                            << "closed 4001 private: low %1 battery";
    QTest::newRow("reset") << quint16(1006) << "" << false << "gone"
                           << "reset by peer: gone";
    QTest::newRow("no close") << quint16(1006) << "" << false << ""
                              << "ended without a Close frame";
    QTest::newRow("failed") << quint16(1009) << "" << false << ""
                            << "failed with 1009 message too big";
}

void TestRecordedTrouble::endIsInWords()
{
    QFETCH(quint16, code);
    QFETCH(QString, reason);
    QFETCH(bool, clean);
    QFETCH(QString, error);
    m_recorder->connectionOpened(Connection, QStringLiteral("/"), {});
    if (code == quint16(ws::CloseCode::MessageTooBig))
        m_recorder->violation(Connection, {Rule::MessageTooBig, 0, {}}, true);
    m_recorder->connectionEnded(Connection, {code, reason, clean, error});
    QTEST(words(m_capture->rows().end - 1), "expected");
    const ConnectionStats stats = *m_table->find(Connection);
    QCOMPARE(stats.state, ConnectionState::Closed);
    QCOMPARE(stats.closeCode, code);
    QCOMPARE(stats.closeReason, reason);
    QVERIFY(stats.endedNs >= stats.openedNs);
}

QTEST_GUILESS_MAIN(TestRecordedTrouble)
#include "tst_recordedtrouble.moc"
