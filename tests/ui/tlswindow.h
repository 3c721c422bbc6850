// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/net/testcertificates.h"
#include "windowfixture.h"

#include <QFileDialog>
#include <QPushButton>

namespace sockscope {

/// The window, its Server panel in front, driven by keys and clicks. The development CA has a folder of its
/// own.
class TlsWindow : public WindowFixture
{
protected:
    /// Before all tests.
    void useOwnCa()
    {
        QVERIFY(m_data.isValid());
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    }

    void choose(TlsMode mode)
    {
        WindowFixture::choose("tlsMode", int(mode));
        QCOMPARE(child<QComboBox>(*m_window, "tlsMode")->currentData().toInt(), int(mode));
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
    QString roleOf(const char *name) const
    {
        return child<QLabel>(*m_window, name)->property("role").toString();
    }

    QTemporaryDir m_data;
};

} // namespace sockscope
