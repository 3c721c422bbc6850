// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sendpanel.h"
#include "uifixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

class TestSendPanel : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void sendsText();
    void sendsBinaryFromHex();
    void hexErrorNamesThePlace();
    void boundsPings();
    void pings();
    void masksOnPurpose();
    void closesWithCodeAndReason();
    void refusesCloseCodes_data();
    void refusesCloseCodes();
    void boundsReasons();
    void terminates();
    void sendsToAll();
    void needsAConnection();

private:
    void connectDevice();

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<SendPanel> m_panel;
    std::unique_ptr<QWebSocket> m_device;
};

void TestSendPanel::init()
{
    m_bench = std::make_unique<UiFixture>();
    m_panel = std::make_unique<SendPanel>(&m_bench->session);
    m_panel->show();
    ServerSettings settings;
    settings.port = 0;
    m_bench->session.start(settings);
    QTRY_VERIFY(m_bench->isRunning());
    connectDevice();
}

void TestSendPanel::cleanup()
{
    m_device.reset();
    QTRY_VERIFY(m_bench->isQuiet()); // QWebSocket lets go of its socket in the event loop
    m_panel.reset();
    m_bench.reset();
}

void TestSendPanel::connectDevice()
{
    m_device = std::make_unique<QWebSocket>();
    m_device->open(m_bench->url());
    QTRY_VERIFY(m_bench->isOnlyOpen());
    m_panel->showConnection(m_bench->only()->number);
    m_panel->refresh(m_bench->session.connections().snapshot());
}

void TestSendPanel::sendsText()
{
    QSignalSpy received(m_device.get(), &QWebSocket::textMessageReceived);
    auto *text = child<QPlainTextEdit>(*m_panel, "payloadText");
    QTest::keyClicks(text, "{\"cmd\":1}");
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toString(), "{\"cmd\":1}");
    QCOMPARE(text->toPlainText(), "{\"cmd\":1}"); // stays, to be sent again
    QTest::mouseClick(child<QPushButton>(*m_panel, "send"), Qt::LeftButton);
    QTRY_COMPARE(received.size(), 2);
}

void TestSendPanel::sendsBinaryFromHex()
{
    QSignalSpy received(m_device.get(), &QWebSocket::binaryMessageReceived);
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(1);
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), "ff 00 81");
    QTest::mouseClick(child<QPushButton>(*m_panel, "send"), Qt::LeftButton);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toByteArray(), QByteArray::fromHex("ff0081"));
}

void TestSendPanel::hexErrorNamesThePlace()
{
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(1);
    auto *text = child<QPlainTextEdit>(*m_panel, "payloadText");
    QTest::keyClicks(text, "ff 0g");
    auto *message = child<QLabel>(*m_panel, "payloadMessage");
    QVERIFY(message->isVisible());
    QVERIFY2(message->text().contains(u'g'), qPrintable(message->text()));
    QVERIFY(!child<QPushButton>(*m_panel, "send")->isEnabled());
    QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClicks(text, "0");
    QVERIFY(message->isHidden());
    QVERIFY(child<QPushButton>(*m_panel, "send")->isEnabled());
}

void TestSendPanel::boundsPings()
{
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(2);
    auto *text = child<QPlainTextEdit>(*m_panel, "payloadText");
    text->setPlainText(QString(125, u'x'));
    QVERIFY(child<QPushButton>(*m_panel, "send")->isEnabled());
    text->setPlainText(QString(125, u'é')); // bytes count, not characters
    QVERIFY(!child<QPushButton>(*m_panel, "send")->isEnabled());
    QVERIFY(child<QLabel>(*m_panel, "payloadMessage")->text().contains("this is 250"));
}

void TestSendPanel::pings()
{
    child<QComboBox>(*m_panel, "payloadKind")->setCurrentIndex(2);
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), "hello");
    QTest::mouseClick(child<QPushButton>(*m_panel, "send"), Qt::LeftButton);
    QTRY_VERIFY(m_bench->only()->lastRttNs >= 0);
}

