// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/serverpanel.h"
#include "windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTcpServer>
#include <QToolButton>
#include <QTreeView>

using namespace sockscope;

class TestMainWindow : public WindowFixture
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { closeWindow(); }
    void servesADevice();
    void addressCanBeCopied();
    void takenPortReachesTheStatusLine();
    void toolBarAndPanelAgree();
    void violationsAreCounted();
    void closedDocksComeBack();
    void layoutPersists();
    void themeSwitches();
    void everyControlHasAName();
    void fitsASmallScreen();

private:
    void startByButton();
    QDockWidget *dock(const char *name) const { return child<QDockWidget>(*m_window, name); }
};

void TestMainWindow::init()
{
    Theme::apply(*qApp, Theme::Mode::Dark);
    openWindow();
}

void TestMainWindow::startByButton()
{
    QTest::mouseClick(child<QToolButton>(*m_window, "start"), Qt::LeftButton);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestMainWindow::servesADevice()
{
    startByButton();
    QCOMPARE(child<QLabel>(*m_window, "listening")->text(),
        QStringLiteral("Listening on 127.0.0.1:%1").arg(m_bench->session.listenInfo().port));
    QWebSocket device;
    device.open(m_bench->url("/v1/control"));
    auto *table = child<QTreeView>(*m_window, "connectionTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(m_bench->isOnlyOpen());
    QTRY_VERIFY(child<QLabel>(*m_window, "totals")->text().startsWith("1 connection "));
    QTest::mouseClick(
        table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());

    dock("compose")->raise();
    QSignalSpy received(&device, &QWebSocket::textMessageReceived);
    auto *text = dock("compose")->findChild<QPlainTextEdit *>("payloadText");
    text->setFocus();
    QTest::keyClicks(text, "on");
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);

    QTest::mouseClick(child<QToolButton>(*m_window, "start"), Qt::LeftButton);
    QTRY_COMPARE(m_bench->session.state(), BenchSession::State::Stopped);
    QTRY_COMPARE(int(device.closeCode()), 1001);
    QCOMPARE(child<QLabel>(*m_window, "listening")->text(), "Not listening");
}

void TestMainWindow::addressCanBeCopied()
{
    startByButton();
    QCOMPARE(child<QLineEdit>(*m_window, "address")->text(), m_bench->session.listenInfo().url);
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_bench->session.listenInfo().url);
}

void TestMainWindow::takenPortReachesTheStatusLine()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    child<QLineEdit>(*m_window, "port")->setText(QString::number(other.serverPort()));
    dock("compose")->raise();
    QTest::mouseClick(child<QToolButton>(*m_window, "start"), Qt::LeftButton);
    QTRY_VERIFY(!child<QLabel>(*m_window, "statusMessage")->text().isEmpty());
    QTRY_VERIFY(child<QLabel>(*m_window, "serverMessage")->isVisible()); // its tab came to the front
    QCOMPARE(child<QToolButton>(*m_window, "start")->text(), "Start");
}

void TestMainWindow::toolBarAndPanelAgree()
{
    auto *inBar = child<QComboBox>(*m_window, "toolbarReply");
    auto *inPanel = child<QComboBox>(*m_window, "reply");
    inBar->setCurrentIndex(1);
    QCOMPARE(inPanel->currentIndex(), 1);
    inPanel->setCurrentIndex(0);
    QCOMPARE(inBar->currentIndex(), 0);
    child<QComboBox>(*m_window, "toolbarPing")->setCurrentIndex(4);
    QCOMPARE(child<QComboBox>(*m_window, "pingInterval")->currentData().toInt(), 1000);
    child<QLineEdit>(*m_window, "port")->setText("8123");
    QCOMPARE(child<QLineEdit>(*m_window, "address")->text(), "ws://127.0.0.1:8123/");
}

void TestMainWindow::violationsAreCounted()
{
    startByButton();
    auto *count = child<QLabel>(*m_window, "violations");
    QVERIFY(count->isHidden());
    QTcpSocket rude;
    rude.connectToHost(QHostAddress::LocalHost, m_bench->session.listenInfo().port);
    QVERIFY(rude.waitForConnected());
    rude.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    rude.write(QByteArray::fromHex("810161")); // not masked
    QTRY_COMPARE(count->text(), "1 violation");
    QVERIFY(count->isVisible());
}

void TestMainWindow::closedDocksComeBack()
{
    auto *menu = child<QToolButton>(*m_window, "view")->menu();
    for (const char *name : {"connections", "summary", "server", "client", "limits", "faults", "handshake",
             "log", "inspector", "compose", "timing"}) {
        QAction *toggle = dock(name)->toggleViewAction();
        QVERIFY2(menu->actions().contains(toggle), name);
        dock(name)->close();
        QVERIFY2(dock(name)->isHidden(), name);
        toggle->trigger();
        QVERIFY2(!dock(name)->isHidden(), name);
    }
    dock("timing")->close();
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(dock("timing")->isVisible());
}

void TestMainWindow::layoutPersists()
{
    dock("inspector")->close();
    m_window->close();
    openWindow();
    QVERIFY(dock("inspector")->isHidden());
    QVERIFY(dock("log")->isVisible());
}

void TestMainWindow::themeSwitches()
{
    auto *light = m_window->findChild<QAction *>("lightTheme");
    QVERIFY(light);
    light->trigger();
    QCOMPARE(Theme::current().mode, Theme::Mode::Light);
    QCOMPARE(MainWindow::savedTheme(m_bench->settings), Theme::Mode::Light);
    light->trigger();
    QCOMPARE(MainWindow::savedTheme(m_bench->settings), Theme::Mode::Dark);
}

void TestMainWindow::everyControlHasAName()
{
    int controls = 0;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit")
            || widget->inherits("QComboBox") || widget->inherits("QPlainTextEdit")
            || widget->inherits("QAbstractItemView");
        const bool isQtsOwn = widget->objectName().startsWith("qt_")
            || widget->parentWidget()->inherits("QComboBox")
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer");
        if (!isControl || isQtsOwn || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        ++controls;
        const bool isNamed =
            !widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty();
        QVERIFY2(isNamed,
            qPrintable(QStringLiteral("%1 %2 in %3")
                           .arg(widget->metaObject()->className(), widget->objectName(),
                               widget->parentWidget()->metaObject()->className())));
    }
    QVERIFY(controls > 40);
}

void TestMainWindow::fitsASmallScreen()
{
    m_window->resize(1280, 800);
    QCOMPARE(m_window->size(), QSize(1280, 800)); // no panel insists on more
    QTRY_VERIFY(dock("log")->width() > 800);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
