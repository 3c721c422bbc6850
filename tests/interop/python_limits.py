# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices on Python's websockets, whose limits are set here, against sockscope-cli limits: what it finds, and what is
true. Argument: the path of sockscope-cli."""
import asyncio
import json
import sys

from bench import DEADLINE, check, main

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")


async def stay_connected(url, options):
    """A device that connects again whenever it is cut off. Where it has not read all of a message that is too large, it
    never sees the end of the stream: it takes close_timeout to give up."""
    while True:
        try:
            async with websockets.connect(url, compression=None, close_timeout=0.1, **options) as socket:
                async for _ in socket:
                    pass
        except (websockets.WebSocketException, OSError, EOFError):
            pass
        await asyncio.sleep(0)


async def find(cli, device, *words):
    """What `sockscope-cli limits` says of a device."""
    program = await asyncio.create_subprocess_exec(
        cli, "limits", "--port", "0", "--json", "--pong-timeout", "3000", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    line = (await asyncio.wait_for(program.stderr.readline(), DEADLINE)).decode()
    client = asyncio.create_task(stay_connected(line.split("listening on ")[1].split(";")[0], device))
    try:
        out, err = await asyncio.wait_for(program.communicate(), 2 * DEADLINE)
    finally:
        client.cancel()
        if program.returncode is None:
            program.kill()
    check(f"exit status: {err.decode()}", program.returncode, 0)
    return json.loads(out)


CASES = (
    ("binary, max_size 1000", {"max_size": 1000}, "binary-message", 1000, 1009),
    ("text, max_size 65536", {"max_size": 65536}, "text-message", 65536, 1009),
    ("binary, max_size 1 MiB", {"max_size": 1 << 20}, "binary-message", 1 << 20, 1009),
    ("frame, max_size 65535", {"max_size": 65535}, "frame", 65535, 1009),
)


async def exchange(cli):
    for what, device, kind, true, code in CASES:
        report = await find(cli, device, "--find", f"{kind}={4 << 20}")
        limit = report["limits"][0]
        check(what, (limit["worked"], limit["failed"]), (true, true + 1))
        check(f"{what}: state", limit["state"], "found")
        check(f"{what}: how", limit.get("code"), code)
        yield f"{what}: found {limit['worked']}, true {true}; beyond: {code}; " \
              f"{limit['tries']} tries, {report['reconnects']} reconnects"
    report = await find(cli, {}, "--find", "header-pieces", "--find", "write-size")
    check("cut in pieces", [limit["state"] for limit in report["limits"]], ["bound-survived"] * 2)
    yield "split header, byte by byte: stands both"


def run(arguments):
    yield f"Python websockets {websockets.__version__}"

    async def collect():
        return [line async for line in exchange(arguments[0])]
    yield from asyncio.run(collect())


main(run)
