// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/serverpanel.h"
#include "ui/widgets/hintlineedit.h"
#include "ui/widgets/serverform.h"
#include "uifixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace sockscope;

namespace {

void retype(QLineEdit *field, const QString &text)
{
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

} // namespace

class TestServerPanel : public QObject
{
    Q_OBJECT
private slots:
    void startsAndStopsByButton();
    void sessionGetsWhatIsTyped();
    void takenPortIsSaidInPlace();
    void refusedFieldsAreNamed_data();
    void refusedFieldsAreNamed();
    void settingsPersist();
    void saysWhatWaitsForTheNextStart();
    void replyAndPingAreTold();
};

void TestServerPanel::startsAndStopsByButton()
{
    UiFixture bench;
    ServerPanel panel(&bench.session, &bench.settings);
    auto *button = child<QPushButton>(panel, "serverStart");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!button->isEnabled()); // until the server has come up
    QTRY_VERIFY(bench.isRunning());
    QCOMPARE(button->text(), "Stop");
    QVERIFY(bench.session.listenInfo().port != 0);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(bench.session.state(), BenchSession::State::Stopped);
    QCOMPARE(button->text(), "Start");
}

void TestServerPanel::sessionGetsWhatIsTyped()
{
    UiFixture bench;
    ServerPanel panel(&bench.session, &bench.settings);
    panel.show();
    retype(child<QLineEdit>(panel, "subprotocols"), "sensor.v2, sensor.v1");
    retype(child<QLineEdit>(panel, "maxPayload"), "64 KiB");
    retype(child<QLineEdit>(panel, "backlog"), "7");
    child<QComboBox>(panel, "noneMatches")->setCurrentIndex(1);
    child<QComboBox>(panel, "reply")->setCurrentIndex(1);
    for (const char *name : {"clientTracking", "automaticPong", "maskFrames", "failOnViolations"})
        QTest::keyClick(child<QCheckBox>(panel, name), Qt::Key_Space);
    QCOMPARE(child<HintLineEdit>(panel, "maxPayload")->hint(), "65,536 B");
    panel.start();
    const ServerSettings &settings = bench.session.settings();
    QCOMPARE(settings.subprotocols, (QStringList{"sensor.v2", "sensor.v1"}));
    QCOMPARE(settings.maxPayload, 65536U);
    QCOMPARE(settings.backlog, 7);
    QVERIFY(settings.refuseUnknownSubprotocol);
    QCOMPARE(settings.reply, Reply::Echo);
    QVERIFY(!settings.clientTracking);
    QVERIFY(!settings.automaticPong);
    QVERIFY(settings.maskFrames);
    QVERIFY(!settings.failOnViolations);
}

void TestServerPanel::takenPortIsSaidInPlace()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    UiFixture bench;
    bench.settings.setValue("server/port", other.serverPort());
    ServerPanel panel(&bench.session, &bench.settings);
    QSignalSpy failed(&bench.session, &BenchSession::startFailed);
    QTest::mouseClick(child<QPushButton>(panel, "serverStart"), Qt::LeftButton);
    QTRY_COMPARE(failed.size(), 1);
    auto *message = child<QLabel>(panel, "serverMessage");
    QVERIFY(!message->isHidden());
    QCOMPARE(message->text(), failed[0][0].toString());
    QCOMPARE(message->property("role").toString(), "error");
    QCOMPARE(bench.session.state(), BenchSession::State::Stopped);
    QCOMPARE(child<QLineEdit>(panel, "port")->text(), QString::number(other.serverPort()));

    retype(child<QLineEdit>(panel, "port"), "0");
    QVERIFY(message->isHidden()); // it spoke of another port
    QTest::mouseClick(child<QPushButton>(panel, "serverStart"), Qt::LeftButton);
    QTRY_VERIFY(bench.isRunning());
}

