// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of the log.
#include "logpanelfixture.h"

#include <QAccessible>
#include <QHeaderView>

using namespace sockscope;

class TestFrameLogAccess : public QObject
{
    Q_OBJECT

private:
    static QAccessibleInterface *access(const LogPanelFixture &log)
    {
        return QAccessible::queryAccessibleInterface(log.view);
    }

private slots:
    void isATable()
    {
        LogPanelFixture log;
        log.append(500, ws::Opcode::Text, "hello");
        QCOMPARE(access(log)->role(), QAccessible::Table);
        QCOMPARE(access(log)->text(QAccessible::Name), QStringLiteral("Frame log"));
        QAccessibleTableInterface *table = access(log)->tableInterface();
        QVERIFY(table);
        QCOMPARE(table->rowCount(), 500);
        QCOMPARE(table->columnCount(), FrameLogModel::ColumnCount);
        QCOMPARE(table->columnDescription(int(FrameLogModel::Column::Opcode)), QStringLiteral("opcode"));
    }

    void cellsHaveTheirWords()
    {
        LogPanelFixture log;
        log.append(500, ws::Opcode::Text, "hello");
        QAccessibleTableInterface *table = access(log)->tableInterface();
        QVERIFY(table);
        for (const int row : {0, 250, 499}) { // in view or not
            QAccessibleInterface *cell = table->cellAt(row, int(FrameLogModel::Column::Payload));
            QVERIFY(cell);
            QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("hello"));
            QCOMPARE(cell->tableCellInterface()->rowIndex(), row);
        }
        QVERIFY(!table->cellAt(500, 0));
    }

    void theSelectionIsTold()
    {
        LogPanelFixture log;
        log.append(20);
        log.clickRow(7);
        QAccessibleTableInterface *table = access(log)->tableInterface();
        QVERIFY(table);
        QCOMPARE(table->selectedRows(), QList<int>{7});
        QVERIFY(table->isRowSelected(7));
        QVERIFY(table->cellAt(7, 0)->state().selected);
        QVERIFY(!table->cellAt(8, 0)->state().selected);
    }
};

QTEST_MAIN(TestFrameLogAccess)
#include "tst_framelogaccess.moc"
