// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultjson.h"
#include "app/faults/shippedfaults.h"

#include <QFile>
#include <QTest>

using namespace sockscope;

namespace {

// A file whose only fault is @p fault.
QByteArray fileOf(const QByteArray &fault)
{
    return R"({"sockscope":"faults","version":1,"name":"x","faults":[)" + fault + "]}";
}

QString formatText()
{
    QFile file(QStringLiteral(FORMAT_FILE));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// What there is to break, and its file.
class TestFaultProfile : public QObject
{
    Q_OBJECT

private slots:
    void catalogueIsInTheOrderOfItsKinds()
    {
        const QList<FaultInfo> &catalogue = faultCatalogue();
        QCOMPARE(catalogue.size(), qsizetype(FaultKind::Outage) + 1);
        for (qsizetype i = 0; i < catalogue.size(); ++i) {
            QCOMPARE(catalogue[i].kind, FaultKind(i));
            QCOMPARE(faultKindFromKey(catalogue[i].key), FaultKind(i));
            QVERIFY2(catalogue[i].words.endsWith(u'.'), qPrintable(catalogue[i].words));
        }
        QVERIFY(!faultKindFromKey(u"gremlin"));
    }

    void defaultsFitTheirOwnBounds()
    {
        for (const FaultInfo &info : faultCatalogue()) {
            const Fault fault = Fault::ofKind(info.kind);
            for (const FaultParameter &parameter : info.parameters) {
                const QJsonValue usual = parameter.type == FaultParameter::Type::Number
                    ? QJsonValue(fault.number(parameter.key))
                    : QJsonValue(fault.text(parameter.key));
                QCOMPARE(faultParameterFault(info, parameter.key, usual), QString());
            }
        }
    }

    void formatNamesEverything()
    {
        const QString format = formatText();
        for (const FaultInfo &info : faultCatalogue()) {
            QVERIFY2(format.contains(u'`' + info.key + u'`'), qPrintable(info.key));
            for (const FaultParameter &parameter : info.parameters)
                QVERIFY2(format.contains(u'`' + parameter.key + u'`'), qPrintable(parameter.key));
        }
    }

    void formatHasAnExampleThatIsRead()
    {
        const QString format = formatText();
        const qsizetype begin = format.indexOf(QStringLiteral("```json")) + 7;
        const QString example = format.mid(begin, format.indexOf(QStringLiteral("```"), begin) - begin);
        const auto imported = importFaults(example.toUtf8());
        QVERIFY2(std::holds_alternative<FaultProfile>(imported),
            qPrintable(std::holds_alternative<QString>(imported) ? std::get<QString>(imported) : QString()));
        const auto &profile = std::get<FaultProfile>(imported);
        QCOMPARE(profile.faults.size(), 4);
        QCOMPARE(profile.faults[1].scope, (FaultScope{FaultDirection::ToDevice, 0x6, 10, 5000}));
        QCOMPARE(profile.faults[1].number(QStringLiteral("percent")), 20);
        QVERIFY(!profile.faults[3].on);
    }

    void whatIsWrittenIsRead()
    {
        FaultProfile profile{QStringLiteral("all of them"), QStringLiteral("each with a scope"), {}};
        for (const FaultInfo &info : faultCatalogue()) {
            Fault fault = Fault::ofKind(info.kind);
            fault.on = info.kind != FaultKind::Drop;
            if (info.toDevice && info.fromDevice)
                fault.scope.direction = FaultDirection::Both;
            fault.scope.opcodes = info.hasOpcodes ? 0x8202 : FaultScope::AllOpcodes;
            fault.scope.next = info.counts == FaultCount::Nothing ? 0 : 7;
            fault.scope.fromMs = info.hasTime ? 1500 : 0;
            for (const FaultParameter &parameter : info.parameters) {
                fault.parameters.insert(parameter.key,
                    parameter.type == FaultParameter::Type::Number ? QJsonValue(parameter.most)
                        : parameter.choices.isEmpty()              ? QJsonValue(QStringLiteral("t"))
                                                      : QJsonValue(parameter.choices.constLast()));
            }
            profile.faults.append(fault);
        }
        const auto imported = importFaults(exportFaults(profile));
        QVERIFY2(std::holds_alternative<FaultProfile>(imported),
            qPrintable(std::holds_alternative<QString>(imported) ? std::get<QString>(imported) : QString()));
        QCOMPARE(std::get<FaultProfile>(imported), profile);
    }

    void wrongFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("error");
        QTest::newRow("no JSON") << QByteArray("{") << QStringLiteral("Line 1");
        QTest::newRow("another file")
            << QByteArray(R"({"sockscope":"messages"})") << QStringLiteral("$.sockscope wants \"faults\"");
        QTest::newRow("newer") << QByteArray(R"({"sockscope":"faults","version":2})")
                               << QStringLiteral("$.version wants 1");
        QTest::newRow("no name") << QByteArray(R"({"sockscope":"faults","version":1,"faults":[]})")
                                 << QStringLiteral("$.name wants 1 to 200 characters");
        QTest::newRow("no faults") << QByteArray(R"({"sockscope":"faults","version":1,"name":"x"})")
                                   << QStringLiteral("$.faults wants an array of at most 64 faults");
        QTest::newRow("unknown field")
            << QByteArray(R"({"sockscope":"faults","version":1,"name":"x","faults":[],"seed":1})")
            << QStringLiteral("$.seed: there is no such field");
        QTest::newRow("no object") << fileOf("3") << QStringLiteral("$.faults[0] wants an object");
        QTest::newRow("unknown fault")
            << fileOf(R"({"fault":"gremlin"})")
            << QStringLiteral("$.faults[0].fault: there is no fault called \"gremlin\"");
        QTest::newRow("the second") << fileOf(R"({"fault":"drop"},{"fault":"drop","percent":5})")
                                    << QStringLiteral("$.faults[1].percent: there is no such field");
        QTest::newRow("on") << fileOf(R"({"fault":"drop","on":1})")
                            << QStringLiteral("$.faults[0].on wants true or false");
        QTest::newRow("direction") << fileOf(R"({"fault":"drop","direction":"up"})")
                                   << QStringLiteral("$.faults[0].direction wants \"toDevice\"");
        QTest::newRow("one way")
            << fileOf(R"({"fault":"dribble","direction":"both"})")
            << QStringLiteral("$.faults[0].direction wants \"toDevice\": \"dribble\" works one way");
        QTest::newRow("no direction") << fileOf(R"({"fault":"wrongAccept","direction":"both"})")
                                      << QStringLiteral("$.faults[0].direction: \"wrongAccept\" has none");
        QTest::newRow("opcode") << fileOf(R"({"fault":"drop","opcodes":[16]})")
                                << QStringLiteral("$.faults[0].opcodes wants an array");
        QTest::newRow("no opcode") << fileOf(R"({"fault":"drop","opcodes":[]})")
                                   << QStringLiteral("$.faults[0].opcodes wants an array");
        QTest::newRow("next") << fileOf(R"({"fault":"drop","next":-1})")
                              << QStringLiteral("$.faults[0].next wants a whole number from 0");
        QTest::newRow("counts nothing") << fileOf(R"({"fault":"reset","next":1})")
                                        << QStringLiteral("$.faults[0].next: \"reset\" has none");
        QTest::newRow("time") << fileOf(R"({"fault":"drop","fromMs":0.5})")
                              << QStringLiteral("$.faults[0].fromMs wants whole milliseconds");
        QTest::newRow("unknown parameter")
            << fileOf(R"({"fault":"drop","parameters":{"ms":1}})")
            << QStringLiteral("$.faults[0].parameters.ms: \"drop\" has no such parameter; "
                              "it takes fragments, percent");
        QTest::newRow("number") << fileOf(R"({"fault":"drop","parameters":{"percent":101}})")
                                << QStringLiteral(
                                       "$.faults[0].parameters.percent wants a whole number from 0 to 100 %");
        QTest::newRow("choice") << fileOf(R"({"fault":"freeze","parameters":{"then":"melt"}})")
                                << QStringLiteral(
                                       "$.faults[0].parameters.then wants \"reset\" or \"resume\"");
        QTest::newRow("text") << fileOf(R"({"fault":"glueFirstFrame","parameters":{"text":7}})")
                              << QStringLiteral("$.faults[0].parameters.text wants a string");
    }
    void wrongFilesAreNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, error);
        const auto imported = importFaults(json);
        QVERIFY(std::holds_alternative<QString>(imported));
        QVERIFY2(std::get<QString>(imported).startsWith(error), qPrintable(std::get<QString>(imported)));
    }

    void shippedProfilesAreWhole()
    {
        QStringList keys;
        for (const ShippedFaults &shipped : shippedFaults()) {
            keys.append(shipped.key);
            QVERIFY(shipped.profile.isActive());
            QVERIFY(!shipped.profile.words.isEmpty());
        }
        QCOMPARE(keys,
            (QStringList{"bad-wifi", "captive-portal", "dead-proxy", "expired-credentials", "nat-timeout",
                "no-keepalive", "overloaded-server", "restarting-backend", "sleeping-modem", "small-buffers",
                "wrong-certificates"}));
    }

    void wordsSayWhatIsSet()
    {
        Fault fault = Fault::ofKind(FaultKind::Delay);
        QCOMPARE(faultWords(fault), QStringLiteral("Delay · delay 200 ms, chance 100 % · to the device"));
        fault.scope = {FaultDirection::Both, 0x6, 1, 5000};
        fault.parameters = {{QStringLiteral("ms"), 1500}, {QStringLiteral("jitterMs"), 30}};
        QCOMPARE(faultWords(fault),
            QStringLiteral(
                "Delay · delay 1.5 s, jitter 30 ms, chance 100 % · both ways · text, binary · next frame · "
                "from 5 s"));
        fault = Fault::ofKind(FaultKind::RefuseHttp);
        fault.scope.next = 3;
        QCOMPARE(faultWords(fault), QStringLiteral("Refuse with HTTP · status 503 · next 3 connections"));
        QCOMPARE(faultWords(Fault::ofKind(FaultKind::MissingAccept)), QStringLiteral("No Accept"));
    }
};

QTEST_GUILESS_MAIN(TestFaultProfile)
#include "tst_faultprofile.moc"
