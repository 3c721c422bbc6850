// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/seededrandom.h"
#include "ui/models/faultlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

namespace {

Fault delay(qint64 ms)
{
    Fault fault = Fault::ofKind(FaultKind::Delay);
    fault.parameters.insert(QStringLiteral("ms"), ms);
    return fault;
}

FaultPlan planOf(const QList<Fault> &faults)
{
    return {{QStringLiteral("test"), {}, faults}, 7};
}

// "1 2 3", by their delays.
QString order(const FaultListModel &model)
{
    QStringList all;
    for (const Fault &fault : model.faults())
        all.append(QString::number(fault.number(QStringLiteral("ms"))));
    return all.join(u' ');
}

} // namespace

class TestFaultListModel : public QObject
{
    Q_OBJECT

private:
    FaultListModel m_model;
    QAbstractItemModelTester m_tester{&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void editAtRandom(SeededRandom *random)
    {
        const int last = m_model.rowCount() - 1;
        const int row = int(random->between(0, std::max(last, 0)));
        switch (random->between(0, 5)) {
        case 0:
        case 1:
            m_model.add(delay(random->between(0, 3)), int(random->between(-1, last)));
            break;
        case 2:
            if (last >= 0)
                m_model.remove(row);
            break;
        case 3:
            m_model.move(row, int(random->between(0, std::max(last, 0))));
            break;
        case 4:
            if (last >= 0)
                m_model.change(row, delay(random->between(0, 3)));
            break;
        default:
            m_model.choose(planOf({delay(1), delay(random->between(0, 3)), delay(1)}).profile);
        }
    }

private slots:
    void init() { m_model.load(planOf({delay(1), delay(2), delay(3)})); }

    void editsKeepOrder()
    {
        QCOMPARE(m_model.add(delay(4), 0), 1);
        QCOMPARE(order(m_model), QStringLiteral("1 4 2 3"));
        m_model.move(3, 0);
        QCOMPARE(order(m_model), QStringLiteral("3 1 4 2"));
        m_model.move(0, 2);
        QCOMPARE(order(m_model), QStringLiteral("1 4 3 2"));
        m_model.move(3, 4); // beyond the end
        m_model.move(0, -1);
        QCOMPARE(order(m_model), QStringLiteral("1 4 3 2"));
        m_model.remove(1);
        QCOMPARE(order(m_model), QStringLiteral("1 3 2"));
        for (int i = 0; i < 3; ++i)
            m_model.undoStack()->undo(); // the moves that led nowhere left nothing behind
        QCOMPARE(order(m_model), QStringLiteral("1 4 2 3"));
    }

    void aDraggedRowMoves()
    {
        QSignalSpy moved(&m_model, &QAbstractItemModel::rowsMoved);
        QVERIFY(m_model.moveRow({}, 0, {}, 3)); // behind the last one
        QCOMPARE(order(m_model), QStringLiteral("2 3 1"));
        QVERIFY(m_model.moveRow({}, 2, {}, 1));
        QCOMPARE(order(m_model), QStringLiteral("2 1 3"));
        QCOMPARE(moved.size(), 2); // so that the selection goes with it
    }

    void theBoxSwitches()
    {
        QVERIFY(m_model.setData(m_model.index(1), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!m_model.faults()[1].on);
        QCOMPARE(m_model.index(1).data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
        m_model.undoStack()->undo();
        QVERIFY(m_model.faults()[1].on);
    }

    void changesOfOneFieldAreUndoneAtOnce()
    {
        for (const qint64 ms : {20, 200, 2000})
            m_model.change(0, delay(ms), QStringLiteral("ms"));
        m_model.change(1, delay(5), QStringLiteral("ms")); // another fault's
        QCOMPARE(m_model.undoStack()->count(), 2);
        m_model.undoStack()->undo();
        m_model.undoStack()->undo();
        QCOMPARE(order(m_model), QStringLiteral("1 2 3"));
    }

    void whatComesBackToTheSameIsNoChange()
    {
        m_model.change(0, delay(20), QStringLiteral("ms"));
        m_model.change(0, delay(1), QStringLiteral("ms"));
        QVERIFY(!m_model.undoStack()->canUndo());
        m_model.setSeed(8);
        m_model.setSeed(7);
        QVERIFY(!m_model.undoStack()->canUndo());
    }

    void everythingIsUndoneAndRedone()
    {
        for (quint64 seed = 1; seed <= 20; ++seed) {
            init();
            SeededRandom random(seed);
            QList<FaultPlan> plans{m_model.plan()};
            for (int i = 0; i < 60; ++i) {
                const int before = m_model.undoStack()->index();
                editAtRandom(&random);
                if (m_model.undoStack()->index() != before)
                    plans.append(m_model.plan());
            }
            for (qsizetype i = plans.size() - 1; i > 0; --i) {
                QVERIFY2(m_model.plan() == plans[i], qPrintable(QString::number(seed)));
                m_model.undoStack()->undo();
            }
            QVERIFY(m_model.plan() == plans.first());
            for (qsizetype i = 1; i < plans.size(); ++i) {
                m_model.undoStack()->redo();
                QVERIFY(m_model.plan() == plans[i]);
            }
        }
    }

    void aListHasAnEnd()
    {
        m_model.load(planOf(QList<Fault>(FaultLimits::Faults, delay(1))));
        QCOMPARE(m_model.add(delay(2), 0), -1);
        QCOMPARE(m_model.rowCount(), int(FaultLimits::Faults));
    }

    void countsAreOfThisList()
    {
        QVERIFY(!m_model.index(0).data(FaultListModel::CountRole).isValid());
        m_model.setCounts({1, 2, 3000});
        QCOMPARE(m_model.index(2).data(FaultListModel::CountRole).toULongLong(), 3000U);
        QVERIFY(m_model.index(2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("3,000 times")));
        m_model.remove(0);
        QVERIFY(!m_model.index(0).data(FaultListModel::CountRole).isValid()); // those were of another list
        m_model.setCounts({1, 2, 3000}); // not yet heard of it
        QVERIFY(!m_model.index(0).data(FaultListModel::CountRole).isValid());
    }

    void wordsTellParametersAndScope()
    {
        Fault fault = delay(200);
        fault.scope.direction = FaultDirection::FromDevice;
        fault.scope.next = 10;
        m_model.load(planOf({fault}));
        QCOMPARE(m_model.index(0).data().toString(), QStringLiteral("Delay"));
        const QString words = m_model.index(0).data(FaultListModel::WordsRole).toString();
        QVERIFY2(words.startsWith(QStringLiteral("delay 200 ms")), qPrintable(words));
        QVERIFY2(words.endsWith(QStringLiteral("from the device · next 10 frames")), qPrintable(words));
        // A reader of the screen hears all of it.
        QCOMPARE(
            m_model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Delay · ") + words);
    }
};

QTEST_MAIN(TestFaultListModel)
#include "tst_faultlistmodel.moc"
