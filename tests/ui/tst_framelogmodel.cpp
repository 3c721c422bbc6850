// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/models/framelogmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;
using Column = FrameLogModel::Column;

class TestFrameLogModel : public QObject
{
    Q_OBJECT

private:
    static QList<quint64> numbers(const FrameLogModel &model)
    {
        QList<quint64> shown;
        for (int row = 0; row < model.rowCount(); ++row)
            shown.append(model.rowNumber(row));
        return shown;
    }

    static QString text(const FrameLogModel &model, int row, Column column)
    {
        return model.index(row, int(column)).data().toString();
    }

    // One row of each kind: 0 handshake, 1 text, 2 binary, 3 continuation, 4 ping, 5 pong, 6 close, 7 event,
    // 8 an unmasked text of connection 2, 9 a reserved opcode, 10 a text to the device.
    static void appendOneOfEach(CaptureStore &store)
    {
        FrameRecord handshake;
        handshake.kind = RowKind::Handshake;
        handshake.connection = 1;
        store.append(handshake, "GET / HTTP/1.1\r\n\r\n");
        using ws::Opcode;
        for (const Opcode opcode :
            {Opcode::Text, Opcode::Binary, Opcode::Continuation, Opcode::Ping, Opcode::Pong, Opcode::Close})
            appendFrame(store, opcode, "");
        FrameRecord event;
        event.kind = RowKind::Event;
        event.connection = 1;
        store.append(event, "the connection was reset");
        store.append(unmaskedFrame(2, 2), "{}");
        appendFrame(store, Opcode(0x3), "");
        store.append(sentFrame(Opcode::Text, 2), "ok");
    }

private slots:
    void appendsWhatIsNewAsOneRange()
    {
        CaptureStore store;
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &FrameLogModel::rowsInserted);
        model.refresh();
        QCOMPARE(inserted.size(), 0);
        for (int i = 0; i < 100; ++i)
            appendFrame(store, ws::Opcode::Text, "x");
        model.refresh();
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 100);
        model.refresh();
        QCOMPARE(inserted.size(), 1);
    }

    void dropsWhatTheStoreDropped_data()
    {
        QTest::addColumn<bool>("filtered");
        QTest::newRow("plain") << false;
        QTest::newRow("filtered") << true;
    }

    void dropsWhatTheStoreDropped()
    {
        QFETCH(bool, filtered);
        CaptureStore store(CaptureStore::MinCapacity);
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        if (filtered)
            model.setFilter(LogFilter::onlyClass(RowClass::Text));
        QSignalSpy removed(&model, &FrameLogModel::rowsRemoved);
        QSignalSpy reset(&model, &FrameLogModel::modelReset);
        const QByteArray payload(4096, 'x');
        for (int i = 0; i < 20; ++i)
            appendFrame(store, i % 2 ? ws::Opcode::Text : ws::Opcode::Binary, payload);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), filtered ? 10 : 20);
        for (int i = 0; i < 60; ++i)
            appendFrame(store, i % 2 ? ws::Opcode::Text : ws::Opcode::Binary, payload);
        QVERIFY(store.rows().first > 0);
        model.refresh();
        QTRY_VERIFY(model.rowOf(store.rows().end - 1) >= 0);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QVERIFY(model.rowNumber(0) >= store.rows().first);
        QVERIFY(model.rowNumber(0) <= store.rows().first + 1);
        QCOMPARE(model.rowNumber(model.rowCount() - 1), store.rows().end - 1);
    }

    void dropsMoreThanItHadSeen()
    {
        CaptureStore store(CaptureStore::MinCapacity);
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        const QByteArray payload(4096, 'x');
        appendFrame(store, ws::Opcode::Text, payload);
        model.refresh();
        for (int i = 0; i < 200; ++i)
            appendFrame(store, ws::Opcode::Text, payload);
        QVERIFY(store.rows().first > 1);
        model.refresh();
        QCOMPARE(quint64(model.rowCount()), store.rows().size());
        QCOMPARE(model.rowNumber(0), store.rows().first);
    }

    void emptiesWithoutResetWhenTheLogIsCleared()
    {
        CaptureStore store;
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        appendOneOfEach(store);
        model.refresh();
        QSignalSpy reset(&model, &FrameLogModel::modelReset);
        store.clear();
        model.refresh();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.size(), 0);
        const quint64 next = appendFrame(store, ws::Opcode::Text, "x");
        model.refresh();
        QCOMPARE(numbers(model), QList<quint64>{next});
    }

    void filters_data()
    {
        QTest::addColumn<LogFilter>("filter");
        QTest::addColumn<QList<quint64>>("shown");
        const auto only = [](RowClass rowClass) { return LogFilter::onlyClass(rowClass); };
        QTest::newRow("all") << LogFilter() << QList<quint64>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        QTest::newRow("handshake") << only(RowClass::Handshake) << QList<quint64>{0};
        QTest::newRow("text") << only(RowClass::Text) << QList<quint64>{1, 8, 10};
        QTest::newRow("binary") << only(RowClass::Binary) << QList<quint64>{2};
        QTest::newRow("continuation") << only(RowClass::Continuation) << QList<quint64>{3};
        QTest::newRow("ping") << only(RowClass::Ping) << QList<quint64>{4};
        QTest::newRow("pong") << only(RowClass::Pong) << QList<quint64>{5};
        QTest::newRow("close") << only(RowClass::Close) << QList<quint64>{6};
        QTest::newRow("events and reserved opcodes") << only(RowClass::Other) << QList<quint64>{7, 9};
        LogFilter filter;
        filter.connection = 2;
        QTest::newRow("connection") << filter << QList<quint64>{8};
        filter = {};
        filter.violationsOnly = true;
        QTest::newRow("violations") << filter << QList<quint64>{8};
        filter = {};
        filter.direction = ws::Direction::Sent;
        QTest::newRow("to device; events have no direction") << filter << QList<quint64>{7, 10};
        filter = only(RowClass::Text);
        filter.direction = ws::Direction::Received;
        filter.connection = 1;
        QTest::newRow("all at once") << filter << QList<quint64>{1};
    }

    void filters()
    {
        QFETCH(LogFilter, filter);
        QFETCH(QList<quint64>, shown);
        CaptureStore store;
        ConnectionTable table;
        appendOneOfEach(store);
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        model.refresh();
        QVERIFY(model.setFilter(filter));
        model.refresh();
        QTRY_COMPARE(numbers(model), shown);
        for (quint64 number = 0; number < store.rows().end; ++number)
            QCOMPARE(model.rowOf(number), int(shown.indexOf(number)));
        QCOMPARE(model.rowOf(store.rows().end), -1);
        model.setFilter({});
        model.refresh();
        QCOMPARE(model.rowCount(), 11);
    }

    void newRowsAreFiltered()
    {
        CaptureStore store;
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        const QAbstractItemModelTester tester(&model);
        model.setFilter(LogFilter::onlyClass(RowClass::Text));
        for (int i = 0; i < 20'000; ++i)
            store.append(receivedFrame(i % 2 ? ws::Opcode::Text : ws::Opcode::Ping, 0), {});
        QCOMPARE(model.unseenRows(), quint64(20'000));
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 10'000);
        QTRY_VERIFY(!model.isScanning());
        model.refresh();
        QCOMPARE(model.unseenRows(), quint64(0));
        QCOMPARE(model.rowOf(19'999), 9'999);
        QCOMPARE(model.rowOf(19'998), -1);
        QCOMPARE(model.rowNumber(9'999), quint64(19'999));
    }

    void anExpressionJoinsTheQuickFilters()
    {
        CaptureStore store;
        ConnectionTable table;
        appendOneOfEach(store);
        FrameLogModel model(&store, &table);
        LogFilter filter = LogFilter::onlyClass(RowClass::Text);
        filter.expression = QStringLiteral("conn == 2 or to device");
        QVERIFY(model.setFilter(filter));
        QTRY_COMPARE(numbers(model), (QList<quint64>{8, 10}));
    }

    void anExpressionThatIsNoneChangesNothing()
    {
        CaptureStore store;
        ConnectionTable table;
        appendOneOfEach(store);
        FrameLogModel model(&store, &table);
        QVERIFY(model.setFilter(LogFilter::onlyClass(RowClass::Ping)));
        LogFilter wrong;
        wrong.expression = QStringLiteral("opcode ==");
        QVERIFY(!model.setFilter(wrong));
        QCOMPARE(model.filter(), LogFilter::onlyClass(RowClass::Ping));
        QTRY_COMPARE(numbers(model), QList<quint64>{4});
    }

    void devicesCanBeFiltered()
    {
        CaptureStore store;
        ConnectionTable table;
        nameDevice(table, 1, QStringLiteral("thermo-7f2a"));
        appendOneOfEach(store);
        FrameLogModel model(&store, &table);
        LogFilter filter;
        filter.expression = QStringLiteral("device == thermo-7f2a and opcode == ping");
        QVERIFY(model.setFilter(filter));
        QTRY_COMPARE(numbers(model), QList<quint64>{4});
    }

    void whatIsOfNoConnectionIsOfTheServer()
    {
        CaptureStore store;
        ConnectionTable table;
        FrameRecord outage;
        outage.kind = RowKind::Event;
        outage.event = EventKind::Fault;
        store.append(outage, "The port is closed for 5 s");
        FrameLogModel model(&store, &table);
        model.refresh();
        QCOMPARE(text(model, 0, Column::Device), QStringLiteral("server"));
    }

    void cells_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<FrameLogModel::Column>("column");
        QTest::addColumn<QString>("text");
        QTest::newRow("device") << 1 << Column::Device << "thermo-7f2a";
        QTest::newRow("a device that is not known any more") << 8 << Column::Device << "#2";
        QTest::newRow("from the device") << 1 << Column::Direction << "→";
        QTest::newRow("to the device") << 10 << Column::Direction << "←";
        QTest::newRow("an event has no direction") << 7 << Column::Direction << "";
        QTest::newRow("opcode") << 3 << Column::Opcode << "continuation";
        QTest::newRow("handshake") << 0 << Column::Opcode << "handshake";
        QTest::newRow("event") << 7 << Column::Opcode << "event";
        QTest::newRow("reserved opcode") << 9 << Column::Opcode << "reserved 0x3";
        QTest::newRow("fin") << 1 << Column::Fin << "1";
        QTest::newRow("handshake has no fin") << 0 << Column::Fin << "";
        QTest::newRow("no reserved bit") << 1 << Column::Rsv << "–";
        QTest::newRow("mask key") << 1 << Column::Mask << "9c41e07d";
        QTest::newRow("mask missing") << 8 << Column::Mask << "none";
        QTest::newRow("no mask by the rules") << 10 << Column::Mask << "–";
        QTest::newRow("length") << 8 << Column::Length << "2 B";
        QTest::newRow("payload") << 8 << Column::Payload << "{}";
        QTest::newRow("words of an event") << 7 << Column::Payload << "the connection was reset";
        QTest::newRow("time") << 5 << Column::Time << "0.0050";
        QTest::newRow("delta") << 5 << Column::Delta << "1.0";
        QTest::newRow("nothing above") << 0 << Column::Delta << "–";
    }

    void cells()
    {
        QFETCH(int, row);
        QFETCH(FrameLogModel::Column, column);
        CaptureStore store;
        ConnectionTable table;
        nameDevice(table, 1, QStringLiteral("thermo-7f2a"));
        appendOneOfEach(store);
        FrameLogModel model(&store, &table);
        model.refresh();
        QTEST(text(model, row, column), "text");
    }

    void rowsThatAreGoneSaySo()
    {
        CaptureStore store;
        ConnectionTable table;
        FrameLogModel model(&store, &table);
        appendFrame(store, ws::Opcode::Text, "x");
        model.refresh();
        store.clear();
        QCOMPARE(text(model, 0, Column::Payload), QStringLiteral("no longer in the log"));
        QCOMPARE(text(model, 0, Column::Opcode), QString());
        QVERIFY(!model.record(0));
    }
};

QTEST_GUILESS_MAIN(TestFrameLogModel)
#include "tst_framelogmodel.moc"
