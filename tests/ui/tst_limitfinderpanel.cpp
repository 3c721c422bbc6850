// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "limitsfill.h"
#include "tests/app/limiteddevice.h"
#include "ui/limits/bracketview.h"
#include "ui/limits/limitfinderpanel.h"
#include "ui/limits/limitsmodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

namespace {

constexpr int RunMs = 20'000; // only ever reached by a failure

} // namespace

class TestLimitFinderPanel : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<LimitFinderPanel> m_panel;

    template <typename Widget> Widget *child(const char *name) const
    {
        return m_panel->findChild<Widget *>(QLatin1StringView(name));
    }
    QString words() const { return child<QLabel>("limitWords")->text(); }
    QTableView *table() const { return child<QTableView>("limitTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    LimitsArchive archive() const { return LimitsArchive(m_dir.filePath(QStringLiteral("limits"))); }

    void makePanel()
    {
        m_panel = std::make_unique<LimitFinderPanel>(m_session.get(), m_settings.get(), archive());
        m_panel->resize(332, 448);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void serve()
    {
        ServerSettings settings;
        settings.port = 0;
        m_session->start(settings);
        QTRY_COMPARE(m_session->state(), BenchSession::State::Running);
    }

    void choose(std::initializer_list<const char *> kinds)
    {
        for (QCheckBox *box : m_panel->findChildren<QCheckBox *>())
            box->setChecked(false);
        for (const char *kind : kinds)
            QTest::mouseClick(child<QCheckBox>(kind), Qt::LeftButton, {}, QPoint(8, 8));
    }

    void type(const char *field, const QString &text)
    {
        auto *edit = child<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    void select(quint64 connection)
    {
        QTRY_VERIFY(m_session->connections().find(connection).has_value());
        QTRY_COMPARE(m_session->connections().find(connection)->state, ConnectionState::Open);
        m_panel->showConnection(connection);
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }
    void init()
    {
        QDir(m_dir.filePath(QStringLiteral("limits"))).removeRecursively();
        m_settings =
            std::make_unique<QSettings>(m_dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        m_settings->clear(); // QSettings keeps files of one name in memory
        m_session = std::make_unique<BenchSession>();
        makePanel();
    }
    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void emptyItSaysWhatToDo()
    {
        QVERIFY(words().startsWith(QStringLiteral("Select a device that is connected.")));
        QVERIFY(!child<QPushButton>("findLimits")->isEnabled());
        QTest::mouseClick(child<QWidget>("savedPage"), Qt::LeftButton);
        QVERIFY(
            child<QListWidget>("savedLimits")->item(0)->text().contains(QStringLiteral("find some first")));
    }

    void findsByKeyboardAndSaves()
    {
        serve();
        ws::Limits limits;
        limits.messageBytes = 1000;
        LimitedDevice device(QUrl(m_session->listenInfo().url), limits);
        select(1);
        choose({"text-message"});
        type("text-message-bound", QStringLiteral("8 KiB"));
        QSignalSpy remarks(m_panel.get(), &LimitFinderPanel::remarked);
        QSignalSpy finished(m_session.get(), &BenchSession::limitsFinished);
        auto *start = child<QPushButton>("findLimits");
        QVERIFY(start->isEnabled());
        start->setFocus();
        QTest::keyClick(start, Qt::Key_Space);
        QVERIFY(finished.wait(RunMs));
        m_panel->refresh();
        QCOMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(cell(0, 0), QStringLiteral("Text"));
        QCOMPARE(cell(0, 1), QStringLiteral("1,000"));
        QCOMPARE(cell(0, 2), QStringLiteral("1,001"));
        QCOMPARE(cell(0, 3), QStringLiteral("closed 1009"));
        QVERIFY(table()->isVisible());
        QVERIFY(
            remarks.last().first().toString().endsWith(QStringLiteral("The limits of limited are saved.")));
        QCOMPARE(archive().reports().size(), 1);
        QCOMPARE(child<QListWidget>("savedLimits")->count(), 1);
        // A double click goes to the probe in the log.
        QSignalSpy rows(m_panel.get(), &LimitFinderPanel::rowActivated);
        const QPoint failed = table()->visualRect(table()->model()->index(0, 2)).center();
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, failed);
        QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, failed);
        QCOMPARE(rows.size(), 1);
        const QByteArray row = m_session->capture().payload(rows.first().first().toULongLong());
        QVERIFY2(row.startsWith("limits: Text message, 1,001 B"), row.constData());
    }

    void cancels()
    {
        serve();
        // Answers the check, and nothing more.
        bool checked = false;
        RawDevice device(m_session->listenInfo().port, [&](RawDevice &raw, const QByteArray &read) {
            if (!std::exchange(checked, true))
                answerPings(raw, read);
        });
        select(1);
        choose({"binary-message"});
        auto *start = child<QPushButton>("findLimits");
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY((m_panel->refresh(), start->text() == QStringLiteral("&Cancel")));
        QTRY_VERIFY((m_panel->refresh(), words().contains(QStringLiteral("Binary message, try 1: 0 B"))));
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY((m_panel->refresh(), start->text() == QStringLiteral("&Find limits")));
        QTRY_COMPARE(words(), QStringLiteral("Cancelled."));
        QCOMPARE(m_session->connections().find(1)->state, ConnectionState::Open);
        QCOMPARE(archive().reports().size(), 0); // nothing was learnt
    }

    void theWaitIsCountedDown()
    {
        serve();
        ws::Limits limits;
        limits.messageBytes = 100;
        LimitedDevice device(QUrl(m_session->listenInfo().url), limits);
        device.stayAway();
        select(1);
        choose({"binary-message"});
        QTest::mouseClick(child<QPushButton>("findLimits"), Qt::LeftButton);
        QTRY_VERIFY((m_panel->refresh(), words().startsWith(QStringLiteral("Waiting for the device"))));
        QVERIFY2(words().contains(QStringLiteral(" s left")), qPrintable(words()));
        QTest::mouseClick(child<QPushButton>("findLimits"), Qt::LeftButton);
        QTRY_VERIFY(
            (m_panel->refresh(), child<QPushButton>("findLimits")->text().contains(QStringLiteral("Find"))));
        QCOMPARE(cell(0, 1), QStringLiteral("64"));
        QVERIFY(cell(0, 3).startsWith(QStringLiteral("stopped early")));
    }

    void wrongFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("bytes") << "frame-bound"
                               << "many"
                               << "not an amount of bytes";
        QTest::newRow("too far") << "frame-bound"
                                 << "1 GiB"
                                 << "Largest frame: the bound has to be from";
        QTest::newRow("count") << "fragments-bound"
                               << "4 KiB"
                               << "write a whole number";
        QTest::newRow("time") << "pongTime"
                              << "0"
                              << "Pong within: write seconds";
    }
    void wrongFieldsAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, says);
        type(field.toLatin1().constData(), text);
        QVERIFY2(words().contains(says), qPrintable(words()));
        QVERIFY(m_panel->findChild<QLineEdit *>(field)->property("invalid").toBool());
        QVERIFY(!child<QPushButton>("findLimits")->isEnabled());
    }

    void choicesAreKept()
    {
        choose({"fragments"});
        type("fragments-bound", QStringLiteral("77"));
        m_panel.reset();
        makePanel();
        QVERIFY(child<QCheckBox>("fragments")->isChecked());
        QVERIFY(!child<QCheckBox>("frame")->isChecked());
        QCOMPARE(child<QLineEdit>("fragments-bound")->text(), QStringLiteral("77"));
    }

    void models()
    {
        LimitsModel model(LimitsModel::Width::Short);
        const QAbstractItemModelTester tester(&model);
        model.setTable(limitsTable(reportOf(QStringLiteral("a"), 1, 1)));
        model.setTable(limitsTable(reportOf(QStringLiteral("a"), 2, 1)));
        model.setTable({});
        QCOMPARE(model.rowCount(), 0);
    }

    void thePictureIsTrue()
    {
        const LimitRange up{0, 1 << 24};
        QCOMPARE(BracketView::place(up, 0), 0.0);
        QCOMPARE(BracketView::place(up, 1 << 24), 1.0);
        QVERIFY(qAbs(BracketView::place(up, 4095) - 0.5) < 0.01);
        const LimitRange down{130, 1, 0, true};
        QCOMPARE(BracketView::place(down, 130), 0.0);
        QCOMPARE(BracketView::place(down, 1), 1.0);
    }

    void wordsOfADeviceAreNoHtml()
    {
        for (const char *name : {"limitWords", "limitFacts"})
            QCOMPARE(child<QLabel>(name)->textFormat(), Qt::PlainText);
    }

    // In the left column of the window no figure is cut off.
    void figuresAreReadWhole()
    {
        m_panel.reset();
        LimitsReport report = reportOf(QStringLiteral("cam"), (1 << 24) - 1, 1);
        report.results.first().aim.kind = LimitKind::Response; // the longest name
        QCOMPARE(archive().save(report), QString());
        makePanel();
        QTest::mouseClick(child<QWidget>("savedPage"), Qt::LeftButton);
        child<QListWidget>("savedLimits")->setCurrentRow(0);
        QTest::mouseClick(child<QPushButton>("openLimits"), Qt::LeftButton);
        QVERIFY(table()->isColumnHidden(4));
        for (int column = 0; column < 4; ++column) {
            const int needs = table()->fontMetrics().horizontalAdvance(cell(0, column));
            QVERIFY2(table()->columnWidth(column) >= needs + 6, qPrintable(cell(0, column)));
        }
        m_panel->resize(480, 448);
        QVERIFY(!table()->isColumnHidden(4));
    }

    void fitsTheLeftColumn()
    {
        const int width = m_panel->minimumSizeHint().width();
        QVERIFY2(width <= 324, qPrintable(QString::number(width)));
    }
};

QTEST_MAIN(TestLimitFinderPanel)
#include "tst_limitfinderpanel.moc"
