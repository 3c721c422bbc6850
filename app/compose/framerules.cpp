// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framerules.h"

#include "serverlib/protocol/endpoint.h"

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

FrameField fieldOf(ws::Rule rule)
{
    switch (rule) {
    case ws::Rule::ExpectedMask:
    case ws::Rule::UnexpectedMask:
        return FrameField::Mask;
    case ws::Rule::UnexpectedRsv1:
        return FrameField::Rsv1;
    case ws::Rule::UnexpectedRsv23:
        return FrameField::Rsv23;
    case ws::Rule::InvalidOpcode:
    case ws::Rule::UnexpectedContinuation:
    case ws::Rule::ExpectedContinuation:
        return FrameField::Opcode;
    case ws::Rule::ExpectedFin:
        return FrameField::Fin;
    case ws::Rule::InvalidControlLength:
    case ws::Rule::NonMinimalLength:
    case ws::Rule::LengthOutOfRange:
        return FrameField::Length;
    case ws::Rule::InvalidUtf8:
    case ws::Rule::InvalidDeflate:
    case ws::Rule::InvalidCloseLength:
    case ws::Rule::InvalidCloseCode:
    case ws::Rule::InvalidCloseReason:
        return FrameField::Payload;
    default:
        return FrameField::Frame;
    }
}

/// The peer that reads the composition.
class Receiver : private ws::EndpointHandler
{
public:
    Receiver(const ReceiverFacts &facts, const ws::Strictness &strictness)
        : m_endpoint(optionsFor(facts, strictness), this)
    {
        if (facts.deflate)
            m_endpoint.setCompression(*facts.deflate, {});
        if (facts.isMessageOpen)
            openMessage(facts.role);
    }

    void read(const Composition &composition, QList<FrameFinding> *findings)
    {
        m_composition = &composition;
        m_findings = findings;
        QByteArray bytes = composition.bytes; // it is unmasked in place
        m_endpoint.receive({bytes.data(), size_t(bytes.size())});
    }

private:
    static std::shared_ptr<const ws::Endpoint::Options> optionsFor(
        const ReceiverFacts &facts, const ws::Strictness &strictness)
    {
        ws::Endpoint::Options options;
        options.role = facts.role;
        options.limits.messageBytes = 0;
        options.limits.messageFragments = 0;
        options.strictness = strictness;
        return std::make_shared<const ws::Endpoint::Options>(std::move(options));
    }

    // Binary: what continues it is judged by its frames alone.
    void openMessage(ws::Role role)
    {
        FrameSpec open;
        open.opcode = ws::Opcode::Binary;
        open.fin = false;
        ComposeContext sender;
        sender.role = role == ws::Role::Server ? ws::Role::Client : ws::Role::Server;
        const auto composed = compose(open, {}, sender);
        QByteArray bytes = std::get<Composition>(composed).bytes;
        m_endpoint.receive({bytes.data(), size_t(bytes.size())});
        m_before = m_next;
    }

    void frameReceived(const ws::FrameView &frame) override
    {
        m_start = m_next;
        m_next += quint64(frame.rawHeader.size()) + frame.header.payloadLength;
    }

    void violationFound(const ws::Violation &violation, bool /*fatal*/) override
    {
        if (m_findings->size() >= MaxFindings)
            return;
        const bool isBehind = violation.rule == ws::Rule::DataAfterClose;
        const auto start = qsizetype((isBehind ? violation.offset : m_start) - m_before);
        FrameFinding finding;
        finding.frame = frameAt(start);
        finding.field = fieldOf(violation.rule);
        finding.rule = violation.rule;
        finding.text = violation.toString();
        mark(start, qsizetype(violation.offset - m_before), &finding);
        m_findings->append(finding);
    }

    // Of the composed frames; with a length that is a lie the peer sees others.
    qsizetype frameAt(qsizetype offset) const
    {
        const auto &frames = m_composition->frames;
        const auto behind = std::ranges::upper_bound(frames, offset, {}, &ComposedFrame::offset);
        return qMax<qsizetype>(0, behind - frames.begin() - 1);
    }

