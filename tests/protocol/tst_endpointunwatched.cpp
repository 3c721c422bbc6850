// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventlog.h"

#include <QTest>

using namespace ws;

namespace {

// What is told of frames is for those who watch them.
QStringList withoutFrames(const QStringList &lines)
{
    QStringList kept;
    for (const QString &line : lines) {
        if (!line.startsWith('<') && !line.startsWith('>'))
            kept += line;
    }
    return kept;
}

class EchoLog : public EventLog
{
public:
    Endpoint *endpoint = nullptr;

    void messageReceived(Opcode opcode, QByteArrayView payload) override
    {
        EventLog::messageReceived(opcode, payload);
        endpoint->send(opcode, payload, endpoint->masksByRule());
    }
};

struct Outcome
{
    QStringList lines;
    QByteArray wire;
    QList<QByteArray> messages;
    QList<quint64> offsets; // of violations

    bool operator==(const Outcome &) const = default;
};

Outcome outcome(const Endpoint::Options &options, QByteArrayView wire, qsizetype cut, bool watched)
{
    EchoLog log;
    Endpoint endpoint(shared(options), &log);
    log.endpoint = &endpoint;
    endpoint.setFramesWatched(watched);
    feed(&endpoint, wire.first(cut));
    feed(&endpoint, wire.sliced(cut));
    Outcome outcome{withoutFrames(log.lines), log.wire, log.messages, {}};
    for (const Violation &violation : std::as_const(log.violations))
        outcome.offsets += violation.offset;
    return outcome;
}

} // namespace

/// An endpoint whose frames nobody watches takes a shorter way with most of them. It tells and answers the
/// same.
class TestEndpointUnwatched : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheSame_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("isMasked");
        for (const bool masked : {true, false}) {
            const auto row = [masked](const char *name, const QByteArray &wire) {
                QTest::addRow("%s, %s", name, masked ? "masked" : "unmasked") << wire << masked;
            };
            const auto frame = [masked](Opcode opcode, const QByteArray &payload, bool fin = true) {
                return wireFrame(opcode, payload, fin, masked);
            };
            const QByteArray next = frame(Opcode::Text, "next");
            for (const int size : {0, 1, 3, 4, 7, 8, 125, 126, 200, 201, 300}) {
                row(qPrintable(QStringLiteral("text of %1").arg(size)),
                    frame(Opcode::Text, QByteArray(size, 'x')) + next);
                row(qPrintable(QStringLiteral("binary of %1").arg(size)),
                    next + frame(Opcode::Binary, QByteArray(size, '\xFE')) + next);
            }
            row("65,535 and 65,536",
                frame(Opcode::Binary, QByteArray(65535, 'x'))
                    + frame(Opcode::Binary, QByteArray(65536, 'y')));
            row("text of two bytes a letter", frame(Opcode::Text, "gr\xC3\xBC\xC3\x9F") + next);
            row("not UTF-8", next + frame(Opcode::Text, "ab\xC3(") + next);
            row("ends within a code point", frame(Opcode::Text, "ab\xC3") + next);
            row("fragments with a message between",
                frame(Opcode::Text, "a", false) + next + frame(Opcode::Continuation, "b"));
            row("stray continuation", frame(Opcode::Continuation, "a") + next);
            row("stray continuations, more than a message may have fragments",
                next + frame(Opcode::Continuation, "a").repeated(5) + next);
            row("ping, pong, close",
                frame(Opcode::Ping, "p") + next + frame(Opcode::Pong, "q")
                    + frame(Opcode::Close, QByteArray::fromHex("03e8")) + next);
            row("reserved opcode", frame(Opcode(3), "a") + next);
            QByteArray rsv = next;
            rsv[0] = char(quint8(rsv[0]) | headerbits::Rsv2);
            row("RSV2", next + rsv + next);
            row("mask of the wrong role", next + wireFrame(Opcode::Text, "a", true, !masked) + next);
            const QByteArray key = masked ? QByteArray(4, '\0') : QByteArray();
            const char bit = masked ? '\x80' : '\0';
            row("length not minimal",
                QByteArray("\x82") + char(bit | 126) + QByteArray("\0\x01", 2) + key + "x");
            row("length of 64 bits not minimal",
                QByteArray("\x82") + char(bit | 127) + QByteArray("\0\0\0\0\0\0\0\x01", 8) + key + "x");
        }
    }

    void tellsTheSame()
    {
        QFETCH(QByteArray, wire);
        QFETCH(bool, isMasked);
        for (const Strictness &strictness : {Strictness(), Strictness::lenient()}) {
            for (const quint64 bound : {0, 200}) {
                Endpoint::Options options;
                options.role = isMasked ? Role::Server : Role::Client;
                options.strictness = strictness;
                options.maskSource = [] { return MaskKey{1, 2, 3, 4}; };
                options.limits.messageBytes = bound;
                options.limits.messageFragments = bound > 0 ? 3 : 0;
                for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
                    if (wire.size() > 2000 && cut > 20 && cut < wire.size() - 20)
                        cut = wire.size() - 20;
                    const Outcome watched = outcome(options, wire, cut, true);
                    const Outcome unwatched = outcome(options, wire, cut, false);
                    QCOMPARE(unwatched.lines, watched.lines);
                    QCOMPARE(unwatched.wire, watched.wire);
                    QVERIFY(unwatched == watched);
                }
            }
        }
    }

    // Somebody begins to watch, or ceases, in the midst of a stream.
    void watchedFromNowOn()
    {
        EventLog log;
        Endpoint endpoint(shared(), &log);
        const QByteArray wire = wireFrame(Opcode::Text, "a");
        endpoint.setFramesWatched(false);
        feed(&endpoint, wire);
        feed(&endpoint, wire.first(3));
        endpoint.setFramesWatched(true);
        feed(&endpoint, wire.sliced(3));
        feed(&endpoint, wire);
        endpoint.setFramesWatched(false);
        feed(&endpoint, wire);
        QCOMPARE(log.lines,
            (QStringList{"text \"a\"", "< text fin=1 1/1", "text \"a\"", "< text fin=1 1/1", "text \"a\"",
                "text \"a\""}));
        feed(&endpoint, wireFrame(Opcode::Continuation, "b"));
        QCOMPARE(log.violations.size(), 1);
        QCOMPARE(log.violations[0].offset, quint64(4 * wire.size()));
    }
};

QTEST_GUILESS_MAIN(TestEndpointUnwatched)
#include "tst_endpointunwatched.moc"
