// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/panels/framelogpanel.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/views/framelogview.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

class TestFrameLogPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<FrameLogPanel> m_panel;
    FrameLogView *m_view = nullptr;

    CaptureStore &store() { return m_session->capture(); }

    void append(int count, ws::Opcode opcode = ws::Opcode::Text, const QByteArray &payload = "x")
    {
        for (int i = 0; i < count; ++i)
            appendFrame(store(), opcode, payload);
        m_panel->refresh();
    }

    void click(const char *chip, Qt::KeyboardModifiers modifiers = {})
    {
        auto *button = m_panel->findChild<Chip *>(QLatin1StringView(chip));
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton, modifiers);
    }

    void clickRow(int row)
    {
        const QRect cell = m_view->visualRect(m_view->model()->index(row, 0));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, cell.center());
    }

    int rows() const { return m_view->model()->rowCount(); }
    bool isAtEnd() const
    {
        return m_view->verticalScrollBar()->value() == m_view->verticalScrollBar()->maximum();
    }
    QString words(const char *label) const
    {
        return m_panel->findChild<QLabel *>(QLatin1StringView(label))->text();
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        m_panel = std::make_unique<FrameLogPanel>(m_session.get());
        m_view = m_panel->findChild<FrameLogView *>();
        m_panel->resize(1200, 400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void followsTheNewestRow()
    {
        append(500);
        QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
        QVERIFY(isAtEnd());
        append(500);
        QVERIFY(isAtEnd());
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
        append(500);
        auto *follow = m_panel->findChild<QCheckBox *>(QStringLiteral("follow"));
        clickRow(499);
        QTest::keyClick(m_view, key);
        QVERIFY(!follow->isChecked());
        const int top = m_view->verticalScrollBar()->value();
        append(500);
        QCOMPARE(m_view->verticalScrollBar()->value(), top);
        QTest::keyClick(m_view, Qt::Key_End);
        QVERIFY(follow->isChecked());
        append(10);
        QVERIFY(isAtEnd());
    }

    void theScrollBarEndsAndStartsFollowing()
    {
        append(500);
        m_view->verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
        QTRY_VERIFY(!m_view->isFollowing());
        m_view->verticalScrollBar()->triggerAction(QScrollBar::SliderToMaximum);
        QTRY_VERIFY(m_view->isFollowing());
    }

    void theCheckBoxStartsFollowing()
    {
        append(500);
        m_view->setFollowing(false);
        m_view->scrollToTop();
        QTest::mouseClick(
            m_panel->findChild<QCheckBox *>(QStringLiteral("follow")), Qt::LeftButton, {}, QPoint(5, 10));
        QVERIFY(isAtEnd());
    }

    void pauseKeepsThePictureStill()
    {
        append(10);
        m_panel->setPaused(true);
        append(1204);
        QCOMPARE(rows(), 10);
        QVERIFY2(
            words("rowCount").startsWith(QStringLiteral("paused, 1,204 new")), qPrintable(words("rowCount")));
        m_panel->setPaused(false);
        QCOMPARE(rows(), 1214);
        QCOMPARE(words("rowCount"), QStringLiteral("1,214 of 1,214"));
    }

    void aClickHidesAKind()
    {
        append(5, ws::Opcode::Text);
        append(3, ws::Opcode::Ping);
        click("ping");
        QCOMPARE(rows(), 5);
        QCOMPARE(words("rowCount"), QStringLiteral("5 of 8"));
        click("text");
        QCOMPARE(rows(), 0);
        QVERIFY(words("emptyState").contains(QStringLiteral("No row passes the filter")));
        click("showAll");
        QCOMPARE(rows(), 8);
    }

    void controlClickKeepsOneKind()
    {
        append(5, ws::Opcode::Text);
        append(3, ws::Opcode::Ping);
        append(1, ws::Opcode::Close);
        click("ping", Qt::ControlModifier);
        QCOMPARE(rows(), 3);
        click("ping", Qt::ControlModifier);
        QCOMPARE(rows(), 9);
    }

    void violationsOnly()
    {
        append(5);
        store().append(unmaskedFrame(0), {});
        click("violations");
        QCOMPARE(rows(), 1);
        click("violations");
        QCOMPARE(rows(), 6);
    }

    void showsOneConnection()
    {
        nameDevice(m_session->connections(), 1, QStringLiteral("thermo-7f2a"));
        appendFrame(store(), ws::Opcode::Text, "x", 1);
        appendFrame(store(), ws::Opcode::Text, "x", 2);
        m_panel->showConnection(2);
        QCOMPARE(rows(), 1);
        m_panel->showConnection(0);
        QCOMPARE(rows(), 2);
    }

    void tellsTheSelectedRow()
    {
        append(5);
        QSignalSpy selected(m_panel.get(), &FrameLogPanel::rowSelected);
        clickRow(2);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.last(), (QVariantList{quint64(2), quint64(1)}));
        QTest::keyClick(m_view, Qt::Key_Down);
        QCOMPARE(selected.last(), (QVariantList{quint64(3), quint64(1)}));
        QTest::keyClick(m_view, Qt::Key_Right);
        QCOMPARE(selected.size(), 2);
    }

    void selectionStaysWhileRowsComeAndGo()
    {
        store().setCapacity(CaptureStore::MinCapacity);
        const QByteArray payload(4096, 'x');
        append(30, ws::Opcode::Text, payload);
        m_panel->selectRow(25);
        QSignalSpy selected(m_panel.get(), &FrameLogPanel::rowSelected);
        while (store().rows().first == 0)
            append(1, ws::Opcode::Text, payload);
        QVERIFY(store().rows().first < 25);
        QCOMPARE(m_view->currentIndex().row(), int(25 - store().rows().first));
        QVERIFY(m_view->selectionModel()->hasSelection());
        while (store().rows().first <= 25)
            append(1, ws::Opcode::Text, payload);
        QVERIFY(!m_view->selectionModel()->hasSelection());
        QCOMPARE(selected.size(), 0);
        QVERIFY(words("rowCount").contains(QStringLiteral("dropped")));
    }

    void rowsInViewStayWhenTheOldestAreDropped()
    {
        store().setCapacity(CaptureStore::MinCapacity);
        const QByteArray payload(1024, 'x');
        while (store().rows().end < 150)
            append(1, ws::Opcode::Text, payload);
        m_panel->selectRow(100);
        const auto *model = static_cast<FrameLogModel *>(m_view->model());
        const quint64 top = model->rowNumber(m_view->rowAt(0));
        const quint64 first = store().rows().first;
        while (store().rows().first == first)
            append(1, ws::Opcode::Text, payload);
        QVERIFY(store().rows().first < top);
        QCOMPARE(model->rowNumber(m_view->rowAt(0)), top);
    }

    void selectsARowForOthers()
    {
        append(500);
        QSignalSpy selected(m_panel.get(), &FrameLogPanel::rowSelected);
        m_panel->selectRow(100);
        QCOMPARE(selected.last(), (QVariantList{quint64(100), quint64(1)}));
        QVERIFY(!m_view->isFollowing());
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex()).center()));
    }

    void tellsOfARowThatTheFilterHides()
    {
        append(1, ws::Opcode::Ping);
        click("ping");
        QSignalSpy selected(m_panel.get(), &FrameLogPanel::rowSelected);
        m_panel->selectRow(0);
        QCOMPARE(selected.last(), (QVariantList{quint64(0), quint64(1)}));
        m_panel->selectRow(99);
        QCOMPARE(selected.size(), 1);
    }

    void selectionSurvivesAFilter()
    {
        append(5, ws::Opcode::Text);
        append(5, ws::Opcode::Ping);
        m_panel->selectRow(7);
        click("text");
        QCOMPARE(m_view->currentIndex().row(), 2);
        QVERIFY(m_view->selectionModel()->hasSelection());
    }

    void copiesTheRow()
    {
        append(1, ws::Opcode::Text, "{\"seq\":57}");
        clickRow(0);
        QTest::keySequence(m_view, QKeySequence::Copy);
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.contains(QStringLiteral("\ttext\t1\t")), qPrintable(line));
        QVERIFY2(line.endsWith(QStringLiteral("\t{\"seq\":57}")), qPrintable(line));
    }

    void contextActions_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("copied");
        QTest::newRow("text") << "Copy payload as text"
                              << "ab";
        QTest::newRow("hex") << "Copy payload as hex"
                             << "61 62";
    }

    void contextActions()
    {
        QFETCH(QString, action);
        append(1, ws::Opcode::Text, "ab");
        clickRow(0);
        for (QAction *candidate : m_view->actions()) {
            if (candidate->text() == action)
                candidate->trigger();
        }
        QTEST(QGuiApplication::clipboard()->text(), "copied");
    }

    void clearEmptiesTheLog()
    {
        append(5);
        m_panel->clearLog();
        QCOMPARE(rows(), 0);
        QCOMPARE(store().rows().size(), quint64(0));
        QVERIFY(words("emptyState").contains(QStringLiteral("Start it")));
        append(1);
        QVERIFY(m_view->isVisible());
    }

    void labelsNeverTakeTextForHtml() { QCOMPARE(richLabels(*m_panel), QStringList()); }
};

QTEST_MAIN(TestFrameLogPanel)
#include "tst_framelogpanel.moc"
