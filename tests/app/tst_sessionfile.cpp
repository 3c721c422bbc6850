// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/fileformat.h"
#include "sessionfixture.h"

#include <QFile>

#include <random>

using namespace sockscope;
using namespace sockscope::fileformat;

namespace {

// Segments are as small as they can be: many of them in a small file.
constexpr qint64 Capacity = CaptureStore::MinCapacity;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSessionFile : public QObject
{
    Q_OBJECT

private:
    QString path(const char *name) const { return m_directory.filePath(QLatin1StringView(name)); }
    /// A closed session of @p rows rows.
    QString session(const char *name, quint64 rows) const
    {
        CaptureStore store(Capacity);
        const QString file = path(name);
        if (!store.keepIn(file).isEmpty())
            return {};
        for (quint64 i = 0; i < rows; ++i)
            appendNumbered(store, i);
        return file;
    }
    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }

    QTemporaryDir m_directory;

private slots:
    void whatIsWrittenIsRead();
    void detailsAndEventsComeBack();
    void anOpenedSessionTakesMoreRows();
    void aSessionThatIsBeingWrittenIsReadAsFarAsItHasCome();
    void droppedRowsLeaveTheFile();
    void clearedRowsLeaveTheFile();
    void anotherNumberingOfTheRules();
    void noSession_data();
    void noSession();
    void cutOffAnywhere();
    void aDamagedSegmentCostsItsRowsOnly();
    void anyDamageIsSurvived();
};

void TestSessionFile::whatIsWrittenIsRead()
{
    const OpenedSession opened = openSession(session("whole", 3500));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.problems, QStringList());
    QVERIFY(opened.isClosed);
    QCOMPARE(opened.store->rows(), (RowRange{0, 3500}));
    QCOMPARE(wrongRows(*opened.store), 0u);
    QCOMPARE(opened.store->filePath(), path("whole"));
}

void TestSessionFile::detailsAndEventsComeBack()
{
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123);
    {
        CaptureStore store(Capacity, start);
        QCOMPARE(store.keepIn(path("details")), QString());
        FrameRecord compressed;
        compressed.compressed = true;
        compressed.inflatedLength = 9;
        compressed.length = 4;
        store.append(compressed, "wire", "inflated!");
        FrameRecord event;
        event.kind = RowKind::Event;
        event.event = EventKind::Accepted;
        event.length = 5;
        store.append(event, "words", AcceptedFacts{"10.0.0.7", 5000, "10.0.0.1", 80}.toJson());
    }
    const OpenedSession opened = openSession(path("details"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.store->startedAt(), start);
    QCOMPARE(opened.store->payload(0), QByteArray("wire"));
    QCOMPARE(opened.store->content(0), QByteArray("inflated!"));
    const RowSpan rows = opened.store->span(0, 2);
    QCOMPARE(rows.record(0).inflatedLength, 9u);
    QCOMPARE(rows.record(1).event, EventKind::Accepted);
    QCOMPARE(rows.payload(1).toByteArray(), QByteArray("words"));
    QCOMPARE(AcceptedFacts::fromJson(rows.detail(1)),
        (std::optional<AcceptedFacts>{{"10.0.0.7", 5000, "10.0.0.1", 80}}));
}

void TestSessionFile::anOpenedSessionTakesMoreRows()
{
    const OpenedSession opened = openSession(session("more", 10));
    QVERIFY(opened.store);
    appendNumbered(*opened.store, 10);
    QCOMPARE(opened.store->rows(), (RowRange{0, 11}));
    QCOMPARE(wrongRows(*opened.store), 0u);
    QCOMPARE(openSession(path("more")).store->rows(), (RowRange{0, 10}));
}

