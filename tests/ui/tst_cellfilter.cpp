// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/filterwords.h"
#include "benchfill.h"
#include "ui/models/cellfilter.h"

#include <QTest>

using namespace sockscope;
using Column = FrameLogModel::Column;

class TestCellFilter : public QObject
{
    Q_OBJECT

private:
    static FrameRecord rowOf(RowKind kind)
    {
        FrameRecord record;
        record.kind = kind;
        record.connection = 3;
        return record;
    }

private slots:
    void filters_data()
    {
        QTest::addColumn<FrameRecord>("record");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<Column>("column");
        QTest::addColumn<QString>("filter");
        const auto row = [](const char *name, const FrameRecord &record, const QByteArray &content,
                             Column column, const char *filter) {
            QTest::newRow(name) << record << content << column << QString::fromUtf8(filter);
        };
        FrameRecord text = receivedFrame(ws::Opcode::Text, 2, 3);
        text.timeNs = 12'065'700'000;
        const FrameRecord sent = sentFrame(ws::Opcode::Ping, 0, 3);
        FrameRecord whole = text;
        whole.timeNs = 5'000'000'000;
        row("time", text, "ok", Column::Time, "time >= 12.0657s");
        row("time without fraction", whole, "ok", Column::Time, "time >= 5s");
        row("delta", text, "ok", Column::Delta, "");
        row("device", text, "ok", Column::Device, "device == \"thermo \\\"7\\\"\"");
        row("from", text, "ok", Column::Direction, "from device");
        row("to", sent, "", Column::Direction, "to device");
        row("no direction", rowOf(RowKind::Event), "x", Column::Direction, "kind == event");
        row("opcode", sent, "", Column::Opcode, "opcode == ping");
        row("reserved", receivedFrame(ws::Opcode(0xb), 0, 3), "", Column::Opcode, "opcode == 0xb");
        row("handshake", rowOf(RowKind::Handshake), "GET", Column::Opcode, "kind == handshake");
        row("event", rowOf(RowKind::Event), "x", Column::Opcode, "kind == event");
        FrameRecord fault = rowOf(RowKind::Event);
        fault.event = EventKind::Fault;
        row("fault", fault, "x", Column::Opcode, "event == fault");
        row("fin", text, "ok", Column::Fin, "fin == 1");
        row("fin of an event", rowOf(RowKind::Event), "x", Column::Fin, "");
        row("rsv", text, "ok", Column::Rsv, "rsv1 == 0 and rsv2 == 0 and rsv3 == 0");
        row("mask", text, "ok", Column::Mask, "mask == 1");
        row("no mask", sent, "", Column::Mask, "mask == 0");
        row("length", text, "ok", Column::Length, "len == 2");
        row("payload", text, "ok", Column::Payload, "text == \"ok\"");
        row("nothing", text, "", Column::Payload, "text == \"\"");
        row("signs", text, "a\"b\\\n\x01\xc3\xa9", Column::Payload, "text == \"a\\\"b\\\\\\n\\u0001é\"");
        row("bytes", text, "\xff\x01", Column::Payload, "hex == ff 01");
        row("half a character", text, "a\xc3", Column::Payload, "hex == 61 c3");
        row("many bytes", text, QByteArray(100, '\xff'), Column::Payload,
            ("hex contains" + QByteArray(" ff").repeated(32)).constData());
        row("much text", text, QByteArray(199, 'x') + "é...", Column::Payload,
            ("text contains \"" + QByteArray(199, 'x') + "\"").constData());
        row("close", receivedFrame(ws::Opcode::Close, 2, 3), "\x03\xf1", Column::Payload,
            "close.code == 1009");
    }

    // And every one of them passes the row it was made from, its opposite does not.
    void filters()
    {
        QFETCH(FrameRecord, record);
        QFETCH(QByteArray, content);
        QFETCH(Column, column);
        ConnectionTable table;
        nameDevice(table, 3, QStringLiteral("thermo \"7\""));
        const LiveConnections connections(&table);
        const QString filter = filterForCell(record, column, table.find(3)->device, content);
        QTEST(filter, "filter");
        if (filter.isEmpty())
            return;
        CaptureStore store;
        store.append(record, content);
        const RowSpan span = store.span(0, 1);
        QVERIFY(std::get<Filter>(Filter::compile(filter, &connections)).matches(span, 0));
        QVERIFY(!std::get<Filter>(Filter::compile(filterInverted(filter), &connections)).matches(span, 0));
    }

    void aDeviceWithoutANameIsAConnection()
    {
        const FrameRecord text = receivedFrame(ws::Opcode::Text, 2, 3);
        QCOMPARE(filterForCell(text, Column::Device, {}, "ok"), QStringLiteral("conn == 3"));
    }

    void joins_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("joined");
        QTest::newRow("nothing") << ""
                                 << "fin"
                                 << "fin";
        QTest::newRow("two") << "fin"
                             << "rtt"
                             << "fin and rtt";
        QTest::newRow("either, too") << "fin or rtt"
                                     << "not mask"
                                     << "(fin or rtt) and not mask";
        QTest::newRow("both of either") << "fin and rtt"
                                        << "a or b"
                                        << "fin and rtt and (a or b)";
    }

    void joins()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QTEST(filterJoined(one, other), "joined");
    }
};

QTEST_GUILESS_MAIN(TestCellFilter)
#include "tst_cellfilter.moc"
