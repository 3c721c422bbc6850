// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/benchsession.h"
#include "benchfill.h"
#include "devicefill.h"
#include "ui/models/deviceidentities.h"
#include "ui/panels/devicespanel.h"
#include "ui/theme/theme.h"
#include "ui/views/deviceribbon.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/devicesmenu.h"
#include "ui/widgets/glyphs.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;
using Column = DeviceModel::Column;

class TestDevicesPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<Visits> m_visits;
    std::unique_ptr<DevicesPanel> m_panel;
    DeviceModel *m_model = nullptr;
    QTableView *m_table = nullptr;

    void makePanel()
    {
        m_panel = std::make_unique<DevicesPanel>(m_session.get(), m_settings.get());
        m_model = m_panel->findChild<DeviceModel *>();
        m_table = m_panel->findChild<QTableView *>(QStringLiteral("devices"));
        m_panel->resize(430, 268);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    // The panel takes its time between updates.
    bool refreshedTo(int rows)
    {
        m_panel->refresh();
        return m_model->rowCount() == rows;
    }

    QString cell(int row, Column column) const { return m_model->index(row, int(column)).data().toString(); }

    void chooseRule(const QString &text)
    {
        auto *rule = m_panel->findChild<QComboBox *>(QStringLiteral("identityRule"));
        rule->setFocus();
        const int steps = rule->findText(text) - rule->currentIndex();
        for (int i = 0; i < std::abs(steps); ++i)
            QTest::keyClick(rule, steps > 0 ? Qt::Key_Down : Qt::Key_Up);
    }

    void rename(int row, const QString &name)
    {
        m_table->setFocus();
        m_table->setCurrentIndex(m_model->index(row, 0));
        QTest::keyClick(m_table, Qt::Key_F2);
        auto *editor = m_table->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, name);
        QTest::keyClick(editor, Qt::Key_Return);
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_session = std::make_unique<BenchSession>();
        m_visits = std::make_unique<Visits>(&m_session->connections().devices());
        makePanel();
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void saysWhatToDoWhenEmpty()
    {
        m_panel->refresh();
        const auto labels = m_panel->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel *label) { return label->text().contains(QStringLiteral("F5")); }));
        QCOMPARE(richLabels(*m_panel), QStringList());
    }

    void figuresOfKnownAttempts()
    {
        const QAbstractItemModelTester tester(m_model);
        m_visits->session("thermo", 0, 10);
        for (const double at : {11, 12, 13})
            m_visits->refusal("thermo", at);
        m_visits->session("thermo", 14);
        QTRY_VERIFY(refreshedTo(1));
        QCOMPARE(m_panel->findChild<PanelHeader *>()->words(), QStringLiteral("1 device"));
        m_visits->session("valve", 3);
        QTRY_VERIFY(refreshedTo(2));
        QCOMPARE(cell(0, Column::Device), QStringLiteral("thermo"));
        QCOMPARE(cell(0, Column::Opened), QStringLiteral("2/5"));
        QCOMPARE(cell(0, Column::Gap), QStringLiteral("1 s"));
        QCOMPARE(cell(0, Column::Interval), QStringLiteral("1 s"));
        QCOMPARE(cell(0, Column::Longest), QStringLiteral("11 s"));
        QCOMPARE(cell(0, Column::Backoff), QStringLiteral("none"));
        QCOMPARE(m_model->index(0, int(Column::Backoff)).data(Qt::ForegroundRole), Theme::current().error);
        QCOMPARE(cell(0, Column::Detection), QStringLiteral("–"));
        QCOMPARE(cell(1, Column::Opened), QStringLiteral("1/1"));
        QCOMPARE(m_panel->findChild<PanelHeader *>()->words(), QStringLiteral("2 devices"));
    }

    void copiesAndSaves()
    {
        auto *menu = m_panel->findChild<DevicesMenu *>();
        const auto *button = qobject_cast<QToolButton *>(m_panel->findChild<GlyphButton *>());
        QVERIFY(button->menu() == menu && !button->isEnabled()); // nothing is known yet
        m_visits->session("thermo", 0, 10);
        m_visits->refusal("thermo", 11);
        QTRY_VERIFY(refreshedTo(1));
        QVERIFY(button->isEnabled());
        const auto action = [menu](const char *name) {
            return menu->findChild<QAction *>(QLatin1StringView(name));
        };
        action("copyDevices")->trigger();
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("thermo: connected ")));
        QSignalSpy remarks(m_panel.get(), &DevicesPanel::remarked);
        const auto save = [&](const char *suffix) {
            action(qPrintable(QStringLiteral("save_") + suffix))->trigger();
            auto *dialog = m_panel->findChild<QFileDialog *>();
            const QString path = m_folder->filePath(QStringLiteral("devices.") + suffix);
            dialog->selectFile(path);
            dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
            QFile file(path);
            const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            delete dialog; // or by the event loop
            return bytes;
        };
        QCOMPARE(save("csv").count('\n'), 3); // names, two attempts
        QCOMPARE(save("jsonl").count('\n'), 1);
        QVERIFY(save("png").startsWith("\x89PNG"));
        QCOMPARE(remarks.size(), 3);
    }

    void aFileThatCannotBeIsNamed()
    {
        m_visits->session("thermo", 0, 10);
        QTRY_VERIFY(refreshedTo(1));
        QSignalSpy failures(m_panel.get(), &DevicesPanel::failed);
        m_panel->findChild<QAction *>(QStringLiteral("save_csv"))->trigger();
        emit m_panel->findChild<QFileDialog *>()->fileSelected(
            m_folder->filePath(QStringLiteral("none/devices.csv")));
        QCOMPARE(failures.size(), 1);
        QVERIFY(failures.first().first().toString().contains(QStringLiteral("is not saved")));
    }

    void detailsAreOfTheSelectedDevice()
    {
        m_visits->session("thermo", 0, 10);
        for (const double at : {11, 12, 13, 14})
            m_visits->refusal("thermo", at);
        QTRY_VERIFY(refreshedTo(1));
        QVERIFY(m_panel->details().startsWith(QStringLiteral("Select a device")));
        QTest::mouseClick(
            m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(m_model->index(0, 0)).center());
        QVERIFY2(m_panel->details().contains(QStringLiteral("200 such devices make 200 attempts a second")),
            qPrintable(m_panel->details()));
    }

    void aBarSelectsEverywhere()
    {
        const quint64 connection = m_visits->session("thermo", 0);
        QTRY_VERIFY(refreshedTo(1));
        auto *ribbon = m_panel->findChild<DeviceRibbon *>();
        QSignalSpy chosen(m_panel.get(), &DevicesPanel::connectionActivated);
        QSignalSpy row(m_panel.get(), &DevicesPanel::rowActivated);
        ribbon->setFocus();
        QTest::keyClick(ribbon, Qt::Key_Right);
        QTest::keyClick(ribbon, Qt::Key_Return);
        QCOMPARE(chosen.last(), QVariantList{connection});
        QCOMPARE(row.last(), QVariantList{connection * 10});
        QCOMPARE(m_table->currentIndex().row(), 0);
    }

    void followsTheSelectedConnection()
    {
        m_visits->session("thermo", 0);
        const quint64 connection = m_visits->session("valve", 1);
        QTRY_VERIFY(refreshedTo(2));
        m_panel->selectConnection(connection);
        QCOMPARE(m_table->currentIndex().row(), 1);
        m_panel->selectConnection(0);
        QCOMPARE(m_table->currentIndex().row(), 1);
        m_panel->selectConnection(99);
        QCOMPARE(m_table->currentIndex().row(), 1);
    }

    void theRuleRegroupsAndIsUndone()
    {
        m_visits->session("thermo", 0);
        m_visits->session("valve", 1);
        QTRY_VERIFY(refreshedTo(2));
        QSignalSpy names(m_panel.get(), &DevicesPanel::namesChanged);
        chooseRule(QStringLiteral("path"));
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(cell(0, Column::Device), QStringLiteral("/"));
        QVERIFY(names.size() > 0);
        m_table->setFocus();
        for (int i = 0; i < 5 && m_model->rowCount() != 2; ++i) // keys went through other rules
            QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_model->rowCount(), 2);
    }

    void aRuleWithoutItsParameterDoesNotCount()
    {
        m_visits->session("thermo", 0);
        QTRY_VERIFY(refreshedTo(1));
        chooseRule(QStringLiteral("header"));
        auto *parameter = m_panel->findChild<QLineEdit *>(QStringLiteral("identityParameter"));
        QVERIFY(parameter->isVisible());
        QCOMPARE(parameter->text(), QStringLiteral("X-Device-Id"));
        parameter->setFocus();
        parameter->selectAll();
        QTest::keyClicks(parameter, QStringLiteral("no header"));
        QTest::keyClick(parameter, Qt::Key_Return);
        QVERIFY(m_panel->details().contains(QStringLiteral("not “no header”")));
        QCOMPARE(m_session->connections().devices().rule().parameter, QStringLiteral("X-Device-Id"));
        parameter->selectAll();
        QTest::keyClicks(parameter, QStringLiteral("X-Other"));
        QTest::keyClick(parameter, Qt::Key_Return);
        QVERIFY(!m_panel->details().contains(QStringLiteral("does not count")));
        QCOMPARE(m_session->connections().devices().rule().parameter, QStringLiteral("X-Other"));
    }

    void aNameByHandStaysAndIsUndone()
    {
        const quint64 connection = m_visits->session("thermo", 0);
        QTRY_VERIFY(refreshedTo(1));
        rename(0, QStringLiteral("porch"));
        QTRY_COMPARE(cell(0, Column::Device), QStringLiteral("porch"));
        QCOMPARE(m_session->connections().devices().nameOf(connection), QStringLiteral("porch"));
        makePanel(); // as after a restart
        QTRY_VERIFY(refreshedTo(1));
        QCOMPARE(cell(0, Column::Device), QStringLiteral("porch"));
        rename(0, QStringLiteral("garden"));
        QTRY_COMPARE(cell(0, Column::Device), QStringLiteral("garden"));
        QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(cell(0, Column::Device), QStringLiteral("porch"));
        QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(cell(0, Column::Device), QStringLiteral("garden"));
        rename(0, QStringLiteral("thermo")); // the rule's
        QTRY_COMPARE(cell(0, Column::Device), QStringLiteral("thermo"));
        QVERIFY(m_settings->value(QStringLiteral("devices/names/size")).toInt() == 0);
    }

    void theRuleSurvivesARestart()
    {
        chooseRule(QStringLiteral("IP address"));
        makePanel();
        QCOMPARE(m_session->connections().devices().rule().by, IdentityRule::By::Address);
        QCOMPARE(m_panel->findChild<QComboBox *>(QStringLiteral("identityRule"))->currentText(),
            QStringLiteral("IP address"));
    }

    void roomDecidesWhatIsShown()
    {
        QVERIFY(m_table->isColumnHidden(int(Column::Shortest)));
        m_panel->resize(900, 300);
        QVERIFY(!m_table->isColumnHidden(int(Column::Shortest)));
    }
};

QTEST_MAIN(TestDevicesPanel)
#include "tst_devicespanel.moc"
