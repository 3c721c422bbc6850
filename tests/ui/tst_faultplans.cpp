// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/shippedfaults.h"
#include "ui/models/faultplans.h"
#include "uifixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

class TestFaultPlans : public QObject
{
    Q_OBJECT

private slots:
    void editsSurviveARestart()
    {
        UiFixture bench;
        FaultPlan edited;
        {
            FaultPlans plans(&bench.session, &bench.settings);
            QVERIFY(plans.isOn());
            QVERIFY(plans.server()->faults().isEmpty());
            plans.server()->choose(shippedFaults().first().profile);
            plans.server()->setSeed(4242);
            plans.setOn(false);
            edited = plans.server()->plan();
        }
        bench.settings.sync();
        FaultPlans next(&bench.session, &bench.settings);
        QCOMPARE(next.server()->plan(), edited);
        QVERIFY(!next.isOn());
        QVERIFY(!next.server()->undoStack()->canUndo());
    }

    void aBrokenFileOfSettingsIsNoFault()
    {
        UiFixture bench;
        bench.settings.setValue("faults/profile", "{\"sockscope\": \"faults\"");
        bench.settings.setValue("faults/seed", "many");
        bench.settings.setValue("faults/saved", QVariantList{"nonsense", 3});
        FaultPlans plans(&bench.session, &bench.settings);
        QVERIFY(plans.server()->faults().isEmpty());
        QVERIFY(plans.store()->saved().isEmpty());
    }

    void ownProfilesHaveNames()
    {
        UiFixture bench;
        FaultProfile mine{QStringLiteral("Third floor"), {}, {Fault::ofKind(FaultKind::Drop)}};
        {
            FaultStore store(&bench.settings);
            store.save(mine);
            store.save({QStringLiteral("Cellar"), {}, {Fault::ofKind(FaultKind::Reset)}});
            mine.faults.append(Fault::ofKind(FaultKind::Delay));
            store.save(mine); // in place of the first
        }
        FaultStore store(&bench.settings);
        QCOMPARE(store.saved().size(), 2);
        QCOMPARE(store.saved().last(), mine);
        store.remove(QStringLiteral("Third floor"));
        QCOMPARE(FaultStore(&bench.settings).saved().size(), 1);
    }

    void theButtonSaysWhatIsBroken()
    {
        UiFixture bench;
        FaultPlans plans(&bench.session, &bench.settings);
        QSignalSpy changed(&plans, &FaultPlans::changed);
        QCOMPARE(plans.words(), QStringLiteral("none"));
        QVERIFY(!plans.isActive());
        const FaultProfile &shipped = shippedFaults().first().profile;
        plans.server()->choose(shipped);
        QVERIFY(changed.size() > 0);
        QCOMPARE(plans.words(), shipped.name);
        QVERIFY(plans.isActive());
        plans.server()->remove(0);
        QCOMPARE(plans.words(), shipped.name + QStringLiteral(", changed"));
        plans.setOn(false);
        QCOMPARE(plans.words(), QStringLiteral("off"));
        QVERIFY(!plans.isActive());
        plans.setOn(true);
        plans.server()->choose({FaultStore::unnamed(), {}, {Fault::ofKind(FaultKind::Drop)}});
        QCOMPARE(plans.words(), QStringLiteral("1 fault"));
        plans.server()->setData(plans.server()->index(0), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(plans.words(), QStringLiteral("off"));
    }

    void aRefusalIsArmedAgain()
    {
        UiFixture bench;
        FaultPlans plans(&bench.session, &bench.settings);
        plans.server()->add(Fault::ofKind(FaultKind::Delay), -1);
        plans.refuseNext(3);
        plans.refuseNext(5);
        plans.refuseNext(5);
        QCOMPARE(plans.server()->faults().size(), 2);
        QCOMPARE(plans.server()->faults().last().kind, FaultKind::RefuseHttp);
        QCOMPARE(plans.server()->faults().last().scope.next, 5);
    }

    void aStruckConnectionKeepsTheFaultsOfAll()
    {
        UiFixture bench;
        FaultPlans plans(&bench.session, &bench.settings);
        plans.server()->add(Fault::ofKind(FaultKind::Delay), -1);
        plans.strike(FaultKind::Freeze, {7});
        QCOMPARE(plans.of(7)->faults().size(), 2);
        QCOMPARE(plans.of(7)->faults().last().kind, FaultKind::Freeze);
        QCOMPARE(plans.server()->faults().size(), 1);
        plans.of(7)->undoStack()->undo(); // it has those of all again
        QVERIFY(plans.of(7)->faults().isEmpty());
        plans.strike(FaultKind::Freeze, {7});
        plans.refresh({7});
        QCOMPARE(plans.of(7)->rowCount(), 2);
        plans.refresh({}); // it has ended, and its list with it
        QCOMPARE(plans.of(7)->rowCount(), 0);
    }
};

QTEST_MAIN(TestFaultPlans)
#include "tst_faultplans.moc"
