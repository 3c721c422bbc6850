// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/theme/theme.h"
#include "ui/views/diffpane.h"
#include "ui/widgets/comparewindow.h"
#include "uifixture.h"

#include <QAction>
#include <QApplication>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTextBlock>
#include <QTreeWidget>

#include <algorithm>
#include <memory>

using namespace sockscope;

class TestCompareWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<CompareWindow> m_window;

    void compare(const QByteArray &left, const QByteArray &right)
    {
        CaptureStore &store = m_session->capture();
        const quint64 first = appendFrame(store, ws::Opcode::Text, left, 1);
        const quint64 second = appendFrame(store, ws::Opcode::Binary, right, 2);
        m_window = std::make_unique<CompareWindow>(
            *comparedFrame(m_session.get(), first), *comparedFrame(m_session.get(), second));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    QString words() const { return child<QLabel>(*m_window, "compareWords")->text(); }
    DiffPane *left() const { return child<DiffPane>(*m_window, "leftPayload"); }
    DiffPane *right() const { return child<DiffPane>(*m_window, "rightPayload"); }

    /// What is marked in a pane, each run by itself.
    static QStringList marked(const DiffPane &pane)
    {
        QStringList runs;
        for (QTextBlock block = pane.document()->firstBlock(); block.isValid(); block = block.next()) {
            for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
                if (range.format.background().color() == Theme::current().selection)
                    runs.append(block.text().mid(range.start, range.length));
            }
        }
        return runs;
    }

    void click(const char *button)
    {
        QTest::mouseClick(child<QAbstractButton>(*m_window, button), Qt::LeftButton);
    }

