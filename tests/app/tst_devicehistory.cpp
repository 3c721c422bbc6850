// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the recorder learns of devices, and what the log tells again.
#include "app/devices/devicehistory.h"
#include "recorderfixture.h"

using namespace sockscope;
using ws::Direction, ws::Opcode, ws::Rule;

class TestDeviceHistory : public RecorderFixture
{
    Q_OBJECT

private:
    void open(quint64 connection, const QByteArray &id)
    {
        if (connection != Connection)
            m_recorder->connectionAccepted(connection, {QHostAddress(QStringLiteral("10.0.0.8")), 6000},
                {QHostAddress(QStringLiteral("10.0.0.1")), 8080});
        m_recorder->handshake(
            connection, Direction::Received, "GET / HTTP/1.1\r\nX-Device-Id: " + id + "\r\n\r\n");
        m_recorder->handshake(connection, Direction::Sent,
            "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: s.v2\r\n\r\n");
        m_recorder->connectionOpened(connection, QStringLiteral("/"), QStringLiteral("s.v2"));
    }

    QList<Device> recorded() const { return m_table->devices().devices(); }

    QList<Device> fromTheLog(const IdentityRule &rule = {}) const
    {
        DeviceTable table;
        table.setRule(rule);
        DeviceHistory history(&table);
        const quint64 end = m_capture->rows().end;
        for (RowSpan span = m_capture->span(0, end); !span.isEmpty(); span = m_capture->span(span.end(), end))
            for (qsizetype i = 0; i < span.size(); ++i)
                history.add(span, i);
        return table.devices();
    }

    static QStringList lines(const QList<Device> &devices)
    {
        QStringList lines;
        for (const Device &device : devices)
            for (const DeviceSession &session : device.sessions)
                lines.append(
                    QStringLiteral("%1 %2 %3 %4 %5 %6")
                        .arg(device.name, session.traits.address, session.traits.subprotocol,
                            QString::fromUtf8(session.traits.firstMessage),
                            session.hasOpened() ? QStringLiteral("opened") : QStringLiteral("not opened"))
                        .arg(int(session.end)));
        return lines;
    }

private slots:
    void init() { reset(); }

    void theLogTellsWhatWasRecorded()
    {
        open(Connection, "thermo");
        frame(Direction::Received, Opcode::Text, R"({"id":"T1"})");
        const ws::Violation violation{Rule::ExpectedMask, 0, {}};
        frame(Direction::Received, Opcode::Text, "x", true, &violation);
        m_recorder->violation(Connection, violation, true);
        frame(Direction::Sent, Opcode::Close, QByteArray::fromHex("03ea"));
        m_recorder->connectionEnded(Connection, {1002, {}, false, {}});
        open(5, "thermo");
        m_recorder->connectionEnded(5, {1006, {}, false, QStringLiteral("reset")});
        m_recorder->connectionAccepted(6, {QHostAddress(QStringLiteral("10.0.0.9")), 1}, {});
        m_recorder->handshake(6, Direction::Received, "GET / HTTP/1.1\r\nX-Device-Id: valve\r\n\r\n");
        m_recorder->handshake(6, Direction::Sent, "HTTP/1.1 503 Service Unavailable\r\n\r\n");
        m_recorder->connectionEnded(6, {});

        QCOMPARE(lines(recorded()),
            (QStringList{QStringLiteral("thermo 10.0.0.7 s.v2 {\"id\":\"T1\"} opened %1")
                             .arg(int(SessionEnd::Violation)),
                QStringLiteral("thermo 10.0.0.8 s.v2  opened %1").arg(int(SessionEnd::Reset)),
                QStringLiteral("valve 10.0.0.9   not opened %1").arg(int(SessionEnd::Refused))}));
        QCOMPARE(lines(fromTheLog()), lines(recorded()));
        QCOMPARE(recorded().last().sessions.first().status, 503);
        for (const QList<Device> &devices : {recorded(), fromTheLog()}) {
            const DeviceSession &first = devices.first().sessions.first();
            QCOMPARE(row(first.firstRow).event, EventKind::Accepted);
            QCOMPARE(row(first.lastRow).event, EventKind::Ended);
            QCOMPARE(row(first.lastRow).connection, Connection);
        }
        const IdentityRule rule{IdentityRule::By::FirstMessage, QStringLiteral(".id")};
        QCOMPARE(fromTheLog(rule).first().name, QStringLiteral("T1"));
    }

    void onlyTheFirstMessageIsLookedAt()
    {
        open(Connection, "thermo");
        frame(Direction::Sent, Opcode::Text, "from here");
        frame(Direction::Received, Opcode::Ping, "p");
        frame(Direction::Received, Opcode::Text, "one", false);
        const quint64 changes = m_table->devices().changes();
        frame(Direction::Received, Opcode::Continuation, "two");
        frame(Direction::Received, Opcode::Text, "three");
        QCOMPARE(m_table->devices().changes(), changes);
        QCOMPARE(recorded().first().sessions.first().traits.firstMessage, QByteArray("one"));
        QCOMPARE(lines(fromTheLog()), lines(recorded()));
    }

    void silenceIsMeasuredFromTheLastFrame()
    {
        open(Connection, "thermo");
        const quint64 last = frame(Direction::Received, Opcode::Pong, "");
        frame(Direction::Sent, Opcode::Ping, "?");
        m_recorder->violation(Connection, {Rule::PongTimeout, 0, {}}, true);
        m_recorder->connectionEnded(Connection, {});
        for (const QList<Device> &devices : {recorded(), fromTheLog()}) {
            QCOMPARE(devices.first().sessions.first().end, SessionEnd::Silent);
            QCOMPARE(devices.first().sessions.first().heardNs, row(last).timeNs);
        }
    }

    void connectionsTakeTheirDevicesName()
    {
        open(Connection, "thermo");
        QCOMPARE(m_table->find(Connection)->device, QStringLiteral("thermo"));
        m_table->devices().setRule({IdentityRule::By::Subprotocol, {}});
        QCOMPARE(m_table->find(Connection)->device, QStringLiteral("s.v2"));
        QCOMPARE(m_table->snapshot().first().device, QStringLiteral("s.v2"));
    }

    // A log that lost its first rows still shows who was there.
    void aCutLogBeginsInTheMiddle()
    {
        open(Connection, "thermo");
        m_capture->clear();
        frame(Direction::Received, Opcode::Text, "late");
        m_recorder->connectionEnded(Connection, {1000, {}, true, {}});
        const QList<Device> devices = fromTheLog();
        QCOMPARE(devices.size(), 1);
        QVERIFY(devices.first().sessions.first().hasOpened());
        QCOMPARE(devices.first().sessions.first().end, SessionEnd::ByBench);
    }
};

QTEST_GUILESS_MAIN(TestDeviceHistory)
#include "tst_devicehistory.moc"
