// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devicefill.h"
#include "ui/theme/theme.h"
#include "ui/views/deviceribbon.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace sockscope;

class TestDeviceRibbon : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DeviceTable> m_table;
    std::unique_ptr<DeviceRibbon> m_ribbon;
    quint64 m_first = 0, m_refused = 0, m_second = 0, m_other = 0;

    QPoint middleOf(int row, quint64 connection) const
    {
        const Device device = m_table->devices().at(row);
        const auto found = std::ranges::find(device.sessions, connection, &DeviceSession::connection);
        return m_ribbon->barOf(row, *found).center().toPoint();
    }

    QColor colourAt(const QPoint &point) const
    {
        return m_ribbon->viewport()->grab().toImage().pixelColor(point);
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_table = std::make_unique<DeviceTable>();
        Visits visits(m_table.get());
        m_first = visits.session("thermo", 10, 20);
        m_refused = visits.refusal("thermo", 25);
        m_second = visits.session("thermo", 30);
        m_other = visits.session("valve", 5);
        m_ribbon = std::make_unique<DeviceRibbon>();
        m_ribbon->resize(430, 100);
        m_ribbon->setNow(60 * Second);
        m_ribbon->setDevices(m_table->devices());
        m_ribbon->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_ribbon.get()));
    }

    void cleanup() { m_ribbon.reset(); }

    void barsStandWhereTheyHappened()
    {
        const QList<Device> devices = m_table->devices();
        const QRectF first = m_ribbon->barOf(0, devices[0].sessions[0]);
        const QRectF refused = m_ribbon->barOf(0, devices[0].sessions[1]);
        const QRectF second = m_ribbon->barOf(0, devices[0].sessions[2]);
        QVERIFY(first.right() < refused.left() && refused.right() < second.left());
        QVERIFY(refused.height() > first.height());
        QVERIFY(std::abs(second.width() - 3 * first.width()) < 1);
        const Theme &theme = Theme::current();
        QCOMPARE(colourAt(middleOf(0, m_first)), theme.faint);
        QCOMPARE(colourAt(middleOf(0, m_refused)), theme.error);
        QCOMPARE(colourAt(middleOf(0, m_second)), theme.ping);
    }

    void aDeadLinkIsHatched()
    {
        m_table->note(m_second, [](DeviceSession &session) { session.deadNs = 40 * Second; });
        const QRectF bar = m_ribbon->barOf(0, m_table->devices()[0].sessions[2]);
        m_ribbon->setDevices(m_table->devices());
        const QImage image = m_ribbon->viewport()->grab().toImage();
        int hatched = 0;
        for (int x = int(bar.center().x()); x < int(bar.right()); ++x)
            hatched += image.pixelColor(x, int(bar.center().y())) == Theme::current().error ? 1 : 0;
        QVERIFY(hatched > 5 && hatched < int(bar.width()) / 4);
        QCOMPARE(image.pixelColor(int(bar.left()) + 5, int(bar.center().y())), Theme::current().ping);
    }

    void aClickTellsConnectionAndRow()
    {
        QSignalSpy device(m_ribbon.get(), &DeviceRibbon::deviceChosen);
        QSignalSpy session(m_ribbon.get(), &DeviceRibbon::sessionActivated);
        QTest::mouseClick(m_ribbon->viewport(), Qt::LeftButton, {}, middleOf(0, m_first));
        QCOMPARE(session.last(), (QVariantList{m_first, m_first * 10 + 9})); // where it ended
        QCOMPARE(device.last(), QVariantList{0});
        QTest::mouseClick(m_ribbon->viewport(), Qt::LeftButton, {}, middleOf(1, m_other));
        QCOMPARE(session.last(), (QVariantList{m_other, m_other * 10})); // it goes on
        QTest::mouseClick(m_ribbon->viewport(), Qt::LeftButton, {}, {20, DeviceRibbon::RowHeight / 2});
        QCOMPARE(session.size(), 2);
        QCOMPARE(device.last(), QVariantList{0});
    }

    void theMouseReadsOut()
    {
        QTest::mouseMove(m_ribbon->viewport(), middleOf(0, m_first));
        QTRY_COMPARE(m_ribbon->readout(),
            QStringLiteral("thermo #1\nat 10.0000 s, for 10 s\nclosed by the device with 1000"));
        QTest::mouseMove(m_ribbon->viewport(), middleOf(0, m_refused));
        QTRY_COMPARE(m_ribbon->readout(), QStringLiteral("thermo #2\nat 25.0000 s\nrefused with HTTP 503"));
        QTest::mouseMove(m_ribbon->viewport(), {20, 20});
        QTRY_COMPARE(m_ribbon->readout(), QString());
    }

    void keysGoFromAttemptToAttempt()
    {
        QSignalSpy session(m_ribbon.get(), &DeviceRibbon::sessionActivated);
        QSignalSpy device(m_ribbon.get(), &DeviceRibbon::deviceChosen);
        m_ribbon->setFocus();
        QTest::keyClick(m_ribbon.get(), Qt::Key_Right);
        QVERIFY(m_ribbon->readout().startsWith(QStringLiteral("thermo #1")));
        QTest::keyClick(m_ribbon.get(), Qt::Key_Right);
        QTest::keyClick(m_ribbon.get(), Qt::Key_Return);
        QCOMPARE(session.last().first().toULongLong(), m_refused);
        QTest::keyClick(m_ribbon.get(), Qt::Key_Down);
        QCOMPARE(device.last(), QVariantList{1});
        QCOMPARE(m_ribbon->readout(), QString());
        QTest::keyClick(m_ribbon.get(), Qt::Key_Left);
        QVERIFY(m_ribbon->readout().startsWith(QStringLiteral("valve #4")));
        QTest::keyClick(m_ribbon.get(), Qt::Key_Escape);
        QCOMPARE(m_ribbon->readout(), QString());
    }

    void zoomsPansAndComesBack()
    {
        QSignalSpy live(m_ribbon.get(), &DeviceRibbon::liveChanged);
        m_ribbon->setFocus();
        QTest::keyClick(m_ribbon.get(), Qt::Key_Plus);
        QVERIFY(m_ribbon->isLive());
        QCOMPARE(m_ribbon->window().size(), 48.0);
        QCOMPARE(m_ribbon->window().to(), 60.0);
        const QPoint from(300, 30);
        QTest::mousePress(m_ribbon->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_ribbon->viewport(), from + QPoint(100, 0));
        QTRY_COMPARE(live.size(), 1);
        QTest::mouseRelease(m_ribbon->viewport(), Qt::LeftButton, {}, from + QPoint(100, 0));
        QVERIFY(m_ribbon->window().to() < 60);
        m_ribbon->setNow(90 * Second);
        QVERIFY(m_ribbon->window().to() < 60);
        QTest::keyClick(m_ribbon.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_ribbon.get(), Qt::Key_Home);
        QVERIFY(m_ribbon->isLive());
        QCOMPARE(m_ribbon->window().to(), 90.0);
        QCOMPARE(m_ribbon->window().size(), 60.0);
    }

    void theWheelZoomsWhereTheMouseIs()
    {
        m_ribbon->setLive(false);
        const QPointF at(middleOf(0, m_refused));
        QWheelEvent turn(
            at, m_ribbon->viewport()->mapToGlobal(at), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_ribbon->viewport(), &turn);
        QVERIFY(m_ribbon->window().size() < 60);
        QVERIFY((QPointF(middleOf(0, m_refused)) - at).manhattanLength() <= 2);
    }

    void manyDevicesScroll()
    {
        DeviceTable table;
        Visits visits(&table);
        for (int i = 0; i < 40; ++i)
            visits.session("d" + QByteArray::number(i), i);
        m_ribbon->setDevices(table.devices());
        QVERIFY(m_ribbon->verticalScrollBar()->maximum() > 0);
        m_ribbon->chooseDevice(39);
        QCOMPARE(m_ribbon->verticalScrollBar()->value(), m_ribbon->verticalScrollBar()->maximum());
        m_ribbon->setDevices({});
        QTest::keyClick(m_ribbon.get(), Qt::Key_Right); // nothing to go to
    }
};

QTEST_MAIN(TestDeviceRibbon)
#include "tst_deviceribbon.moc"
