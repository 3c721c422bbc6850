// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector beyond one frame: fragmented messages and handshakes.
#include "benchfill.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/theme/theme.h"
#include "ui/views/bitsview.h"
#include "ui/views/chip.h"
#include "ui/views/fragmentlist.h"
#include "ui/views/handshakeview.h"
#include "ui/views/payloadview.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace sockscope;

class TestInspectedMessages : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<InspectorPanel> m_panel;

    void inspect(const FrameRecord &record, const QByteArray &payload)
    {
        m_panel->showRow(m_session->capture().append(record, payload));
    }

    /// A message in two frames and a ping between them; the last frame is looked at.
    void showFragments()
    {
        FrameRecord record = receivedFrame(ws::Opcode::Text, 7);
        record.header.fin = false;
        record.message = 1;
        record.fragment = 1;
        inspect(record, "\"this n");
        FrameRecord ping = receivedFrame(ws::Opcode::Ping, 0);
        ping.timeNs = Millisecond;
        inspect(ping, {});
        record = receivedFrame(ws::Opcode::Continuation, 6);
        record.timeNs = 2 * Millisecond;
        record.message = 1;
        record.fragment = 2;
        inspect(record, "eeded\"");
    }

    static QStringList drawn(const QAbstractItemModel &model)
    {
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells.append(model.index(row, column).data().toString());
            lines.append(cells.join(u'|'));
        }
        return lines;
    }

    void inspectHandshake(ws::Direction direction, const QByteArray &head)
    {
        FrameRecord record;
        record.connection = 1;
        record.kind = RowKind::Handshake;
        record.direction = direction;
        record.length = quint64(head.size());
        inspect(record, head);
    }

    template <typename Widget> Widget *find(const QString &name = {}) const
    {
        return m_panel->findChild<Widget *>(name);
    }

    QString shownText() const { return find<QPlainTextEdit>(QStringLiteral("payloadText"))->toPlainText(); }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        m_panel = std::make_unique<InspectorPanel>(m_session.get(), nullptr);
        m_panel->resize(840, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void aMessageInOneFrameHasNoList()
    {
        inspect(receivedFrame(ws::Opcode::Text, 5), "hello");
        QVERIFY(!find<FragmentList>()->isVisible());
        QVERIFY(!find<Chip>(QStringLiteral("message"))->isVisible());
    }

    void fragmentsAreListed()
    {
        showFragments();
        const auto *list = find<QTreeView>(QStringLiteral("fragments"));
        QVERIFY(list->isVisible());
        QCOMPARE(drawn(*list->model()),
            QStringList({QStringLiteral("1|0|–|text|0|7 B|1"), QStringLiteral("–|1|1.0|ping|1|0 B|1"),
                QStringLiteral("2|2|1.0|continuation|1|6 B|1")}));
        QCOMPARE(list->currentIndex().row(), 2);
        QCOMPARE(list->model()->index(1, 0).data(Qt::ForegroundRole).value<QColor>(), Theme::current().muted);
        QCOMPARE(find<QLabel>(QStringLiteral("messageWords"))->text(),
            QStringLiteral("2 fragments, together 13 B"));
    }

    void aClickOrEnterAsksForTheRow()
    {
        showFragments();
        QSignalSpy asked(m_panel.get(), &InspectorPanel::rowRequested);
        auto *list = find<QTreeView>(QStringLiteral("fragments"));
        QTest::mouseClick(
            list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 1)).center());
        QCOMPARE(asked.takeLast().first().toULongLong(), quint64(0));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(asked.takeLast().first().toULongLong(), quint64(1));
    }

    void theWholeMessageIsShown()
    {
        showFragments();
        QCOMPARE(shownText(), QStringLiteral("eeded\""));
        QTest::mouseClick(find<Chip>(QStringLiteral("message")), Qt::LeftButton);
        QCOMPARE(shownText(), QStringLiteral("\"this needed\""));
        m_panel->showRow(0);
        QVERIFY(shownText().contains(QStringLiteral("needed"))); // it stays chosen
        QTest::mouseClick(find<Chip>(QStringLiteral("frame")), Qt::LeftButton);
        QCOMPARE(shownText(), QStringLiteral("\"this n"));
        inspect(receivedFrame(ws::Opcode::Text, 2), "{}");
        QVERIFY(!find<FragmentList>()->isVisible());
    }

    void whatALogHasLostOfAMessageIsTold()
    {
        FrameRecord record = receivedFrame(ws::Opcode::Continuation, 2);
        record.header.fin = false;
        record.message = 1;
        record.fragment = 2;
        inspect(record, "xx");
        QTest::mouseClick(find<Chip>(QStringLiteral("message")), Qt::LeftButton);
        QCOMPARE(find<QLabel>(QStringLiteral("messageWords"))->text(),
            QStringLiteral("one fragment of 2 B · the beginning is no longer in the log · the last one "
                           "has not come · "
                           "parts are missing"));
    }

    void handshakesAreExplained()
    {
        const QByteArray request = "GET /v1/telemetry HTTP/1.1\r\nHost: bench\r\n\r\n";
        inspectHandshake(ws::Direction::Received, request);
        const QString words = find<HandshakeView>()->toPlainText();
        QVERIFY2(words.contains(QStringLiteral("Upgrade is missing")), qPrintable(words));
        QVERIFY(!find<PayloadView>()->isVisible());
        QVERIFY(!find<BitsView>()->isVisible());

        QTest::mouseClick(find<Chip>(QStringLiteral("bytes")), Qt::LeftButton);
        QVERIFY(!find<HandshakeView>()->isVisible());
        QVERIFY(shownText().startsWith(QStringLiteral("GET /v1/telemetry HTTP/1.1\nHost: bench\n")));
    }

    void anAnswerIsShownWithItsRequest()
    {
        m_session->connections().setHandshake(
            1, ws::Direction::Received, "GET /v1/telemetry HTTP/1.1\r\nHost: bench\r\n\r\n");
        inspectHandshake(ws::Direction::Sent, "HTTP/1.1 426 Upgrade Required\r\n\r\n");
        const QString words = find<HandshakeView>()->toPlainText();
        QVERIFY(words.contains(QStringLiteral("GET /v1/telemetry")));
        QVERIFY(words.contains(QStringLiteral("The server refuses the upgrade, 426 upgrade required.")));
    }

    void aFrameHasNoHandshake()
    {
        inspectHandshake(ws::Direction::Received, "GET / HTTP/1.1\r\n\r\n");
        inspect(receivedFrame(ws::Opcode::Text, 5), "hello");
        QVERIFY(!find<HandshakeView>()->isVisible());
        QVERIFY(!find<Chip>(QStringLiteral("explained"))->isVisible());
        QVERIFY(find<PayloadView>()->isVisible());
    }
};

QTEST_MAIN(TestInspectedMessages)
#include "tst_inspectedmessages.moc"
