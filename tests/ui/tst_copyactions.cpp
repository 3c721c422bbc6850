// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logpanelfixture.h"
#include "ui/panels/copyactions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace sockscope;

class TestCopyActions : public QObject
{
    Q_OBJECT

private:
    static QString copied(LogPanelFixture &log, const char *action)
    {
        auto *found = log.panel.findChild<QAction *>(QLatin1StringView(action));
        if (!found)
            return QStringLiteral("no such action");
        found->trigger();
        return QGuiApplication::clipboard()->text();
    }

private slots:
    void inEveryShape_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<QString>("text");
        QTest::newRow("text") << QByteArray("copyText") << "it's";
        QTest::newRow("hex") << QByteArray("copyHex") << "69 74 27 73";
        QTest::newRow("C array") << QByteArray("copyCArray")
                                 << "static const uint8_t frame_0[4] = {\n    0x69, 0x74, 0x27, 0x73,\n};\n";
        QTest::newRow("wscat") << QByteArray("copyWscat") << "wscat -c 'ws://bench:80/v1' -x 'it'\\''s'";
    }

    void inEveryShape()
    {
        QFETCH(QByteArray, action);
        QFETCH(QString, text);
        LogPanelFixture log;
        log.session.connections().setHandshake(
            1, ws::Direction::Received, "GET /v1 HTTP/1.1\r\nHost: bench:80\r\n\r\n");
        log.append(1, ws::Opcode::Text, "it's");
        log.clickRow(0);
        QCOMPARE(copied(log, action.constData()), text);
    }

    void jsonIsOneLine()
    {
        LogPanelFixture log;
        log.append(1, ws::Opcode::Text, "hello");
        log.clickRow(0);
        const QString json = copied(log, "copyJson");
        QVERIFY2(json.startsWith(QStringLiteral("{\"row\":0,")), qPrintable(json));
        QVERIFY(json.contains(QStringLiteral("\"payload\":\"hello\"")));
        QVERIFY(!json.contains(u'\n'));
    }

    void severalRowsInTheirOrder()
    {
        LogPanelFixture log;
        for (const char *payload : {"a", "b", "c", "d"})
            log.append(1, ws::Opcode::Text, payload);
        log.clickRow(2);
        QTest::keyClick(log.view, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(copied(log, "copyText"), QStringLiteral("b\nc"));
        QTest::keyClick(log.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(copied(log, "copyText"), QStringLiteral("a\nb\nc\nd"));
    }

    void aLargeSelectionIsCutAndSaysSo()
    {
        LogPanelFixture log;
        log.append(CopyActions::MaxRows + 5, ws::Opcode::Text, "x");
        const QSignalSpy remarked(&log.panel, &FrameLogPanel::remarked);
        log.view->selectAll();
        const QString text = copied(log, "copyText");
        QCOMPARE(text.count(u'\n'), CopyActions::MaxRows - 1);
        QCOMPARE(remarked.size(), 1);
        QVERIFY(remarked.first().first().toString().contains(QStringLiteral("10,000")));
    }

    void nothingSelectedNothingToCopy()
    {
        LogPanelFixture log;
        log.append(3);
        QVERIFY(!log.panel.findChild<QAction *>(QStringLiteral("copyRow"))->isEnabled());
        log.clickRow(1);
        QVERIFY(log.panel.findChild<QAction *>(QStringLiteral("copyRow"))->isEnabled());
    }
};

QTEST_MAIN(TestCopyActions)
#include "tst_copyactions.moc"
