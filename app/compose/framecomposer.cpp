// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framecomposer.h"

#include "serverlib/protocol/deflate.h"

#include <array>
#include <limits>

namespace sockscope {

namespace {

/// Writes frames one by one behind each other.
class Composer
{
public:
    Composer(const FrameSpec &spec, const ComposeContext &context) : m_spec(spec), m_context(context) { }

    std::variant<Composition, QString> compose(QByteArrayView payload)
    {
        QByteArray compressed;
        if (m_spec.compress) {
            ws::Deflater(m_context.windowBits, false).compress(payload, &compressed);
            payload = compressed;
        }
        qsizetype at = 0;
        for (const qsizetype size : m_spec.fragmentSizes) {
            if (!addFragment(payload, &at, qBound<qsizetype>(0, size, payload.size() - at), false))
                return m_error;
        }
        while (m_spec.fragmentEvery > 0 && payload.size() - at > m_spec.fragmentEvery) {
            if (!addFragment(payload, &at, m_spec.fragmentEvery, false))
                return m_error;
        }
        if (!addFragment(payload, &at, payload.size() - at, true) || !cut())
            return m_error;
        return m_composed;
    }

private:
    bool addFragment(QByteArrayView payload, qsizetype *at, qsizetype size, bool isLast)
    {
        const bool isFirst = m_composed.frames.isEmpty();
        if (!isFirst && m_spec.pingBetween) {
            ws::FrameHeader ping;
            ping.opcode = ws::Opcode::Ping;
            if (!addFrame(ping, *m_spec.pingBetween, std::nullopt))
                return false;
        }
        ws::FrameHeader header;
        header.opcode = isFirst ? m_spec.opcode : ws::Opcode::Continuation;
        header.fin = isLast && m_spec.fin;
        header.rsv1 = isFirst && (m_spec.rsv1 || m_spec.compress); // RFC 7692 6.1
        header.rsv2 = isFirst && m_spec.rsv2;
        header.rsv3 = isFirst && m_spec.rsv3;
        const QByteArrayView part = payload.sliced(*at, size);
        *at += size;
        return addFrame(header, part, isFirst ? m_spec.declaredLength : std::nullopt);
    }

    bool addFrame(ws::FrameHeader header, QByteArrayView payload, std::optional<quint64> declared)
    {
        header.payloadLength = declared.value_or(quint64(payload.size()));
        if (!setEncoding(&header))
            return false;
        header.mask = maskKey();
        if (m_composed.frames.size() >= ComposeLimits::Frames)
            return fail(
                QStringLiteral("more than %1 frames: make the fragments larger").arg(ComposeLimits::Frames));
        QByteArray &bytes = m_composed.bytes;
        if (bytes.size() + header.encodedSize() + payload.size() > ComposeLimits::Bytes)
            return fail(QStringLiteral("more than %1 MiB with all headers: send less at a time")
                            .arg(ComposeLimits::Bytes / (1024 * 1024)));
        const ComposedFrame frame{header, bytes.size(), payload.size()};
        std::array<char, ws::MaxFrameHeaderSize> raw;
        bytes.append(raw.data(), ws::encodeFrameHeader(header, raw.data()));
        bytes.append(payload);
        if (header.mask)
            ws::applyMask(bytes.data() + frame.payloadOffset(), payload, *header.mask);
        m_composed.frames.append(frame);
        return true;
    }

    bool setEncoding(ws::FrameHeader *header)
    {
        const ws::LengthEncoding minimal = ws::minimalEncoding(header->payloadLength);
        header->lengthEncoding = m_spec.length == LengthChoice::Minimal ? minimal
            : m_spec.length == LengthChoice::Bits16                     ? ws::LengthEncoding::Bits16
                                                                        : ws::LengthEncoding::Bits64;
        if (header->lengthEncoding >= minimal)
            return true;
        return fail(
            QStringLiteral("a length of %1 does not fit 16 bits: choose the 64-bit encoding, or at most %2")
                .arg(header->payloadLength)
                .arg(std::numeric_limits<quint16>::max()));
    }

    std::optional<ws::MaskKey> maskKey() const
    {
        switch (m_spec.mask) {
        case MaskChoice::ByRole:
            return m_context.role == ws::Role::Client ? std::optional(m_context.maskSource()) : std::nullopt;
        case MaskChoice::Random:
            return m_context.maskSource();
        case MaskChoice::Key:
            return m_spec.maskKey;
        case MaskChoice::None:
            return std::nullopt;
        }
        Q_UNREACHABLE();
    }

    bool cut()
    {
        switch (m_spec.writes) {
        case WriteChoice::Together:
            return true;
        case WriteChoice::EachFrame:
            for (const ComposedFrame &frame : std::as_const(m_composed.frames).sliced(1))
                m_composed.cuts.append(frame.offset);
            return true;
        case WriteChoice::EachByte:
            return cutEvery(1);
        case WriteChoice::EveryBytes:
            return cutEvery(m_spec.writeBytes);
        case WriteChoice::InHeader:
            return cutHeaders();
        }
        Q_UNREACHABLE();
    }

    bool cutEvery(qsizetype size)
    {
        if (size < 1)
            return fail(QStringLiteral("a write has at least one byte"));
        if (m_composed.bytes.size() / size >= ComposeLimits::Writes)
            return fail(QStringLiteral("more than %1 writes: make them larger").arg(ComposeLimits::Writes));
        for (qsizetype at = size; at < m_composed.bytes.size(); at += size)
            m_composed.cuts.append(at);
        return true;
    }

    // Headers may differ in size, as a ping's and a long fragment's do: a shorter one is left whole.
    bool cutHeaders()
    {
        int longest = 0;
        for (const ComposedFrame &frame : std::as_const(m_composed.frames)) {
            const int size = frame.header.encodedSize();
            longest = qMax(longest, size);
            if (m_spec.writeBytes >= 1 && m_spec.writeBytes < size)
                m_composed.cuts.append(frame.offset + m_spec.writeBytes);
        }
        return !m_composed.cuts.isEmpty()
            || fail(QStringLiteral("no header has byte %1 to be cut behind: the longest takes %2, so 1 to %3")
                        .arg(m_spec.writeBytes)
                        .arg(longest)
                        .arg(longest - 1));
    }

    bool fail(const QString &why)
    {
        m_error = why;
        return false;
    }

    const FrameSpec &m_spec;
    const ComposeContext &m_context;
    Composition m_composed;
    QString m_error;
};

} // namespace

QByteArrayView Composition::write(qsizetype index) const
{
    const qsizetype start = index == 0 ? 0 : cuts[index - 1];
    const qsizetype end = index == cuts.size() ? bytes.size() : cuts[index];
    return QByteArrayView(bytes).sliced(start, end - start);
}

void Composition::append(const Composition &other, bool inOneWrite)
{
    const qsizetype before = bytes.size();
    if (before > 0 && !inOneWrite)
        cuts.append(before);
    for (const qsizetype at : other.cuts)
        cuts.append(before + at);
    for (ComposedFrame frame : other.frames) {
        frame.offset += before;
        frames.append(frame);
    }
    bytes += other.bytes;
}

std::variant<Composition, QString> compose(
    const FrameSpec &spec, QByteArrayView payload, const ComposeContext &context)
{
    return Composer(spec, context).compose(payload);
}

} // namespace sockscope
