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
class PanelHeader;
class PayloadView;
class VerdictBox;

/// One row of the log taken apart: its header bit by bit, the verdict on it, its payload. Keeps what it shows
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

    BenchSession *m_session;
    PanelHeader *m_header;
    BitsView *m_bits;
    QLabel *m_facts;
    VerdictBox *m_verdict;
    PayloadView *m_payload;
    QStackedLayout *m_pages;
    quint64 m_row = 0; // that is shown
};

} // namespace sockscope
