// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/addresscode.h"
#include "ui/widgets/qrcode.h"
#include "windowfixture.h"

#include <QToolButton>

using namespace sockscope;

/// The address as a QR code, beneath the toolbar. That others can read it is tst_qrinterop's matter.
class TestAddressCode : public WindowFixture
{
    Q_OBJECT

    AddressCode *popup() const { return m_window->findChild<AddressCode *>(); }
    QString hint() const { return child<QLabel>(*popup(), "codeHint")->text(); }
    void press() { QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier); }

private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void showsTheAddressByKey()
    {
        QVERIFY(!popup()->isVisible());
        press();
        QVERIFY(popup()->isVisible());
        const auto *address = child<QLineEdit>(*m_window, "address");
        QCOMPARE(child<QLabel>(*popup(), "codedAddress")->text(), address->text());
        const QPixmap shown = child<QLabel>(*popup(), "qrCode")->pixmap();
        const QImage code = qrCode(address->text());
        QCOMPARE(shown.width() % code.width(), 0); // each module as wide as any other
        QCOMPARE(shown.toImage().scaled(code.size()).convertToFormat(QImage::Format_RGB32),
            code.convertToFormat(QImage::Format_RGB32));
        QTest::keyClick(popup(), Qt::Key_Escape);
        QVERIFY(!popup()->isVisible());
    }

    void showsTheAddressByMouse()
    {
        auto *address = child<QLineEdit>(*m_window, "address");
        const QList<QToolButton *> buttons = address->findChildren<QToolButton *>();
        const auto button = std::ranges::find_if(
            buttons, [](const QToolButton *one) { return one->toolTip().contains(QStringLiteral("QR")); });
        QVERIFY(button != buttons.end());
        QTest::mouseClick(*button, Qt::LeftButton);
        QVERIFY(popup()->isVisible());
        QVERIFY(popup()->y() >= address->mapToGlobal(QPoint(0, address->height())).y());
    }

    void saysWhenNoDeviceReachesIt()
    {
        QLineEdit *host = child<QComboBox>(*m_window, "host")->lineEdit();
        const auto listenOn = [host](const char *name) {
            host->selectAll();
            QTest::keyClicks(host, QLatin1StringView(name));
        };
        listenOn("127.0.0.1");
        press();
        QVERIFY2(hint().contains(QStringLiteral("0.0.0.0")), qPrintable(hint()));
        popup()->close();
        listenOn("192.168.1.20");
        press();
        QVERIFY2(hint().contains(QStringLiteral("Scan")), qPrintable(hint()));
    }
};

QTEST_MAIN(TestAddressCode)
#include "tst_addresscode.moc"
