// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspectorpanel.h"

#include "app/bench/benchsession.h"
#include "ui/models/rowfacts.h"
#include "ui/views/bitsview.h"
#include "ui/views/chipchoice.h"
#include "ui/views/handshakeview.h"
#include "ui/views/panelheader.h"
#include "ui/views/payloadview.h"
#include "ui/views/verdictbox.h"

#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

enum Page { EmptyPage, RowPage };
enum HandshakeChoice { Explained, Bytes };

constexpr int Margin = 12;
constexpr int Spacing = 8;

bool isHeaderBroken(const QList<HeaderField> &fields)
{
    return std::ranges::any_of(fields, &HeaderField::isBroken);
}

bool isAnswer(const QByteArray &head)
{
    return head.startsWith("HTTP/");
}

} // namespace

InspectorPanel::InspectorPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_header(new PanelHeader(tr("Inspector")))
    , m_bits(new BitsView)
    , m_facts(new QLabel)
    , m_verdict(new VerdictBox)
    , m_payload(new PayloadView)
    , m_tabs(m_payload->makeTabs())
    , m_handshake(new HandshakeView)
    , m_handshakeChoice(new ChipChoice({
          {QStringLiteral("explained"), tr("explained"), tr("Each line with what it means")},
          {QStringLiteral("bytes"), tr("bytes"), tr("This half of the handshake as it came")},
      }))
    , m_pages(new QStackedLayout)
{
    m_header->addControl(m_tabs);
    m_header->addControl(m_handshakeChoice);
    connect(m_handshakeChoice, &ChipChoice::chosen, this, &InspectorPanel::showPages);
    m_pages->insertWidget(EmptyPage, buildEmptyState());
    m_pages->insertWidget(RowPage, buildBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_pages, 1);
    showPages();
}

QWidget *InspectorPanel::buildBody()
{
    m_facts->setObjectName(QStringLiteral("rowFacts"));
    m_facts->setProperty("role", QStringLiteral("muted"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(Margin, Spacing, Margin, Spacing);
    layout->setSpacing(Spacing);
    layout->addWidget(m_bits);
    layout->addWidget(m_verdict);
    layout->addWidget(m_facts);
    layout->addWidget(m_payload, 1);
    layout->addWidget(m_handshake, 1);
    return body;
}

QLabel *InspectorPanel::buildEmptyState()
{
    auto *empty = new QLabel(
        tr("Select a row of the frame log to see its header, its payload and what was wrong with it."));
    empty->setProperty("role", QStringLiteral("muted"));
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    return empty;
}

void InspectorPanel::showRow(quint64 row)
{
    FrameRecord record;
    if (!m_session->capture().read(row, &record))
        return;
    m_row = row;
    const QByteArray payload = m_session->capture().payload(row);
    const auto connection = m_session->connections().find(record.connection);
    m_header->setWords(rowTitle(
        row, record, connection ? connection->device : QStringLiteral("#%1").arg(record.connection)));
    m_bits->setFields(record.kind == RowKind::Frame ? headerFields(record) : QList<HeaderField>());
    m_bits->setVisible(record.kind == RowKind::Frame);
    m_facts->setText(rowFacts(record, payload));
    m_facts->setVisible(!m_facts->text().isEmpty());
    showVerdict(record);
    showPayload(record, payload);
    showHandshake(record, payload);
    showPages();
    m_pages->setCurrentIndex(RowPage);
    if (m_isHandshake)
        m_handshake->scrollTo(
            isAnswer(payload) ? HandshakeView::Half::Response : HandshakeView::Half::Request);
}

void InspectorPanel::showVerdict(const FrameRecord &record)
{
    m_verdict->setVisible(record.violation.has_value());
    if (!record.violation)
        return;
    const auto connection = m_session->connections().find(record.connection);
    QString detail;
    if (connection && connection->lastViolation && connection->lastViolation->rule == *record.violation)
        detail = connection->lastViolation->detail;
    m_verdict->setVerdict(*record.violation, detail, violationOutcome(*record.violation, connection));
}

void InspectorPanel::showPayload(const FrameRecord &record, const QByteArray &payload)
{
    m_payload->setContent({
        .payload = record.compressed ? m_session->capture().content(m_row) : payload,
        .header = headerBytes(record),
        .isHeaderBroken = isHeaderBroken(m_bits->fields()),
        .mayBeJson = record.kind == RowKind::Frame && !ws::isControl(record.header.opcode),
        .compressed = record.compressed ? std::optional(payload) : std::nullopt,
    });
}

// Both halves, the other one as the connection has it: of several answers each row shows its own.
void InspectorPanel::showHandshake(const FrameRecord &record, const QByteArray &head)
{
    m_isHandshake = record.kind == RowKind::Handshake;
    if (!m_isHandshake)
        return;
    const auto isReceived = record.direction == ws::Direction::Received;
    const QByteArray other = m_session->connections().handshake(
        record.connection, isReceived ? ws::Direction::Sent : ws::Direction::Received);
    m_handshake->setHandshake(isAnswer(head) ? other : head, isAnswer(head) ? head : other);
}

void InspectorPanel::showPages()
{
    const bool isExplained = m_isHandshake && m_handshakeChoice->current() == Explained;
    m_handshakeChoice->setVisible(m_isHandshake);
    m_tabs->setVisible(!isExplained);
    m_payload->setVisible(!isExplained);
    m_handshake->setVisible(isExplained);
}

void InspectorPanel::clear()
{
    m_isHandshake = false;
    showPages();
    m_header->setWords({});
    m_pages->setCurrentIndex(EmptyPage);
}

} // namespace sockscope
