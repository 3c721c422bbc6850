// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Boost.Beast on one io_context in one thread, without locks, type-erased executors or a timer per
// connection.
#include "announce.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <cstdlib>
#include <memory>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;
using Error = beast::error_code;

class Session : public std::enable_shared_from_this<Session>
{
public:
    explicit Session(Socket socket) : m_stream(std::move(socket)) { }

    void start()
    {
        m_stream.next_layer().set_option(tcp::no_delay(true));
        m_stream.auto_fragment(false); // by default, messages leave in pieces of 4 KiB
        m_stream.read_message_max(MaxMessage);
        m_stream.async_accept([self = shared_from_this()](Error error) {
            if (!error)
                self->read();
        });
    }

private:
    void read()
    {
        m_stream.async_read(m_buffer, [self = shared_from_this()](Error error, std::size_t) {
            if (!error)
                self->write();
        });
    }

    void write()
    {
        m_stream.binary(m_stream.got_binary());
        m_stream.async_write(m_buffer.data(), [self = shared_from_this()](Error error, std::size_t) {
            self->m_buffer.clear();
            if (!error)
                self->read();
        });
    }

    beast::websocket::stream<Socket> m_stream;
    beast::flat_buffer m_buffer;
};

void acceptNext(Acceptor &acceptor)
{
    acceptor.async_accept([&acceptor](Error error, Socket socket) {
        if (error) {
            std::fprintf(stderr, "cannot accept: %s\n", error.message().c_str());
            std::exit(1);
        }
        std::make_shared<Session>(std::move(socket))->start();
        acceptNext(acceptor);
    });
}

} // namespace

int main()
{
    asio::io_context context(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE);
    Acceptor acceptor(context, tcp::v4());
    acceptor.bind({asio::ip::address_v4::loopback(), 0});
    acceptor.listen(ListenQueue);
    announcePort(acceptor.local_endpoint().port());
    acceptNext(acceptor);
    context.run();
}
