// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framecomposer.h"
#include "app/compose/payloadsource.h"

namespace sockscope {

/// One run of the composer: messages made one after the other from what was typed. The same seed gives the
/// same payloads and the same masking keys, as long as no variable tells the time.
class ComposerRun
{
public:
    ComposerRun(PayloadSource source, const FrameSpec &spec, ws::Role role, quint64 seed);

    quint64 seed() const { return m_seed; }
    /// Messages so far.
    quint64 count() const { return m_count; }
    /// The next @p messages in one piece: in one TCP write if the spec says Together. A sentence when one of
    /// them cannot be made.
    std::variant<Composition, QString> next(int messages, qint64 timeMs, quint64 connection);

private:
    std::variant<Composition, QString> nextMessage(qint64 timeMs, quint64 connection);

    PayloadSource m_source;
    FrameSpec m_spec;
    ws::Role m_role;
    quint64 m_seed;
    quint64 m_count = 0;
    SeededRandom m_random;
};

} // namespace sockscope
