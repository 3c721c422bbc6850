// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"

#include <QSignalSpy>

using namespace sockscope;

namespace {

constexpr int Connections = 20;
constexpr int Hours = 24;
constexpr int PingSeconds = 10;
constexpr double SlowMs = 900;

// A day of pongs; one of the first connection's, at noon, is slow.
QList<FrameRecord> aDay()
{
    QList<FrameRecord> records;
    records.reserve(Hours * 3600 / PingSeconds * Connections);
    for (qint64 second = 0; second < Hours * 3600; second += PingSeconds) {
        for (quint64 connection = 1; connection <= Connections; ++connection) {
            const bool isSlow = connection == 1 && second == Hours * 3600 / 2;
            records.append(pongFrame(connection, second * Second + qint64(connection) * Millisecond,
                isSlow ? SlowMs : double(connection)));
        }
    }
    return records;
}

} // namespace

// A day of twenty connections: what is drawn is bounded by the pixels, and loses no peak.
class TestTimingLong : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<ShownTimingPanel> m_shown;

    int pointsDrawn() const
    {
        int points = 0;
        for (int i = 0; i < m_shown->curves()->graphCount(); ++i)
            points += m_shown->curves()->graph(i)->dataCount();
        return points;
    }
    bool isPeakSeen() const
    {
        bool found = false;
        return m_shown->curves()->graph(0)->getValueRange(found).upper == SlowMs;
    }

private slots:
    void initTestCase()
    {
        m_session = savedSession(m_folder, aDay());
        m_shown = std::make_unique<ShownTimingPanel>(m_session.get());
        QTRY_VERIFY(m_shown->drawsCurves(Connections));
    }

    void cleanupTestCase()
    {
        m_shown.reset();
        m_session.reset();
    }

    void allOfItIsInView()
    {
        QVERIFY(m_shown->curves()->xAxis->range().lower <= 0);
        QVERIFY(isPeakSeen());
        const int pixels = m_shown->curves()->axisRect()->width();
        QVERIFY2(pointsDrawn() <= 12 * pixels * Connections, qPrintable(QString::number(pointsDrawn())));
        QCOMPARE(m_shown->row(0).at(6), QStringLiteral("900")); // max
        QCOMPARE(m_shown->row(1).at(3), QStringLiteral("2.0")); // p50
    }

    void closerItIsFiner()
    {
        CurvesPlot *plot = m_shown->curves();
        plot->xAxis->setRange(Hours * 1800 - 300, Hours * 1800 + 300); // ten minutes around noon
        QTRY_VERIFY((m_shown->panel.refresh(),
            plot->graph(1)->data()->findBegin(Hours * 1800 - 300, false)->key < Hours * 1800 - 290));
        QVERIFY(isPeakSeen());
        const auto &points = plot->graph(0)->data();
        const auto slow = points->findBegin(Hours * 1800 - 1, false);
        QVERIFY(std::abs(slow->key - Hours * 1800) <= PingSeconds);
        QVERIFY(
            points->findEnd(Hours * 1800 + 300) - points->findBegin(Hours * 1800 - 300) >= 600 / PingSeconds);
    }

    void aRowFromNoonIsShown()
    {
        CurvesPlot *plot = m_shown->curves();
        plot->xAxis->setRange(0, 60);
        quint64 slow = 0;
        m_session->capture().forEach(
            0, m_session->capture().rows().end, [&](quint64 row, const FrameRecord &record) {
                if (record.rttNs == qint64(SlowMs) * Millisecond)
                    slow = row;
            });
        m_shown->panel.showRow(slow);
        QVERIFY(plot->xAxis->range().contains(Hours * 1800));
        QSignalSpy activated(&m_shown->panel, &TimingPanel::rowActivated);
        QTRY_VERIFY((m_shown->panel.refresh(), !plot->readings().isEmpty()));
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Return);
        QCOMPARE(activated.last(), QVariantList{slow});
    }

    void nothingIsDrawnThatHasNotChanged()
    {
        QTRY_VERIFY((m_shown->panel.refresh(), true));
        QCoreApplication::processEvents();
        QSignalSpy drawn(m_shown->curves(), &QCustomPlot::afterReplot);
        for (int i = 0; i < 20; ++i)
            m_shown->panel.refresh();
        QCoreApplication::processEvents();
        QVERIFY(drawn.size() <= 1);
    }
};

QTEST_MAIN(TestTimingLong)
#include "tst_timinglong.moc"
