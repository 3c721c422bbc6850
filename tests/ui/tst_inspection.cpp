// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What is inspected in the whole window: of a bench, and of a log that was saved.
#include "benchfill.h"
#include "ui/mainwindow.h"
#include "ui/savedlogwindows.h"
#include "ui/views/diffpane.h"
#include "ui/views/framelogview.h"
#include "ui/views/handshakeview.h"
#include "ui/widgets/comparewindow.h"
#include "uifixture.h"

#include <QApplication>
#include <QDockWidget>
#include <QTest>
#include <QTreeView>

using namespace sockscope;

namespace {

void appendHandshake(CaptureStore &store, ws::Direction direction, const QByteArray &head)
{
    FrameRecord record;
    record.connection = 1;
    record.kind = RowKind::Handshake;
    record.direction = direction;
    record.length = quint64(head.size());
    store.append(record, head);
}

/// A handshake whose key is too short, its refusal, and a message in two frames.
void fill(CaptureStore &store)
{
    appendHandshake(
        store, ws::Direction::Received, "GET / HTTP/1.1\r\nHost: b\r\nSec-WebSocket-Key: AA==\r\n\r\n");
    appendHandshake(store, ws::Direction::Sent, "HTTP/1.1 400 Bad Request\r\n\r\n");
    for (quint32 i = 1; i <= 2; ++i) {
        FrameRecord record = receivedFrame(i == 1 ? ws::Opcode::Text : ws::Opcode::Continuation, 2);
        record.header.fin = i == 2;
        record.message = 1;
        record.fragment = i;
        store.append(record, i == 1 ? "he" : "y!");
    }
}

void clickRow(FrameLogView *log, int row)
{
    QTRY_VERIFY(log->model()->rowCount() > row);
    QTest::mouseClick(
        log->viewport(), Qt::LeftButton, {}, log->visualRect(log->model()->index(row, 0)).center());
}

} // namespace

class TestInspection : public QObject
{
    Q_OBJECT

private slots:
    void aFragmentIsOneClickFromItsRow()
    {
        UiFixture bench;
        fill(bench.session.capture());
        MainWindow window(&bench.session, &bench.settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto *log = window.findChild<FrameLogView *>();
        clickRow(log, 3);
        auto *fragments = child<QTreeView>(window, "fragments");
        QTRY_VERIFY(fragments->isVisible());
        QTest::mouseClick(fragments->viewport(), Qt::LeftButton, {},
            fragments->visualRect(fragments->model()->index(0, 0)).center());
        QCOMPARE(log->currentIndex().row(), 2);
        QCOMPARE(fragments->currentIndex().row(), 0);
    }

    void theInspectorKeepsItsPlace()
    {
        UiFixture bench;
        fill(bench.session.capture());
        MainWindow window(&bench.session, &bench.settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto *inspector = child<QDockWidget>(window, "inspector");
        const QRect place = inspector->geometry();
        auto *log = window.findChild<FrameLogView *>();
        for (int row = 0; row < 4; ++row) {
            clickRow(log, row);
            QApplication::processEvents();
            QCOMPARE(inspector->geometry(), place);
        }
    }

    void aSavedLogIsInspectedAlike()
    {
        UiFixture bench;
        const QString path = bench.folder.filePath(QStringLiteral("saved.sockscope"));
        {
            CaptureStore store;
            QCOMPARE(store.keepIn(path), QString());
            fill(store);
        }
        SavedLogWindows windows(&bench.settings);
        MainWindow *window = windows.open(path);
        QVERIFY(window);
        QVERIFY(QTest::qWaitForWindowExposed(window));
        auto *log = window->findChild<FrameLogView *>();
        clickRow(log, 1);
        const auto *inspector = child<QDockWidget>(*window, "inspector");
        const QString words = inspector->findChild<HandshakeView *>()->toPlainText();
        QVERIFY2(words.contains(QStringLiteral("its decoded length is 1, not 16")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("400 bad request")), qPrintable(words));

        QTest::keyClick(log, Qt::Key_C);
        clickRow(log, 3);
        QTest::keyClick(log, Qt::Key_C, Qt::ShiftModifier);
        const auto *comparison = window->findChild<CompareWindow *>();
        QVERIFY(comparison);
        QCOMPARE(child<DiffPane>(*comparison, "rightPayload")->toPlainText(), QStringLiteral("y!"));
    }
};

QTEST_MAIN(TestInspection)
#include "tst_inspection.moc"
