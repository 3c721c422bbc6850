// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever peers do to their connections, nothing of them stays: no descriptor, no byte.
#include "heapuse.h"
#include "rawpeer.h"
#include "soakserver.h"

#include <QDir>
#include <QProcess>

namespace {

constexpr int DefaultVisitors = 3000;
constexpr int WarmUpVisitors = 1000; // enough for every buffer and table to have grown as large as it gets
constexpr int LongestSoak = 20 * 60 * 1000; // ms
constexpr int SettlingTime = 15'000; // ms; deadlines of what has gone are kept until they have passed
constexpr int EventBurst =
    5000; // more than ever wait at once in Qt's queue, which keeps the size it once had
// Blocks that a living server may have more in use than before, however many came and went: buffers that were
// lent to the two hundred that were there at once, and that it keeps for the next.
constexpr long long KeptBuffers = 200;

int visitorsWanted()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("SOCKSCOPE_SOAK", &isNumber);
    return isNumber && wanted > 0 ? wanted : DefaultVisitors;
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System).size();
}

/// Sends @p visitors to @p server and returns when the last one has gone. False when they could not all go
/// their ways; the crowd says why. @p report gets a line for each way.
bool letIn(const SoakServer &server, int visitors, unsigned seed, QByteArray *report = nullptr)
{
    QProcess crowd;
    crowd.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    crowd.start(QStringLiteral(SOAK_CROWD),
        {QString::number(server.port()), QString::number(visitors), QString::number(seed)});
    if (!QTest::qWaitFor([&crowd] { return crowd.state() == QProcess::NotRunning; }, LongestSoak))
        return false;
    if (report != nullptr)
        *report = crowd.readAllStandardOutput();
    return crowd.exitStatus() == QProcess::NormalExit && crowd.exitCode() == 0;
}

bool servesGoodPeer(const SoakServer &server)
{
    RawPeer peer(server.port());
    return peer.upgrade() && peer.send(clientFrame(0x81, "well")) && peer.waitFor("\x81\x04well");
}

void show(const CountingTap &tap)
{
    qInfo("%llu accepted, %llu upgraded, %llu ended, %llu of them cleanly", tap.accepted, tap.opened,
        tap.ended, tap.endedCleanly);
    for (size_t i = 0; i < tap.fatal.size(); ++i) {
        if (tap.fatal[i] > 0)
            qInfo("%8llu %s", tap.fatal[i], ws::ruleInfo(ws::Rule(i)).name.data());
    }
}

} // namespace

class TestSoak : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingStays();

private:
    /// The life of a server that @p visitors come to, when it is warm.
    static void serve(int visitors);
};

// What Qt keeps for the life of the process comes with the first use.
void TestSoak::initTestCase()
{
    for (int i = 0; i < EventBurst; ++i)
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    serve(WarmUpVisitors);
}

void TestSoak::nothingStays()
{
    const qsizetype descriptors = openDescriptors();
    const HeapUse heap = HeapUse::now();
    serve(visitorsWanted());
    QTRY_COMPARE(HeapUse::now().bytes, heap.bytes);
    QCOMPARE(HeapUse::now().blocks, heap.blocks);
    QCOMPARE(openDescriptors(), descriptors);
    qInfo("more in use than before the server: 0 blocks, 0 bytes, 0 descriptors (of %lld)",
        qlonglong(descriptors));
}

void TestSoak::serve(int visitors)
{
    SoakServer server;
    QVERIFY(letIn(server, WarmUpVisitors, 1));
    QTRY_VERIFY_WITH_TIMEOUT(server.isQuiet(), SettlingTime);
    const qsizetype descriptors = openDescriptors();
    const qsizetype objects = server.objects();
    const HeapUse heap = HeapUse::now();

    QByteArray report;
    QVERIFY(letIn(server, visitors, 2, &report));
    QTRY_VERIFY_WITH_TIMEOUT(server.isQuiet(), SettlingTime);
    QCOMPARE(openDescriptors(), descriptors);
    QCOMPARE(server.objects(), objects);
    QTRY_VERIFY_WITH_TIMEOUT(HeapUse::now().blocks <= heap.blocks + KeptBuffers, SettlingTime);
    qInfo("to the end of their way, of all that set out:\n%s", report.constData());
    show(server.tap);
    const HeapUse after = HeapUse::now();
    qInfo("more in use than when the server was warm: %lld blocks, %lld bytes", after.blocks - heap.blocks,
        after.bytes - heap.bytes);
    QVERIFY2(!report.startsWith("0 ") && !report.contains("\n0 "), "nobody could go this way to its end");
    QVERIFY(servesGoodPeer(server));
}

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
