# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's websockets against sockscope-cli. Argument: the path of sockscope-cli."""
import asyncio
import base64
import sys

from bench import MAX_PAYLOAD, SIZES, Bench, bytes_of, check, main, text_of

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")


def connect(bench, **options):
    return websockets.connect(bench.url, max_size=None, ping_interval=None, open_timeout=15, **options)


async def echo(bench, client, payload, sent=None):
    await client.send(payload if sent is None else sent)
    check("echo", await asyncio.wait_for(client.recv(), 15), payload)
    bench.message(payload)


async def pings(bench, client):
    for data in (b"", b"rtt", bytes_of(125)):
        await asyncio.wait_for(await client.ping(data), 15)
        check("ping the server saw", base64.b64decode(bench.event("ping")["base64"]), data)
    await asyncio.to_thread(bench.event, "pong")


async def expect_close(bench, client, code):
    await asyncio.wait_for(client.wait_closed(), 15)
    check("close code of the client", client.close_code, code)


async def exchange(cli):
    with Bench(cli, "--reply", "echo", "--subprotocol", "v2.json", "--ping-interval", "100",
               "--max-payload", str(MAX_PAYLOAD)) as bench:
        async with connect(bench, subprotocols=["v1.json", "v2.json"]) as client:
            check("subprotocol", client.subprotocol, "v2.json")
            check("subprotocol the server told", bench.event("connection")["subprotocol"], "v2.json")
            for size in SIZES:
                await echo(bench, client, text_of(size))
                await echo(bench, client, bytes_of(size))
            await echo(bench, client, "Zürich 🚀")
            await echo(bench, client, "fragments", ["fra", "", "gments"])
            await echo(bench, client, b"fragments", [b"fra", b"", b"gments"])
            await pings(bench, client)
        yield f"text and binary of {SIZES} bytes, UTF-8, fragments of both, pings both ways, subprotocol"
        bench.event("close", code=1000)

        for code, reason in ((1000, "bye"), (1001, ""), (1011, "ü"), (3000, "x"), (4999, "x" * 123)):
            client = await connect(bench)
            await client.close(code, reason)
            check("close code of the client", client.close_code, code)
            bench.event("close", code=code, reason=reason)
        yield "closed with 1000, 1001, 1011, 3000, 4999"

        client = await connect(bench)
        await client.send(bytes_of(MAX_PAYLOAD + 1))
        await expect_close(bench, client, 1009)
        bench.event("error", code="WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
        yield f"{MAX_PAYLOAD + 1} bytes: 1009"

        client = await connect(bench)
        bench.terminate()
        await expect_close(bench, client, 1001)
        bench.end()
        yield "end of the server: 1001"


async def refusal(cli):
    with Bench(cli, "--subprotocol", "v2.json", "--refuse-unknown-subprotocol") as bench:
        try:
            await connect(bench, subprotocols=["v3.json"])
        except websockets.InvalidStatusCode as error:
            check("status", error.status_code, 401)
        else:
            raise AssertionError("an unknown subprotocol was not refused")
        yield "unknown subprotocol: 401"


async def mask(cli):
    with Bench(cli, "--mask", "--reply", "echo") as bench:
        client = await connect(bench)
        await client.send("mask me")
        try:
            await asyncio.wait_for(client.recv(), 15)
        except websockets.ConnectionClosedError as error:
            check("close code it sent", error.sent.code, 1002)
        else:
            raise AssertionError("the client took a masked frame")
        bench.event("close", code=1002)
        yield "masked frames: it fails the connection with 1002"


def run(arguments):
    yield f"Python websockets {websockets.__version__}"

    async def collect():
        return [line for part in (exchange, refusal, mask) async for line in part(arguments[0])]
    yield from asyncio.run(collect())


main(run)
