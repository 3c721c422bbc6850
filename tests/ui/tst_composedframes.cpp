// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "composefixture.h"

#include "ui/models/messagedraft.h"

#include <QScrollBar>

using namespace sockscope;

/// Header fields, fragments and writes: what the fields say is what is on the wire, and the preview says it
/// before.
class TestComposedFrames : public ComposeFixture
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { shut(); }
    void everyOpcode_data();
    void everyOpcode();
    void everyField();
    void previewIsWhatIsSent();
    void namesWhatIsBroken_data();
    void namesWhatIsBroken();
    void wrongFieldsSayWhatTheyWant_data();
    void wrongFieldsSayWhatTheyWant();
    void fieldsCanBeUndone();
    void typingInAFieldIsOneStep();
    void largePayloadsDoNotHoldTheWindow();

private:
    void sendBytes(const QByteArray &expected);
};

void TestComposedFrames::init()
{
    open();
    connectRaw();
}

void TestComposedFrames::sendBytes(const QByteArray &expected)
{
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_device->bytes().toHex(' '), expected.toHex(' '));
}

void TestComposedFrames::everyOpcode_data()
{
    QTest::addColumn<int>("opcode");
    for (int opcode = 0; opcode < 16; ++opcode)
        QTest::addRow("%X", opcode) << opcode;
}

void TestComposedFrames::everyOpcode()
{
    QFETCH(int, opcode);
    choose("opcode", opcode);
    press("formText");
    QTest::keyClicks(text(), "hi");
    sendBytes(char(0x80 | opcode) + QByteArray("\x02hi"));
}

void TestComposedFrames::everyField()
{
    QTest::keyClicks(text(), "Hello!");
    for (const char *bit : {"fin", "rsv1", "rsv2", "rsv3", "pingBetween"})
        press(bit);
    choose("mask", int(MaskChoice::Key));
    type("maskKey", "01020304");
    choose("lengthEncoding", int(LengthChoice::Bits16));
    type("declaredLength", "9");
    type("fragmentSizes", "1, 0");
    type("fragmentEvery", "4");
    type("pingPayload", "p");
    choose("writes", int(WriteChoice::InHeader));
    type("writeBytes", "2");
    const auto frame = [](int first, int length, const QByteArray &payload) {
        QByteArray bytes = char(first) + QByteArray("\xfe", 1) + '\0' + char(length) + QByteArray("\1\2\3\4");
        for (qsizetype i = 0; i < payload.size(); ++i)
            bytes += char(payload[i] ^ (i % 4 + 1));
        return bytes;
    };
    const QByteArray ping = frame(0x89, 1, "p");
    sendBytes(
        frame(0x71, 9, "H") + ping + frame(0, 0, "") + ping + frame(0, 4, "ello") + ping + frame(0, 1, "!"));
}

void TestComposedFrames::previewIsWhatIsSent()
{
    choose("mask", int(MaskChoice::Random));
    QTest::keyClicks(text(), "{{random:hex:6}}");
    QTRY_VERIFY(summary().startsWith("12 B · 1 frame · 1 write"));
    auto *bytes = part<QWidget>("composedBytes");
    QTest::keyClick(bytes, Qt::Key_C, Qt::ControlModifier);
    const QByteArray shown = QByteArray::fromHex(QGuiApplication::clipboard()->text().toLatin1());
    QCOMPARE(shown.size(), 12);
    sendBytes(shown);
}

void TestComposedFrames::namesWhatIsBroken_data()
{
    QTest::addColumn<QByteArray>("field"); // a box and its index, or a bit
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("says");
    QTest::newRow("mask") << QByteArray("mask") << int(MaskChoice::Random) << "WS_ERR_UNEXPECTED_MASK";
    QTest::newRow("opcode") << QByteArray("opcode") << 3 << "WS_ERR_INVALID_OPCODE";
    QTest::newRow("length") << QByteArray("lengthEncoding") << int(LengthChoice::Bits64)
                            << "WS_ERR_NON_MINIMAL_LENGTH";
    QTest::newRow("RSV1") << QByteArray("rsv1") << -1 << "WS_ERR_UNEXPECTED_RSV_1";
    QTest::newRow("RSV3") << QByteArray("rsv3") << -1 << "WS_ERR_UNEXPECTED_RSV_2_3";
    QTest::newRow("FIN") << QByteArray("fin") << -1 << "stays open";
    QTest::newRow("code") << QByteArray("opcode") << 8 << "WS_ERR_INVALID_CLOSE_CODE";
    QTest::newRow("deflate") << QByteArray("compress") << -1 << "WS_ERR_UNEXPECTED_RSV_1";
}

