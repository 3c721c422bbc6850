// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// libwebsockets, on libev's epoll with --libev, else on its own poll() loop. A message of several reads is
// echoed in as many fragments, which is what the library suggests.
#include "announce.h"

#include <libwebsockets.h>

#include <array>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t ReadSize = 256 * 1024;

bool echo(lws *connection, const void *data, std::size_t size)
{
    static std::vector<unsigned char> buffer(LWS_PRE + ReadSize); // the frame's header goes in front
    const auto opcode = lws_frame_is_binary(connection) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
    const bool isLast = lws_is_final_fragment(connection) && lws_remaining_packet_payload(connection) == 0;
    const int flags = lws_write_ws_flags(opcode, lws_is_first_fragment(connection), isLast);
    std::memcpy(buffer.data() + LWS_PRE, data, size);
    // Not by way of a writable callback: what the kernel does not take, the library keeps.
    return lws_write(connection, buffer.data() + LWS_PRE, size, lws_write_protocol(flags)) >= 0;
}

int onEvent(lws *connection, lws_callback_reasons reason, void *, void *data, std::size_t size)
{
    if (reason == LWS_CALLBACK_RECEIVE && !echo(connection, data, size))
        return -1;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::array<lws_protocols, 2> protocols{{{"echo", onEvent, 0, ReadSize, 0, nullptr, 0}, {}}};
    lws_set_log_level(LLL_ERR, nullptr);
    lws_context_creation_info info{};
    info.port = 0;
    info.iface = "127.0.0.1";
    info.protocols = protocols.data();
    info.pt_serv_buf_size = ReadSize;
    info.options = LWS_SERVER_OPTION_DISABLE_IPV6 | LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
    if (argc > 1 && std::string_view(argv[1]) == "--libev")
        info.options |= LWS_SERVER_OPTION_LIBEV;
    lws_context *context = lws_create_context(&info);
    lws_vhost *host = context ? lws_create_vhost(context, &info) : nullptr;
    if (!host)
        return 1; // the library has said why
    announcePort(unsigned(lws_get_vhost_listen_port(host)));
    while (lws_service(context, 0) >= 0) { }
    lws_context_destroy(context);
    return 0;
}
