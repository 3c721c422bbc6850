// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// websocketpp on Asio, without logs.
#include "announce.h"

#include <websocketpp/concurrency/none.hpp>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

namespace {

// The library wants every one of these names again in a config of one's own.
struct Config : websocketpp::config::asio
{
    using type = Config;
    using base = websocketpp::config::asio;
    using concurrency_type = websocketpp::concurrency::none;
    using request_type = base::request_type;
    using response_type = base::response_type;
    using message_type = base::message_type;
    using con_msg_manager_type = base::con_msg_manager_type;
    using endpoint_msg_manager_type = base::endpoint_msg_manager_type;
    using alog_type = base::alog_type;
    using elog_type = base::elog_type;
    using rng_type = base::rng_type;

    struct transport_config : base::transport_config
    {
        using concurrency_type = type::concurrency_type;
        using elog_type = type::elog_type;
        using alog_type = type::alog_type;
        using request_type = type::request_type;
        using response_type = type::response_type;
        static constexpr bool enable_multithreading = false;
    };
    using transport_type = websocketpp::transport::asio::endpoint<transport_config>;

    static constexpr bool enable_multithreading = false;
    static constexpr size_t connection_read_buffer_size = 64 * 1024;
    static constexpr size_t max_message_size = MaxMessage;
};

using Server = websocketpp::server<Config>;

} // namespace

int main()
{
    Server server;
    server.clear_access_channels(websocketpp::log::alevel::all);
    server.clear_error_channels(websocketpp::log::elevel::all);
    server.init_asio();
    server.set_listen_backlog(ListenQueue);
    server.set_tcp_post_init_handler([&server](websocketpp::connection_hdl handle) {
        server.get_con_from_hdl(handle)->get_raw_socket().set_option(boost::asio::ip::tcp::no_delay(true));
    });
    server.set_message_handler([&server](websocketpp::connection_hdl handle, Server::message_ptr message) {
        websocketpp::lib::error_code ignored; // the connection may be closing
        server.send(handle, message->get_payload(), message->get_opcode(), ignored);
    });
    server.listen(boost::asio::ip::tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    server.start_accept();
    websocketpp::lib::asio::error_code error;
    announcePort(server.get_local_endpoint(error).port());
    server.run();
}
