// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/composepanel.h"
#include "uifixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>

namespace sockscope {

/// A device that keeps what comes as it comes.
class RawDevice
{
public:
    explicit RawDevice(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
    /// What came after the 101.
    QByteArray bytes()
    {
        m_input += m_socket.readAll();
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : m_input.mid(end + 4);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_input;
};

/// A composer in a window of its own, before a server with one raw device.
class ComposeFixture : public QObject
{
protected:
    void open()
    {
        m_bench = std::make_unique<UiFixture>();
        m_panel = std::make_unique<ComposePanel>(&m_bench->session, &m_bench->settings);
        m_panel->resize(838, 240);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        ServerSettings settings;
        settings.port = 0;
        m_bench->session.start(settings);
        QTRY_VERIFY(m_bench->isRunning());
    }
    void connectRaw()
    {
        m_device = std::make_unique<RawDevice>(m_bench->session.listenInfo().port);
        QTRY_VERIFY(m_bench->isOnlyOpen());
        select();
    }
    void select()
    {
        m_panel->showConnection(m_bench->only()->number);
        m_panel->refresh();
    }
    void shut()
    {
        m_device.reset(); // first: a server waits for a device's answer to its Close
        if (m_bench)
            QTRY_VERIFY(m_bench->isQuiet());
        m_panel.reset();
        m_bench.reset();
    }

    template <typename Widget> Widget *part(const char *name) const { return child<Widget>(*m_panel, name); }
    QPlainTextEdit *text() const { return part<QPlainTextEdit>("payloadText"); }
    QPushButton *send() const { return part<QPushButton>("send"); }
    void choose(const char *box, int index) const { part<QComboBox>(box)->setCurrentIndex(index); }
    void press(const char *button) const
    {
        auto *widget = part<QAbstractButton>(button);
        QTest::mouseClick(widget, Qt::LeftButton, {}, QPoint(8, widget->height() / 2));
    }
    /// Types over what stands there.
    void type(const char *field, const QString &words) const
    {
        auto *edit = part<QWidget>(field);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, words);
    }
    QStringList findings() const
    {
        QStringList texts;
        const QAbstractItemModel *model = part<QListView>("findings")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts.append(model->index(row, 0).data().toString());
        return texts;
    }
    QString summary() const { return part<QLabel>("composedSummary")->text(); }

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<ComposePanel> m_panel;
    std::unique_ptr<RawDevice> m_device;
};

} // namespace sockscope
