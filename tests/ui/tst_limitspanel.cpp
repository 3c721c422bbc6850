// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/panels/limitspanel.h"
#include "ui/plots/sizeplot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/runlabel.h"

#include <QApplication>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

class TestLimitsPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<LimitsPanel> m_panel;
    SizePlot *m_plot = nullptr;

    /// A message of one frame; returns its row.
    quint64 measure(ws::Direction direction, quint64 bytes, bool tooBig = false, quint64 atMs = 0)
    {
        FrameRecord record = direction == ws::Direction::Received ? receivedFrame(ws::Opcode::Binary, bytes)
                                                                  : sentFrame(ws::Opcode::Binary, bytes);
        record.timeNs = qint64(atMs) * Millisecond;
        record.message = 1;
        if (tooBig)
            record.violation = ws::Rule::MessageTooBig;
        return m_session->capture().append(record, {});
    }

    QString figures() const { return m_panel->findChild<RunLabel *>(QStringLiteral("sizeFigures"))->text(); }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        nameDevice(m_session->connections(), 1, QStringLiteral("cam-porch"));
        m_panel = std::make_unique<LimitsPanel>(m_session.get());
        m_plot = m_panel->findChild<SizePlot *>();
        m_panel->resize(460, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void sizesByDirection()
    {
        measure(ws::Direction::Received, 52);
        measure(ws::Direction::Received, 42189);
        measure(ws::Direction::Sent, 57);
        measure(ws::Direction::Sent, 0);
        m_panel->refresh();
        QCOMPARE(m_plot->received()->dataCount(), 2);
        QCOMPARE(m_plot->received()->dataMainValue(1), 42189.0);
        QCOMPARE(m_plot->sent()->dataCount(), 2);
        QCOMPARE(m_plot->sent()->dataMainValue(1), 1.0); // an empty message, on a logarithmic axis
        QCOMPARE(m_plot->refused()->dataCount(), 0);
        QVERIFY2(figures().contains(QStringLiteral("max received 41.2 KiB")), qPrintable(figures()));
        QVERIFY(figures().contains(QStringLiteral("max sent 57 B")));
        QVERIFY(figures().contains(QStringLiteral("over limit 0")));
        QVERIFY(!m_panel->findChild<QListWidget *>()->isVisible());
    }

    void theLimitIsALine()
    {
        m_panel->setMaxPayload(1024 * 1024);
        QCOMPARE(m_plot->limitText(), QStringLiteral("maxPayload 1.0 MiB (1,048,576 B)"));
        QVERIFY(m_plot->yAxis->range().contains(1024 * 1024));
        auto *line = m_plot->findChild<QCPItemStraightLine *>();
        QVERIFY(line->visible());
        QCOMPARE(line->point1->value(), 1024.0 * 1024);
        m_panel->setMaxPayload(0);
        QVERIFY(!line->visible());
    }

    void aRefusedMessageIsMarkedAndNamesItsRule()
    {
        measure(ws::Direction::Received, 10);
        const quint64 refused = measure(ws::Direction::Received, 2 * 1024 * 1024, true, 17);
        m_panel->refresh();
        QCOMPARE(m_plot->refused()->dataCount(), 1);
        QVERIFY(figures().contains(QStringLiteral("over limit 1")));
        auto *list = m_panel->findChild<QListWidget *>();
        QVERIFY(list->isVisible());
        const QString text = list->item(0)->text();
        QCOMPARE(text, QStringLiteral("0.0170 s  2.0 MiB  cam-porch"));
        const auto *rule = m_panel->findChild<RunLabel *>(QStringLiteral("brokenRule"));
        QVERIFY(rule->isVisible());
        QVERIFY(rule->text().startsWith(QStringLiteral("1009 WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")));
        QSignalSpy activated(m_panel.get(), &LimitsPanel::rowActivated);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(activated.last(), QVariantList{refused});
    }

    void aClickOnAPointTellsItsRow()
    {
        for (quint64 second = 0; second < 5; ++second)
            measure(ws::Direction::Received, 100, false, second * 1000);
        m_panel->refresh();
        m_plot->setLive(false);
        m_plot->xAxis->setRange(-1, 5);
        m_plot->replot();
        QSignalSpy activated(m_panel.get(), &LimitsPanel::rowActivated);
        const QPoint at(qRound(m_plot->xAxis->coordToPixel(3)), qRound(m_plot->yAxis->coordToPixel(100)));
        QTest::mouseClick(m_plot, Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last(), QVariantList{quint64(3)});
    }

    void likeSizesShareAPoint()
    {
        for (quint64 row = 0; row < 50; ++row)
            measure(ws::Direction::Received, row < 25 ? 100 : 5000, false, row);
        measure(ws::Direction::Received, 100, false, 150);
        m_panel->refresh();
        QCOMPARE(m_plot->received()->dataCount(), 3);
    }

    void pointsAndListAreBounded()
    {
        constexpr int rowsPerMoment = SizePlot::MomentNs / Millisecond;
        for (int i = 0; i < SizePlot::MaxPoints + 100; ++i)
            measure(ws::Direction::Received, 10, false, quint64(i) * rowsPerMoment);
        for (int i = 0; i < LimitsPanel::MaxListed + 5; ++i)
            measure(
                ws::Direction::Received, 10, true, quint64(SizePlot::MaxPoints + 100 + i) * rowsPerMoment);
        m_panel->refresh();
        QCOMPARE(m_plot->received()->dataCount(), int(SizePlot::MaxPoints));
        QCOMPARE(m_plot->received()->dataMainKey(0), 10.0);
        QCOMPARE(m_panel->findChild<QListWidget *>()->count(), int(LimitsPanel::MaxListed));
    }

    void drawsNothingWhileHiddenOrUnchanged()
    {
        m_panel->hide();
        QCoreApplication::processEvents();
        QSignalSpy drawn(m_plot, &QCustomPlot::afterReplot);
        measure(ws::Direction::Received, 52);
        m_panel->refresh();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
        m_panel->show();
        QTRY_VERIFY((m_panel->refresh(), drawn.size() > 0));
    }

    void clearForgets()
    {
        measure(ws::Direction::Received, 52);
        measure(ws::Direction::Received, 10, true);
        m_panel->refresh();
        m_panel->clear();
        QCOMPARE(m_plot->received()->dataCount(), 0);
        QVERIFY(figures().contains(QStringLiteral("max received –")));
        QCOMPARE(m_panel->findChild<QListWidget *>()->count(), 0);
    }

    void labelsNeverTakeTextForHtml() { QCOMPARE(richLabels(*m_panel), QStringList()); }
};

QTEST_MAIN(TestLimitsPanel)
#include "tst_limitspanel.moc"
