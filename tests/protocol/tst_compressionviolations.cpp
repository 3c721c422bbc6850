// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with compressed messages, both roles (RFC 7692 6 and 7.2): the rule and the close code do
// not depend on where TCP cuts them.
#include "compressedend.h"

#include <QTest>

using namespace ws;

class TestCompressionViolations : public QObject
{
    Q_OBJECT

private slots:
    void fails_data();
    void fails();
    void toleratedRulesGoOn();
    void textFailsAtTheOffendingByte();
    void bombIsBounded();
};

void TestCompressionViolations::fails_data()
{
    QTest::addColumn<QList<Piece>>("pieces");
    QTest::addColumn<int>("rule");
    QTest::addColumn<quint16>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QList<Piece> &pieces, Rule rule, quint16 code,
                         const char *says = "") {
        QTest::newRow(name) << pieces << int(rule) << code << QString::fromLatin1(says);
    };
    constexpr quint8 Whole = Fin | Rsv1 | Text;
    row("RSV1 on a continuation", {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1, "c9c90700"}}, Rule::UnexpectedRsv1,
        1002, "on a continuation");
    row("RSV1 on a ping", {{Fin | Rsv1 | Ping, "48"}}, Rule::UnexpectedRsv1, 1002, "on a ping");
    row("RSV1 on a Close", {{Fin | Rsv1 | 0x8, "03e8"}}, Rule::UnexpectedRsv1, 1002, "on a close");
    row("RSV1 on a ping within a message", {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1 | Ping, "48"}},
        Rule::UnexpectedRsv1, 1002, "on a ping");
    row("reserved block type", {{Whole, "ffffffffff"}}, Rule::InvalidDeflate, 1007);
    row("plain text", {{Whole, QByteArray("Hello").toHex()}}, Rule::InvalidDeflate, 1007);
    row("zlib's header", {{Whole, "789cf248cdc9c90700"}}, Rule::InvalidDeflate, 1007);
    row("a second message without its window", {{Whole, "f200110000"}}, Rule::InvalidDeflate, 1007);
    row("corrupt in a fragment", {{Rsv1 | Text, "f248cdc9c90700"}, {Fin, "ffffff"}}, Rule::InvalidDeflate,
        1007);
    row("no UTF-8", {{Whole, deflated("ab\xFFzz").toHex()}}, Rule::InvalidUtf8, 1007,
        "byte 0xff at 2 of the inflated message");
    row("no UTF-8 in the second fragment",
        {{Rsv1 | Text, deflated("a\xC3\x28").first(2).toHex()},
            {Fin, deflated("a\xC3\x28").sliced(2).toHex()}},
        Rule::InvalidUtf8, 1007, "byte 0x28 at 2 of the inflated message");
    row("ends within a code point", {{Whole, deflated("a\xE2\x82").toHex()}}, Rule::InvalidUtf8, 1007,
        "within a code point");
    row("inflates to one byte too many", {{Whole, deflated(QByteArray(100'001, 'x')).toHex()}},
        Rule::MessageTooBig, 1009, "more than maxPayload, 100000 bytes");
    const QByteArray tooMuch = deflated(QByteArray(100'001, 'x')).toHex();
    row("fragments inflate to too much", {{Rsv1 | Text, tooMuch.first(8)}, {Fin, tooMuch.sliced(8)}},
        Rule::MessageTooBig, 1009, "more than maxPayload, 100000 bytes");
    row("too long even compressed", {{Fin | Rsv1 | Binary, QByteArray(115'000, 'x').toHex()}},
        Rule::MessageTooBig, 1009, "115000 bytes compressed");
}

void TestCompressionViolations::fails()
{
    QFETCH(QList<Piece>, pieces);
    QFETCH(int, rule);
    QFETCH(quint16, code);
    QFETCH(QString, says);
    for (const Role role : {Role::Server, Role::Client}) {
        const QByteArray wire = wireOf(role, pieces);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            if (wire.size() > 600 && cut > 20 && cut < wire.size() - 20)
                cut = wire.size() - 20;
            Endpoint::Options options = optionsOf(role);
            options.limits.messageBytes = 100'000;
            End end(options);
            feed(&end.endpoint, QByteArrayView(wire).first(cut));
            feed(&end.endpoint, QByteArrayView(wire).sliced(cut));
            feed(&end.endpoint, frame(role, Fin | Rsv1 | Text, QByteArray::fromHex("f248cdc9c90700")));

            QCOMPARE(end.log.violations.size(), 1);
            QCOMPARE(int(end.log.violations.first().rule), rule);
            QVERIFY2(end.log.violations.first().detail.contains(says),
                qPrintable(end.log.violations.first().detail));
            QCOMPARE(end.endpoint.state(), Endpoint::State::Failed);
            QVERIFY(end.log.lines.filter(QStringLiteral("Hello")).isEmpty());
            QByteArray output = end.log.takeOutput();
            const auto close = takeHeader(&output);
            QVERIFY(close && close->opcode == Opcode::Close && !close->rsv1);
            if (close->mask)
                applyMask(output.data(), output, *close->mask);
            QCOMPARE(parseClosePayload(output).code, code);
        }
    }
}

// Rules of RSV1 can be tolerated, and what they break is no part of the compressed message.
void TestCompressionViolations::toleratedRulesGoOn()
{
    Endpoint::Options options = optionsOf(Role::Server);
    options.strictness = Strictness::lenient();
    End end(options);
    feed(&end.endpoint,
        wireOf(Role::Server,
            {{Rsv1 | Text, "f248cd"}, {Fin | Rsv1 | Ping, "48"}, {Fin | 0x3, "4869"},
                {Fin | Rsv1, "c9c90700"}}));
    QCOMPARE(end.log.lines.filter(QStringLiteral("< ")),
        (QStringList{QStringLiteral("< text fin=0 3/3 inflates to 2"),
            QStringLiteral("< ping fin=1 1/1 !WS_ERR_UNEXPECTED_RSV_1"),
            QStringLiteral("< %1 fin=1 2/2 !WS_ERR_INVALID_OPCODE").arg(opcodeName(Opcode(3))),
            QStringLiteral("< continuation fin=1 4/4 inflates to 3 !WS_ERR_UNEXPECTED_RSV_1")}));
    QVERIFY(end.log.lines.contains(QStringLiteral("text \"Hello\"")));
}

// The wrong byte is named as soon as what carries it has come, not when the frame or the message ends.
void TestCompressionViolations::textFailsAtTheOffendingByte()
{
    QByteArray stored = QByteArray::fromHex("000600f9ff") + "ab\xFFxyz" + QByteArray(1, '\0');
    const QByteArray wire = frame(Role::Server, Fin | Rsv1 | Text, stored);
    const qsizetype offending = wire.size() - 5; // of ff xyz 00, the first
    End end(optionsOf(Role::Server));
    feed(&end.endpoint, wire.first(offending));
    QCOMPARE(end.endpoint.state(), Endpoint::State::Open);
    feed(&end.endpoint, wire.sliced(offending, 1));
    QCOMPARE(end.endpoint.state(), Endpoint::State::Failed);
    QCOMPARE(end.log.violations.first().rule, Rule::InvalidUtf8);
    QCOMPARE(end.log.violations.first().offset, quint64(offending));
}

// 64 MiB in 64 KiB. What is kept, and what the heap holds at the worst time, follow the bound.
void TestCompressionViolations::bombIsBounded()
{
    constexpr qsizetype Bound = 1024 * 1024;
    const QByteArray payload = deflated(QByteArray(64 * Bound, '\0'));
    QVERIFY(payload.size() < 100'000);
    for (const bool inFragments : {false, true}) {
        QByteArray wire;
        constexpr qsizetype Fragment = 1000;
        for (qsizetype at = 0; inFragments && at < payload.size(); at += Fragment)
            wire += frame(Role::Server, at == 0 ? Rsv1 | Binary : 0, payload.mid(at, Fragment));
        if (!inFragments)
            wire = frame(Role::Server, Fin | Rsv1 | Binary, payload);
        Endpoint::Options options = optionsOf(Role::Server);
        options.limits.messageBytes = quint64(Bound);
        InflationLog log;
        Endpoint endpoint(shared(options), &log);
        endpoint.setCompression({}, {.enabled = true});
        const size_t before = heapInUse();
        feed(&endpoint, wire);
        QCOMPARE(log.violations.size(), 1);
        QCOMPARE(log.violations.first().rule, Rule::MessageTooBig);
        QVERIFY(log.inflated.size() <= Bound);
        QVERIFY(log.inflated.size() > Bound / 2); // it was inflated, up to the bound
        // The message, what its buffer may be larger, what the log keeps, the read, and zlib's window.
        QVERIFY2(log.heap < before + 5 * size_t(Bound), QByteArray::number(log.heap - before));
    }
}

QTEST_GUILESS_MAIN(TestCompressionViolations)
#include "tst_compressionviolations.moc"
