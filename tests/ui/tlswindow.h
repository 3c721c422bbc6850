// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/net/testcertificates.h"
#include "ui/mainwindow.h"
#include "uifixture.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace sockscope {

/// The window, its Server panel in front, driven by keys and clicks. The development CA has a folder of its
/// own.
class TlsWindow : public QObject
{
protected:
    /// The three of every test, to be called by its slots.
    void useOwnCa()
    {
        QVERIFY(m_data.isValid());
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    }
    void openWindow()
    {
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

    void choose(TlsMode mode)
    {
        auto *box = child<QComboBox>(*m_window, "tlsMode");
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < int(mode); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentData().toInt(), int(mode));
    }
    void type(const char *field, const QString &text)
    {
        auto *line = child<QLineEdit>(*m_window, field);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    void click(const char *button)
    {
        auto *widget = child<QAbstractButton>(*m_window, button);
        QVERIFY2(widget->isVisible() && widget->isEnabled(), button);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    /// Puts @p path into the open file dialog and accepts it.
    void answerDialog(const QString &path)
    {
        const auto dialog = [this] { return m_window->findChild<QFileDialog *>(); };
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        auto *name = child<QLineEdit>(*dialog(), "fileNameEdit");
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!dialog());
    }
    /// A file in a folder that goes with the test.
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_data.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    QString message(const char *name) const { return child<QLabel>(*m_window, name)->text(); }
    QString roleOf(const char *name) const
    {
        return child<QLabel>(*m_window, name)->property("role").toString();
    }

    QTemporaryDir m_data;
    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace sockscope
