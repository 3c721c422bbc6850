// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/fieldscan.h"
#include "app/capture/rowspan.h"
#include "ui/models/payloadcodecs.h"
#include "ui/views/payloadview.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace sockscope {

class BenchSession;
class BitsView;
class ChipChoice;
class FragmentList;
class HandshakeView;
class PanelHeader;
class VerdictBox;

/// One row of the log taken apart: its header bit by bit, the verdict on it, its payload; of a
/// handshake what each line means. Keeps what it shows
/// when the log drops the row.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings, which keep how payloads are read, may be null, and must outlive the panel.
    InspectorPanel(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);

    /// The same for every row: docks must not move because another one is looked at.
    QSize minimumSizeHint() const override { return {240, 160}; }

public slots:
    void showRow(quint64 row);
    void clear();

signals:
    void rowRequested(quint64 row); ///< another frame of the message that is shown
    void plotRequested(const sockscope::FieldSource &source);
    void filterRequested(const QString &expression);

private:
    QWidget *buildBody();
    QLabel *buildEmptyState();
    void showFacts(const FrameRecord &record, const QByteArray &payload);
    void showVerdict(const FrameRecord &record);
    void showPayload();
    void showMessagePayload();
    void showContent(PayloadView::Content content);
    void showHandshake(const FrameRecord &record, const QByteArray &head);
    void showPages();
    bool isFragment() const;
    PayloadOrigin originOf(const FrameRecord &record) const;
    void bindCodec(CodecBindings::Scope scope, const std::optional<CodecBinding> &binding);
    void plot(const JsonPath &path);

    BenchSession *m_session;
    PayloadCodecs m_codecs;
    PanelHeader *m_header;
    BitsView *m_bits;
    QLabel *m_facts;
    VerdictBox *m_verdict;
    PayloadView *m_payload;
    QWidget *m_tabs; // of the payload
    FragmentList *m_fragments;
    ChipChoice *m_messageChoice;
    HandshakeView *m_handshake;
    ChipChoice *m_handshakeChoice;
    QStackedLayout *m_pages;
    RowSpan m_span; // the row that is shown; holds it when the log drops it
    FrameRecord m_record; // of that row
    bool m_isHandshake = false; // that row is
};

} // namespace sockscope
