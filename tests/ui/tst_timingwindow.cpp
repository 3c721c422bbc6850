// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"
#include "ui/views/framelogview.h"
#include "windowfixture.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace sockscope;

// The timing dock within the window, with a real device.
class TestTimingWindow : public WindowFixture
{
    Q_OBJECT

    QWebSocket m_device;
    CurvesPlot *m_plot = nullptr;

    bool redrawn()
    {
        QSignalSpy drawn(m_plot, &QCustomPlot::afterReplot);
        m_plot->drawSoon();
        return QTest::qWaitFor([&] { return !drawn.isEmpty(); });
    }
    QAbstractItemView *log() const { return m_window->findChild<FrameLogView *>(); }

private slots:
    void init()
    {
        Theme::apply(*qApp, Theme::Mode::Dark);
        openWindow();
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_VERIFY(m_bench->isRunning());
        m_device.open(m_bench->url());
        QTRY_VERIFY(m_bench->isOnlyOpen());
        const quint64 connection = m_bench->only()->number;
        for (int i = 0; i < 3; ++i)
            m_bench->session.ping(connection, QByteArray::number(i));
        m_plot = m_window->findChild<CurvesPlot *>(QStringLiteral("rttPlot"));
        QTRY_VERIFY(m_plot->graphCount() == 1 && m_plot->graph(0)->dataCount() >= 3);
    }

    void cleanup()
    {
        m_device.abort();
        closeWindow();
    }

    void enterOnAPointSelectsItsRow()
    {
        m_plot->setFocus();
        QTest::keyClick(m_plot, Qt::Key_Left);
        QVERIFY(m_plot->cursorKey());
        const auto readings = m_plot->readings();
        QCOMPARE(readings.size(), 1);
        QTest::keyClick(m_plot, Qt::Key_Return);
        FrameRecord record;
        QVERIFY(m_bench->session.capture().read(*readings.first().row, &record));
        QCOMPARE(record.header.opcode, ws::Opcode::Pong);
        QTRY_VERIFY(log()->currentIndex().isValid());
        QVERIFY(m_plot->isRowShown(m_plot->readings().first()));
    }

    void selectingARowShowsItsPoint()
    {
        quint64 pong = 0;
        m_bench->session.capture().forEach(
            0, m_bench->session.capture().rows().end, [&](quint64 row, const FrameRecord &record) {
                if (record.rttNs >= 0)
                    pong = row;
            });
        log()->setCurrentIndex(log()->model()->index(int(pong), 0));
        QTRY_VERIFY(!m_plot->readings().isEmpty());
        QVERIFY(m_plot->isRowShown(m_plot->readings().first()));
    }

    void pauseHoldsThePlotsToo()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QTRY_VERIFY(child<QToolButton>(*m_window, "pause")->isChecked());
        QVERIFY(redrawn());
        const int held = m_plot->graph(0)->dataCount();
        const quint64 measured = m_bench->session.timing().all()->rtts.count();
        m_bench->session.ping(m_bench->only()->number, "later");
        QTRY_VERIFY(m_bench->session.timing().all()->rtts.count() > measured);
        QVERIFY(redrawn());
        QCOMPARE(m_plot->graph(0)->dataCount(), held);
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QTRY_VERIFY(m_plot->graph(0)->dataCount() > held);
    }

    void clearEmptiesThem()
    {
        const auto before = m_bench->session.timing().all();
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(m_bench->session.timing().all() != before);
    }
};

QTEST_MAIN(TestTimingWindow)
#include "tst_timingwindow.moc"
