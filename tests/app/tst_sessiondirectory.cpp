// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessiondirectory.h"

#include "app/capture/fileformat.h"
#include "sessionfixture.h"

#include <QDir>
#include <QFile>

#include <cstddef>

using namespace sockscope;

class TestSessionDirectory : public QObject
{
    Q_OBJECT

private:
    static QString record(const SessionDirectory &directory, int minute, quint64 rows)
    {
        const QDateTime start(QDate(2026, 5, 4), QTime(10, minute));
        CaptureStore store(CaptureStore::MinCapacity, start);
        const QString path = directory.newFile(start);
        if (!store.keepIn(path).isEmpty())
            return {};
        for (quint64 i = 0; i < rows; ++i)
            appendNumbered(store, i);
        return path;
    }
    // As a process leaves it that was killed.
    static void unclose(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(offsetof(fileformat::FileHeader, isClosed)));
        QCOMPARE(file.write(QByteArray(4, '\0')), 4);
    }

private slots:
    void listsTheNewestFirst()
    {
        const QTemporaryDir folder;
        const SessionDirectory directory(folder.filePath(QStringLiteral("deep/inside")));
        QCOMPARE(directory.sessions().size(), 0);
        const QString older = record(directory, 1, 10);
        const QString newer = record(directory, 2, 2000);
        QVERIFY(!older.isEmpty() && !newer.isEmpty());
        unclose(newer);
        const QList<PastSession> sessions = directory.sessions();
        QCOMPARE(sessions.size(), 2);
        QCOMPARE(sessions[0].path, newer);
        QCOMPARE(sessions[0].rows, 2000u);
        QVERIFY(!sessions[0].isClosed);
        QCOMPARE(sessions[1].path, older);
        QCOMPARE(sessions[1].startedAt, QDateTime(QDate(2026, 5, 4), QTime(10, 1)));
        QVERIFY(sessions[1].isClosed);
    }

    void whatIsBeingWrittenIsNoPastSession()
    {
#ifdef Q_OS_UNIX
        const QTemporaryDir folder;
        const SessionDirectory directory(folder.path());
        CaptureStore store(CaptureStore::MinCapacity);
        QCOMPARE(store.keepIn(directory.newFile(store.startedAt())), QString());
        appendNumbered(store, 0);
        QCOMPARE(directory.sessions().size(), 0);
        directory.prune();
        QVERIFY(QFile::exists(store.filePath()));
#else
        QSKIP("files are locked on Unix only");
#endif
    }

    void keepsABoundedNumber()
    {
        const QTemporaryDir folder;
        const SessionDirectory directory(folder.path());
        const QString empty = record(directory, 0, 0);
        const QString killed = record(directory, 1, 5);
        unclose(killed);
        for (int i = 2; i < SessionDirectory::MaxKept + 5; ++i)
            record(directory, i, 5);
        QFile foreign(folder.filePath(QStringLiteral("mine.sockscope")));
        QVERIFY(foreign.open(QIODevice::WriteOnly));
        foreign.write("no session");
        foreign.close();
        directory.prune();
        const QList<PastSession> sessions = directory.sessions();
        QCOMPARE(sessions.size(), SessionDirectory::MaxKept + 1);
        QCOMPARE(sessions.last().path, killed); // nobody has seen it yet
        QVERIFY(!QFile::exists(empty));
        QVERIFY(foreign.exists());
    }

    void standardPathFollowsTheEnvironment()
    {
#ifdef Q_OS_LINUX
        qputenv("XDG_STATE_HOME", "/somewhere/state");
        QCOMPARE(SessionDirectory::standardPath(), QStringLiteral("/somewhere/state/sockscope/sessions"));
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(SessionDirectory::standardPath(),
            QDir::home().filePath(QStringLiteral(".local/state/sockscope/sessions")));
#endif
    }
};

QTEST_GUILESS_MAIN(TestSessionDirectory)
#include "tst_sessiondirectory.moc"
