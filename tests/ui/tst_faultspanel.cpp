// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/shippedfaults.h"
#include "ui/models/faultplans.h"
#include "ui/panels/faultfiles.h"
#include "ui/panels/faultspanel.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/widgets/faultdelegate.h"
#include "ui/widgets/faultlist.h"
#include "uifixture.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace sockscope;

class TestFaultsPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<FaultPlans> m_plans;
    std::unique_ptr<FaultsPanel> m_panel;
    FaultList *m_list = nullptr;

    FaultListModel *server() { return m_plans->server(); }
    Fault fault(int row) { return server()->faults()[row]; }
    void add(FaultKind kind) { server()->add(Fault::ofKind(kind), server()->rowCount() - 1); }
    QList<FaultKind> kinds()
    {
        QList<FaultKind> all;
        for (const Fault &fault : m_list->faults()->faults())
            all.append(fault.kind);
        return all;
    }
    QString message() { return child<QLabel>(*m_panel, "faultMessage")->text(); }
    QList<ConnectionStats> connections() { return m_bench->session.connections().snapshot(); }

    void focusList()
    {
        QApplication::setActiveWindow(m_panel.get()); // a closed menu leaves none
        m_list->setFocus();
        QTRY_VERIFY(m_list->hasFocus());
    }

    /// Types @p keys into the menu that is open then.
    static void typeIntoMenu(const QList<Qt::Key> &keys)
    {
        QTimer::singleShot(0, qApp, [keys] {
            QTRY_VERIFY(QApplication::activePopupWidget());
            for (const Qt::Key key : keys)
                QTest::keyClick(QApplication::activePopupWidget(), key);
        });
    }
    static void retype(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_bench = std::make_unique<UiFixture>();
        m_plans = std::make_unique<FaultPlans>(&m_bench->session, &m_bench->settings);
        m_panel = std::make_unique<FaultsPanel>(&m_bench->session, m_plans.get());
        m_list = child<FaultList>(*m_panel, "faultList");
        m_panel->resize(332, 640);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        focusList();
    }

    void cleanup()
    {
        m_panel.reset();
        m_plans.reset();
        m_bench.reset();
    }

    void faultsAreAddedByKeyAlone()
    {
        typeIntoMenu({Qt::Key_F, Qt::Key_Return}); // the first of the frames'
        QTest::keyClick(m_list, Qt::Key_Insert);
        QTRY_COMPARE(kinds(), QList{FaultKind::Drop});
        QCOMPARE(m_list->currentRow(), 0);
        focusList();
        QTest::keyClick(m_list, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(kinds(), (QList{FaultKind::Drop, FaultKind::Drop}));
        QCOMPARE(m_list->currentRow(), 1);
    }

    void keysOrderRemoveAndUndo()
    {
        for (const FaultKind kind : {FaultKind::Delay, FaultKind::Drop, FaultKind::Reset})
            add(kind);
        QCOMPARE(m_list->currentRow(), 2);
        QTest::keyClick(m_list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(kinds(), (QList{FaultKind::Delay, FaultKind::Reset, FaultKind::Drop}));
        QCOMPARE(m_list->currentRow(), 1); // the selection goes with it
        QTest::keyClick(m_list, Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(m_list, Qt::Key_Down, Qt::AltModifier); // it is the last one
        QCOMPARE(kinds(), (QList{FaultKind::Delay, FaultKind::Drop, FaultKind::Reset}));
        QTest::keyClick(m_list, Qt::Key_Delete);
        QCOMPARE(kinds(), (QList{FaultKind::Delay, FaultKind::Drop}));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(kinds(), (QList{FaultKind::Delay, FaultKind::Drop, FaultKind::Reset}));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(kinds(), (QList{FaultKind::Delay, FaultKind::Drop}));
    }

    void boxesSwitchByMouseAndKey()
    {
        add(FaultKind::Delay);
        const QRect row = m_list->visualRect(m_list->model()->index(0, 0));
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, FaultDelegate::checkRect(row).center());
        QVERIFY(!fault(0).on);
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, row.center()); // only selects it
        QVERIFY(!fault(0).on);
        QTest::keyClick(m_list, Qt::Key_Space);
        QVERIFY(fault(0).on);
    }

    void fieldsEditAtOnce()
    {
        add(FaultKind::Delay);
        QTest::keyClick(m_list, Qt::Key_Return); // to the fields
        auto *ms = child<QLineEdit>(*m_panel, "fault_ms");
        QVERIFY(ms->hasFocus());
        retype(ms, QStringLiteral("1,500"));
        QCOMPARE(fault(0).number(QStringLiteral("ms")), 1500);
        retype(child<QLineEdit>(*m_panel, "faultNext"), QStringLiteral("10"));
        retype(child<QLineEdit>(*m_panel, "faultFrom"), QStringLiteral("5000"));
        child<QComboBox>(*m_panel, "faultDirection")->setFocus();
        QTest::keyClick(child<QComboBox>(*m_panel, "faultDirection"), Qt::Key_Down);
        QTest::keyClick(child<Chip>(*m_panel, "faultOpcode_binary"), Qt::Key_Space);
        const FaultScope scope = fault(0).scope;
        QCOMPARE(scope.next, 10);
        QCOMPARE(scope.fromMs, 5000);
        QCOMPARE(scope.direction, FaultDirection::FromDevice);
        QVERIFY(!scope.has(ws::Opcode::Binary));
        QVERIFY(scope.has(ws::Opcode::Text));
        m_list->setFocus();
        for (int i = 0; i < 5; ++i) // field by field, not letter by letter
            QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(fault(0), Fault::ofKind(FaultKind::Delay));
        QCOMPARE(ms->text(), QStringLiteral("200"));
    }

    void oneOpcodeIsAlwaysLit()
    {
        add(FaultKind::Delay);
        for (const char *name : {"text", "binary", "ping", "pong", "close", "continuation"})
            child<Chip>(*m_panel, QByteArray("faultOpcode_") + name)->click();
        QCOMPARE(fault(0).scope.opcodes, quint16(1)); // the last one stayed: continuation
        for (const char *name : {"text", "binary", "ping", "pong", "close"})
            child<Chip>(*m_panel, QByteArray("faultOpcode_") + name)->click();
        QCOMPARE(fault(0).scope.opcodes, FaultScope::AllOpcodes);
    }

    void refusedFieldsAreNamed_data()
    {
        QTest::addColumn<FaultKind>("kind");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("number") << FaultKind::Delay << "fault_ms"
                                << "soon"
                                << "Delay: a whole number from 0 to 86,400,000 ms, not “soon”.";
        QTest::newRow("too large") << FaultKind::Dribble << "fault_bytes"
                                   << "99999999999"
                                   << "Piece: a whole number from 1 to";
        QTest::newRow("too long") << FaultKind::CloseWith << "fault_reason" << QString(124, u'x')
                                  << "Reason: at most 123 bytes; this is 124.";
        QTest::newRow("scope") << FaultKind::Delay << "faultNext"
                               << "-1"
                               << "Next: a whole number from 0";
    }

    void refusedFieldsAreNamed()
    {
        QFETCH(FaultKind, kind);
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, says);
        add(kind);
        auto *edit = child<QLineEdit>(*m_panel, field.toLatin1());
        retype(edit, text);
        const auto *message = child<QLabel>(*m_panel, "faultFieldMessage");
        QVERIFY2(message->text().startsWith(says), qPrintable(message->text()));
        QVERIFY(edit->property("invalid").toBool());
        const QString kept = fault(0).text(QStringLiteral("reason"));
        QVERIFY(kept.size() < text.size()); // as far as it was fine
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, QStringLiteral("3"));
        QVERIFY(message->isHidden());
    }

    void everyKindHasItsFields()
    {
        for (const FaultInfo &info : faultCatalogue()) {
            server()->choose({info.name, {}, {Fault::ofKind(info.kind)}});
            m_list->setCurrentIndex(m_list->model()->index(0, 0));
            for (const FaultParameter &parameter : info.parameters)
                child<QWidget>(*m_panel, QByteArray("fault_") + parameter.key.toLatin1());
            QCOMPARE(fault(0), Fault::ofKind(info.kind)); // to look at it changes nothing
            QVERIFY2(child<QLabel>(*m_panel, "faultFieldMessage")->isHidden(), qPrintable(info.key));
        }
    }

    void seedsAreTypedDrawnAndCopied()
    {
        auto *seed = child<QLineEdit>(*m_panel, "faultSeed");
        retype(seed, QStringLiteral("4242"));
        QCOMPARE(server()->plan().seed, 4242U);
        QTest::mouseClick(child<QToolButton>(*m_panel, "faultSeedCopy"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("4242"));
        retype(seed, QStringLiteral("4 2"));
        QVERIFY2(message().startsWith(QStringLiteral("Seed:")), qPrintable(message()));
        QTest::mouseClick(child<QToolButton>(*m_panel, "faultSeedRenew"), Qt::LeftButton);
        QCOMPARE(seed->text(), QString::number(server()->plan().seed));
        QVERIFY(message().isEmpty());
    }

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

QTEST_MAIN(TestFaultsPanel)
#include "tst_faultspanel.moc"