void TestComposedFrames::namesWhatIsBroken()
{
    QFETCH(QByteArray, field);
    QFETCH(int, index);
    QFETCH(QString, says);
    QTest::keyClicks(text(), "hi");
    QTRY_VERIFY(summary().endsWith("keeps every rule"));
    QVERIFY(part<QListView>("findings")->isHidden());
    if (index < 0)
        press(field);
    else
        choose(field, index);
    QTRY_VERIFY2(findings().value(0).contains(says), qPrintable(findings().join(u'\n')));
    QVERIFY(findings().value(0).contains("RFC"));
    QVERIFY(part<QListView>("findings")->isVisible());
    QTest::keyClick(part<QListView>("findings"), Qt::Key_Down);
    QVERIFY(part<QListView>("findings")->currentIndex().isValid());
    QVERIFY(send()->isEnabled()); // wrong on purpose
}

void TestComposedFrames::wrongFieldsSayWhatTheyWant_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("wants");
    QTest::newRow("key") << QByteArray("maskKey") << "01"
                         << "Mask key: eight hex digits";
    QTest::newRow("length") << QByteArray("declaredLength") << "-1"
                            << "Length: a whole number";
    QTest::newRow("sizes") << QByteArray("fragmentSizes") << "3;4"
                           << "Fragments: sizes in bytes";
    QTest::newRow("every") << QByteArray("fragmentEvery") << "all"
                           << "Fragments: every so many";
    QTest::newRow("writes") << QByteArray("writeBytes") << "0"
                            << "Writes: a number of bytes from 1";
}

void TestComposedFrames::wrongFieldsSayWhatTheyWant()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, words);
    QFETCH(QString, wants);
    choose("mask", int(MaskChoice::Key));
    choose("writes", int(WriteChoice::EveryBytes));
    type(line, words);
    auto *message = part<QLabel>("sendMessage");
    QVERIFY2(message->text().startsWith(wants), qPrintable(message->text()));
    QVERIFY(part<QLineEdit>(line)->property("invalid").toBool());
    QVERIFY(!send()->isEnabled());
    type(line, line == "maskKey" ? "01020304" : "1");
    QVERIFY(!part<QLineEdit>(line)->property("invalid").toBool());
    QVERIFY(message->text().isEmpty());
    QTRY_VERIFY(send()->isEnabled());
}

void TestComposedFrames::fieldsCanBeUndone()
{
    auto *fin = part<QAbstractButton>("fin");
    press("fin");
    press("rsv1");
    choose("opcode", 2);
    QTest::keyClick(fin, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(part<QComboBox>("opcode")->currentIndex(), 1);
    QTest::keyClick(fin, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!part<QAbstractButton>("rsv1")->isChecked());
    QVERIFY(!fin->isChecked());
    QTest::keyClick(fin, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fin->isChecked());
    QTest::keyClick(fin, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!fin->isChecked());
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier); // the text has nothing to undo
    QVERIFY(fin->isChecked());
}

void TestComposedFrames::typingInAFieldIsOneStep()
{
    type("fragmentSizes", "3, 0, 5");
    QCOMPARE(m_panel->draft()->undoStack()->count(), 1);
    QTest::keyClick(part<QLineEdit>("fragmentSizes"), Qt::Key_Return);
    type("fragmentSizes", "7");
    QCOMPARE(m_panel->draft()->undoStack()->count(), 2);
    m_panel->draft()->undoStack()->undo();
    QCOMPARE(part<QLineEdit>("fragmentSizes")->text(), "3, 0, 5");
    m_panel->draft()->undoStack()->undo();
    QCOMPARE(part<QLineEdit>("fragmentSizes")->text(), "");
}

void TestComposedFrames::largePayloadsDoNotHoldTheWindow()
{
    QFile file(m_bench->folder.filePath("large"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(16 * 1024 * 1024));
    press("formFile");
    part<QLineEdit>("payloadFile")->setText(file.fileName());
    QTRY_VERIFY(summary().startsWith("16.0 MiB"));
    type("fragmentEvery", "1000");
    QTRY_VERIFY(summary().contains("16,778 frames"));
    QVERIFY(file.resize(30 * 1024 * 1024));
    choose("opcode", 2);
    QTRY_VERIFY(part<QLabel>("payloadMessage")->text().contains("larger than 16 MiB"));
    QVERIFY(!send()->isEnabled());
}

QTEST_MAIN(TestComposedFrames)
#include "tst_composedframes.moc"
