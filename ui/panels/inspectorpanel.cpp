// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspectorpanel.h"

#include "app/bench/benchsession.h"
#include "app/session/messagerows.h"
#include "app/text/payloadtext.h"
#include "ui/models/framelogtext.h"
#include "ui/models/rowfacts.h"
#include "ui/views/bitsview.h"
#include "ui/views/chipchoice.h"
#include "ui/views/fragmentlist.h"
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
enum MessageChoice { FrameAlone, WholeMessage };

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

InspectorPanel::InspectorPanel(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_codecs(settings)
    , m_header(new PanelHeader(tr("Inspector")))
    , m_bits(new BitsView)
    , m_facts(new QLabel)
    , m_verdict(new VerdictBox)
    , m_payload(new PayloadView)
    , m_tabs(m_payload->makeTabs())
    , m_fragments(new FragmentList)
    , m_messageChoice(new ChipChoice({
          {QStringLiteral("frame"), tr("frame"), tr("The payload of this frame")},
          {QStringLiteral("message"), tr("message"), tr("The payloads of all its frames, joined")},
      }))
    , m_handshake(new HandshakeView)
    , m_handshakeChoice(new ChipChoice({
          {QStringLiteral("explained"), tr("explained"), tr("Each line with what it means")},
          {QStringLiteral("bytes"), tr("bytes"), tr("This half of the handshake as it came")},
      }))
    , m_pages(new QStackedLayout)
{
    m_header->addControl(m_messageChoice);
    m_header->addControl(m_tabs);
    m_header->addControl(m_handshakeChoice);
    connect(m_handshakeChoice, &ChipChoice::chosen, this, &InspectorPanel::showPages);
    connect(m_messageChoice, &ChipChoice::chosen, this, &InspectorPanel::showPayload);
    connect(m_fragments, &FragmentList::rowChosen, this, &InspectorPanel::rowRequested);
    connect(m_payload, &PayloadView::codecBound, this, &InspectorPanel::bindCodec);
    connect(m_payload, &PayloadView::plotRequested, this, &InspectorPanel::plot);
    connect(m_payload, &PayloadView::filterRequested, this, &InspectorPanel::filterRequested);
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
    layout->addWidget(m_fragments);
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
    const RowSpan span = m_session->capture().span(row, row + 1);
    if (span.isEmpty() || span.first() != row)
        return;
    m_span = span;
    m_record = span.record(0);
    const FrameRecord &record = m_record;
    const QByteArray payload = span.payload(0).toByteArray();
    const auto connection = m_session->connections().find(record.connection);
    m_header->setWords(rowTitle(
        row, record, connection ? connection->device : QStringLiteral("#%1").arg(record.connection)));
    m_bits->setFields(record.kind == RowKind::Frame ? headerFields(record) : QList<HeaderField>());
    m_bits->setVisible(record.kind == RowKind::Frame);
    showFacts(record, payload);
    m_fragments->setMessage(messageRows(m_session->capture(), row), row);
    showVerdict(record);
    showPayload();
    showHandshake(record, payload);
    showPages();
    m_pages->setCurrentIndex(RowPage);
    if (m_isHandshake)
        m_handshake->scrollTo(
            isAnswer(payload) ? HandshakeView::Half::Response : HandshakeView::Half::Request);
}

void InspectorPanel::showVerdict(const FrameRecord &record)
{
    const auto fault = isFault(record) ? faultRow(m_span.detail(0)) : std::nullopt;
    m_verdict->setVisible(record.violation.has_value() || fault.has_value());
    if (fault)
        m_verdict->setFault(fault->kind, textPreview(m_span.payload(0)), fault->words);
    if (!record.violation)
        return;
    const auto connection = m_session->connections().find(record.connection);
    QString detail;
    if (connection && connection->lastViolation && connection->lastViolation->rule == *record.violation)
        detail = connection->lastViolation->detail;
    m_verdict->setVerdict(*record.violation, detail, violationOutcome(*record.violation, connection));
}

void InspectorPanel::showFacts(const FrameRecord &record, const QByteArray &payload)
{
    // A log of others may keep times too coarse to tell by them what came together.
    const auto before =
        m_session->isSaved() ? std::nullopt : sameReadBefore(m_session->capture(), m_span.first());
    QStringList facts{rowFacts(record, payload), readFacts(record, before)};
    facts.removeAll(QString());
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setVisible(!facts.isEmpty());
}

bool InspectorPanel::isFragment() const
{
    return !m_fragments->message().rows.empty();
}

void InspectorPanel::showPayload()
{
    if (isFragment() && m_messageChoice->current() == WholeMessage) {
        showMessagePayload();
        return;
    }
    m_fragments->setNote({});
    if (m_span.isEmpty())
        return;
    const QByteArray payload = m_span.payload(0).toByteArray();
    showContent({
        .payload = m_record.compressed ? m_span.content(0).toByteArray() : payload,
        .header = headerBytes(m_record),
        .isHeaderBroken = isHeaderBroken(m_bits->fields()),
        .compressed = m_record.compressed ? std::optional(payload) : std::nullopt,
    });
}

void InspectorPanel::showMessagePayload()
{
    const MessageRows &message = m_fragments->message();
    const MessageContent content = messageContent(m_session->capture(), message);
    showContent({
        .payload = content.bytes,
        .header = {},
        .compressed = m_record.compressed ? std::optional(messagePayload(m_session->capture(), message).bytes)
                                          : std::nullopt,
    });
    QStringList notes;
    if (content.isCut)
        notes.append(tr("the first %1 are shown").arg(formatBytes(quint64(content.bytes.size()))));
    if (content.hasGaps)
        notes.append(tr("parts are missing"));
    m_fragments->setNote(notes.join(QStringLiteral(" · ")));
}

void InspectorPanel::showContent(PayloadView::Content content)
{
    const bool isContinued = m_record.header.opcode == ws::Opcode::Continuation;
    const ws::Opcode opcode = isContinued ? m_record.messageOpcode : m_record.header.opcode;
    content.isText = opcode == ws::Opcode::Text;
    content.origin = originOf(m_record);
    if (m_record.kind == RowKind::Frame && !ws::isControl(opcode))
        content.choice = m_codecs.choose(content.origin, content.payload, content.isText);
    m_payload->setContent(content);
}

PayloadOrigin InspectorPanel::originOf(const FrameRecord &record) const
{
    const auto connection = m_session->connections().find(record.connection);
    return {record.connection, connection ? connection->subprotocol : QString(),
        connection ? connection->path : QString()};
}

void InspectorPanel::bindCodec(CodecBindings::Scope scope, const std::optional<CodecBinding> &binding)
{
    m_codecs.bind(scope, originOf(m_record), binding);
    m_payload->setMode(PayloadView::Mode::Automatic);
    showPayload();
}

void InspectorPanel::plot(const JsonPath &path)
{
    emit plotRequested({m_record.connection, m_record.direction, m_payload->content().choice.decoder, path});
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
    m_messageChoice->setVisible(isFragment());
    m_fragments->setVisible(isFragment());
    m_tabs->setVisible(!isExplained);
    m_payload->setVisible(!isExplained);
    m_handshake->setVisible(isExplained);
}

void InspectorPanel::clear()
{
    m_isHandshake = false;
    m_span = {};
    m_fragments->setMessage({}, 0);
    showPages();
    m_header->setWords({});
    m_pages->setCurrentIndex(EmptyPage);
}

} // namespace sockscope
