// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturestore.h"
#include "ui/widgets/logsizemenu.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

class TestLogSizeMenu : public QObject
{
    Q_OBJECT

private slots:
    void choiceIsInForceAndSurvives()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        QSettings settings(file, QSettings::IniFormat);
        CaptureStore capture;
        LogSizeMenu menu(&capture, &settings);
        menu.popup({0, 0});
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QTest::keyClick(&menu, Qt::Key_Down);
        QTest::keyClick(&menu, Qt::Key_Down);
        QTest::keyClick(&menu, Qt::Key_Return);
        QCOMPARE(capture.capacity(), qint64(64) * 1024 * 1024);

        CaptureStore next;
        const LogSizeMenu again(&next, &settings);
        QCOMPARE(next.capacity(), capture.capacity());
        QCOMPARE(again.actions().at(1)->isChecked(), true);
    }

    void unreadableSettingIsLeftAlone()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        settings.setValue(QStringLiteral("log/capacityBytes"), QStringLiteral("lots"));
        CaptureStore capture;
        const LogSizeMenu menu(&capture, &settings);
        QCOMPARE(capture.capacity(), CaptureStore::DefaultCapacity);
    }
};

QTEST_MAIN(TestLogSizeMenu)
#include "tst_logsizemenu.moc"
