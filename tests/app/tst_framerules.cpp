// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framerules.h"

#include "serverlib/protocol/closepayload.h"

#include <QTest>

using namespace sockscope;

namespace {

Composition composed(const FrameSpec &spec, QByteArrayView payload, ws::Role sender)
{
    return std::get<Composition>(compose(spec, payload,
        {sender,
            [] {
                return ws::MaskKey{0x37, 0xfa, 0x21, 0x3d};
            },
            15}));
}

FrameSpec specOf(int opcode)
{
    FrameSpec spec;
    spec.opcode = ws::Opcode(opcode);
    return spec;
}

ReceiverFacts receiverOf(ws::Role sender)
{
    ReceiverFacts facts;
    facts.role = sender == ws::Role::Client ? ws::Role::Server : ws::Role::Client;
    return facts;
}

} // namespace

class TestFrameRules : public QObject
{
    Q_OBJECT

private slots:
    void findsNothingWrong_data();
    void findsNothingWrong();
    void findsOneDeparture_data();
    void findsOneDeparture();
    void findsAllOfAFrame();
    void namesTheFrame();
    void lies_data();
    void lies();
    void whatFollowsALieIsTheirs();
    void openMessages();
    void compression();
    void isBounded();
};

void TestFrameRules::findsNothingWrong_data()
{
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("text") << FrameSpec() << QByteArray("gr\xc3\xbc\xc3\x9f");
    QTest::newRow("long") << specOf(2) << QByteArray(70'000, '\xff');
    QTest::newRow("empty close") << specOf(8) << QByteArray();
    QTest::newRow("close") << specOf(8) << ws::encodeClosePayload(1000, "bye");
    QTest::newRow("largest ping") << specOf(9) << QByteArray(125, '\0');
    FrameSpec spec;
    spec.fragmentEvery = 1;
    spec.pingBetween = QByteArray();
    QTest::newRow("a code point in fragments, with pings") << spec << QByteArray("\xf0\x9f\x8c\xa1");
}

void TestFrameRules::findsNothingWrong()
{
    QFETCH(FrameSpec, spec);
    QFETCH(QByteArray, payload);
    for (const ws::Role sender : {ws::Role::Client, ws::Role::Server}) {
        const auto findings = findDepartures(composed(spec, payload, sender), receiverOf(sender));
        QVERIFY2(findings.isEmpty(), findings.isEmpty() ? "" : qPrintable(findings[0].text));
    }
}

void TestFrameRules::findsOneDeparture_data()
{
    QTest::addColumn<ws::Role>("sender");
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<ws::Rule>("rule");
    QTest::addColumn<FrameField>("field");
    QTest::addColumn<qsizetype>("offset");
    const auto row = [](const char *name, ws::Role sender, const FrameSpec &spec, const QByteArray &payload,
                         ws::Rule rule, FrameField field, qsizetype offset) {
        QTest::newRow(name) << sender << spec << payload << rule << field << offset;
    };
    using ws::Rule;
    constexpr auto Server = ws::Role::Server;
    FrameSpec spec;
    spec.mask = MaskChoice::None;
    row("unmasked", ws::Role::Client, spec, "Hi", Rule::ExpectedMask, FrameField::Mask, 1);
    spec.mask = MaskChoice::Random;
    row("masked", Server, spec, "Hi", Rule::UnexpectedMask, FrameField::Mask, 1);
    spec = {};
    spec.rsv1 = true;
    row("RSV1", Server, spec, "Hi", Rule::UnexpectedRsv1, FrameField::Rsv1, 0);
    spec = {};
    spec.rsv3 = true;
    row("RSV3", Server, spec, "Hi", Rule::UnexpectedRsv23, FrameField::Rsv23, 0);
    row("reserved", Server, specOf(3), "Hi", Rule::InvalidOpcode, FrameField::Opcode, 0);
    row("reserved control", Server, specOf(0xF), "Hi", Rule::InvalidOpcode, FrameField::Opcode, 0);
    row("stray continuation", Server, specOf(0), "Hi", Rule::UnexpectedContinuation, FrameField::Opcode, 0);
    spec = {};
    spec.length = LengthChoice::Bits16;
    row("16 bits", Server, spec, "Hi", Rule::NonMinimalLength, FrameField::Length, 1);
    spec.length = LengthChoice::Bits64;
    row("64 bits", Server, spec, QByteArray(300, 'x'), Rule::NonMinimalLength, FrameField::Length, 1);
    row("long ping", Server, specOf(9), QByteArray(126, 'x'), Rule::InvalidControlLength, FrameField::Length,
        1);
    row("UTF-8", Server, {}, "ab\xff", Rule::InvalidUtf8, FrameField::Payload, 4);
    row("cut code point", Server, {}, "ab\xc3", Rule::InvalidUtf8, FrameField::Payload, 4);
    row("surrogate", ws::Role::Client, {}, "\xed\xa0\x80", Rule::InvalidUtf8, FrameField::Payload, 7);
    row("close of a byte", Server, specOf(8), "x", Rule::InvalidCloseLength, FrameField::Payload, 2);
    row("close 1005", Server, specOf(8), QByteArray::fromHex("03ed"), Rule::InvalidCloseCode,
        FrameField::Payload, 2);
    row("close 5000", Server, specOf(8), QByteArray::fromHex("1388"), Rule::InvalidCloseCode,
        FrameField::Payload, 2);
    row("close reason", Server, specOf(8), QByteArray::fromHex("03e861ff"), Rule::InvalidCloseReason,
        FrameField::Payload, 5);
}

void TestFrameRules::findsOneDeparture()
{
    QFETCH(ws::Role, sender);
    QFETCH(FrameSpec, spec);
    QFETCH(QByteArray, payload);
    QFETCH(ws::Rule, rule);
    QFETCH(FrameField, field);
    QFETCH(qsizetype, offset);
    const auto findings = findDepartures(composed(spec, payload, sender), receiverOf(sender));
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings[0].rule);
    QVERIFY2(*findings[0].rule == rule, qPrintable(findings[0].text));
    QCOMPARE(findings[0].field, field);
    QCOMPARE(findings[0].offset, offset);
    QVERIFY(findings[0].text.contains(ws::ruleInfo(rule).section));
    QVERIFY(!frameFieldName(field).isEmpty());
}