void TestSessionFile::aSessionThatIsBeingWrittenIsReadAsFarAsItHasCome()
{
    CaptureStore store(Capacity);
    QCOMPARE(store.keepIn(path("live")), QString());
    QCOMPARE(store.filePath(), path("live"));
    for (quint64 i = 0; i < 3000; ++i)
        appendNumbered(store, i);
    const OpenedSession opened = openSession(path("live"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QVERIFY(!opened.isClosed);
    QCOMPARE(opened.problems, QStringList());
    QCOMPARE(opened.store->rows(), (RowRange{0, 3000}));
    for (quint64 i = 3000; i < 20'000; ++i) // takes the places of what was read
        appendNumbered(store, i);
    QCOMPARE(wrongRows(*opened.store), 0u);
}

void TestSessionFile::droppedRowsLeaveTheFile()
{
    RowRange held;
    {
        CaptureStore store(Capacity);
        QCOMPARE(store.keepIn(path("ring")), QString());
        for (quint64 i = 0; i < 50'000; ++i)
            appendNumbered(store, i);
        held = store.rows();
        QVERIFY(held.first > 0);
        QVERIFY(QFile(path("ring")).size() <= Capacity + HeaderBytes + 2 * 64 * 1024);
    }
    const OpenedSession opened = openSession(path("ring"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.store->rows(), held);
    QCOMPARE(opened.problems, QStringList());
    QCOMPARE(wrongRows(*opened.store), 0u);
}

void TestSessionFile::clearedRowsLeaveTheFile()
{
    {
        CaptureStore store(Capacity);
        QCOMPARE(store.keepIn(path("cleared")), QString());
        for (quint64 i = 0; i < 3000; ++i)
            appendNumbered(store, i);
        store.clear();
        appendNumbered(store, 3000);
    }
    const OpenedSession opened = openSession(path("cleared"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.store->rows(), (RowRange{3000, 3001}));
    QCOMPARE(wrongRows(*opened.store), 0u);
}

void TestSessionFile::anotherNumberingOfTheRules()
{
    QByteArray bytes = contentOf(session("rules", 100));
    // As if another version had them in another order, and one that is not known here.
    QByteArray names = bytes.mid(RuleNamesAt, HeaderBytes - RuleNamesAt);
    names = names.left(names.indexOf(QByteArray(2, '\0')));
    QByteArrayList list = names.split('\0');
    QCOMPARE(list.size(), ws::RuleCount);
    std::swap(list[7], list[14]);
    list[0] = "WS_ERR_OF_TOMORROW";
    const QByteArray changed = list.join('\0') + '\0';
    FileHeader header;
    std::memcpy(&header, bytes.constData(), sizeof header);
    header.ruleNamesBytes = quint32(changed.size());
    std::memcpy(bytes.data(), &header, sizeof header);
    bytes.replace(RuleNamesAt, changed.size(), changed);
    const OpenedSession opened = openSession(write("rules-changed", bytes));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.problems.size(), 1);
    QVERIFY(opened.problems.first().contains(QStringLiteral("WS_ERR_OF_TOMORROW")));
    FrameRecord record;
    QVERIFY(opened.store->read(0, &record));
    QVERIFY(!record.violation);
    QVERIFY(opened.store->read(7, &record));
    QVERIFY(record.violation == ws::Rule(14));
    QVERIFY(opened.store->read(14, &record));
    QVERIFY(record.violation == ws::Rule(7));
    QVERIFY(opened.store->read(21, &record));
    QVERIFY(record.violation == ws::Rule(21));
}

void TestSessionFile::noSession_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    FileHeader header;
    const auto page = [](const FileHeader &h) {
        return QByteArray(reinterpret_cast<const char *>(&h), sizeof h) + QByteArray(HeaderBytes, '\0');
    };
    QTest::newRow("empty") << QByteArray() << "no Sockscope log";
    QTest::newRow("something else") << QByteArray(100'000, 'x') << "no Sockscope log";
    QTest::newRow("cut off") << page(header).left(3000) << "cut off";
    header.version = 2;
    QTest::newRow("version") << page(header) << "version 2 of the format";
    header.byteOrder = 0x04030201;
    QTest::newRow("byte order") << page(header) << "byte order";
}

void TestSessionFile::noSession()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const OpenedSession opened = openSession(write("none", bytes));
    QVERIFY(!opened.store);
    QVERIFY2(opened.error.contains(words), qPrintable(opened.error));
    QVERIFY(!openSession(path("nowhere")).error.isEmpty());
}

void TestSessionFile::cutOffAnywhere()
{
    const QByteArray whole = contentOf(session("cut", 3000));
    for (qsizetype size = HeaderBytes; size < whole.size(); size += 1777) {
        const OpenedSession opened = openSession(write("cut-off", whole.left(size)));
        QVERIFY2(opened.store, qPrintable(opened.error));
        QVERIFY(opened.store->rows().end < 3000);
        QCOMPARE(opened.problems.isEmpty(), (size - HeaderBytes) % (64 * 1024) == 0);
        QCOMPARE(wrongRows(*opened.store), 0u);
    }
}

void TestSessionFile::aDamagedSegmentCostsItsRowsOnly()
{
    QByteArray bytes = contentOf(session("damaged", 3500));
    const OpenedSession whole = openSession(path("damaged"));
    const quint64 second = whole.store->span(0, 3500).end();
    const quint64 third = whole.store->span(second, 3500).end();
    bytes.replace(HeaderBytes + 64 * 1024, 16, QByteArray(16, '?'));
    const OpenedSession opened = openSession(write("damaged-2", bytes));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.problems,
        (QStringList{QStringLiteral("bytes %1 to %2 of the file are damaged")
                         .arg(HeaderBytes + 64 * 1024)
                         .arg(HeaderBytes + 2 * 64 * 1024 - 1),
            QStringLiteral("rows %1 to %2 are missing").arg(second).arg(third - 1)}));
    QCOMPARE(opened.store->rows(), (RowRange{0, 3500}));
    FrameRecord record;
    QVERIFY(opened.store->read(second - 1, &record));
    QVERIFY(!opened.store->read(second, &record));
    QVERIFY(opened.store->read(third, &record));
    QCOMPARE(wrongRows(*opened.store), 0u);
}

void TestSessionFile::anyDamageIsSurvived()
{
    const QByteArray whole = contentOf(session("fuzzed", 1500));
    std::mt19937 random(4711);
    const auto below = [&random](qsizetype bound) { return qsizetype(random() % quint64(bound)); };
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = whole;
        for (int i = 0; i < 20; ++i) { // mostly where it matters: in headers and rows
            const qsizetype segment = HeaderBytes + below(2) * 64 * 1024;
            bytes[i % 4 == 0 ? below(bytes.size()) : segment + below(3000)] = char(random());
        }
        const OpenedSession opened = openSession(write("fuzz", bytes));
        if (!opened.store)
            continue;
        const quint64 end = opened.store->rows().end;
        quint64 sum = 0;
        for (RowSpan span = opened.store->span(0, end); !span.isEmpty();
             span = opened.store->span(span.end(), end)) {
            for (qsizetype i = 0; i < span.size(); ++i) {
                for (const char byte : span.content(i))
                    sum += quint8(byte);
                sum += span.record(i).length;
            }
        }
        QVERIFY(sum > 0 || end == 0 || !opened.problems.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
