// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/fragmentmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace sockscope;

namespace {

MessageRows someRows(quint64 count)
{
    MessageRows message;
    for (quint64 i = 0; i < count; ++i) {
        FrameRecord record;
        record.fragment = quint32(i + 1);
        message.rows.push_back({10 + 2 * i, record});
    }
    return message;
}

} // namespace

class TestFragmentModel : public QObject
{
    Q_OBJECT

private slots:
    void keepsToTheRulesOfModels()
    {
        FragmentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMessage(someRows(3));
        QCOMPARE(model.rowCount(), 3);
        model.setMessage(someRows(300));
        model.setMessage({});
        QCOMPARE(model.rowCount(), 0);
    }

    void findsRowsByNumber()
    {
        FragmentModel model;
        model.setMessage(someRows(3));
        QCOMPARE(model.rowOf(12), 1);
        QCOMPARE(model.rowOf(13), -1);
        QCOMPARE(model.rowOf(99), -1);
        QCOMPARE(model.numberAt(2), quint64(14));
    }

    void everyColumnHasAName()
    {
        const FragmentModel model;
        for (int column = 0; column < FragmentModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model.headerData(FragmentModel::ColumnCount, Qt::Horizontal).isValid());
    }
};

QTEST_MAIN(TestFragmentModel)
#include "tst_fragmentmodel.moc"
