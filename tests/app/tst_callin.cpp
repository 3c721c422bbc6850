// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/threads/callin.h"

#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace sockscope;

class TestCallIn : public QObject
{
    Q_OBJECT

private slots:
    void callsInTheReceiversThread();
    void carriesWhatWasWrittenBefore();
    void neverCallsForOneThatIsGone();
    void callsInAPool();
};

void TestCallIn::callsInTheReceiversThread()
{
    QThread thread;
    QObject there;
    there.moveToThread(&thread);
    thread.start();
    QThread *second = nullptr;
    QObject here;
    callIn(&there, [&] {
        QThread *first = QThread::currentThread();
        callIn(&here, [&second, first] { second = first; });
    });
    QTRY_COMPARE(second, &thread);
    thread.quit();
    thread.wait();
}

/// The thread sanitizer watches: each list is written here, read and destroyed there.
void TestCallIn::carriesWhatWasWrittenBefore()
{
    static constexpr int Calls = 1000;
    QThread thread;
    QObject there;
    there.moveToThread(&thread);
    thread.start();
    std::atomic<int> seen = 0;
    for (int i = 0; i < Calls; ++i) {
        callIn(&there, [&seen, i, list = std::vector<int>(16, i)] { seen += list.back() == i ? 1 : 0; });
    }
    QTRY_COMPARE(seen.load(), Calls);
    thread.quit();
    thread.wait();
}

void TestCallIn::neverCallsForOneThatIsGone()
{
    auto carried = std::make_shared<int>(1);
    bool isCalled = false;
    {
        QObject receiver;
        callIn(&receiver, [&isCalled, carried] { isCalled = true; });
        QCOMPARE(carried.use_count(), 2);
    }
    QCOMPARE(carried.use_count(), 1);
    QCoreApplication::processEvents();
    QVERIFY(!isCalled);
}

/// One thread, to which the next call is handed while it ends the last.
void TestCallIn::callsInAPool()
{
    static constexpr int Calls = 1000;
    std::atomic<int> seen = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    for (int i = 0; i < Calls; ++i)
        callIn(&pool, [&seen, i, list = std::vector<int>(16, i)] { seen += list.back() == i ? 1 : 0; });
    QTRY_COMPARE(seen.load(), Calls);
}

QTEST_GUILESS_MAIN(TestCallIn)
#include "tst_callin.moc"
