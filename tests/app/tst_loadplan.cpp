// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadfigures.h"
#include "app/load/loadplan.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QTest>
#include <QUrl>

using namespace sockscope;

class TestLoadPlan : public QObject
{
    Q_OBJECT

private slots:
    void faults_data();
    void faults();
    void knowsThisMachine();
    void errorsAreBounded();
};

void TestLoadPlan::faults_data()
{
    QTest::addColumn<std::function<void(LoadPlan *)>>("spoil");
    QTest::addColumn<QString>("says");
    using Spoil = std::function<void(LoadPlan *)>;
    const auto row = [](const char *says, const Spoil &spoil) {
        QTest::newRow(says) << spoil << QString::fromLatin1(says);
    };
    row("URL: ws://", [](LoadPlan *plan) { plan->client.url = QStringLiteral("http://127.0.0.1/"); });
    row("Clients: 1 to 10000.", [](LoadPlan *plan) { plan->clients = 10'001; });
    row("Ramp:", [](LoadPlan *plan) { plan->ramp = 0; });
    row("Rate:", [](LoadPlan *plan) {
        plan->rate = 1'000'000; // each
    });
    row("Size:", [](LoadPlan *plan) { plan->padTo = MaxComposedPayload + 1; });
    row("Duration:", [](LoadPlan *plan) { plan->duration = LoadPlan::MaxTime + std::chrono::seconds(1); });
    row("Payload: Line 1, column 1", [](LoadPlan *plan) {
        plan->payload = std::get<PayloadSource>(PayloadSource::parse(InputForm::Json, QStringLiteral("x")));
    });
    row("Messages:", [](LoadPlan *plan) { plan->messages = LoadPlan::MaxMessages + 1; });
    row("Ping every:", [](LoadPlan *plan) { plan->pingEvery = std::chrono::milliseconds(-1); });
}

void TestLoadPlan::faults()
{
    using Spoil = std::function<void(LoadPlan *)>;
    QFETCH(Spoil, spoil);
    QFETCH(QString, says);
    LoadPlan asked;
    asked.client.url = QStringLiteral("ws://127.0.0.1/");
    QVERIFY(asked.faults().isEmpty());
    spoil(&asked);
    QCOMPARE(asked.faults().size(), 1);
    QVERIFY2(asked.faults().first().startsWith(says), qPrintable(asked.faults().first()));
}

void TestLoadPlan::knowsThisMachine()
{
    for (const char *own : {"ws://127.0.0.1/", "ws://localhost:8080/a", "wss://[::1]/", "ws://127.9.9.9/"})
        QVERIFY2(isThisMachine(QUrl(own)), own);
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        QUrl url(QStringLiteral("ws://a/"));
        url.setHost(address.toString());
        QVERIFY2(isThisMachine(url), qPrintable(address.toString()));
    }
    for (const char *foreign : {"ws://192.0.2.1/", "ws://example.org/", "ws://localhost.example.org/"})
        QVERIFY2(!isThisMachine(QUrl(foreign)), foreign);
}

void TestLoadPlan::errorsAreBounded()
{
    LoadErrors errors;
    for (int i = 0; i < 100; ++i)
        errors.add(QString::number(i));
    errors.add(QStringLiteral("3"));
    QCOMPARE(errors.counts().size(), LoadErrors::MaxKinds + 1);
    QCOMPARE(errors.counts().value("others"), quint64(100 - LoadErrors::MaxKinds));
    QCOMPARE(errors.counts().value("3"), quint64(2));
}

QTEST_GUILESS_MAIN(TestLoadPlan)
#include "tst_loadplan.moc"
