// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed messages on the wire, both roles (RFC 7692 6 and 7.2): what comes, wherever TCP cuts it, and
// what we send.
#include "compressedend.h"
#include "strictinflater.h"

#include <QTest>

using namespace ws;

namespace {

void addRoles()
{
    QTest::addColumn<Role>("role");
    QTest::newRow("server") << Role::Server;
    QTest::newRow("client") << Role::Client;
}

} // namespace

class TestEndpointCompression : public QObject
{
    Q_OBJECT

private slots:
    void receives_data();
    void receives();
    void contextIsForgotten();
    void framesShowWhatTheyInflateTo();
    void sends_data();
    void sends();
    void threshold();
    void talks_data() { addRoles(); }
    void talks();
};

void TestEndpointCompression::receives_data()
{
    QTest::addColumn<QList<Piece>>("pieces");
    QTest::addColumn<QStringList>("messages");
    const QString hello = QStringLiteral("text \"Hello\"");
    const auto row = [](const char *name, const QList<Piece> &pieces, const QStringList &messages) {
        QTest::newRow(name) << pieces << messages;
    };
    constexpr quint8 Whole = Fin | Rsv1 | Text;
    row("7.2.3.1 one block", {{Whole, "f248cdc9c90700"}}, {hello});
    row("7.2.3.1 in fragments", {{Rsv1 | Text, "f248cd"}, {Fin, "c9c90700"}}, {hello});
    row("7.2.3.2 sharing the window", {{Whole, "f248cdc9c90700"}, {Whole, "f200110000"}}, {hello, hello});
    row("7.2.3.3 stored block", {{Whole, "000500faff48656c6c6f00"}}, {hello});
    row("7.2.3.4 final block", {{Whole, "f348cdc9c9070000"}, {Whole, "f348cdc9c9070000"}}, {hello, hello});
    row("7.2.3.5 two blocks", {{Whole, "f24805000000ffffcac9c90700"}}, {hello});
    row("empty", {{Whole, "00"}, {Whole, "f248cdc9c90700"}}, {QStringLiteral("text \"\""), hello});
    row("empty, with no byte at all", {{Whole, ""}}, {QStringLiteral("text \"\"")});
    row("binary", {{Fin | Rsv1 | Binary, "f248cdc9c90700"}}, {QStringLiteral("binary \"Hello\"")});
    row("empty fragments", {{Rsv1 | Text, ""}, {0, "f248cdc9c90700"}, {0, ""}, {Fin, ""}}, {hello});
    row("a ping within", {{Rsv1 | Text, "f248cd"}, {Fin | Ping, "48"}, {Fin, "c9c90700"}},
        {QStringLiteral("ping \"H\""), hello});
    row("uncompressed between", {{Whole, "f248cdc9c90700"}, {Fin | Text, "4869"}, {Whole, "f200110000"}},
        {hello, QStringLiteral("text \"Hi\""), hello});
    row("uncompressed in fragments", {{Text, "48"}, {Fin, "69"}, {Whole, "f248cdc9c90700"}},
        {QStringLiteral("text \"Hi\""), hello});
    row("a code point cut by fragments",
        {{Rsv1 | Text, deflated("\xE2\x82\xAC").first(3).toHex()},
            {Fin, deflated("\xE2\x82\xAC").sliced(3).toHex()}},
        {QStringLiteral("text \"%E2%82%AC\"")});
}

void TestEndpointCompression::receives()
{
    QFETCH(QList<Piece>, pieces);
    QFETCH(QStringList, messages);
    for (const Role role : {Role::Server, Role::Client}) {
        const QByteArray wire = wireOf(role, pieces);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            End end(optionsOf(role));
            feed(&end.endpoint, QByteArrayView(wire).first(cut));
            feed(&end.endpoint, QByteArrayView(wire).sliced(cut));
            QCOMPARE(messagesOf(end.log), messages);
            QVERIFY(end.endpoint.isOpen());
        }
        End slow(optionsOf(role));
        for (const char byte : wire)
            feed(&slow.endpoint, {&byte, 1});
        QCOMPARE(messagesOf(slow.log), messages);
        QVERIFY(slow.endpoint.isOpen());
    }
}

// Where the sender promised to forget, a message that reaches back is wrong; where it did not, it is right.
void TestEndpointCompression::contextIsForgotten()
{
    const QList<Piece> sharing{{Fin | Rsv1 | Text, "f248cdc9c90700"}, {Fin | Rsv1 | Text, "f200110000"}};
    for (const Role role : {Role::Server, Role::Client}) {
        const DeflateParameters clientForgets{.clientNoContextTakeover = true};
        const DeflateParameters serverForgets{.serverNoContextTakeover = true};
        End theirs(optionsOf(role), role == Role::Server ? clientForgets : serverForgets);
        feed(&theirs.endpoint, wireOf(role, sharing));
        QCOMPARE(theirs.log.violations.size(), 1);
        QCOMPARE(theirs.log.violations.first().rule, Rule::InvalidDeflate);
        End ours(optionsOf(role), role == Role::Server ? serverForgets : clientForgets);
        feed(&ours.endpoint, wireOf(role, sharing));
        QVERIFY(ours.log.violations.isEmpty());
    }
}

