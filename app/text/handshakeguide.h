// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/rule.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace sockscope {

/// A rule that a line of a handshake breaks.
struct HandshakeFault
{
    ws::Rule rule;
    QString seen; ///< what stands there instead, without a full stop; may be empty
    QString advice; ///< what to write instead; a full sentence

    bool operator==(const HandshakeFault &) const = default;
};

/// One line of an HTTP upgrade, explained.
struct HandshakeLine
{
    enum class Part : quint8 {
        Start, ///< request or status line
        Header,
        Missing, ///< a header that should be there: a name, no bytes
        Rest, ///< what is no header any more: the page of a refusal, lines beyond the bound
    };

    Part part = Part::Header;
    qsizetype offset = 0; ///< of its bytes in the head
    qsizetype length = 0; ///< without the end of the line
    QString name; ///< Latin-1; empty where the line has none
    QString value; ///< Latin-1; the whole line where it has no name
    QString meaning; ///< what this value means; a full sentence
    QList<HandshakeFault> faults; ///< in the order in which a server or client looks for them
};

/// The lines of a request in their order, with what they mean and which rules they break, then those that are
/// missing. Takes any bytes.
QList<HandshakeLine> explainRequest(QByteArrayView request);
/// The same of the answer to @p request, which is empty when it is not known.
QList<HandshakeLine> explainResponse(QByteArrayView response, QByteArrayView request);

} // namespace sockscope
