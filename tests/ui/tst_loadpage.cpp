// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/loadpage.h"
#include "uifixture.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace sockscope;

class TestLoadPage : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void loadsTheOwnServer();
    void stopsByEscape();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void asksForLeave();
    void saysWhatIsEmpty();
    void survivesARestart();

private:
    void makePage();
    void click(const char *name) const
    {
        QTest::mouseClick(child<QAbstractButton>(*m_page, name), Qt::LeftButton);
    }
    void type(const char *field, const QString &text) const;
    QString text(const char *label) const { return child<QLabel>(*m_page, label)->text(); }
    QString startText() const { return child<QPushButton>(*m_page, "loadStart")->text().remove(u'&'); }

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<LoadPage> m_page;
    QTimer m_pulse;
};

void TestLoadPage::init()
{
    m_page.reset();
    m_bench = std::make_unique<UiFixture>();
    makePage();
    ServerSettings settings;
    settings.port = 0;
    settings.reply = Reply::Echo;
    m_bench->session.start(settings);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestLoadPage::makePage()
{
    m_page = std::make_unique<LoadPage>(&m_bench->session, &m_bench->settings);
    m_page->resize(332, 400);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_pulse.disconnect();
    m_pulse.callOnTimeout(m_page.get(), &LoadPage::refresh);
    m_pulse.start(5);
}

void TestLoadPage::type(const char *field, const QString &text) const
{
    auto *edit = child<QWidget>(*m_page, field);
    edit->setFocus();
    if (auto *box = qobject_cast<QAbstractSpinBox *>(edit))
        box->selectAll();
    else if (auto *line = qobject_cast<QLineEdit *>(edit))
        line->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Tab);
}

void TestLoadPage::loadsTheOwnServer()
{
    click("loadOwnServer");
    type("loadClients", "20");
    type("loadRamp", "1000");
    type("loadRate", "50");
    type("loadMessages", "200");
    type("loadPing", "20");
    click("loadStart");
    QTRY_COMPARE(startText(), "Start");
    QCOMPARE(text("loadClientFigures"), "20 of 20 open, 0 failed, 0 lost");
    QCOMPARE(text("loadMessageFigures"), "200 sent, 200 back");
    QVERIFY(text("loadRateFigures").endsWith("/s of 1,000/s"));
    QVERIFY2(text("loadNotes").startsWith("Ran for "), qPrintable(text("loadNotes")));
    QVERIFY(text("loadState").startsWith("ended after "));
    QVERIFY(!child<QLabel>(*m_page, "loadErrors")->isVisible());
    auto *echoes = child<QWidget>(*m_page, "loadEchoCurves");
    QVERIFY(!echoes->isVisible());
    click("loadEchoPlot");
    QVERIFY(echoes->isVisible());
    click("loadSpreadPlot");
    QVERIFY(child<QWidget>(*m_page, "loadSpreadCurves")->isVisible());
}

void TestLoadPage::stopsByEscape()
{
    click("loadOwnServer");
    click("loadStart");
    QCOMPARE(startText(), "Stop");
    QTRY_VERIFY(text("loadState").contains("10 of 10 open"));
    QVERIFY(text("loadNotes").contains("Esc stops"));
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QTRY_COMPARE(startText(), "Start");
    QTRY_VERIFY(m_bench->isQuiet());
}

void TestLoadPage::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("says");
    const QString own = "ws://127.0.0.1:1/";
    QTest::newRow("url") << "http://a/" << 0 << "a"
                         << "URL: ws:// or wss://";
    QTest::newRow("variable") << own << 0 << "{{uuid}}"
                              << "Payload: Line 1, column 1";
    QTest::newRow("hex") << own << 2 << "6g"
                         << "Payload: Line 1, column 2";
}

void TestLoadPage::saysWhatIsWrong()
{
    QFETCH(QString, url);
    QFETCH(int, form);
    QFETCH(QString, payload);
    QFETCH(QString, says);
    type("loadUrl", url);
    child<QComboBox>(*m_page, "loadForm")->setCurrentIndex(form);
    type("loadPayload", payload);
    click("loadStart");
    QTRY_VERIFY(!text("loadMessage").isEmpty() || !text("loadErrors").isEmpty());
    const QString words = text("loadMessage") + text("loadErrors");
    QVERIFY2(words.contains(says), qPrintable(words));
    QTRY_COMPARE(startText(), "Start");
}

void TestLoadPage::asksForLeave()
{
    auto *mine = child<QCheckBox>(*m_page, "loadMine");
    type("loadUrl", "ws://127.0.0.1:1/");
    QVERIFY(!mine->isVisible());
    type("loadUrl", "ws://192.0.2.1:1/");
    QVERIFY(mine->isVisible());
    click("loadStart");
    QVERIFY2(text("loadMessage").contains("192.0.2.1 is another machine"), qPrintable(text("loadMessage")));
    QCOMPARE(startText(), "Start");
    mine->setChecked(true);
    type("loadUrl", "ws://192.0.2.2:1/");
    QVERIFY(!mine->isChecked()); // the leave was for another machine
}

void TestLoadPage::saysWhatIsEmpty()
{
    click("loadResult");
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith("No load has run yet.");
    }));
}

void TestLoadPage::survivesARestart()
{
    type("loadUrl", "ws://127.0.0.1:3/");
    type("loadClients", "77");
    m_page.reset();
    makePage();
    QCOMPARE(child<QLineEdit>(*m_page, "loadUrl")->text(), "ws://127.0.0.1:3/");
    QCOMPARE(child<QSpinBox>(*m_page, "loadClients")->value(), 77);
}

QTEST_MAIN(TestLoadPage)
#include "tst_loadpage.moc"