void TestEndpointCompression::framesShowWhatTheyInflateTo()
{
    const QByteArray wire =
        wireOf(Role::Server, {{Rsv1 | Text, "f248cd"}, {Fin | Ping, "48"}, {0, "c9c9"}, {Fin, "0700"}});
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        InflationLog log;
        Endpoint endpoint(shared(), &log);
        endpoint.setCompression({}, {.enabled = true});
        feed(&endpoint, QByteArrayView(wire).first(cut));
        feed(&endpoint, QByteArrayView(wire).sliced(cut));
        QCOMPARE(log.inflated, QByteArray("Hello"));
        QCOMPARE(log.lines.filter(QStringLiteral("inflates to")).size(), 3);
    }
}

void TestEndpointCompression::sends_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("forgets");
    for (const Role role : {Role::Server, Role::Client}) {
        for (int bits = 8; bits <= 15; ++bits) {
            for (const bool forgets : {false, true}) {
                QTest::addRow("%s, %d bits%s", role == Role::Server ? "server" : "client", bits,
                    forgets ? ", forgets" : "")
                    << role << bits << forgets;
            }
        }
    }
}

// Every message that we send is inflated by zlib alone with the agreed window, reset where that was promised.
// The other direction has agreed to the opposite, so that taking one for the other shows.
void TestEndpointCompression::sends()
{
    QFETCH(Role, role);
    QFETCH(int, bits);
    QFETCH(bool, forgets);
    DeflateParameters agreed{.serverNoContextTakeover = forgets,
        .clientNoContextTakeover = !forgets,
        .serverMaxWindowBits = bits,
        .clientMaxWindowBits = 23 - bits};
    if (role == Role::Client) {
        std::swap(agreed.serverNoContextTakeover, agreed.clientNoContextTakeover);
        std::swap(agreed.serverMaxWindowBits, agreed.clientMaxWindowBits);
    }
    End end(optionsOf(role), agreed);
    StrictInflater decoder(bits);
    for (const QByteArray &message : {telemetry(1), telemetry(2), QByteArray(), repetitive(120'000),
             telemetry(3), repetitive(120'000), QByteArray(70'000, 'x')}) {
        QCOMPARE(end.endpoint.send(Opcode::Text, message, role == Role::Client), SendResult::Queued);
        QByteArray payload = end.log.takeOutput();
        const auto header = takeHeader(&payload);
        QVERIFY(header && header->fin && header->rsv1 && header->opcode == Opcode::Text);
        QCOMPARE(header->mask.has_value(), role == Role::Client);
        QCOMPARE(quint64(payload.size()), header->payloadLength);
        if (header->mask)
            applyMask(payload.data(), payload, *header->mask);
        const auto inflated = decoder.message(payload);
        QVERIFY(inflated && *inflated == message);
        if (forgets)
            decoder.reset();
    }
}

void TestEndpointCompression::threshold()
{
    End end(optionsOf(Role::Server), {}, 100);
    const auto isCompressed = [&end](Opcode opcode, qsizetype size) {
        end.endpoint.send(opcode, QByteArray(size, 'x'), false);
        QByteArray wire = end.log.takeOutput();
        return takeHeader(&wire)->rsv1;
    };
    QVERIFY(!isCompressed(Opcode::Text, 99));
    QVERIFY(isCompressed(Opcode::Text, 100));
    QVERIFY(!isCompressed(Opcode::Binary, 0));
    QVERIFY(isCompressed(Opcode::Binary, 100'000));
    QVERIFY(!isCompressed(Opcode::Ping, 125)); // RFC 7692 6.1: never control frames
    QVERIFY(!isCompressed(Opcode::Pong, 125));
    end.endpoint.sendClose(1000, QByteArray(120, 'x'), false);
    QByteArray close = end.log.takeOutput();
    QVERIFY(!takeHeader(&close)->rsv1);
}

// Two of ours: every message comes back as it was sent, larger than a window, and in any order.
void TestEndpointCompression::talks()
{
    QFETCH(Role, role);
    const DeflateParameters agreed{
        .serverNoContextTakeover = true, .serverMaxWindowBits = 9, .clientMaxWindowBits = 8};
    End from(optionsOf(role), agreed, 50);
    End to(optionsOf(role == Role::Server ? Role::Client : Role::Server), agreed);
    QStringList expected;
    for (int i = 0; i < 40; ++i) {
        const QByteArray message = i % 3 == 0 ? repetitive(i * 3000) : telemetry(i).left(41 + i);
        from.endpoint.send(Opcode::Binary, message, from.endpoint.masksByRule());
        feed(&to.endpoint, from.log.takeOutput());
        expected += message.isEmpty() ? QStringLiteral("binary \"\"")
                                      : QStringLiteral("binary (%1)").arg(message.size());
    }
    QCOMPARE(messagesOf(to.log), expected);
}

QTEST_GUILESS_MAIN(TestEndpointCompression)
#include "tst_endpointcompression.moc"