void TestServerPanel::refusedFieldsAreNamed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("port too large") << "port"
                                    << "70000"
                                    << "Port: a number from 0 to 65535";
    QTest::newRow("port empty") << "port"
                                << ""
                                << "Port:";
    QTest::newRow("subprotocol") << "subprotocols"
                                 << "sensor v2"
                                 << "“sensor v2” is no token";
    QTest::newRow("payload") << "maxPayload"
                             << "lots"
                             << "Max payload:";
    QTest::newRow("backlog") << "backlog"
                             << "-3"
                             << "Max connections:";
}

void TestServerPanel::refusedFieldsAreNamed()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    UiFixture bench;
    ServerPanel panel(&bench.session, &bench.settings);
    auto *edit = child<QLineEdit>(panel, field.toLatin1());
    const QString before = edit->text();
    retype(edit, text);
    auto *message = child<QLabel>(panel, "serverMessage");
    QVERIFY2(message->text().contains(says), qPrintable(message->text()));
    QVERIFY(edit->property("invalid").toBool());
    QVERIFY(!child<QPushButton>(panel, "serverStart")->isEnabled());
    panel.start();
    QCOMPARE(bench.session.state(), BenchSession::State::Stopped);
    retype(edit, before);
    QVERIFY(message->isHidden());
    QVERIFY(!edit->property("invalid").toBool());
}

void TestServerPanel::settingsPersist()
{
    UiFixture bench;
    {
        ServerPanel panel(&bench.session, &bench.settings);
        retype(child<QLineEdit>(panel, "port"), "8123");
        retype(child<QLineEdit>(panel, "subprotocols"), "a,b");
        retype(child<QLineEdit>(panel, "maxPayload"), "2 MiB");
        auto *timeout = child<QComboBox>(panel, "pongTimeout");
        QVERIFY(!timeout->isEnabled()); // nothing to wait for
        child<QComboBox>(panel, "pingInterval")->setCurrentIndex(4);
        QVERIFY(timeout->isEnabled());
        timeout->setCurrentIndex(3);
        child<QCheckBox>(panel, "maskFrames")->click();
    }
    bench.settings.sync();
    ServerPanel next(&bench.session, &bench.settings);
    const auto settings = next.form()->settings();
    QVERIFY(settings);
    QCOMPARE(settings->port, 8123);
    QCOMPARE(settings->subprotocols, (QStringList{"a", "b"}));
    QCOMPARE(settings->maxPayload, 2U * 1024 * 1024);
    QCOMPARE(settings->pingIntervalMs, 1000);
    QCOMPARE(settings->pongTimeoutMs, 2000);
    QVERIFY(settings->maskFrames);
}

void TestServerPanel::saysWhatWaitsForTheNextStart()
{
    UiFixture bench;
    ServerPanel panel(&bench.session, &bench.settings);
    panel.start();
    QTRY_VERIFY(bench.isRunning());
    auto *message = child<QLabel>(panel, "serverMessage");
    child<QComboBox>(panel, "reply")->setCurrentIndex(1); // acts at once
    QVERIFY(message->isHidden());
    retype(child<QLineEdit>(panel, "backlog"), "3");
    QVERIFY(message->text().contains("next start"));
    QCOMPARE(message->property("role").toString(), "muted");
}

void TestServerPanel::replyAndPingAreTold()
{
    UiFixture bench;
    ServerPanel panel(&bench.session, &bench.settings);
    QSignalSpy replies(&panel, &ServerPanel::replyChanged);
    QSignalSpy intervals(&panel, &ServerPanel::pingIntervalChanged);
    panel.setReply(Reply::Echo);
    panel.setReply(Reply::Echo);
    panel.setPingInterval(333); // none of the offered ones
    QCOMPARE(replies.size(), 1);
    QCOMPARE(intervals.size(), 1);
    QCOMPARE(intervals[0][0].toInt(), 333);
    QCOMPARE(panel.form()->settings()->pingIntervalMs, 333);
}

QTEST_MAIN(TestServerPanel)
#include "tst_serverpanel.moc"
