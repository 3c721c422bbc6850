// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/csvwriter.h"
#include "exchangefixture.h"

#include <QTest>

using namespace sockscope;

class TestRowExport : public QObject
{
    Q_OBJECT

private slots:
    void csvHasALineForEachRow()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        fillWithEverything(store);
        const QByteArrayList lines = exported(store, ExportFormat::Csv).split('\n');
        QCOMPARE(lines.size(), qsizetype(store.rows().size()) + 7 + 5 + 2); // heads have lines of their own
        QVERIFY(lines[0].startsWith("row,time,seconds,connection,device,direction,kind,opcode"));
        QVERIFY(
            exported(store, ExportFormat::Csv)
                .contains("3,2026-05-04T10:00:00.127000004Z,0.127000004,1,boiler,received,frame,text,1,0,0,0,"
                          "9c41e07d,14,1,0,1,,,\"{\"\"temp\"\": 21.5}\"\r\n"));
    }

    void csvCells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
        QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("formula in quotes") << QByteArray("@a,b") << QByteArray("\"'@a,b\"");
    }

    void csvCells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvCell(text), cell);
    }

    void anExportIsStopped()
    {
        CaptureStore store(CaptureStore::DefaultCapacity, exchangeStart());
        Conversation device(&store);
        for (int i = 0; i < 10'000; ++i)
            device.send(ws::Direction::Sent, ws::Opcode::Text, "x");
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        quint64 told = 0;
        const QString error = exportRows(store,
            {ExportFormat::JsonLines, {},
                [&](quint64 done, quint64 all) {
                    told = done;
                    return all != 10'000;
                }},
            &out);
        QVERIFY(error.contains(QStringLiteral("stopped")));
        QVERIFY(told > 0 && told < 10'000);
    }
};

QTEST_GUILESS_MAIN(TestRowExport)
#include "tst_rowexport.moc"
