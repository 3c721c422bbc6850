// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace sockscope {

class BenchSession;
class HandshakeView;

/// The HTTP upgrade of a connection as it came: request and response, with what each line means.
class HandshakePanel : public QWidget
{
    Q_OBJECT

public:
    explicit HandshakePanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    /// 0 for none.
    void showConnection(quint64 connection);
    /// Looks again while the handshake is not complete.
    void refresh();

private:
    BenchSession *m_session;
    QLabel *m_title;
    HandshakeView *m_view;
    quint64 m_connection = 0;
    bool m_complete = true;
};

} // namespace sockscope