private slots:
    void init()
    {
        Theme::apply(*qApp, Theme::Mode::Dark);
        m_session = std::make_unique<BenchSession>();
        nameDevice(m_session->connections(), 1, QStringLiteral("<b>one</b>"));
        nameDevice(m_session->connections(), 2, QStringLiteral("two"));
    }

    void cleanup()
    {
        m_window.reset();
        m_session.reset();
    }

    void textIsComparedAsText()
    {
        compare("{\"temp\":21.5}", "{\"temp\":24.50}");
        QCOMPARE(words(), QStringLiteral("2 differences."));
        QCOMPARE(marked(*left()), QStringList{QStringLiteral("1")});
        QCOMPARE(marked(*right()), QStringList({QStringLiteral("4"), QStringLiteral("0")}));
    }

    void bytesAreComparedInHex()
    {
        compare(QByteArray::fromHex("ff0102") + QByteArray(16, 'x'),
            QByteArray::fromHex("ff0302") + QByteArray(16, 'x'));
        QCOMPARE(marked(*left()), QStringList({QStringLiteral("01"), QStringLiteral(".")}));
        QCOMPARE(marked(*right()), QStringList({QStringLiteral("03"), QStringLiteral(".")}));
    }

    void differencesAreWalkedByKey()
    {
        compare("1a2b3", "1X2YY3");
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QCOMPARE(words(), QStringLiteral("Difference 1 of 2."));
        QCOMPARE(left()->textCursor().selectedText(), QStringLiteral("a"));
        QTest::keyClick(m_window.get(), Qt::Key_F3);
        QCOMPARE(right()->textCursor().selectedText(), QStringLiteral("YY"));
        QVERIFY(!child<QPushButton>(*m_window, "nextDifference")->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QCOMPARE(words(), QStringLiteral("Difference 2 of 2.")); // the last stays
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(words(), QStringLiteral("Difference 1 of 2."));
        click("nextDifference");
        QCOMPARE(words(), QStringLiteral("Difference 2 of 2."));
        click("compareHex");
        QCOMPARE(words(), QStringLiteral("2 differences."));
        click("nextDifference");
        QCOMPARE(left()->textCursor().selectedText(), QStringLiteral("61"));
        click("nextDifference");
        QCOMPARE(right()->textCursor().selectedText(), QStringLiteral("59 59"));
    }

    void saysWhatThereIs_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray() << QByteArray() << QStringLiteral("Both payloads are empty.");
        QTest::newRow("equal") << QByteArray("a") << QByteArray("a")
                               << QStringLiteral("The payloads are equal.");
        QTest::newRow("one is empty") << QByteArray() << QByteArray("a") << QStringLiteral("One difference.");
        const QByteArray large(DiffPane::MaxShown, 'x');
        QTest::newRow("long") << large + "ab"
                              << large
                + "ac" << QStringLiteral("One difference. All is compared, the first 64.0 KiB are shown.");
        QTest::newRow("too different")
            << QByteArray(3000, 'a') << QByteArray(3000, 'b')
            << QStringLiteral("One difference. They differ too much to look into: all between the common "
                              "beginning and end is marked.");
    }

    void saysWhatThereIs()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        compare(left, right);
        QTEST(words(), "expected");
        QCOMPARE(child<QPushButton>(*m_window, "nextDifference")->isEnabled(), left != right);
    }

    void whatIsNotShownIsStillTold()
    {
        const QByteArray large(DiffPane::MaxShown, 'x');
        compare(large + "ab", large + "ac");
        click("nextDifference");
        QVERIFY2(words().endsWith(QStringLiteral("It is at 65,537 and 65,537, beyond what is shown.")),
            qPrintable(words()));
    }

    void headersAreCompared()
    {
        compare("a", "a");
        const auto *fields = child<QTreeWidget>(*m_window, "comparedFields");
        QStringList differing;
        for (int i = 0; i < fields->topLevelItemCount(); ++i) {
            if (fields->topLevelItem(i)->foreground(1).color() == Theme::current().close)
                differing.append(fields->topLevelItem(i)->text(0));
        }
        QCOMPARE(differing, QStringList({QStringLiteral("device"), QStringLiteral("opcode")}));
    }

    void followsTheTheme()
    {
        compare("a", "b");
        Theme::apply(*qApp, Theme::Mode::Light);
        QTRY_COMPARE(marked(*left()), QStringList{QStringLiteral("a")});
    }

    void hostileWordsStayText()
    {
        compare("<img src=x>\r\n\x1b[1m", "<img src=y>");
        QCOMPARE(left()->toPlainText(), QStringLiteral("<img src=x>␍\n␛[1m"));
        QCOMPARE(richLabels(*m_window), QStringList());
    }

    void framesOutliveTheirLog()
    {
        compare("hello", "hallo");
        m_session->capture().clear();
        click("compareHex");
        QVERIFY(left()->toPlainText().contains(QStringLiteral("68 65 6c 6c 6f")));
    }

    void isOpenedFromTheLog()
    {
        LogPanelFixture log;
        QVERIFY(log.isActive);
        log.append(1, ws::Opcode::Text, "first");
        log.append(1, ws::Opcode::Text, "second");
        QSignalSpy remarked(&log.panel, &FrameLogPanel::remarked);
        QVERIFY(!log.view->findChild<QAction *>(QStringLiteral("compare"))->isEnabled());
        log.clickRow(0);
        QTest::keyClick(log.view, Qt::Key_C);
        QVERIFY(remarked.takeLast().first().toString().startsWith(QStringLiteral("Row 0 is marked")));
        log.clickRow(1);
        auto *action = log.view->findChild<QAction *>(QStringLiteral("compare"));
        QCOMPARE(action->text(), QStringLiteral("Compare with row 0"));
        QVERIFY(log.view->actions().contains(action)); // of the context menu
        QTest::keyClick(log.view, Qt::Key_C, Qt::ShiftModifier);
        QPointer<CompareWindow> window = log.panel.findChild<CompareWindow *>();
        QVERIFY(window && window->isWindow() && !window->isModal());
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        QCOMPARE(child<DiffPane>(*window, "rightPayload")->toPlainText(), QStringLiteral("second"));
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY(!window);
    }
};

QTEST_MAIN(TestCompareWindow)
#include "tst_comparewindow.moc"
