// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/shippedfaults.h"
#include "faultsfixture.h"
#include "ui/panels/faultfiles.h"
#include "ui/views/chip.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace sockscope;

/// Profiles, files, and what a device sees of what is set.
class TestFaultsInUse : public FaultsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }
    void init() { openPanel(); }
    void cleanup() { closePanel(); }

    void profilesAreChosenSavedAndDeleted()
    {
        auto *button = child<QToolButton>(*m_panel, "faultProfile");
        typeIntoMenu({Qt::Key_Down, Qt::Key_Down, Qt::Key_Return}); // behind "None"
        button->showMenu();
        const FaultProfile &first = shippedFaults().first().profile;
        QTRY_COMPARE(server()->faults(), first.faults);
        QCOMPARE(button->accessibleName(), QStringLiteral("Profile: ") + first.name);
        QTimer::singleShot(0, this, [] {
            auto *name =
                QApplication::activePopupWidget()->findChild<QLineEdit *>(QStringLiteral("faultProfileName"));
            QTest::keyClicks(name, QStringLiteral("Third floor"));
            QTest::keyClick(name, Qt::Key_Return);
        });
        button->showMenu();
        QTRY_COMPARE(m_plans->store()->saved().size(), 1);
        QCOMPARE(m_plans->store()->saved().first().name, QStringLiteral("Third floor"));
        QVERIFY(button->text().startsWith(QStringLiteral("Third"))); // as much as there is room for
        add(FaultKind::Reset);
        QCOMPARE(button->accessibleName(), QStringLiteral("Profile: Third floor, changed"));
    }

    void filesGoOutAndComeBack()
    {
        add(FaultKind::Corrupt);
        add(FaultKind::RefuseHttp);
        const FaultProfile out = server()->plan().profile;
        const QString path = m_bench->folder.filePath(QStringLiteral("faults.json"));
        QSignalSpy remarked(m_panel.get(), &FaultsPanel::remarked);
        m_panel->files()->write(path, out);
        QCOMPARE(remarked.size(), 1);
        server()->choose({});
        m_panel->files()->read(path);
        QCOMPARE(server()->plan().profile, out);
        QVERIFY(message().isEmpty());
    }

    void aWrongFileIsRefusedInPlace()
    {
        add(FaultKind::Delay);
        const QString path = m_bench->folder.filePath(QStringLiteral("faults.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            R"({"sockscope": "faults", "version": 1, "name": "x", "faults": [{"fault": "delay", "next": -1}]})");
        file.close();
        m_panel->files()->read(path);
        QVERIFY2(message().startsWith(QStringLiteral("faults.json: $.faults[0].next wants")),
            qPrintable(message()));
        QCOMPARE(kinds(), QList{FaultKind::Delay});
        m_panel->files()->read(m_bench->folder.filePath(QStringLiteral("none.json")));
        QVERIFY2(message().startsWith(QStringLiteral("none.json: ")), qPrintable(message()));
        add(FaultKind::Drop);
        QVERIFY(message().isEmpty()); // one has gone on
    }

    void aConnectionMayHaveItsOwn()
    {
        ServerSettings settings;
        settings.port = 0;
        m_bench->session.start(settings);
        QTRY_VERIFY(m_bench->isRunning());
        QWebSocket device;
        device.open(m_bench->url());
        QTRY_VERIFY(m_bench->isOnlyOpen(device));
        add(FaultKind::Delay);
        const quint64 number = m_bench->only()->number;
        m_panel->showConnection(number);
        m_panel->refresh(connections());
        auto *target = child<QComboBox>(*m_panel, "faultTarget");
        QTest::keyClick(target, Qt::Key_Down);
        QVERIFY(kinds().isEmpty());
        m_list->add(Fault::ofKind(FaultKind::Drop));
        QCOMPARE(kinds(), QList{FaultKind::Drop});
        QTest::keyClick(target, Qt::Key_Up);
        QCOMPARE(kinds(), QList{FaultKind::Delay}); // those of all are as they were
        QTest::keyClick(target, Qt::Key_Down);
        device.close();
        QTRY_VERIFY(m_bench->isQuiet());
        m_panel->refresh(connections());
        QCOMPARE(target->currentIndex(), 0);
        QCOMPARE(kinds(), QList{FaultKind::Delay});
        QTest::keyClick(target, Qt::Key_Down);
        QCOMPARE(target->currentIndex(), 0); // there is none to choose
    }

    void aDeviceNoticesWhatIsBroken()
    {
        ServerSettings settings;
        settings.port = 0;
        settings.reply = Reply::Echo;
        m_bench->session.start(settings);
        QTRY_VERIFY(m_bench->isRunning());
        QWebSocket device;
        QSignalSpy texts(&device, &QWebSocket::textMessageReceived);
        QSignalSpy binaries(&device, &QWebSocket::binaryMessageReceived);
        device.open(m_bench->url());
        QTRY_VERIFY(m_bench->isOnlyOpen(device));
        device.sendTextMessage(QStringLiteral("before"));
        QTRY_COMPARE(texts.size(), 1);

        typeIntoMenu({Qt::Key_F, Qt::Key_Return}); // drop
        QTest::keyClick(m_list, Qt::Key_Insert);
        QTRY_COMPARE(kinds(), QList{FaultKind::Drop});
        for (const char *name : {"binary", "ping", "pong", "close", "continuation"})
            QTest::keyClick(child<Chip>(*m_panel, QByteArray("faultOpcode_") + name), Qt::Key_Space);
        QSignalSpy caughtUp(&m_bench->session, &BenchSession::caughtUp);
        m_bench->session.catchUp();
        QTRY_COMPARE(caughtUp.size(), 1);
        device.sendTextMessage(QStringLiteral("lost"));
        device.sendBinaryMessage("kept");
        QTRY_COMPARE(binaries.size(), 1); // and would have come after the text
        QCOMPARE(texts.size(), 1);

        auto *last = child<QToolButton>(*m_panel, "lastFault");
        QTRY_VERIFY((m_panel->refresh(connections()), !last->isHidden()));
        QCOMPARE(m_list->model()->index(0, 0).data(FaultListModel::CountRole).toInt(), 1);
        QSignalSpy activated(m_panel.get(), &FaultsPanel::rowActivated);
        QTest::mouseClick(last, Qt::LeftButton);
        FrameRecord record;
        QVERIFY(m_bench->session.capture().read(activated.last()[0].toULongLong(), &record));
        QCOMPARE(record.event, EventKind::Fault);
        QCOMPARE(record.connection, m_bench->only()->number);
    }

    void oneClickCutsTheLink_data()
    {
        QTest::addColumn<QString>("button");
        QTest::newRow("FIN") << "shot_cutTcp";
        QTest::newRow("RST") << "shot_reset";
    }

    void oneClickCutsTheLink()
    {
        QFETCH(QString, button);
        ServerSettings settings;
        settings.port = 0;
        m_bench->session.start(settings);
        QTRY_VERIFY(m_bench->isRunning());
        QVERIFY(!child<QPushButton>(*m_panel, button.toLatin1())->isEnabled()); // there is nobody
        QWebSocket device;
        QSignalSpy gone(&device, &QWebSocket::disconnected);
        device.open(m_bench->url());
        QTRY_VERIFY(m_bench->isOnlyOpen(device));
        m_panel->refresh(connections());
        QTest::mouseClick(child<QPushButton>(*m_panel, button.toLatin1()), Qt::LeftButton);
        QTRY_COMPARE(gone.size(), 1);
        auto *last = child<QToolButton>(*m_panel, "lastFault");
        QTRY_VERIFY((m_panel->refresh(connections()), last->text().contains(QStringLiteral("TCP"))));
        QVERIFY(server()->faults().isEmpty()); // it was that connection's own
    }

    void theLastFaultLeadsToItsRow()
    {
        auto *last = child<QToolButton>(*m_panel, "lastFault");
        QVERIFY(last->isHidden());
        FrameRecord record;
        record.kind = RowKind::Event;
        record.event = EventKind::Note;
        m_bench->session.capture().append(record, "something else");
        m_panel->refresh({});
        QVERIFY(last->isHidden());
        record.event = EventKind::Fault;
        const quint64 row = m_bench->session.capture().append(record, "delayed by 203 ms");
        m_panel->refresh({});
        QCOMPARE(last->text(), QStringLiteral("Last: delayed by 203 ms · row 1"));
        QSignalSpy activated(m_panel.get(), &FaultsPanel::rowActivated);
        QTest::mouseClick(last, Qt::LeftButton);
        QCOMPARE(activated.last(), QVariantList{row});
    }
};

QTEST_MAIN(TestFaultsInUse)
#include "tst_faultsinuse.moc"
