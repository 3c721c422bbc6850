// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/framerecord.h"

#include <QList>
#include <QString>

namespace sockscope {

/// One named part of a frame header, as it stands on the wire (RFC 6455 5.2).
struct HeaderField
{
    enum class Part : quint8 { Fin, Rsv, Opcode, Mask, Length, ExtendedLength, MaskKey };

    struct Cell
    {
        QString text; ///< a bit, or a byte in hex
        bool broken = false;
        bool operator==(const Cell &) const = default;
    };

    Part part;
    QString label; ///< "opcode 1 text"
    QList<Cell> cells;
    bool startsByte = false; ///< drawn with a gap before it
    bool isBytes = false; ///< cells are bytes, not bits

    bool isBroken() const;
    bool operator==(const HeaderField &) const = default;
};

/// The fields of @p record's header in wire order, those that the violation speaks of marked.
QList<HeaderField> headerFields(const FrameRecord &record);
/// The fields in one line of words: "FIN 1, RSV 000, opcode 1 text, MASK 0 (broken), length 52".
QString headerWords(const QList<HeaderField> &fields);

} // namespace sockscope