void TestFrameRules::findsAllOfAFrame()
{
    FrameSpec spec = specOf(9);
    spec.fin = false;
    spec.rsv1 = spec.rsv2 = true;
    spec.length = LengthChoice::Bits64;
    spec.mask = MaskChoice::Random;
    const auto findings =
        findDepartures(composed(spec, QByteArray(200, 'x'), ws::Role::Server), receiverOf(ws::Role::Server));
    QList<ws::Rule> rules;
    for (const FrameFinding &finding : findings)
        rules.append(*finding.rule);
    QCOMPARE(rules,
        (QList<ws::Rule>{ws::Rule::UnexpectedRsv23, ws::Rule::UnexpectedRsv1, ws::Rule::ExpectedFin,
            ws::Rule::InvalidControlLength, ws::Rule::NonMinimalLength, ws::Rule::UnexpectedMask}));
    QCOMPARE(findings[3].size, 9);
}

void TestFrameRules::namesTheFrame()
{
    Composition both = composed({}, "fine", ws::Role::Server);
    both.append(composed(specOf(8), {}, ws::Role::Server), true);
    both.append(composed({}, "late", ws::Role::Server), true);
    const auto findings = findDepartures(both, receiverOf(ws::Role::Server));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(*findings[0].rule, ws::Rule::DataAfterClose);
    QCOMPARE(findings[0].frame, 2);
    QCOMPARE(findings[0].offset, 8);
    QCOMPARE(findings[0].size, 6);
}

void TestFrameRules::lies_data()
{
    QTest::addColumn<quint64>("declared");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("rules");
    QTest::newRow("more") << quint64(7) << "says 7 bytes and 5 follow: the peer takes the next 2 bytes" << 0;
    QTest::newRow("less") << quint64(3) << "takes the last 2 bytes of the payload for the next frame" << 1;
    QTest::newRow("top bit") << quint64(0x8000000000000000) << "9223372036854775803" << 1;
}