void TestSendPanel::masksOnPurpose()
{
    QTest::mouseClick(child<QCheckBox>(*m_panel, "mask"), Qt::LeftButton, {}, QPoint(6, 6));
    QVERIFY(child<QCheckBox>(*m_panel, "mask")->isChecked());
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), "masked");
    QTest::mouseClick(child<QPushButton>(*m_panel, "send"), Qt::LeftButton);
    const auto isMaskedFrameLogged = [this] {
        bool found = false;
        const RowRange rows = m_bench->session.capture().rows();
        m_bench->session.capture().forEach(rows.first, rows.end, [&](quint64, const FrameRecord &record) {
            found |= record.kind == RowKind::Frame && record.direction == ws::Direction::Sent
                && record.header.mask.has_value();
        });
        return found;
    };
    QTRY_VERIFY(isMaskedFrameLogged());
}

void TestSendPanel::closesWithCodeAndReason()
{
    QSignalSpy gone(m_device.get(), &QWebSocket::disconnected);
    child<QComboBox>(*m_panel, "closeCode")->setEditText("4001");
    auto *reason = child<QLineEdit>(*m_panel, "closeReason");
    QTest::keyClicks(reason, "calibrate");
    QTest::keyClick(reason, Qt::Key_Return);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(int(m_device->closeCode()), 4001);
    QCOMPARE(m_device->closeReason(), "calibrate");
}

void TestSendPanel::refusesCloseCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("999") << "999" << false;
    QTest::newRow("1000") << "1000 normal closure" << true;
    QTest::newRow("1004") << "1004" << false;
    QTest::newRow("1005") << "1005" << true;
    QTest::newRow("1006") << "1006" << false;
    QTest::newRow("1015") << "1015" << false;
    QTest::newRow("2999") << "2999" << false;
    QTest::newRow("3000") << "3000" << true;
    QTest::newRow("4999") << "4999" << true;
    QTest::newRow("5000") << "5000" << false;
    QTest::newRow("word") << "soon" << false;
}

void TestSendPanel::refusesCloseCodes()
{
    QFETCH(QString, code);
    QFETCH(bool, allowed);
    auto *box = child<QComboBox>(*m_panel, "closeCode");
    box->setEditText(code);
    QCOMPARE(child<QPushButton>(*m_panel, "close")->isEnabled(), allowed);
    QCOMPARE(box->property("invalid").toBool(), !allowed);
    QCOMPARE(child<QLabel>(*m_panel, "sendMessage")->text().contains("RFC 6455 7.4"), !allowed);
}

void TestSendPanel::boundsReasons()
{
    auto *reason = child<QLineEdit>(*m_panel, "closeReason");
    reason->setText(QString(123, u'x'));
    QVERIFY(child<QPushButton>(*m_panel, "close")->isEnabled());
    reason->setText(QString(124, u'x'));
    QVERIFY(!child<QPushButton>(*m_panel, "close")->isEnabled());
    QVERIFY(child<QLabel>(*m_panel, "sendMessage")->text().contains("124"));
}

void TestSendPanel::terminates()
{
    QSignalSpy gone(m_device.get(), &QWebSocket::disconnected);
    QTest::mouseClick(child<QPushButton>(*m_panel, "terminate"), Qt::LeftButton);
    QTRY_COMPARE(gone.size(), 1);
    QTRY_COMPARE(m_bench->only()->state, ConnectionState::Closed);
    QCOMPARE(m_bench->only()->closeCode, 1006);
}

void TestSendPanel::sendsToAll()
{
    QWebSocket second;
    second.open(m_bench->url());
    const auto openCount = [this] {
        m_panel->refresh(m_bench->session.connections().snapshot());
        return child<QComboBox>(*m_panel, "target")->itemText(1);
    };
    QTRY_COMPARE(openCount(), "all open connections (2)");
    QSignalSpy first(m_device.get(), &QWebSocket::textMessageReceived);
    QSignalSpy other(&second, &QWebSocket::textMessageReceived);
    child<QComboBox>(*m_panel, "target")->setCurrentIndex(1);
    QTest::keyClicks(child<QPlainTextEdit>(*m_panel, "payloadText"), "all");
    QTest::mouseClick(child<QPushButton>(*m_panel, "send"), Qt::LeftButton);
    QTRY_COMPARE(first.size(), 1);
    QTRY_COMPARE(other.size(), 1);
}

void TestSendPanel::needsAConnection()
{
    m_panel->showConnection(0);
    for (const char *name : {"send", "close", "terminate"})
        QVERIFY2(!child<QPushButton>(*m_panel, name)->isEnabled(), name);
    QVERIFY(child<QLabel>(*m_panel, "sendMessage")->text().contains("Select a connection"));
}

QTEST_MAIN(TestSendPanel)
#include "tst_sendpanel.moc"
