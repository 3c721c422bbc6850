# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on Python's websockets for tst_clientinterop: prints its port, lives until its standard input ends.
Arguments for wss://: a PEM file with certificate and key, the latest version of TLS.

/echo echoes, /close closes after a message, /ping pings and sends back what the pong held, /refuse answers 401.
"""
import asyncio
import ssl
import sys
from http import HTTPStatus

import websockets

PING = b"are you there"


async def talk(socket):
    if socket.path == "/echo":
        async for message in socket:
            await socket.send(message)
    elif socket.path == "/close":
        await socket.recv()
        await socket.close(4001, "enough")
    elif socket.path == "/ping":
        await (await socket.ping(PING))
        await socket.send(PING)
        await socket.wait_closed()


async def admit(path, _headers):
    if path == "/refuse":
        return HTTPStatus.UNAUTHORIZED, [], b"no"
    return None


def tls(pem_file, latest):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem_file)
    context.maximum_version = ssl.TLSVersion[latest.replace(".", "_")]
    return context


async def main():
    context = tls(*sys.argv[1:]) if len(sys.argv) > 1 else None
    async with websockets.serve(talk, "127.0.0.1", 0, process_request=admit, subprotocols=["v2.json"],
                                max_size=2 * 1024 * 1024, ssl=context) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.read)


asyncio.run(main())
