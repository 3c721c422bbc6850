// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/clientpanel.h"
#include "uifixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace sockscope;

class TestClientPanel : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void talksToTheOwnServer();
    void sendsSubprotocolsAndHeaders();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysWhenNobodyListens();
    void transcriptIsBounded();

private:
    QString transcript() const { return child<QPlainTextEdit>(*m_panel, "transcript")->toPlainText(); }
    void connectToOwnServer();
    void send(int kind, const QString &text);

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<ClientPanel> m_panel;
};

void TestClientPanel::init()
{
    m_panel.reset();
    m_bench = std::make_unique<UiFixture>();
    m_panel = std::make_unique<ClientPanel>(&m_bench->session);
    m_panel->resize(400, 600);
    m_panel->show();
    QVERIFY(!child<QPushButton>(*m_panel, "ownServer")->isEnabled());
    ServerSettings settings;
    settings.port = 0;
    settings.reply = Reply::Echo;
    settings.subprotocols = QStringList{"sensor.v2"};
    m_bench->session.start(settings);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestClientPanel::connectToOwnServer()
{
    QTest::mouseClick(child<QPushButton>(*m_panel, "ownServer"), Qt::LeftButton);
    QCOMPARE(child<QLineEdit>(*m_panel, "url")->text(), m_bench->session.listenInfo().url);
    QTest::mouseClick(child<QPushButton>(*m_panel, "connect"), Qt::LeftButton);
    QTRY_VERIFY2(transcript().contains("open"), qPrintable(transcript()));
}

void TestClientPanel::send(int kind, const QString &text)
{
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(kind);
    child<QPlainTextEdit>(*m_panel, "payloadText")->clear();
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), text);
    QTest::mouseClick(child<QPushButton>(*m_panel, "clientSend"), Qt::LeftButton);
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
    QCOMPARE(button->text(), "Disconnect");
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2(transcript().contains("closed 1000"), qPrintable(transcript()));
    QTRY_COMPARE(button->text(), "Connect");
    QVERIFY(!child<QPushButton>(*m_panel, "clientSend")->isEnabled());
}

void TestClientPanel::sendsSubprotocolsAndHeaders()
{
    QTest::keyClicks(child<QLineEdit>(*m_panel, "clientSubprotocols"), "other, sensor.v2");
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "headers"), "X-Device-Id: bench-7");
    connectToOwnServer();
    QVERIFY2(transcript().contains("subprotocol sensor.v2"), qPrintable(transcript()));
    QTRY_VERIFY(m_bench->isOnlyOpen());
    QCOMPARE(m_bench->only()->device, "bench-7");
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
    child<QLineEdit>(*m_panel, "url")->setText(m_bench->session.listenInfo().url);
    auto *edit = child<QLineEdit>(*m_panel, field.toLatin1());
    edit->setText(text);
    QTest::keyClick(child<QLineEdit>(*m_panel, "url"), Qt::Key_Return);
    auto *message = child<QLabel>(*m_panel, "clientMessage");
    QVERIFY2(message->text().contains(says), qPrintable(message->text()));
    QVERIFY(edit->property("invalid").toBool());
    QCOMPARE(child<QPushButton>(*m_panel, "connect")->text(), "Connect");
}

void TestClientPanel::saysWhenNobodyListens()
{
    const QString url = m_bench->session.listenInfo().url;
    m_bench->session.stop();
    QTRY_COMPARE(m_bench->session.state(), BenchSession::State::Stopped);
    child<QLineEdit>(*m_panel, "url")->setText(url);
    QTest::mouseClick(child<QPushButton>(*m_panel, "connect"), Qt::LeftButton);
    QTRY_VERIFY(child<QLabel>(*m_panel, "clientMessage")->isVisible());
    QTRY_COMPARE(child<QPushButton>(*m_panel, "connect")->text(), "Connect");
}

void TestClientPanel::transcriptIsBounded()
{
    auto *view = child<QPlainTextEdit>(*m_panel, "transcript");
    for (int i = 0; i < ClientPanel::MaxTranscriptLines + 50; ++i)
        view->appendPlainText(QStringLiteral("<b>line</b>"));
    QCOMPARE(view->blockCount(), ClientPanel::MaxTranscriptLines);
    QVERIFY(view->toPlainText().startsWith("<b>")); // plain text, never rich
}

QTEST_MAIN(TestClientPanel)
#include "tst_clientpanel.moc"
