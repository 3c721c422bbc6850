// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sockscope;

namespace {

ConnectionStats connection(quint64 number, ConnectionState state = ConnectionState::Open)
{
    ConnectionStats stats;
    stats.number = number;
    stats.device = QStringLiteral("device-%1").arg(number);
    stats.peer = QStringLiteral("10.0.0.%1:51022").arg(number);
    stats.state = state;
    return stats;
}

} // namespace

class TestConnectionModel : public QObject
{
    Q_OBJECT
private slots:
    void followsSnapshots_data();
    void followsSnapshots();
    void tellsOnlyWhatChanged();
    void health_data();
    void health();
    void text_data();
    void text();
    void sortsByFigures();
};

void TestConnectionModel::followsSnapshots_data()
{
    using Numbers = QList<quint64>;
    QTest::addColumn<Numbers>("before");
    QTest::addColumn<Numbers>("after");
    QTest::newRow("first") << Numbers{} << Numbers{1};
    QTest::newRow("append") << Numbers{1, 2} << Numbers{1, 2, 3, 4};
    QTest::newRow("forget oldest") << Numbers{1, 2, 3} << Numbers{2, 3, 4};
    QTest::newRow("forget between") << Numbers{1, 2, 3} << Numbers{1, 3};
    QTest::newRow("insert between") << Numbers{1, 4} << Numbers{1, 2, 3, 4};
    QTest::newRow("all others") << Numbers{1, 2} << Numbers{7, 8, 9};
    QTest::newRow("none left") << Numbers{1, 2} << Numbers{};
}

void TestConnectionModel::followsSnapshots()
{
    QFETCH(QList<quint64>, before);
    QFETCH(QList<quint64>, after);
    ConnectionModel model(QDateTime::currentDateTime());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (const auto &numbers : {before, after}) {
        QList<ConnectionStats> snapshot;
        for (const quint64 number : numbers)
            snapshot.append(connection(number));
        model.update(snapshot);
        QCOMPARE(model.rowCount(), int(numbers.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.index(row, 0).data(ConnectionModel::NumberRole).toULongLong(), numbers[row]);
            QCOMPARE(model.rowOf(numbers[row]), row);
        }
    }
    QCOMPARE(resets.size(), 0);
    QCOMPARE(model.rowOf(1000), -1);
}

void TestConnectionModel::tellsOnlyWhatChanged()
{
    ConnectionModel model(QDateTime::currentDateTime());
    QList<ConnectionStats> snapshot{connection(1), connection(2)};
    model.update(snapshot);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.update(snapshot);
    QCOMPARE(changes.size(), 0);
    snapshot[1].framesReceived = 5;
    model.update(snapshot);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    QCOMPARE(model.index(1, ConnectionModel::FramesColumn).data().toString(), "5");
}

void TestConnectionModel::health_data()
{
    using Health = ConnectionModel::Health;
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<quint64>("violations");
    QTest::addColumn<int>("closeCode");
    QTest::addColumn<Health>("health");
    QTest::newRow("handshake") << ConnectionState::Handshaking << false << quint64(0) << 0
                               << Health::Connecting;
    QTest::newRow("open") << ConnectionState::Open << false << quint64(0) << 0 << Health::Good;
    QTest::newRow("tolerated") << ConnectionState::Open << false << quint64(1) << 0 << Health::Troubled;
    QTest::newRow("closing") << ConnectionState::Closing << false << quint64(0) << 0 << Health::Troubled;
    QTest::newRow("failing") << ConnectionState::Closing << true << quint64(1) << 0 << Health::Failed;
    QTest::newRow("closed") << ConnectionState::Closed << false << quint64(0) << 1000 << Health::Ended;
    QTest::newRow("lost") << ConnectionState::Closed << false << quint64(0) << 1006 << Health::Failed;
    QTest::newRow("failed") << ConnectionState::Closed << true << quint64(1) << 1002 << Health::Failed;
    QTest::newRow("refused") << ConnectionState::Refused << false << quint64(0) << 0 << Health::Failed;
}

void TestConnectionModel::health()
{
    QFETCH(ConnectionState, state);
    QFETCH(bool, failed);
    QFETCH(quint64, violations);
    QFETCH(int, closeCode);
    ConnectionStats stats = connection(1, state);
    stats.failed = failed;
    stats.violations = violations;
    stats.closeCode = quint16(closeCode);
    QTEST(ConnectionModel::health(stats), "health");
}

void TestConnectionModel::text_data()
{
    QTest::addColumn<ConnectionModel::Column>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("device") << ConnectionModel::DeviceColumn << "device-3";
    QTest::newRow("path") << ConnectionModel::PathColumn << "/v1/<b>x</b>";
    QTest::newRow("frames") << ConnectionModel::FramesColumn << "12,005";
    QTest::newRow("rtt") << ConnectionModel::RttColumn << "3.1 ms";
    QTest::newRow("number") << ConnectionModel::NumberColumn << "3";
    QTest::newRow("peer") << ConnectionModel::PeerColumn << "10.0.0.3:51022";
    QTest::newRow("state") << ConnectionModel::StateColumn << "closed";
    QTest::newRow("bytes in") << ConnectionModel::BytesInColumn << "16.0 KiB";
    QTest::newRow("frames out") << ConnectionModel::FramesOutColumn << "5";
    QTest::newRow("since") << ConnectionModel::SinceColumn << "12:00:05";
    QTest::newRow("close code") << ConnectionModel::CloseCodeColumn << "1001";
    QTest::newRow("tls") << ConnectionModel::TlsColumn << "TLS 1.3, TLS_AES_128_GCM_SHA256";
    QTest::newRow("reason") << ConnectionModel::ReasonColumn << "bye";
}

void TestConnectionModel::text()
{
    QFETCH(ConnectionModel::Column, column);
    ConnectionStats stats = connection(3, ConnectionState::Closed);
    stats.path = QStringLiteral("/v1/<b>x</b>");
    stats.framesReceived = 12'000;
    stats.framesSent = 5;
    stats.bytesReceived = 16 * 1024;
    stats.lastRttNs = 3'100'000;
    stats.openedNs = 5'000'000'000;
    stats.closeCode = 1001;
    stats.closeReason = QStringLiteral("bye");
    stats.tls = {QStringLiteral("TLS 1.3"), QStringLiteral("TLS_AES_128_GCM_SHA256"), {}, {}};
    ConnectionModel model(QDateTime({2026, 11, 22}, {12, 0}));
    model.update({stats});
    QTEST(model.index(0, column).data().toString(), "text");
    QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TestConnectionModel::sortsByFigures()
{
    ConnectionStats few = connection(1);
    few.framesSent = 9;
    ConnectionStats many = connection(2);
    many.framesReceived = 10;
    ConnectionModel model(QDateTime::currentDateTime());
    model.update({few, many});
    const auto key = [&](int row) {
        return model.index(row, ConnectionModel::FramesColumn).data(ConnectionModel::SortRole).toULongLong();
    };
    QVERIFY(key(0) < key(1)); // as text "9" would come after "10"
}

QTEST_GUILESS_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"
