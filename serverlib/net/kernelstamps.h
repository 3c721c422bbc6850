// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <sys/types.h>
#include <sys/uio.h>

struct msghdr;

namespace ws {

/// When bytes of one TCP socket left for the network and came from it, by the kernel's own clock
/// (SO_TIMESTAMPING): without what the program, and the kernel's queues to it, took in between. Linux only.
///
/// What is known: a send is stamped when the segment with its last byte leaves, the first time; where several
/// sends share a segment, the last of them alone. A read is stamped with the arrival of the newest segment of
/// which it brought bytes. The stamps are of the wall clock, so none of
/// them is given away: only how far two of them lie apart, which a step of that clock in between falsifies.
class KernelStamps
{
public:
    /// nullptr where this socket's kernel does not stamp.
    static std::unique_ptr<KernelStamps> of(int descriptor);

    /// Sends, and asks for a stamp of the last byte that is taken. Returns as sendmsg() does.
    ssize_t sendStamped(std::span<iovec> parts, int flags);
    /// To be told of what every successful send took, those of sendStamped() too: stamps count bytes.
    void countSent(size_t bytes) { m_sent += std::uint32_t(bytes); }
    /// Waits from now on for the stamp of the byte that was sent last. Returns its mark.
    std::uint32_t mark();

    /// Whether any mark is waited for: then receive() is to read, else any other function may.
    bool isWaiting() const { return !m_marks.empty(); }
    /// Reads as recv() does, and notes when the bytes came.
    ssize_t receive(std::span<char> room, int flags);
    /// Takes the stamps that have come from the socket's error queue: false if there were none.
    bool readQueue();
    /// From when the marked byte left to when what was read last came. Forgets that mark and those before it.
    std::optional<std::chrono::nanoseconds> elapsedSince(std::uint32_t mark);

private:
    struct Mark
    {
        std::uint32_t key; // how the kernel names the byte: its offset since stamping began
        std::optional<std::chrono::nanoseconds> left;
    };
    static constexpr size_t MaxMarks = 64; // more are not waited for: the oldest is forgotten

    explicit KernelStamps(int descriptor) : m_descriptor(descriptor) { }
    void note(const msghdr &message);

    int m_descriptor;
    std::uint32_t m_sent = 0; // bytes since stamping began; wraps, as the kernel's count does
    std::vector<Mark> m_marks; // in order
    std::optional<std::chrono::nanoseconds> m_arrived;
};

} // namespace ws
