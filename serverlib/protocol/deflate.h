// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace ws {

/// What permessage-deflate was agreed to do (RFC 7692 7.1).
struct DeflateParameters
{
    bool serverNoContextTakeover = false; ///< the server forgets its window after each message
    bool clientNoContextTakeover = false; ///< the client does
    int serverMaxWindowBits = 15; ///< 8 to 15
    int clientMaxWindowBits = 15; ///< 8 to 15

    bool operator==(const DeflateParameters &) const = default;
};

/// Compresses the messages of one direction (RFC 7692 7.2.1). Owns up to 256 KiB of zlib's memory once used.
class Deflater
{
public:
    /// @p windowBits: 8 to 15, the window the peer's decoder has. @p level: zlib's, 1 to 9 or -1.
    Deflater(int windowBits, bool contextTakeover, int level = -1);
    ~Deflater();
    /// Leaves the other without a stream: it may only be assigned to or destroyed.
    Deflater(Deflater &&) noexcept;
    /// See Deflater(Deflater &&).
    Deflater &operator=(Deflater &&) noexcept;

    /// Appends the payload of one message to @p out, the closing 00 00 ff ff removed.
    void compress(QByteArrayView message, QByteArray *out);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_contextTakeover;
};

/// Decompresses the messages of one direction (RFC 7692 7.2.2), a piece at a time.
class Inflater
{
public:
    /// What became of some bytes. After anything but Ok the stream is of no more use.
    enum class Result {
        Ok,
        TooBig, ///< the message would outgrow the bound; nothing beyond it was kept
        Corrupt, ///< this is not DEFLATE, or reaches back further than the agreed window
    };

    /// @p windowBits: 8 to 15, the window that the peer's encoder promised to keep to.
    Inflater(int windowBits, bool contextTakeover);
    ~Inflater();
    /// Leaves the other without a stream: it may only be assigned to or destroyed.
    Inflater(Inflater &&) noexcept;
    /// See Inflater(Inflater &&).
    Inflater &operator=(Inflater &&) noexcept;

    /// Appends what @p bytes inflate to. @p bound limits the size of @p message, 0 for none.
    Result feed(QByteArrayView bytes, QByteArray *message, quint64 bound);
    /// The message's last frame has been fed.
    Result finish(QByteArray *message, quint64 bound);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_contextTakeover;
};

} // namespace ws
