// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/clientpanel.h"
#include "ui/widgets/clientlistview.h"
#include "uifixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace sockscope;

class TestClientPanel : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void talksToTheOwnServer();
    void sendsSubprotocolsAndHeaders();
    void standardClientsTalk();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysWhenNobodyListens();
    void severalAtOnce();
    void editsAreUndone();
    void sendsToTheComposer();
    void transcriptsAreTheClients();
    void survivesARestart();
    void plainTextOnly();

private:
    QString transcript() const { return child<QPlainTextEdit>(*m_panel, "transcript")->toPlainText(); }
    QString state() const { return child<QLabel>(*m_panel, "clientState")->text(); }
    ClientListView *list() const { return child<ClientListView>(*m_panel, "clientList"); }
    void makePanel();
    void click(const char *name) const
    {
        QTest::mouseClick(child<QAbstractButton>(*m_panel, name), Qt::LeftButton);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(list(), key, modifiers);
    }
    void type(const char *field, const QString &text) const;
    void connectToOwnServer();
    void send(int kind, const QString &text);

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<ClientPanel> m_panel;
    QTimer m_pulse; // as the window has it
};

void TestClientPanel::init()
{
    m_panel.reset();
    m_bench = std::make_unique<UiFixture>();
    makePanel();
    QVERIFY(!child<QPushButton>(*m_panel, "ownServer")->isEnabled());
    ServerSettings settings;
    settings.port = 0;
    settings.reply = Reply::Echo;
    settings.subprotocols = QStringList{"sensor.v2"};
    m_bench->session.start(settings);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestClientPanel::makePanel()
{
    m_panel = std::make_unique<ClientPanel>(&m_bench->session, &m_bench->settings);
    m_panel->resize(332, 440);
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_pulse.disconnect();
    m_pulse.callOnTimeout(m_panel.get(), &ClientPanel::refresh);
    m_pulse.start(5);
}

void TestClientPanel::type(const char *field, const QString &text) const
{
    click("clientSettings");
    auto *edit = child<QLineEdit>(*m_panel, field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    child<QPushButton>(*m_panel, "connect")->setFocus(); // leaves the field
}

void TestClientPanel::connectToOwnServer()
{
    click("clientSettings");
    click("ownServer");
    QCOMPARE(child<QLineEdit>(*m_panel, "url")->text(), m_bench->session.listenInfo().url);
    click("connect");
    QTRY_VERIFY2(transcript().contains("open"), qPrintable(transcript()));
    QTRY_VERIFY(state().startsWith("open"));
}

void TestClientPanel::send(int kind, const QString &text)
{
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(kind);
    child<QPlainTextEdit>(*m_panel, "payloadText")->clear();
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), text);
    click("clientSend");
}

void TestClientPanel::talksToTheOwnServer()
{
    connectToOwnServer();
    send(0, "hello");
    QTRY_VERIFY2(transcript().contains("← text hello"), qPrintable(transcript()));
    QVERIFY(transcript().contains("→ text hello"));
    send(1, "01ff");
    QTRY_VERIFY2(transcript().contains("← binary 2 B 01 ff"), qPrintable(transcript()));
    send(2, "beat");
    QTRY_VERIFY2(transcript().contains("← pong beat after "), qPrintable(transcript()));
    auto *button = child<QPushButton>(*m_panel, "connect");
    QCOMPARE(button->text().remove(u'&'), "Disconnect");
    click("connect");
    QTRY_VERIFY2(transcript().contains("closed 1000"), qPrintable(transcript()));
    QTRY_COMPARE(button->text().remove(u'&'), "Connect");
    QVERIFY(!child<QPushButton>(*m_panel, "clientSend")->isEnabled());
}

void TestClientPanel::sendsSubprotocolsAndHeaders()
{
    type("clientSubprotocols", "other, sensor.v2");
    auto *headers = child<QPlainTextEdit>(*m_panel, "headers");
    headers->setFocus();
    QTest::keyClicks(headers, "X-Device-Id: bench-7");
    connectToOwnServer();
    QVERIFY2(transcript().contains("subprotocol sensor.v2"), qPrintable(transcript()));
    QTRY_VERIFY(m_bench->isOnlyOpen());
    QCOMPARE(m_bench->only()->device, "bench-7");
}

void TestClientPanel::standardClientsTalk()
{
    click("clientSettings");
    auto *kind = child<QComboBox>(*m_panel, "clientKind");
    QTest::keyClick(kind, Qt::Key_Down);
    QVERIFY(!child<QAbstractButton>(*m_panel, "offerCompression")->isEnabled()); // it has none
    connectToOwnServer();
    QCOMPARE(m_panel->pool()->clients().first().kind, ClientKind::Standard);
    send(0, "hello");
    QTRY_VERIFY2(transcript().contains("← text hello"), qPrintable(transcript()));
}

void TestClientPanel::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("http") << "url"
                          << "http://127.0.0.1/"
                          << "URL: ws:// or wss://";
    QTest::newRow("no host") << "url"
                             << "ws:///"
                             << "URL:";
    QTest::newRow("fragment") << "url"
                              << "ws://127.0.0.1/#top"
                              << "no #fragment";
    QTest::newRow("subprotocol") << "clientSubprotocols"
                                 << "a b"
                                 << "“a b” is no token";
}

