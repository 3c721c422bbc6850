// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong while a log is kept in a file.
#include "sessionfixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <unistd.h>
#endif

using namespace sockscope;

class TestCaptureFile : public QObject
{
    Q_OBJECT

private:
    QString path(const char *name) const { return m_directory.filePath(QLatin1StringView(name)); }

    QTemporaryDir m_directory;

private slots:
    void aFileThatExistsIsLeftAlone();
    void growsWithoutAWarning();
    void whereNoFileCanBeTheLogStaysInMemory();
    void aFullDiskDoesNotEndTheCapture_data();
    void aFullDiskDoesNotEndTheCapture();
    void whatWasPublishedSurvivesAKill();
};

void TestCaptureFile::aFileThatExistsIsLeftAlone()
{
    QFile file(path("mine"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    CaptureStore store;
    const QString error = store.keepIn(path("mine"));
    QVERIFY2(error.contains(QStringLiteral("exists already")), qPrintable(error));
    QCOMPARE(store.storageFault(), error);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

// A command that keeps its log in a file writes what its user asked for, and not what Qt thinks of files that
// grow.
void TestCaptureFile::growsWithoutAWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    CaptureStore store(CaptureStore::MinCapacity);
    QCOMPARE(store.keepIn(path("grows")), QString());
    for (quint64 i = 0; i < 2000; ++i)
        appendNumbered(store, i);
    QCOMPARE(wrongRows(store), 0u);
}

void TestCaptureFile::whereNoFileCanBeTheLogStaysInMemory()
{
    CaptureStore store(4 * CaptureStore::DefaultCapacity);
    QVERIFY(!store.keepIn(path("no/such/directory")).isEmpty());
    QVERIFY(!store.storageFault().isEmpty());
    QVERIFY(store.filePath().isEmpty());
    for (quint64 i = 0; i < 1000; ++i)
        appendNumbered(store, i);
    QCOMPARE(store.rows(), (RowRange{0, 1000}));
    QCOMPARE(wrongRows(store), 0u);
}

void TestCaptureFile::aFullDiskDoesNotEndTheCapture_data()
{
    QTest::addColumn<int>("room");
    QTest::newRow("when the file has room to go round in") << 32 * 64 * 1024;
    QTest::newRow("when there is next to nothing") << 3 * 64 * 1024;
}

void TestCaptureFile::aFullDiskDoesNotEndTheCapture()
{
#ifdef Q_OS_LINUX
    QFETCH(int, room);
    // The system refuses to let the file grow, as it does on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{rlim_t(room), before.rlim_max};
    constexpr quint64 Rows = 100'000;
    RowRange held;
    const QString file = path(QTest::currentDataTag());
    {
        CaptureStore store(1024 * 1024 * 16);
        QCOMPARE(store.keepIn(file), QString());
        store.setCapacity(CaptureStore::MinCapacity * 16); // segments of 256 KiB
        setrlimit(RLIMIT_FSIZE, &small);
        for (quint64 i = 0; i < Rows; ++i)
            appendNumbered(store, i);
        setrlimit(RLIMIT_FSIZE, &before);
        held = store.rows();
        QVERIFY2(
            store.storageFault().contains(QStringLiteral("cannot grow")), qPrintable(store.storageFault()));
        QCOMPARE(held.end, Rows);
        QVERIFY(held.size() > 10'000);
        QCOMPARE(store.droppedRows(), held.first);
        QCOMPARE(wrongRows(store), 0u);
    }
    // What the file had room for is in it, and nothing else.
    const OpenedSession opened = openSession(file);
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(wrongRows(*opened.store), 0u);
    QVERIFY(QFile(file).size() <= room);
#else
    QSKIP("the limit on a file's size is there on Unix only");
#endif
}

void TestCaptureFile::whatWasPublishedSurvivesAKill()
{
#ifdef Q_OS_LINUX
    // Told by the writer beside the file; shared memory, so that it survives as well.
    void *shared = mmap(nullptr, sizeof(quint64), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    QVERIFY(shared != MAP_FAILED);
    const std::atomic_ref<quint64> appended(*static_cast<quint64 *>(shared));
    const QByteArray file = path("killed").toUtf8();
    const pid_t writer = fork();
    if (writer == 0) {
        CaptureStore store(64 * 1024 * 1024);
        if (!store.keepIn(QString::fromUtf8(file)).isEmpty())
            _exit(1);
        for (quint64 i = 0;; ++i) {
            appendNumbered(store, i);
            appended.store(i + 1, std::memory_order_release);
        }
    }
    QVERIFY(writer > 0);
    QTRY_VERIFY(appended.load(std::memory_order_acquire) > 100'000);
    QCOMPARE(kill(writer, SIGKILL), 0);
    int status = 0;
    QCOMPARE(waitpid(writer, &status, 0), writer);
    QVERIFY(WIFSIGNALED(status));
    const quint64 published = appended.load(std::memory_order_acquire);
    munmap(shared, sizeof(quint64));

    const OpenedSession opened = openSession(QString::fromUtf8(file));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QVERIFY(!opened.isClosed);
    QCOMPARE(opened.problems, QStringList());
    const RowRange rows = opened.store->rows();
    QVERIFY2(rows.end == published || rows.end == published + 1,
        qPrintable(QStringLiteral("%1 rows, %2 published").arg(rows.end).arg(published)));
    QCOMPARE(wrongRows(*opened.store), 0u);
#else
    QSKIP("needs fork()");
#endif
}

QTEST_GUILESS_MAIN(TestCaptureFile)
#include "tst_capturefile.moc"
