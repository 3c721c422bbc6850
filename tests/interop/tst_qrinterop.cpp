// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/qrcode.h"

#include <QProcess>
#include <QTest>

using namespace sockscope;

/// QR codes as a reader that nobody here wrote sees them: jsQR, in Node.
class TestQrInterop : public QObject
{
    Q_OBJECT

private slots:
    void isRead_data();
    void isRead();
    void isDarkOnLightWithItsQuietZone();
    void tooLong();
};

void TestQrInterop::isRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << "ws://10.0.0.7:80/";
    QTest::newRow("usual") << "ws://192.168.100.200:65535/";
    QTest::newRow("TLS, IPv6") << "wss://[2001:db8:85a3:8d3:1319:8a2e:370:7348]:8443/";
    QTest::newRow("not ASCII") << QStringLiteral("ws://gerät.local:8080/");
}

void TestQrInterop::isRead()
{
    QFETCH(QString, text);
    const QImage code = qrCode(text);
    QVERIFY(!code.isNull());
    const QImage picture = code.scaled(code.size() * 3).convertToFormat(QImage::Format_RGBA8888);
    QProcess reader;
    reader.start(qEnvironmentVariable("SOCKSCOPE_NODE", QStringLiteral("node")),
        {QStringLiteral(SCRIPTS "/node_qr.mjs"), QString::number(picture.width()),
            QString::number(picture.height())});
    reader.write(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes());
    reader.closeWriteChannel();
    QTRY_COMPARE(reader.state(), QProcess::NotRunning);
    QCOMPARE(QString::fromUtf8(reader.readAllStandardOutput()), text);
}

void TestQrInterop::isDarkOnLightWithItsQuietZone()
{
    const QImage code = qrCode(QStringLiteral("ws://10.0.0.7:80/"));
    QCOMPARE(code.width(), code.height());
    for (int i = 0; i < code.width(); ++i) {
        for (int edge = 0; edge < 4; ++edge) {
            QCOMPARE(code.pixel(i, edge), qRgb(255, 255, 255));
            QCOMPARE(code.pixel(edge, i), qRgb(255, 255, 255));
        }
    }
    QCOMPARE(code.pixel(4, 4), qRgb(0, 0, 0)); // a mark of a corner begins
}

void TestQrInterop::tooLong()
{
    QVERIFY(!qrCode(QString(2000, u'x')).isNull());
    QVERIFY(qrCode(QString(3000, u'x')).isNull());
}

QTEST_MAIN(TestQrInterop)
#include "tst_qrinterop.moc"