void TestClientPanel::saysWhatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    type("url", m_bench->session.listenInfo().url);
    type(field.toLatin1(), text);
    auto *url = child<QLineEdit>(*m_panel, "url");
    url->setFocus();
    QTest::keyClick(url, Qt::Key_Return);
    auto *message = child<QLabel>(*m_panel, "clientMessage");
    QVERIFY2(message->text().contains(says), qPrintable(message->text()));
    QVERIFY(message->isVisible());
    QVERIFY(child<QLineEdit>(*m_panel, field.toLatin1())->property("invalid").toBool());
    QTRY_VERIFY2(state().contains(says), qPrintable(state()));
    QCOMPARE(child<QPushButton>(*m_panel, "connect")->text().remove(u'&'), "Connect");
}

void TestClientPanel::saysWhenNobodyListens()
{
    const QString url = m_bench->session.listenInfo().url;
    m_bench->session.stop();
    QTRY_COMPARE(m_bench->session.state(), BenchSession::State::Stopped);
    QVERIFY(!child<QPushButton>(*m_panel, "ownServer")->isEnabled());
    type("url", url);
    click("connect");
    QTRY_VERIFY2(state().startsWith("closed: "), qPrintable(state()));
    QVERIFY(transcript().contains("! "));
    QCOMPARE(child<QPushButton>(*m_panel, "connect")->text().remove(u'&'), "Connect");
}

void TestClientPanel::severalAtOnce()
{
    type("url", m_bench->session.listenInfo().url);
    list()->setFocus();
    press(Qt::Key_D, Qt::ControlModifier);
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(list()->model()->rowCount(), 3);
    QCOMPARE(list()->selected(), quint64(3));
    press(Qt::Key_Space, Qt::ControlModifier);
    const auto areAll = [this](ClientState wanted) {
        const QList<ClientStats> clients = m_panel->pool()->clients();
        return std::all_of(clients.begin(), clients.end(),
            [wanted](const ClientStats &client) { return client.state == wanted; });
    };
    QTRY_VERIFY(areAll(ClientState::Open));
    QTRY_COMPARE(m_bench->session.connections().snapshot().size(), 3);
    press(Qt::Key_Delete);
    QCOMPARE(list()->model()->rowCount(), 2);
    press(Qt::Key_Space, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(areAll(ClientState::Closed));
    press(Qt::Key_Space);
    QTRY_COMPARE(list()->stats()->state, ClientState::Open);
    press(Qt::Key_Delete, Qt::ShiftModifier);
    QTRY_COMPARE(list()->stats()->state, ClientState::Closed);
    QCOMPARE(list()->model()->rowCount(), 2);
}

void TestClientPanel::editsAreUndone()
{
    type("url", "ws://127.0.0.1:1/");
    list()->setFocus();
    press(Qt::Key_Insert);
    QCOMPARE(list()->selected(), quint64(2));
    QVERIFY(child<QLineEdit>(*m_panel, "url")->text().isEmpty());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(list()->model()->rowCount(), 1);
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(child<QLineEdit>(*m_panel, "url")->text().isEmpty());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(child<QLineEdit>(*m_panel, "url")->text(), "ws://127.0.0.1:1/");
    press(Qt::Key_Delete);
    QCOMPARE(list()->selected(), quint64(0));
    QVERIFY(!child<QPushButton>(*m_panel, "connect")->isEnabled());
    QTRY_VERIFY(state().contains("Insert adds a client"));
    press(Qt::Key_Insert);
    QVERIFY(child<QPushButton>(*m_panel, "connect")->isEnabled());
}

void TestClientPanel::sendsToTheComposer()
{
    QSignalSpy composed(m_panel.get(), &ClientPanel::composeRequested);
    click("clientTalk");
    QVERIFY(!child<QPushButton>(*m_panel, "clientCompose")->isEnabled());
    connectToOwnServer();
    QTRY_VERIFY(child<QPushButton>(*m_panel, "clientCompose")->isEnabled());
    click("clientCompose");
    QCOMPARE(composed, (QList<QVariantList>{{quint64(1)}}));
    QSignalSpy remarked(m_panel.get(), &ClientPanel::remarked);
    m_panel->pool()->sendBytes(9, "a", {});
    QTRY_COMPARE(remarked.size(), 1);
}

void TestClientPanel::transcriptsAreTheClients()
{
    connectToOwnServer();
    send(0, "first");
    QTRY_VERIFY(transcript().contains("← text first"));
    list()->setFocus();
    press(Qt::Key_Insert);
    QTRY_VERIFY(transcript().isEmpty());
    press(Qt::Key_Up);
    QTRY_VERIFY(transcript().contains("← text first"));
}

void TestClientPanel::survivesARestart()
{
    type("url", "ws://127.0.0.1:2/");
    list()->setFocus();
    press(Qt::Key_Insert);
    m_panel.reset();
    makePanel();
    QCOMPARE(list()->model()->rowCount(), 2);
    QCOMPARE(child<QLineEdit>(*m_panel, "url")->text(), "ws://127.0.0.1:2/");
}

void TestClientPanel::plainTextOnly()
{
    auto *view = child<QPlainTextEdit>(*m_panel, "transcript");
    for (size_t i = 0; i < ClientBoard::MaxLines + 50; ++i)
        view->appendPlainText(QStringLiteral("<b>line</b>"));
    QCOMPARE(size_t(view->blockCount()), ClientBoard::MaxLines);
    QVERIFY(view->toPlainText().startsWith("<b>"));
}

QTEST_MAIN(TestClientPanel)
#include "tst_clientpanel.moc"