    // @p start: of the frame as the peer sees it; @p said: where it sees the fault.
    void mark(qsizetype start, qsizetype said, FrameFinding *finding) const
    {
        const QByteArrayView bytes(m_composition->bytes);
        ws::FrameHeader header;
        ws::parseFrameHeader(bytes.sliced(qMin(start, bytes.size())), &header);
        finding->offset = start;
        switch (finding->field) {
        case FrameField::Mask:
            finding->offset = start + 1;
            break;
        case FrameField::Length:
            finding->offset = start + 1;
            finding->size = 1 + ws::lengthSize(header.lengthEncoding);
            break;
        case FrameField::Payload:
            finding->offset = qMin(said, bytes.size() - 1); // "ends within": at its last byte
            break;
        case FrameField::Frame:
            finding->size = bytes.size() - start;
            break;
        default:
            break;
        }
    }

    void output(QByteArrayView /*head*/, QByteArrayView /*payload*/) override { }
    void frameSent(const ws::FrameView & /*frame*/) override { }
    void messageReceived(ws::Opcode /*opcode*/, QByteArrayView /*payload*/) override { }
    void pingReceived(QByteArrayView /*payload*/) override { }
    void pongReceived(QByteArrayView /*payload*/) override { }
    void closeReceived(quint16 /*code*/, QByteArrayView /*reason*/) override { }

    const Composition *m_composition = nullptr;
    QList<FrameFinding> *m_findings = nullptr;
    quint64 m_before = 0; // bytes that came before the composition
    quint64 m_start = 0; // of the last frame that was read
    quint64 m_next = 0; // behind it
    ws::Endpoint m_endpoint;
};

// What no peer can tell from the frame alone.
std::optional<FrameFinding> findLie(const ComposedFrame &frame, qsizetype index)
{
    const quint64 said = frame.header.payloadLength;
    const auto actual = quint64(frame.payloadSize);
    if (said == actual)
        return std::nullopt;
    const QString consequence = said > actual
        ? QStringLiteral("the peer takes the next %1 bytes of the stream for payload, whatever they are")
              .arg(said - actual)
        : QStringLiteral("the peer takes the last %1 bytes of the payload for the next frame")
              .arg(actual - said);
    return FrameFinding{index, FrameField::Length, frame.offset + 1,
        1 + ws::lengthSize(frame.header.lengthEncoding), std::nullopt,
        QStringLiteral("The length says %1 bytes and %2 follow: %3 (RFC 6455 5.2)")
            .arg(said)
            .arg(actual)
            .arg(consequence)};
}

std::optional<FrameFinding> findOpenEnd(const Composition &composition)
{
    const auto &frames = composition.frames;
    const auto last = std::find_if(frames.rbegin(), frames.rend(),
        [](const ComposedFrame &frame) { return !ws::isControl(frame.header.opcode); });
    if (last == frames.rend() || last->header.fin)
        return std::nullopt;
    return FrameFinding{frames.rend() - last - 1, FrameField::Fin, last->offset, 1, std::nullopt,
        QStringLiteral("The message stays open: the next data frame must continue it (RFC 6455 5.4)")};
}

} // namespace

QString frameFieldName(FrameField field)
{
    constexpr std::array<QStringView, size_t(FrameField::Frame) + 1> names{
        u"FIN", u"RSV1", u"RSV2 and RSV3", u"opcode", u"mask", u"length", u"payload", u"frame"};
    return names[size_t(field)].toString();
}

QList<FrameFinding> findDepartures(const Composition &composition, const ReceiverFacts &receiver)
{
    QList<FrameFinding> findings;
    Receiver(receiver, ws::Strictness::lenient()).read(composition, &findings);
    // A lenient peer waits for the end of a frame before it tells of it, and a lie may never bring that.
    QList<FrameFinding> fatal;
    Receiver(receiver, ws::Strictness::strict()).read(composition, &fatal);
    if (!fatal.isEmpty() && !findings.contains(fatal.first()))
        findings.append(fatal.first());
    for (qsizetype i = 0; i < composition.frames.size() && findings.size() < MaxFindings; ++i) {
        if (const auto lie = findLie(composition.frames[i], i))
            findings.append(*lie);
    }
    if (const auto open = findOpenEnd(composition))
        findings.append(*open);
    std::ranges::stable_sort(findings, {}, &FrameFinding::frame);
    return findings;
}

} // namespace sockscope
