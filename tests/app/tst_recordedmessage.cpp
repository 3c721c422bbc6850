// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/recordedmessage.h"

#include "app/compose/framecomposer.h"
#include "app/compose/payloadsource.h"

#include <QTest>

using namespace sockscope;

/// Frames of the log as messages that can be edited.
class TestRecordedMessage : public QObject
{
    Q_OBJECT
private slots:
    void composesToTheSameBytes_data();
    void composesToTheSameBytes();
    void keepsToTheRoleOfWhoeverSends();
    void choosesTheFormByThePayload_data();
    void choosesTheFormByThePayload();
    void refusesWhatIsNoFrame();
    void refusesWhatIsTooLong();

private:
    static FrameRecord record(ws::Opcode opcode, quint64 length);
};

FrameRecord TestRecordedMessage::record(ws::Opcode opcode, quint64 length)
{
    FrameRecord record;
    record.connection = 1;
    record.direction = ws::Direction::Sent;
    record.header = ws::makeFrameHeader(opcode, length);
    record.headerSize = quint8(record.header.encodedSize());
    record.length = length;
    return record;
}

void TestRecordedMessage::composesToTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("text") << QByteArray("\x81\x02hi");
    QTest::newRow("braces") << QByteArray("\x81\x07{{time}");
    QTest::newRow("no FIN, RSV3, reserved opcode") << QByteArray("\x13\x02hi");
    QTest::newRow("masked, by a server") << QByteArray("\x82\x82\x01\x02\x03\x04iK");
    QTest::newRow("16 bits for 2 bytes") << QByteArray("\x89\x7e\x00\x02hi", 6);
    QTest::newRow("64 bits for none") << QByteArray("\x8a\x7f\0\0\0\0\0\0\0\0", 10);
    QTest::newRow("close") << QByteArray::fromHex("880403e86f6b");
}

void TestRecordedMessage::composesToTheSameBytes()
{
    QFETCH(QByteArray, wire);
    CaptureStore store;
    FrameRecord frame = record(ws::Opcode::Text, 0);
    const int size = ws::parseFrameHeader(wire, &frame.header);
    frame.headerSize = quint8(size);
    frame.length = frame.header.payloadLength;
    QByteArray payload = wire.sliced(size);
    if (frame.header.mask)
        ws::applyMask(payload.data(), payload, *frame.header.mask);
    const auto made = messageFromRow(store, store.append(frame, payload));
    QVERIFY(std::holds_alternative<SavedMessage>(made));
    const auto &message = std::get<SavedMessage>(made);
    const auto source = std::get<PayloadSource>(PayloadSource::parse(message.form, message.source));
    SeededRandom random(1);
    const auto read = source.payload({}, &random);
    QVERIFY(std::holds_alternative<QByteArray>(read));
    const auto composed = compose(message.frame, std::get<QByteArray>(read), {ws::Role::Server, {}, 15});
    QCOMPARE(std::get<Composition>(composed).bytes.toHex(' '), wire.toHex(' '));
}

void TestRecordedMessage::keepsToTheRoleOfWhoeverSends()
{
    CaptureStore store;
    FrameRecord frame = record(ws::Opcode::Text, 1);
    frame.direction = ws::Direction::Received;
    frame.header.mask = ws::MaskKey{1, 2, 3, 4};
    const quint64 masked = store.append(frame, "a");
    frame.header.mask.reset();
    const quint64 unmasked = store.append(frame, "a");
    QCOMPARE(std::get<SavedMessage>(messageFromRow(store, masked)).frame.mask, MaskChoice::ByRole);
    QCOMPARE(std::get<SavedMessage>(messageFromRow(store, unmasked)).frame.mask, MaskChoice::None);
}

void TestRecordedMessage::choosesTheFormByThePayload_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<InputForm>("form");
    QTest::newRow("words") << QByteArray("on\toff\n") << InputForm::Text;
    QTest::newRow("JSON") << QByteArray("{\"n\":1}") << InputForm::Json;
    QTest::newRow("nearly JSON") << QByteArray("{\"n\":1") << InputForm::Text;
    QTest::newRow("a control character") << QByteArray("a\x01") << InputForm::Hex;
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << InputForm::Hex;
}

void TestRecordedMessage::choosesTheFormByThePayload()
{
    QFETCH(QByteArray, payload);
    QFETCH(InputForm, form);
    CaptureStore store;
    const quint64 row = store.append(record(ws::Opcode::Binary, quint64(payload.size())), payload);
    const auto message = std::get<SavedMessage>(messageFromRow(store, row));
    QCOMPARE(message.form, form);
    QCOMPARE(message.name, "binary of row 0");
}

void TestRecordedMessage::refusesWhatIsNoFrame()
{
    CaptureStore store;
    FrameRecord event;
    event.kind = RowKind::Event;
    const quint64 row = store.append(event, "reset");
    QVERIFY(std::get<QString>(messageFromRow(store, row)).contains("no frame"));
    QVERIFY(std::get<QString>(messageFromRow(store, row + 1)).contains("not in the log"));
}

void TestRecordedMessage::refusesWhatIsTooLong()
{
    CaptureStore store;
    const QByteArray payload(MaxEditedPayload + 1, 'x');
    const quint64 row = store.append(record(ws::Opcode::Text, quint64(payload.size())), payload);
    QVERIFY(std::get<QString>(messageFromRow(store, row)).contains("more than can be edited"));
}

QTEST_GUILESS_MAIN(TestRecordedMessage)
#include "tst_recordedmessage.moc"
