// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/kernelstamps.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace ws {

namespace {

using Nanoseconds = std::chrono::nanoseconds;
using ControlBuffer = std::array<char, 256>; // more than the stamps and errors of one message take

// Begins to count with the next byte written, whatever is still under way (SOF_TIMESTAMPING_OPT_ID_TCP, Linux
// 6.2; the headers may be older).
constexpr std::uint32_t CountFromNextByte = 1U << 16;
constexpr std::uint32_t Wanted = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE
    | SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;

bool isTcp(int descriptor)
{
    int protocol = 0;
    socklen_t size = sizeof(protocol);
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) == 0
        && protocol == IPPROTO_TCP;
}

bool setStamping(int descriptor, std::uint32_t flags)
{
    return ::setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)) == 0;
}

// Older kernels count from the first byte that is not acknowledged: the same as long as nothing is under way.
bool isIdle(int descriptor)
{
    int unacknowledged = 0;
    return ::ioctl(descriptor, SIOCOUTQ, &unacknowledged) == 0 && unacknowledged == 0;
}

template <typename Content> Content contentOf(const cmsghdr *header)
{
    Content content{};
    std::memcpy(&content, CMSG_DATA(header), sizeof(content));
    return content;
}

// The software stamp is the first of three; zero when the kernel had none.
std::optional<Nanoseconds> stampIn(const cmsghdr *header)
{
    const timespec time = contentOf<scm_timestamping>(header).ts[0];
    if (time.tv_sec == 0 && time.tv_nsec == 0)
        return std::nullopt;
    return std::chrono::seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

bool isStamp(const cmsghdr *header)
{
    return header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPING;
}

bool isError(const cmsghdr *header)
{
    return (header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR)
        || (header->cmsg_level == SOL_IPV6 && header->cmsg_type == IPV6_RECVERR);
}

} // namespace

std::unique_ptr<KernelStamps> KernelStamps::of(int descriptor)
{
    const bool counts = isTcp(descriptor)
        && (setStamping(descriptor, Wanted | CountFromNextByte)
            || (isIdle(descriptor) && setStamping(descriptor, Wanted)));
    return counts ? std::unique_ptr<KernelStamps>(new KernelStamps(descriptor)) : nullptr;
}

ssize_t KernelStamps::sendStamped(std::span<iovec> parts, int flags)
{
    const std::uint32_t request = SOF_TIMESTAMPING_TX_SOFTWARE;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(request))> control{};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SO_TIMESTAMPING;
    header->cmsg_len = CMSG_LEN(sizeof(request));
    std::memcpy(CMSG_DATA(header), &request, sizeof(request));
    return ::sendmsg(m_descriptor, &message, flags);
}

std::uint32_t KernelStamps::mark()
{
    if (m_marks.size() == MaxMarks)
        m_marks.erase(m_marks.begin());
    return m_marks.emplace_back(Mark{m_sent - 1, std::nullopt}).key;
}

ssize_t KernelStamps::receive(std::span<char> room, int flags)
{
    alignas(cmsghdr) ControlBuffer control;
    iovec part{room.data(), room.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t size = ::recvmsg(m_descriptor, &message, flags);
    m_arrived.reset();
    if (size <= 0)
        return size;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (isStamp(header))
            m_arrived = stampIn(header);
    }
    return size;
}

bool KernelStamps::readQueue()
{
    bool hasRead = false;
    while (true) {
        alignas(cmsghdr) ControlBuffer control;
        msghdr message{};
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        if (::recvmsg(m_descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
            return hasRead;
        hasRead = true;
        note(message);
    }
}

void KernelStamps::note(const msghdr &message)
{
    std::optional<Nanoseconds> left;
    std::optional<std::uint32_t> key;
    for (auto *header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(const_cast<msghdr *>(&message), header)) {
        if (isStamp(header)) {
            left = stampIn(header);
        } else if (isError(header)) {
            const auto error = contentOf<sock_extended_err>(header);
            if (error.ee_origin == SO_EE_ORIGIN_TIMESTAMPING && error.ee_info == SCM_TSTAMP_SND)
                key = error.ee_data;
        }
    }
    if (!left || !key)
        return;
    const auto marked = std::ranges::find(m_marks, *key, &Mark::key);
    if (marked != m_marks.end() && !marked->left)
        marked->left = left; // what is sent again is stamped again
}

std::optional<Nanoseconds> KernelStamps::elapsedSince(std::uint32_t mark)
{
    readQueue(); // a pong may overtake the report that its ping's stamp is there
    const auto marked = std::ranges::find(m_marks, mark, &Mark::key);
    if (marked == m_marks.end())
        return std::nullopt;
    const std::optional<Nanoseconds> left = marked->left;
    m_marks.erase(m_marks.begin(), marked + 1);
    if (!left || !m_arrived)
        return std::nullopt;
    return *m_arrived - *left;
}

} // namespace ws