void TestFrameRules::lies()
{
    QFETCH(quint64, declared);
    QFETCH(QString, words);
    QFETCH(int, rules);
    FrameSpec spec;
    spec.declaredLength = declared;
    const auto findings =
        findDepartures(composed(spec, "Hello", ws::Role::Server), receiverOf(ws::Role::Server));
    const auto lie =
        std::ranges::find_if(findings, [](const FrameFinding &finding) { return !finding.rule; });
    QVERIFY(lie != findings.end());
    QVERIFY2(lie->text.contains(words), qPrintable(lie->text));
    QCOMPARE(lie->field, FrameField::Length);
    QVERIFY(findings.size() - 1 >= rules);
}

// A frame that never ends still breaks what its header breaks; and what a short length leaves over is read as
// a header, byte by byte.
void TestFrameRules::whatFollowsALieIsTheirs()
{
    FrameSpec spec;
    spec.mask = MaskChoice::None;
    spec.declaredLength = 60'000;
    const auto waiting = findDepartures(composed(spec, "Hi", ws::Role::Client), receiverOf(ws::Role::Client));
    QCOMPARE(waiting.size(), 2);
    QCOMPARE(*waiting[0].rule, ws::Rule::ExpectedMask);
    spec.declaredLength = 0;
    const auto findings =
        findDepartures(composed(spec, "\x33\x02xx", ws::Role::Server), receiverOf(ws::Role::Server));
    QVERIFY(findings.size() >= 2);
    QCOMPARE(*findings[0].rule, ws::Rule::UnexpectedRsv23);
    QCOMPARE(findings[0].offset, 2);
    QCOMPARE(findings[0].frame, 0);
}

void TestFrameRules::openMessages()
{
    FrameSpec spec;
    spec.fin = false;
    auto findings = findDepartures(composed(spec, "Hi", ws::Role::Server), receiverOf(ws::Role::Server));
    QCOMPARE(findings.size(), 1);
    QVERIFY(!findings[0].rule);
    QCOMPARE(findings[0].field, FrameField::Fin);
    ReceiverFacts receiver = receiverOf(ws::Role::Server);
    receiver.isMessageOpen = true;
    QVERIFY(findDepartures(composed(specOf(0), "Hi", ws::Role::Server), receiver).isEmpty());
    findings = findDepartures(composed({}, "Hi", ws::Role::Server), receiver);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(*findings[0].rule, ws::Rule::ExpectedContinuation);
    QCOMPARE(findings[0].offset, 0);
}

void TestFrameRules::compression()
{
    FrameSpec spec;
    spec.compress = true;
    const Composition bytes = composed(spec, QByteArray(500, 'x'), ws::Role::Server);
    ReceiverFacts receiver = receiverOf(ws::Role::Server);
    QCOMPARE(*findDepartures(bytes, receiver)[0].rule, ws::Rule::UnexpectedRsv1);
    receiver.deflate = ws::DeflateParameters();
    QVERIFY(findDepartures(bytes, receiver).isEmpty());
    spec.compress = false;
    spec.rsv1 = true; // but not compressed
    const auto findings = findDepartures(composed(spec, "\xff\xff\xff", ws::Role::Server), receiver);
    QCOMPARE(*findings[0].rule, ws::Rule::InvalidDeflate);
}

void TestFrameRules::isBounded()
{
    FrameSpec spec;
    spec.mask = MaskChoice::None;
    spec.fragmentEvery = 1;
    const auto findings =
        findDepartures(composed(spec, QByteArray(5000, 'x'), ws::Role::Client), receiverOf(ws::Role::Client));
    QCOMPARE(findings.size(), MaxFindings);
    QCOMPARE(findings.last().frame, MaxFindings - 1);
}

QTEST_GUILESS_MAIN(TestFrameRules)
#include "tst_framerules.moc"
