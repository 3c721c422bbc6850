// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "composefixture.h"

using namespace sockscope;

/// Sending: to whom, in which form, how often, and what is said when it does not work.
class TestComposePanel : public ComposeFixture
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void sendsText();
    void formsComeToBytes_data();
    void formsComeToBytes();
    void errorsNameTheirPlace_data();
    void errorsNameTheirPlace();
    void refusesWhatIsNoFile();
    void pings();
    void closesWithCodeAndReason();
    void closesAtOnceWhenAsked();
    void sendsToAll();
    void needsAConnection();
    void saysWhenTheConnectionIsGone();
    void repeatsAndStops();
    void burstsAndCounts();
    void variablesTakeTheSeed();
    void composesFromARow();
    void sendsAgain();

private:
    void connectDevice();

    std::unique_ptr<QWebSocket> m_socket;
};

void TestComposePanel::init()
{
    open();
    connectDevice();
}

void TestComposePanel::cleanup()
{
    m_socket.reset();
    QTRY_VERIFY(m_bench->isQuiet()); // QWebSocket lets go of its socket in the event loop
    shut();
}

void TestComposePanel::connectDevice()
{
    m_socket = std::make_unique<QWebSocket>();
    m_socket->open(m_bench->url());
    QTRY_VERIFY(m_bench->isOnlyOpen(*m_socket));
    select();
}

void TestComposePanel::sendsText()
{
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    QTest::keyClicks(text(), "{\"cmd\":1}");
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toString(), "{\"cmd\":1}");
    QCOMPARE(text()->toPlainText(), "{\"cmd\":1}"); // stays, to be sent again
    QTRY_COMPARE(part<QLabel>("sendMessage")->text(), "Sent");
    press("send");
    QTRY_COMPARE(received.size(), 2);
}

void TestComposePanel::formsComeToBytes_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("JSON") << QByteArray("formJson") << "{\"n\":{{counter}}}" << QByteArray("{\"n\":1}");
    QTest::newRow("hex") << QByteArray("formHex") << "0xff, 00:81" << QByteArray::fromHex("ff0081");
    QTest::newRow("Wireshark") << QByteArray("formHex") << "0000   81 02 68 69   ..hi"
                               << QByteArray("\x81\x02hi");
    QTest::newRow("base64") << QByteArray("formBase64") << "gYX/" << QByteArray::fromHex("8185ff");
}

void TestComposePanel::formsComeToBytes()
{
    QFETCH(QByteArray, form);
    QFETCH(QString, source);
    QFETCH(QByteArray, bytes);
    QSignalSpy received(m_socket.get(), &QWebSocket::binaryMessageReceived);
    choose("opcode", int(ws::Opcode::Binary));
    press(form);
    QTest::keyClicks(text(), source);
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toByteArray(), bytes);
}

void TestComposePanel::errorsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("place");
    QTest::newRow("hex") << QByteArray("formHex") << "ff 0g"
                         << "Line 1, column 5";
    QTest::newRow("JSON") << QByteArray("formJson") << "{\"a\":1,\n}"
                          << "Line 2, column 1";
    QTest::newRow("base64") << QByteArray("formBase64") << "gY*X"
                            << "Line 1, column 3";
    QTest::newRow("variable") << QByteArray("formText") << "a {{countr}}"
                              << "Line 1, column 3";
}

void TestComposePanel::errorsNameTheirPlace()
{
    QFETCH(QByteArray, form);
    QFETCH(QString, source);
    QFETCH(QString, place);
    press(form);
    text()->setPlainText(source);
    auto *message = part<QLabel>("payloadMessage");
    QTRY_VERIFY2(message->text().startsWith(place), qPrintable(message->text()));
    QVERIFY(message->isVisible());
    QVERIFY(!send()->isEnabled());
    QVERIFY(!text()->extraSelections().isEmpty());
    QVERIFY(text()->property("invalid").toBool());
    text()->clear();
    press("formText");
    QTest::keyClicks(text(), "right");
    QTRY_VERIFY(send()->isEnabled());
    QTRY_VERIFY(text()->extraSelections().isEmpty());
}

