// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// `sockscope-cli serve --capture`: what is in the file, however the program ended.
#include "app/capture/sessionfile.h"
#include "app/session/sessionindex.h"
#include "tests/cli/program.h"

#include <QTemporaryDir>
#include <QWebSocket>

using namespace sockscope;

namespace {

/// Sends numbers, some at a time, and counts those that came back.
class Counter : public QObject
{
public:
    explicit Counter(const QUrl &url)
    {
        connect(&m_socket, &QWebSocket::connected, this, [this] { sendSome(); });
        connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            m_inOrder &= text == QString::number(m_echoed);
            if (++m_echoed == m_sent)
                sendSome();
        });
        m_socket.open(url);
    }
    quint64 echoed() const { return m_echoed; }
    bool isInOrder() const { return m_inOrder; }
    void close() { m_socket.close(); }

private:
    void sendSome()
    {
        for (int i = 0; i < 1000; ++i)
            m_socket.sendTextMessage(QString::number(m_sent++));
    }

    QWebSocket m_socket;
    quint64 m_sent = 0;
    quint64 m_echoed = 0;
    bool m_inOrder = true;
};

} // namespace

class TestCliCapture : public QObject
{
    Q_OBJECT

private:
    QString path(const char *name) const { return m_directory.filePath(QLatin1StringView(name)); }

    QTemporaryDir m_directory;

private slots:
    void whatIsServedIsInTheFile();
    void aKillLosesNothing();
    void keepsToItsSize();
    void aFileThatExistsIsLeftAlone();
};

void TestCliCapture::whatIsServedIsInTheFile()
{
    const auto program = Program::serve({"--quiet", "--reply", "echo", "--capture", path("served")});
    Counter counter(program->url());
    QTRY_VERIFY(counter.echoed() >= 1000);
    counter.close();
    program->process().terminate();
    QCOMPARE(program->exitCode(), 0);
    const OpenedSession opened = openSession(path("served"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QVERIFY(opened.isClosed);
    const SessionIndex index(*opened.store);
    const SessionConnection *connection = index.find(1);
    QVERIFY(connection);
    QCOMPARE(connection->localPort, program->port());
    QVERIFY(connection->request.startsWith("GET / HTTP/1.1"));
    QVERIFY(connection->end);
}

void TestCliCapture::aKillLosesNothing()
{
    const auto program = Program::serve({"--quiet", "--reply", "echo", "--capture", path("killed")});
    Counter counter(program->url());
    QTRY_VERIFY_WITH_TIMEOUT(counter.echoed() > 5000, Program::WaitMs);
    program->process().kill();
    QVERIFY(program->process().waitForFinished());
    const quint64 echoed = counter.echoed();
    QVERIFY(counter.isInOrder());

    const OpenedSession opened = openSession(path("killed"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QVERIFY(!opened.isClosed);
    QCOMPARE(opened.problems, QStringList());
    quint64 received = 0;
    quint64 sent = 0;
    const CaptureStore &store = *opened.store;
    store.forEach(0, store.rows().end, [&](quint64 number, const FrameRecord &record) {
        if (record.kind != RowKind::Frame)
            return;
        quint64 &next = record.direction == ws::Direction::Received ? received : sent;
        if (store.payload(number) == QByteArray::number(next))
            ++next;
    });
    QVERIFY2(received >= echoed && sent >= echoed,
        qPrintable(QStringLiteral("%1 echoed, %2 and %3 recorded").arg(echoed).arg(received).arg(sent)));
}

void TestCliCapture::keepsToItsSize()
{
    const auto program = Program::serve(
        {"--quiet", "--reply", "echo", "--capture", path("small"), "--capture-size", "262144"});
    Counter counter(program->url());
    QTRY_VERIFY_WITH_TIMEOUT(counter.echoed() > 8000, Program::WaitMs);
    program->process().terminate();
    QCOMPARE(program->exitCode(), 0);
    const OpenedSession opened = openSession(path("small"));
    QVERIFY2(opened.store, qPrintable(opened.error));
    QVERIFY(opened.store->rows().first > 0);
    QVERIFY(opened.store->bytes() <= 262144);
}

void TestCliCapture::aFileThatExistsIsLeftAlone()
{
    QFile file(path("mine"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    Program program({"serve", "--port", "0", "--capture", file.fileName()});
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.process().readAllStandardError().contains("exists already"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

QTEST_GUILESS_MAIN(TestCliCapture)
#include "tst_clicapture.moc"
