// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace sockscope {

class BenchSession;
class BitsView;
class ChipChoice;
class HandshakeView;
class PanelHeader;
class PayloadView;
class VerdictBox;

/// One row of the log taken apart: its header bit by bit, the verdict on it, its payload; of a
/// handshake what each line means. Keeps what it shows
/// when the log drops the row.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    void showRow(quint64 row);
    void clear();

private:
    QWidget *buildBody();
    QLabel *buildEmptyState();
    void showVerdict(const FrameRecord &record);
    void showPayload(const FrameRecord &record, const QByteArray &payload);
    void showHandshake(const FrameRecord &record, const QByteArray &head);
    void showPages();

    BenchSession *m_session;
    PanelHeader *m_header;
    BitsView *m_bits;
    QLabel *m_facts;
    VerdictBox *m_verdict;
    PayloadView *m_payload;
    QWidget *m_tabs; // of the payload
    HandshakeView *m_handshake;
    ChipChoice *m_handshakeChoice;
    QStackedLayout *m_pages;
    quint64 m_row = 0; // that is shown
    bool m_isHandshake = false; // that row is
};

} // namespace sockscope
