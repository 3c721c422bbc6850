// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/protocol/opcode.h"

namespace ws {

QString opcodeName(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return QStringLiteral("continuation");
    case Opcode::Text:
        return QStringLiteral("text");
    case Opcode::Binary:
        return QStringLiteral("binary");
    case Opcode::Close:
        return QStringLiteral("close");
    case Opcode::Ping:
        return QStringLiteral("ping");
    case Opcode::Pong:
        return QStringLiteral("pong");
    }
    return QStringLiteral("reserved 0x%1").arg(quint8(opcode), 0, 16);
}

} // namespace ws
