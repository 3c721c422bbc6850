// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/frametracker.h"
#include "serverlib/net/pacedtransport.h"

#include <QByteArray>

#include <optional>

namespace sockscope {

/// What goes through the faults of one direction: bytes of one frame, or of an HTTP head, or the end of the
/// stream.
struct FaultPiece
{
    enum class Kind : quint8 {
        Frame,
        Raw, ///< several frames in one write
        Head, ///< the answer to the upgrade
        Close, ///< the owner ends the stream
        Cut, ///< a fault ends it: FIN
        Reset, ///< a fault ends it: RST
        Ended, ///< the peer has ended it
    };

    Kind kind = Kind::Frame;
    QByteArray bytes; ///< the error's text of an Ended
    FrameTracker::Part part; ///< of a Frame
    std::optional<ws::WritePlan> plan; ///< a TCP write of its own, or several

    bool isFrame() const { return kind == Kind::Frame; }
    bool isEnd() const { return kind >= Kind::Close; }
    bool begins() const { return isFrame() && part.begins(); }
};

} // namespace sockscope
