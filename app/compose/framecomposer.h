// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framespec.h"
#include "serverlib/protocol/masking.h"
#include "serverlib/protocol/role.h"

#include <QString>

#include <variant>

namespace sockscope {

/// One frame of a Composition.
struct ComposedFrame
{
    ws::FrameHeader header; ///< as it is written; its payloadLength may be a lie
    qsizetype offset = 0; ///< of its first byte
    qsizetype payloadSize = 0; ///< bytes that follow the header in truth

    qsizetype payloadOffset() const { return offset + header.encodedSize(); }
    qsizetype end() const { return payloadOffset() + payloadSize; }
    bool operator==(const ComposedFrame &) const = default;
};

/// The exact bytes of one or more messages, and where they are cut.
struct Composition
{
    QByteArray bytes;
    QList<qsizetype> cuts; ///< offsets that begin a write of their own, ascending; 0 is not among them
    QList<ComposedFrame> frames;

    qsizetype writeCount() const { return bytes.isEmpty() ? 0 : cuts.size() + 1; }
    /// The bytes of write number @p index, from 0.
    QByteArrayView write(qsizetype index) const;
    /// Adds another one behind this; its first bytes share our last write if @p inOneWrite.
    void append(const Composition &other, bool inOneWrite);
    bool operator==(const Composition &) const = default;
};

/// What is composed at most: beyond this compose() says no.
struct ComposeLimits
{
    static constexpr qsizetype Bytes = 32 * 1024 * 1024; ///< payload and headers
    static constexpr qsizetype Frames = 100'000;
    static constexpr qsizetype Writes = 1'000'000;
};

/// Who sends.
struct ComposeContext
{
    ws::Role role = ws::Role::Client;
    ws::MaskSource maskSource = ws::randomMaskKey;
    int windowBits = 15; ///< of what is compressed: 8 to 15, as the receiver can take it
};

/// Puts a message together. A pure function but for the keys that context.maskSource gives. A sentence
/// when what is wanted does not fit on the wire, or is beyond ComposeLimits.
std::variant<Composition, QString> compose(
    const FrameSpec &spec, QByteArrayView payload, const ComposeContext &context);

} // namespace sockscope
