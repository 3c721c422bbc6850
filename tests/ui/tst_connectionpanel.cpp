// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/connectionmodel.h"
#include "ui/panels/connectionpanel.h"
#include "ui/panels/handshakepanel.h"
#include "ui/panels/summarypanel.h"
#include "ui/views/handshakeview.h"
#include "uifixture.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace sockscope;

class TestConnectionPanel : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void emptyStateSaysWhatToDo();
    void showsADevice();
    void selectionIsKept();
    void keysAct_data();
    void keysAct();
    void pingsAndTerminates();
    void columnsPersist();
    void summaryShowsPlainText();
    void handshakeIsExplained();

private:
    void serve();
    void connectDevice(const QString &path = QStringLiteral("/v1"));

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<ConnectionPanel> m_panel;
    std::unique_ptr<QWebSocket> m_device;
};

void TestConnectionPanel::init()
{
    m_bench = std::make_unique<UiFixture>();
    m_panel = std::make_unique<ConnectionPanel>(&m_bench->session);
    m_panel->resize(330, 300);
    m_panel->show();
}

void TestConnectionPanel::cleanup()
{
    m_device.reset();
    QTRY_VERIFY(m_bench->isQuiet()); // QWebSocket lets go of its socket in the event loop
    m_panel.reset();
    m_bench.reset();
}

void TestConnectionPanel::serve()
{
    ServerSettings settings;
    settings.port = 0;
    m_bench->session.start(settings);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestConnectionPanel::connectDevice(const QString &path)
{
    serve();
    m_device = std::make_unique<QWebSocket>();
    m_device->open(m_bench->url(path));
    QTRY_VERIFY(m_bench->isOnlyOpen(*m_device));
    m_panel->refresh();
}

void TestConnectionPanel::emptyStateSaysWhatToDo()
{
    auto *empty = child<QLabel>(*m_panel, "emptyState");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains("Start it"));
    serve();
    QVERIFY(empty->text().contains(m_bench->session.listenInfo().url));
    connectDevice();
    QVERIFY(empty->isHidden());
}

void TestConnectionPanel::showsADevice()
{
    connectDevice("/v1/telemetry");
    auto *table = child<QTreeView>(*m_panel, "connectionTable");
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, ConnectionModel::PathColumn).data().toString(), "/v1/telemetry");
    m_device->sendTextMessage("one");
    const auto frames = [&] {
        m_panel->refresh();
        return table->model()->index(0, ConnectionModel::FramesColumn).data().toString();
    };
    QTRY_COMPARE(frames(), "1");
}

void TestConnectionPanel::selectionIsKept()
{
    connectDevice();
    const quint64 number = m_bench->only()->number;
    QSignalSpy selected(m_panel.get(), &ConnectionPanel::connectionSelected);
    auto *table = child<QTreeView>(*m_panel, "connectionTable");
    const QRect row = table->visualRect(table->model()->index(0, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(selected.size(), 1);
    QCOMPARE(m_panel->selected(), number);
    QWebSocket second;
    second.open(m_bench->url());
    const auto rows = [&] {
        m_panel->refresh();
        return table->model()->rowCount();
    };
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(m_panel->selected(), number);
    m_panel->select(number);
    QCOMPARE(selected.size(), 1); // nothing changed, nothing told
}

void TestConnectionPanel::keysAct_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("send") << Qt::Key_S << QByteArray(SIGNAL(sendRequested(quint64)));
    QTest::newRow("close") << Qt::Key_C << QByteArray(SIGNAL(closeRequested(quint64)));
    QTest::newRow("handshake") << Qt::Key_H << QByteArray(SIGNAL(handshakeRequested(quint64)));
    QTest::newRow("filter") << Qt::Key_F << QByteArray(SIGNAL(filterRequested(quint64)));
}

void TestConnectionPanel::keysAct()
{
    QFETCH(Qt::Key, key);
    QFETCH(QByteArray, signal);
    connectDevice();
    m_panel->select(m_bench->only()->number);
    auto *table = child<QTreeView>(*m_panel, "connectionTable");
    table->activateWindow();
    table->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QSignalSpy requested(m_panel.get(), signal.constData());
    QTest::keyClick(table, key);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested[0][0].toULongLong(), m_bench->only()->number);
}

void TestConnectionPanel::pingsAndTerminates()
{
    connectDevice();
    m_panel->select(m_bench->only()->number);
    auto *table = child<QTreeView>(*m_panel, "connectionTable");
    table->activateWindow();
    table->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTest::keyClick(table, Qt::Key_P);
    QTRY_VERIFY(m_bench->only()->lastRttNs >= 0);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(m_bench->only()->state, ConnectionState::Closed);
}

void TestConnectionPanel::columnsPersist()
{
    auto *header = child<QTreeView>(*m_panel, "connectionTable")->header();
    QVERIFY(header->isSectionHidden(ConnectionModel::PeerColumn));
    header->showSection(ConnectionModel::PeerColumn);
    m_panel->saveColumns(&m_bench->settings);
    ConnectionPanel next(&m_bench->session);
    next.restoreColumns(m_bench->settings);
    QVERIFY(
        !child<QTreeView>(next, "connectionTable")->header()->isSectionHidden(ConnectionModel::PeerColumn));
}

void TestConnectionPanel::summaryShowsPlainText()
{
    SummaryPanel summary(&m_bench->session);
    QVERIFY(summary.text().contains("No device"));
    ConnectionStats stats;
    stats.number = 1;
    stats.device = QStringLiteral("<img src=x>");
    stats.state = ConnectionState::Closed;
    stats.closeCode = 1000;
    summary.refresh({stats});
    QVERIFY(summary.text().contains("Select a connection"));
    summary.showConnection(1);
    QVERIFY2(summary.text().contains("<img src=x>"), qPrintable(summary.text()));
    QVERIFY(summary.text().contains("Closed 1000 after"));
}

void TestConnectionPanel::handshakeIsExplained()
{
    HandshakePanel panel(&m_bench->session);
    connectDevice("/v1/telemetry?id=3");
    panel.showConnection(m_bench->only()->number);
    const QString text = child<HandshakeView>(panel, "handshakeText")->toPlainText();
    QVERIFY2(text.contains("GET /v1/telemetry?id=3 HTTP/1.1"), qPrintable(text));
    QVERIFY2(text.contains("HTTP/1.1 101 "), qPrintable(text));
    QVERIFY2(text.contains("Follows from the client's key"), qPrintable(text));
    panel.showConnection(0);
    QCOMPARE(child<HandshakeView>(panel, "handshakeText")->toPlainText(), QString());
}

QTEST_MAIN(TestConnectionPanel)
#include "tst_connectionpanel.moc"