void TestComposePanel::refusesWhatIsNoFile()
{
    press("formFile");
    type("payloadFile", m_bench->folder.path());
    QCOMPARE(part<QLabel>("sendMessage")->text(), "There is no such file.");
    QVERIFY(!send()->isEnabled());
    QFile file(m_bench->folder.filePath("payload"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("from a file");
    file.close();
    part<QLineEdit>("payloadFile")->setText(file.fileName());
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    QTRY_VERIFY(send()->isEnabled());
    QTest::keyClick(part<QLineEdit>("payloadFile"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0][0].toString(), "from a file");
}

void TestComposePanel::pings()
{
    choose("opcode", int(ws::Opcode::Ping));
    QTest::keyClicks(text(), "hello");
    press("send");
    QTRY_VERIFY(m_bench->only()->lastRttNs >= 0);
}

void TestComposePanel::closesWithCodeAndReason()
{
    QSignalSpy gone(m_socket.get(), &QWebSocket::disconnected);
    choose("opcode", int(ws::Opcode::Close));
    auto *code = part<QComboBox>("closeCode");
    code->setFocus();
    code->lineEdit()->selectAll();
    QTest::keyClicks(code->lineEdit(), "4001");
    type("closeReason", "calibrate");
    QCOMPARE(text()->toPlainText(),
        QString::fromLatin1(QByteArray("\x0f\xa1"
                                       "calibrate")
                                .toHex(' ')));
    QTest::keyClick(part<QLineEdit>("closeReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(int(m_socket->closeCode()), 4001);
    QCOMPARE(m_socket->closeReason(), "calibrate");
    QTRY_COMPARE(m_bench->only()->state, ConnectionState::Closed);
    QCOMPARE(m_bench->only()->closeCode, 4001); // a closing handshake, not bytes that looked like one
}

void TestComposePanel::closesAtOnceWhenAsked()
{
    QSignalSpy gone(m_socket.get(), &QWebSocket::disconnected);
    m_panel->beginClose();
    QCOMPARE(QApplication::focusWidget(), part<QLineEdit>("closeReason"));
    QVERIFY(part<QComboBox>("closeCode")->currentText().startsWith("1000"));
    QTest::keyClick(part<QLineEdit>("closeReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(int(m_socket->closeCode()), 1000);
}

void TestComposePanel::sendsToAll()
{
    QWebSocket second;
    second.open(m_bench->url());
    const auto all = [this] {
        m_panel->refresh();
        return part<QComboBox>("target")->itemText(1);
    };
    QTRY_COMPARE(all(), "all open connections (2)");
    QSignalSpy first(m_socket.get(), &QWebSocket::textMessageReceived);
    QSignalSpy other(&second, &QWebSocket::textMessageReceived);
    choose("target", 1);
    QTest::keyClicks(text(), "to {{conn}}");
    press("send");
    QTRY_COMPARE(first.size(), 1);
    QTRY_COMPARE(other.size(), 1);
    QVERIFY(first[0][0] != other[0][0]);
}

void TestComposePanel::needsAConnection()
{
    m_panel->showConnection(0);
    QVERIFY(!send()->isEnabled());
    QVERIFY(part<QLabel>("sendMessage")->text().contains("Select a connection"));
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(send()->text(), "Send");
}

void TestComposePanel::saysWhenTheConnectionIsGone()
{
    QTest::keyClicks(text(), "late");
    m_bench->session.terminate(m_bench->only()->number);
    press("send"); // the window has not heard of it yet
    // "is closing already", or "is not open": as far as the server is with it.
    QTRY_VERIFY(part<QLabel>("sendMessage")->text().endsWith("nothing was sent."));
    QTRY_COMPARE(m_bench->only()->state, ConnectionState::Closed);
    m_panel->refresh();
    QVERIFY(part<QComboBox>("target")->currentText().endsWith("not open"));
    QVERIFY(!send()->isEnabled());
}

void TestComposePanel::repeatsAndStops()
{
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    type("repeat", "0");
    type("every", "1");
    QTest::keyClicks(text(), "{{counter}}");
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(send()->text(), "Stop");
    QTRY_VERIFY(received.size() >= 3);
    QCOMPARE(received[2][0].toString(), "3");
    QVERIFY(part<QLabel>("sendMessage")->text().endsWith("sent"));
    QTest::keyClick(text(), Qt::Key_Escape);
    QCOMPARE(send()->text(), "Send");
    QVERIFY(part<QLabel>("sendMessage")->text().startsWith("Stopped after"));
}

void TestComposePanel::burstsAndCounts()
{
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    type("repeat", "3");
    type("every", "1");
    type("burst", "4");
    QTest::keyClicks(text(), "{{counter}}");
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 12);
    QCOMPARE(received.last()[0].toString(), "12");
    QTRY_COMPARE(part<QLabel>("sendMessage")->text(), "12 of 12 sent");
    QTRY_COMPARE(send()->text(), "Send");
}

void TestComposePanel::variablesTakeTheSeed()
{
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    type("seed", "42");
    QTest::keyClicks(text(), "{{random:hex:8}}");
    press("send");
    QTRY_COMPARE(received.size(), 1);
    QTRY_COMPARE(send()->text(), "Send"); // the button is Stop until the server has told that it was sent
    press("send");
    QTRY_COMPARE(received.size(), 2);
    QTRY_COMPARE(send()->text(), "Send");
    QCOMPARE(received[1][0], received[0][0]);
    type("seed", "x");
    QVERIFY(!send()->isEnabled());
    part<QLineEdit>("seed")->clear(); // each run has a fresh one
    press("send");
    QTRY_COMPARE(received.size(), 3);
    QVERIFY(received[2][0] != received[0][0]);
}

void TestComposePanel::composesFromARow()
{
    QTest::keyClicks(text(), "before");
    m_socket->sendTextMessage("{\"n\":1}");
    const CaptureStore &capture = m_bench->session.capture();
    std::optional<quint64> row;
    QTRY_VERIFY([&] {
        const RowRange rows = capture.rows();
        capture.forEach(rows.first, rows.end, [&](quint64 number, const FrameRecord &record) {
            if (record.kind == RowKind::Frame)
                row = number;
        });
        return row.has_value();
    }());
    m_panel->composeFrom(*row);
    QCOMPARE(text()->toPlainText(), "{\"n\":1}");
    QCOMPARE(part<QComboBox>("mask")->currentIndex(), int(MaskChoice::ByRole));
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text()->toPlainText(), "before");
    m_panel->composeFrom(0); // the handshake
    QVERIFY(part<QLabel>("sendMessage")->text().contains("no frame"));
}

void TestComposePanel::sendsAgain()
{
    QSignalSpy received(m_socket.get(), &QWebSocket::textMessageReceived);
    QTest::keyClicks(text(), "first");
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(received.size(), 1);
    QTRY_COMPARE(send()->text(), "Send");
    QTest::keyClicks(text(), ", being changed");
    QTest::keyClick(m_panel.get(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(received[1][0].toString(), "first");
}

QTEST_MAIN(TestComposePanel)
#include "tst_composepanel.moc"
