// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultsfixture.h"
#include "ui/views/chip.h"
#include "ui/widgets/faultdelegate.h"

#include <QClipboard>
#include <QComboBox>
#include <QToolButton>

using namespace sockscope;

/// The list of faults and its fields, edited.
class TestFaultsPanel : public FaultsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }
    void init() { openPanel(); }
    void cleanup() { closePanel(); }

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
};

QTEST_MAIN(TestFaultsPanel)
#include "tst_faultspanel.moc"
