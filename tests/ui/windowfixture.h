// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow.h"
#include "uifixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

namespace sockscope {

/// The whole window, in front, with a session and settings of its own.
class WindowFixture : public QObject
{
protected:
    /// Both for the slots of every test. A second window takes the settings of the first.
    void openWindow()
    {
        if (!m_bench)
            m_bench = std::make_unique<UiFixture>();
        m_window = std::make_unique<MainWindow>(&m_bench->session, &m_bench->settings);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void closeWindow()
    {
        m_window.reset();
        m_bench.reset();
    }
    void choose(const char *box, int downs)
    {
        auto *combo = child<QComboBox>(*m_window, box);
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < downs; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentIndex(), downs);
    }
    void type(const char *field, const QString &text)
    {
        auto *line = child<QLineEdit>(*m_window, field);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    QString message(const char *name) const { return child<QLabel>(*m_window, name)->text(); }

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace sockscope
