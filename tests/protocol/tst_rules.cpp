// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/strictness.h"

#include <QSet>
#include <QTest>

using namespace ws;

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleIsDescribedOnce()
    {
        QSet<QString> names;
        for (int i = 0; i < RuleCount; ++i) {
            const RuleInfo &info = ruleInfo(Rule(i));
            QVERIFY2(info.name.startsWith(QLatin1StringView("WS_ERR_")), qPrintable(QString::number(i)));
            QVERIFY(info.section.startsWith(QLatin1StringView("RFC ")));
            QVERIFY(!info.text.isEmpty() && !info.text.endsWith(QLatin1Char('.')));
            QVERIFY(!names.contains(info.name));
            names.insert(info.name);
            QCOMPARE(ruleNamed(info.name), std::optional(Rule(i)));
        }
        QVERIFY(!ruleNamed("WS_ERR_NO_SUCH_RULE"));
    }

    // The table stands in the order of the enumerators: one row from each group holds the rest in place.
    void tableMatchesTheEnumerators()
    {
        QCOMPARE(ruleInfo(Rule::ExpectedMask).name, QLatin1StringView("WS_ERR_EXPECTED_MASK"));
        QCOMPARE(ruleInfo(Rule::MessageTooBig).closeCode, CloseCode::MessageTooBig);
        QCOMPARE(ruleInfo(Rule::InvalidUtf8).closeCode, CloseCode::InvalidPayload);
        QCOMPARE(ruleInfo(Rule::PongTimeout).name, QLatin1StringView("WS_ERR_PONG_TIMEOUT"));
        QCOMPARE(ruleInfo(Rule::ClosedWithoutClose).closeCode, CloseCode::AbnormalClosure);
        QCOMPARE(ruleInfo(Rule::MissingUpgrade).httpStatus, quint16(426));
        QCOMPARE(ruleInfo(Rule::HandshakeTimeout).httpStatus, quint16(408));
        QCOMPARE(ruleInfo(Rule::InvalidExtensions).name, QLatin1StringView("WS_ERR_INVALID_EXTENSIONS"));
        QCOMPARE(ruleInfo(Rule::UnexpectedExtension).name, QLatin1StringView("WS_ERR_UNEXPECTED_EXTENSION"));
    }

    void reasonFitsACloseFrame()
    {
        for (int i = 0; i < RuleCount; ++i) {
            const RuleInfo &info = ruleInfo(Rule(i));
            QVERIFY2(info.name.size() + 2 + info.text.size() <= 123, info.name.data());
        }
    }

    void strictness()
    {
        QVERIFY(!Strictness().tolerates(Rule::ExpectedMask));
        Strictness some;
        QVERIFY(some.setTolerated(Rule::ExpectedMask, true));
        QVERIFY(some.tolerates(Rule::ExpectedMask));
        QVERIFY(!some.tolerates(Rule::InvalidUtf8));
        QVERIFY(!some.setTolerated(Rule::MessageTooBig, true));
        QVERIFY(!some.tolerates(Rule::MessageTooBig));
        QVERIFY(Strictness::lenient().tolerates(Rule::InvalidUtf8));
        QVERIFY(!Strictness::lenient().tolerates(Rule::LengthOutOfRange));
    }

    void violationReadsAsASentence()
    {
        const Violation violation{Rule::InvalidOpcode, 12, QStringLiteral("reserved 0x3")};
        QCOMPARE(violation.toString(),
            QStringLiteral("WS_ERR_INVALID_OPCODE: opcodes 0x3-0x7 and 0xB-0xF are reserved: reserved 0x3 "
                           "(RFC 6455 5.2)"));
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
