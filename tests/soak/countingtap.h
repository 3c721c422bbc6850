// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/connection/frametap.h"

#include <array>

/// Counts what a server tells, in memory that does not grow.
class CountingTap final : public ws::FrameTap
{
public:
    quint64 accepted = 0;
    quint64 opened = 0;
    quint64 ended = 0;
    quint64 endedCleanly = 0;
    std::array<quint64, ws::RuleCount> fatal{}; // by rule

    bool isBalanced() const { return accepted == ended; }

    void connectionAccepted(quint64, const ws::SocketEnd &, const ws::SocketEnd &) override { ++accepted; }
    void handshake(quint64, ws::Direction, QByteArrayView) override { }
    void connectionOpened(quint64, const QString &, const QString &) override { ++opened; }
    void frame(quint64, ws::Direction, const ws::FrameView &) override { }
    void violation(quint64, const ws::Violation &violation, bool isFatal) override
    {
        fatal[size_t(violation.rule)] += isFatal ? 1 : 0;
    }
    void connectionEnded(quint64, const ws::CloseInfo &info) override
    {
        ++ended;
        endedCleanly += info.clean ? 1 : 0;
    }
};
