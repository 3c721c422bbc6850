// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"

#include <QSignalSpy>
#include <QWheelEvent>

using namespace sockscope;

// Reading, zooming and panning a plot by mouse and keys.
class TestTimingPlots : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<ShownTimingPanel> m_shown;
    CurvesPlot *m_plot = nullptr;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_plot, key, modifiers); }
    double cursor() const { return m_plot->cursorKey().value_or(-1); }
    QCPRange range() const { return m_plot->xAxis->range(); }
    QPoint at(double key, double value) const
    {
        return {qRound(m_plot->xAxis->coordToPixel(key)), qRound(m_plot->yAxis->coordToPixel(value))};
    }
    void turnWheel(int notches, const QPoint &at)
    {
        QWheelEvent event(
            at, m_plot->mapToGlobal(at), {}, {0, notches * 120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_plot, &event);
    }

private slots:
    // Two connections, a pong each second for a minute; the second one's between the first one's.
    void init()
    {
        QList<FrameRecord> records;
        for (int i = 0; i < 60; ++i) {
            records.append(pongFrame(1, i * Second, 10 + i));
            records.append(pongFrame(2, i * Second + Second / 2, 200));
        }
        m_session = savedSession(m_folder, records);
        m_shown = std::make_unique<ShownTimingPanel>(m_session.get());
        QTRY_VERIFY(m_shown->drawsCurves(2));
        m_plot = m_shown->curves();
        m_plot->setFocus();
        m_plot->replot();
    }

    void cleanup()
    {
        m_shown.reset();
        m_session.reset();
    }

    void theMouseReadsEveryCurve()
    {
        QTest::mouseMove(m_plot, at(30, 50));
        QTRY_VERIFY(m_plot->cursorKey());
        const QStringList lines = m_plot->readout().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].startsWith(m_plot->graph(0)->name() + QStringLiteral(" 4")), qPrintable(lines[1]));
        QCOMPARE(lines[2], m_plot->graph(1)->name() + QStringLiteral(" 200 ms"));
        QCOMPARE(m_plot->accessibleDescription(), m_plot->readout());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_plot, &leave);
        QVERIFY(m_plot->readout().isEmpty());
    }

    void keysMoveTheCursorFromPointToPoint()
    {
        press(Qt::Key_Right);
        QCOMPARE(cursor(), 0.);
        press(Qt::Key_Right);
        QCOMPARE(cursor(), 0.5);
        press(Qt::Key_Right);
        QCOMPARE(cursor(), 1.);
        press(Qt::Key_Left);
        QCOMPARE(cursor(), 0.5);
        press(Qt::Key_Escape);
        QVERIFY(!m_plot->cursorKey());
        press(Qt::Key_Left);
        QCOMPARE(cursor(), 59.5);
    }

    void enterTellsTheRowOfTheMainCurve()
    {
        QSignalSpy activated(&m_shown->panel, &TimingPanel::rowActivated);
        m_plot->putCursor(3);
        press(Qt::Key_Return);
        QCOMPARE(activated.last(), QVariantList{quint64(6)});
        press(Qt::Key_Down); // the other curve
        QCOMPARE(m_plot->readings().first().value, 200.);
        press(Qt::Key_Return);
        QCOMPARE(activated.last().first().toULongLong() % 2, quint64(1));
        press(Qt::Key_Up);
        QCOMPARE(m_plot->readings().first().value, 13.);
    }

    void keysZoomAroundTheCursorAndPan()
    {
        m_plot->xAxis->setRange(0, 60);
        m_plot->putCursor(15);
        press(Qt::Key_Plus);
        QVERIFY(range().size() < 60);
        QCOMPARE((15 - range().lower) / range().size(), 0.25); // it stays where it is
        press(Qt::Key_Minus);
        QCOMPARE(range().size(), 60.);
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(range().lower, 15.);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(qAbs(range().lower) < 1e-6);
        press(Qt::Key_Home);
        QVERIFY(m_plot->isLive());
    }

    void theWheelZoomsAroundTheMouse()
    {
        m_plot->xAxis->setRange(0, 60);
        const QPoint mouse = at(20, 50);
        const double under = m_plot->xAxis->pixelToCoord(mouse.x());
        turnWheel(1, mouse);
        QVERIFY(range().size() < 60);
        QVERIFY(qAbs(m_plot->xAxis->pixelToCoord(mouse.x()) - under) < 1e-6);
        turnWheel(-1, mouse);
        QCOMPARE(range().size(), 60.);
    }

    void draggingPansAndADoubleClickGoesHome()
    {
        m_plot->xAxis->setRange(10, 40);
        m_plot->replot();
        const QPoint from = at(25, 100);
        QTest::mousePress(m_plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_plot, from + QPoint(40, 0));
        QTRY_VERIFY(range().lower < 10);
        QTest::mouseRelease(m_plot, Qt::LeftButton, {}, from + QPoint(40, 0));
        QVERIFY(!m_plot->isLive());
        QTest::mouseDClick(m_plot, Qt::LeftButton, {}, from);
        QVERIFY(m_plot->isLive());
    }

    void theZoomIsBounded()
    {
        m_plot->xAxis->setRange(0, 60);
        for (int i = 0; i < 200; ++i)
            press(Qt::Key_Minus);
        QVERIFY(range().size() <= TimePlot::MaxSeconds * 1.001);
        for (int i = 0; i < 400; ++i)
            press(Qt::Key_Plus);
        QVERIFY(range().size() >= TimePlot::MinSeconds * 0.999);
        QTRY_VERIFY(m_shown->drawsCurves(2));
    }

    void axesAreReadable_data()
    {
        QTest::addColumn<Quantity>("quantity");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("tick");
        QTest::addColumn<QString>("text");
        QTest::newRow("fast") << Quantity::Milliseconds << 0.2 << "0.2 ms"
                              << "0.20 ms";
        QTest::newRow("slow") << Quantity::Milliseconds << 2000. << "2 s"
                              << "2.0 s";
        QTest::newRow("bytes") << Quantity::Bytes << 65536. << "64 KiB"
                               << "64.0 KiB";
        QTest::newRow("bytes per second") << Quantity::BytesPerSecond << 512. << "512 B/s"
                                          << "512 B/s";
        QTest::newRow("frames") << Quantity::FramesPerSecond << 1200. << "1200/s"
                                << "1,200/s";
        QTest::newRow("percent") << Quantity::Percent << 2.5 << "2.5 %"
                                 << "2.5 %";
    }
    void axesAreReadable()
    {
        QFETCH(Quantity, quantity);
        QFETCH(double, value);
        QTEST(tickText(quantity, value), "tick");
        QTEST(quantityText(quantity, value), "text");
    }
};

QTEST_MAIN(TestTimingPlots)
#include "tst_timingplots.moc"
