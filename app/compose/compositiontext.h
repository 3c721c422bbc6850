// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framerules.h"

namespace sockscope {

/// "text FIN, key 37fa213d, length 5".
QString composedHeaderText(const ws::FrameHeader &header);

/// Lines for people: each frame's header, each TCP write's bytes in hex, each rule that is broken.
///
///     frame 1 at byte 0: text FIN, key 37fa213d, length 5
///     write 1: 81
///     write 2: 85 37 fa 21 3d 7f 9f 4d 51 58
///     breaks: frame 1, mask, byte 1: WS_ERR_EXPECTED_MASK: a client must mask every frame (RFC 6455 5.1)
QByteArray compositionText(const Composition &composition, const QList<FrameFinding> &findings);

} // namespace sockscope
