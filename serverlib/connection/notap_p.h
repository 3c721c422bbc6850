// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/connection/frametap.h"

namespace ws {

/// Stands in where no tap is set, so that nobody has to ask.
class NoTap final : public FrameTap
{
public:
    void connectionAccepted(quint64, const SocketEnd &, const SocketEnd &) override { }
    void handshake(quint64, Direction, QByteArrayView) override { }
    void connectionOpened(quint64, const QString &, const QString &) override { }
    void frame(quint64, Direction, const FrameView &) override { }
    void violation(quint64, const Violation &, bool) override { }
    void connectionEnded(quint64, const CloseInfo &) override { }
};

} // namespace ws
