// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QSignalSpy>

using namespace sockscope;

class TestFrameLogFollow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void followsTheNewestRow()
    {
        LogPanelFixture log;
        log.append(500);
        QVERIFY(log.view->verticalScrollBar()->maximum() > 0);
        QVERIFY(log.isAtEnd());
        log.append(500);
        QVERIFY(log.isAtEnd());
    }

    void scrollingUpEndsFollowing_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("up") << Qt::Key_Up;
        QTest::newRow("page up") << Qt::Key_PageUp;
        QTest::newRow("home") << Qt::Key_Home;
    }

    void scrollingUpEndsFollowing()
    {
        QFETCH(Qt::Key, key);
        LogPanelFixture log;
        log.append(500);
        auto *follow = log.panel.findChild<QCheckBox *>(QStringLiteral("follow"));
        log.clickRow(499);
        QTest::keyClick(log.view, key);
        QVERIFY(!follow->isChecked());
        const int top = log.view->verticalScrollBar()->value();
        log.append(500);
        QCOMPARE(log.view->verticalScrollBar()->value(), top);
        QTest::keyClick(log.view, Qt::Key_End);
        QVERIFY(follow->isChecked());
        log.append(10);
        QVERIFY(log.isAtEnd());
    }

    void theScrollBarEndsAndStartsFollowing()
    {
        LogPanelFixture log;
        log.append(500);
        log.view->verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
        QTRY_VERIFY(!log.view->isFollowing());
        log.view->verticalScrollBar()->triggerAction(QScrollBar::SliderToMaximum);
        QTRY_VERIFY(log.view->isFollowing());
    }

    void theCheckBoxStartsFollowing()
    {
        LogPanelFixture log;
        log.append(500);
        log.view->setFollowing(false);
        log.view->scrollToTop();
        QTest::mouseClick(
            log.panel.findChild<QCheckBox *>(QStringLiteral("follow")), Qt::LeftButton, {}, QPoint(5, 10));
        QVERIFY(log.isAtEnd());
    }

    void pauseKeepsThePictureStill()
    {
        LogPanelFixture log;
        log.append(10);
        log.panel.setPaused(true);
        log.append(1204);
        QCOMPARE(log.rows(), 10);
        QVERIFY2(log.words("rowCount").startsWith(QStringLiteral("paused, 1,204 new")),
            qPrintable(log.words("rowCount")));
        log.panel.setPaused(false);
        QCOMPARE(log.rows(), 1214);
        QCOMPARE(log.words("rowCount"), QStringLiteral("1,214 of 1,214"));
    }

    void selectionStaysWhileRowsComeAndGo()
    {
        LogPanelFixture log;
        log.store.setCapacity(CaptureStore::MinCapacity);
        const QByteArray payload(4096, 'x');
        log.append(30, ws::Opcode::Text, payload);
        log.panel.selectRow(25);
        QSignalSpy selected(&log.panel, &FrameLogPanel::rowSelected);
        while (log.store.rows().first == 0)
            log.append(1, ws::Opcode::Text, payload);
        QVERIFY(log.store.rows().first < 25);
        QCOMPARE(log.view->currentIndex().row(), int(25 - log.store.rows().first));
        QVERIFY(log.view->selectionModel()->hasSelection());
        while (log.store.rows().first <= 25)
            log.append(1, ws::Opcode::Text, payload);
        QVERIFY(!log.view->selectionModel()->hasSelection());
        QCOMPARE(selected.size(), 0);
        QVERIFY(log.words("rowCount").contains(QStringLiteral("dropped")));
    }

    void rowsInViewStayWhenTheOldestAreDropped()
    {
        LogPanelFixture log;
        log.store.setCapacity(CaptureStore::MinCapacity);
        const QByteArray payload(1024, 'x');
        while (log.store.rows().end < 150)
            log.append(1, ws::Opcode::Text, payload);
        log.panel.selectRow(100);
        const auto *model = static_cast<FrameLogModel *>(log.view->model());
        const quint64 top = model->rowNumber(log.view->rowAt(0));
        const quint64 first = log.store.rows().first;
        while (log.store.rows().first == first)
            log.append(1, ws::Opcode::Text, payload);
        QVERIFY(log.store.rows().first < top);
        QCOMPARE(model->rowNumber(log.view->rowAt(0)), top);
    }
};

QTEST_MAIN(TestFrameLogFollow)
#include "tst_framelogfollow.moc"
