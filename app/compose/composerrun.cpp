// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/composerrun.h"

namespace sockscope {

namespace {

constexpr int SmallestWindow = 8; // fits whatever window a connection has agreed on

} // namespace

ComposerRun::ComposerRun(PayloadSource source, const FrameSpec &spec, ws::Role role, quint64 seed)
    : m_source(std::move(source)), m_spec(spec), m_role(role), m_seed(seed), m_random(seed)
{ }

std::variant<Composition, QString> ComposerRun::next(int messages, qint64 timeMs, quint64 connection)
{
    Composition all;
    for (int i = 0; i < messages; ++i) {
        auto message = nextMessage(timeMs, connection);
        if (std::holds_alternative<QString>(message))
            return message;
        all.append(std::get<Composition>(message), m_spec.writes == WriteChoice::Together);
        if (all.bytes.size() > ComposeLimits::Bytes || all.frames.size() > ComposeLimits::Frames
            || all.writeCount() > ComposeLimits::Writes)
            return QStringLiteral(
                "%1 messages at a time are more than %2 MiB, %3 frames or %4 writes: send fewer")
                .arg(messages)
                .arg(ComposeLimits::Bytes / (1024 * 1024))
                .arg(ComposeLimits::Frames)
                .arg(ComposeLimits::Writes);
    }
    return all;
}

std::variant<Composition, QString> ComposerRun::nextMessage(qint64 timeMs, quint64 connection)
{
    ++m_count;
    const PayloadResult payload = m_source.payload({m_count, timeMs, connection}, &m_random);
    if (const auto *error = std::get_if<InputError>(&payload))
        return error->toString();
    const ComposeContext context{m_role, [this] { return m_random.maskKey(); }, SmallestWindow};
    return compose(m_spec, std::get<QByteArray>(payload), context);
}

} // namespace sockscope
