// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/views/handshakeview.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace sockscope;

namespace {

const QByteArray Request = "GET / HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const QByteArray Response = "HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\n\r\n";

/// The colour in which @p words are shown.
QColor colourOf(const HandshakeView &view, const QString &words)
{
    const QTextCursor cursor = view.document()->find(words);
    return cursor.isNull() ? QColor() : cursor.charFormat().foreground().color();
}

} // namespace

class TestHandshakeView : public QObject
{
    Q_OBJECT

private slots:
    void init() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void faultsStandOut()
    {
        HandshakeView view;
        view.setHandshake(Request, Response);
        const Theme &theme = Theme::current();
        QCOMPARE(colourOf(view, QStringLiteral("Sec-WebSocket-Version must be 13")), theme.error);
        QCOMPARE(colourOf(view, QStringLiteral("Asks to go on")), theme.muted);
        QCOMPARE(colourOf(view, QStringLiteral("websocket")), theme.text);
        QVERIFY(view.toPlainText().contains(QStringLiteral("RFC 6455 4.4 · WS_ERR_INVALID_VERSION")));
    }

    void followsTheTheme()
    {
        HandshakeView view;
        view.setHandshake(Request, {});
        view.show();
        Theme::apply(*qApp, Theme::Mode::Light);
        QTRY_COMPARE(colourOf(view, QStringLiteral("must be 13")), Theme::current().error);
    }

    void hostileLinesStayText()
    {
        HandshakeView view;
        view.setHandshake("GET /<b>x</b> HTTP/1.1\r\nX: <img src=x>\x1b[31m\x85\r\n\r\n", {});
        const QString text = view.toPlainText();
        QVERIFY(text.contains(QStringLiteral("GET /<b>x</b> HTTP/1.1")));
        QVERIFY(text.contains(QStringLiteral("<img src=x>␛[31m\xFFFD")));
    }

    void copiesPlainText()
    {
        HandshakeView view;
        view.setHandshake(Request, {});
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
        QVERIFY(copied->text().contains(QStringLiteral("Host: bench\n")));
        QVERIFY(!copied->hasHtml());
    }

    void eitherHalfComesToTheTop()
    {
        HandshakeView view;
        view.resize(300, 60);
        view.show();
        view.setHandshake(Request, Response);
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.scrollTo(HandshakeView::Half::Response);
        QVERIFY(view.verticalScrollBar()->value() > 60);
        QCOMPARE(view.textCursor().block().text(), QStringLiteral("Response"));
        view.scrollTo(HandshakeView::Half::Request);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }

    void theAnswerComesWithoutAJump()
    {
        HandshakeView view;
        view.resize(300, 60);
        view.show();
        view.setHandshake(Request, {});
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.verticalScrollBar()->setValue(40);
        view.setHandshake(Request, Response);
        QCOMPARE(view.verticalScrollBar()->value(), 40);
        view.setHandshake(Response, {});
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }
};

QTEST_MAIN(TestHandshakeView)
#include "tst_handshakeview.moc"
