// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/client/websocketclient.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/views/chip.h"
#include "ui/views/framelogview.h"
#include "ui/views/payloadview.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace sockscope;

/// permessage-deflate in the window: its fields, and what the log and the inspector show of compressed
/// frames.
class TestCompressedTraffic : public WindowFixture
{
    Q_OBJECT
private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void fieldsFoldAway();
    void badThresholdIsNamed();
    void settingsPersist();
    void compressedFramesAreReadable();
    void clientPanelOffersIt();

private:
    void start();
};

void TestCompressedTraffic::start()
{
    QTest::mouseClick(child<QPushButton>(*m_window, "serverStart"), Qt::LeftButton);
    QTRY_VERIFY(m_bench->isRunning());
}

void TestCompressedTraffic::fieldsFoldAway()
{
    auto *threshold = child<QLineEdit>(*m_window, "compressionThreshold");
    QVERIFY(!threshold->isVisible());
    choose("compression", 1);
    QVERIFY(threshold->isVisible());
    QVERIFY(child<QCheckBox>(*m_window, "clientNoContextTakeover")->isVisible());
    choose("compression", 0);
    QVERIFY(!threshold->isVisible());
}

void TestCompressedTraffic::badThresholdIsNamed()
{
    choose("compression", 1);
    type("compressionThreshold", QStringLiteral("some"));
    QVERIFY2(message("serverMessage").startsWith(u"Compress from:"), qPrintable(message("serverMessage")));
    QVERIFY(!child<QPushButton>(*m_window, "serverStart")->isEnabled());
    choose("compression", 0);
    QVERIFY(child<QPushButton>(*m_window, "serverStart")->isEnabled());
}

void TestCompressedTraffic::settingsPersist()
{
    choose("compression", 1);
    type("compressionThreshold", QStringLiteral("7"));
    choose("serverWindowBits", 3);
    choose("clientWindowBits", 7);
    QTest::keyClick(child<QCheckBox>(*m_window, "serverNoContextTakeover"), Qt::Key_Space);
    openWindow();
    start();
    const ws::DeflateOptions used = m_bench->session.settings().compression;
    QVERIFY(used.enabled);
    QCOMPARE(used.threshold, 7);
    QCOMPARE(used.serverMaxWindowBits, 12);
    QCOMPARE(used.clientMaxWindowBits, 8);
    QVERIFY(used.serverNoContextTakeover);
    QVERIFY(!used.clientNoContextTakeover);
}

void TestCompressedTraffic::compressedFramesAreReadable()
{
    choose("compression", 1);
    choose("serverWindowBits", 3);
    start();
    ws::ClientOptions options;
    options.url = m_bench->url();
    options.perMessageDeflate.enabled = true;
    options.perMessageDeflate.threshold = 0;
    ws::WebSocketClient device(options);
    connect(&device, &ws::WebSocketClient::opened, &device,
        [&device] { device.send(QString(4000, QLatin1Char('t'))); });
    device.open();
    QTRY_VERIFY(m_bench->only() && m_bench->only()->framesReceived == 1);
    QVERIFY2(m_bench->only()->extensions.startsWith("permessage-deflate; server_max_window_bits=12")
            || m_bench->only()->extensions == "permessage-deflate",
        m_bench->only()->extensions.constData());

    const CaptureStore &capture = m_bench->session.capture();
    const quint64 row = capture.rows().end - 1;
    FrameRecord record;
    QVERIFY(capture.read(row, &record));
    QVERIFY(record.compressed && record.header.rsv1);
    QVERIFY(record.length < 100);
    QCOMPARE(record.inflatedLength, 4000u);
    QCOMPARE(capture.content(row), QByteArray(4000, 't'));

    auto *log = m_window->findChild<FrameLogView *>();
    QTRY_COMPARE(log->model()->rowCount(), int(row) + 1);
    const QRect cell = log->visualRect(log->model()->index(int(row), 0));
    QTest::mouseClick(log->viewport(), Qt::LeftButton, {}, cell.center());
    const QString facts = QStringLiteral("compressed %1 → 4,000 B").arg(record.length);
    QTRY_VERIFY2(message("rowFacts").contains(facts), qPrintable(message("rowFacts")));
    auto *text = child<QPlainTextEdit>(*m_window->findChild<InspectorPanel *>(), "payloadText");
    QCOMPARE(text->toPlainText(), QString(4000, QLatin1Char('t')));
    auto *payload = m_window->findChild<PayloadView *>();
    QTest::mouseClick(child<Chip>(*m_window, "wire"), Qt::LeftButton);
    QCOMPARE(payload->shownMode(), PayloadView::Mode::Wire);
    QVERIFY(!text->isVisible());
}

void TestCompressedTraffic::clientPanelOffersIt()
{
    choose("compression", 1);
    start();
    child<QLineEdit>(*m_window, "url")->setText(m_bench->url().toString());
    auto *offer = child<QCheckBox>(*m_window, "offerCompression");
    QTest::keyClick(offer, Qt::Key_Space);
    QVERIFY(offer->isChecked());
    child<QPushButton>(*m_window, "connect")->click();
    QTRY_VERIFY(m_bench->isOnlyOpen());
    QVERIFY(m_bench->only()->extensions.startsWith("permessage-deflate"));
    QTest::keyClick(offer, Qt::Key_Space); // for the next connection: this one has agreed
    QVERIFY(!offer->isChecked());
    QVERIFY(m_bench->isOnlyOpen());
    QVERIFY(m_bench->only()->extensions.startsWith("permessage-deflate"));
}

QTEST_MAIN(TestCompressedTraffic)
#include "tst_compressedtraffic.moc"
