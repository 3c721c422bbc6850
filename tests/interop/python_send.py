# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on Python's websockets against sockscope-cli send: what arrives, and the code it closes with for what is
wrong. Argument: sockscope-cli."""
import asyncio
import sys

from bench import DEADLINE, check, main

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

ARRIVES = (
    ("each byte in a write", ["--text", "grüß", "--writes", "byte"], ["grüß"]),
    ("two bytes a write", ["--base64", "-_8", "--writes", "2"], [b"\xfb\xff"]),
    ("fragments with pings", ["--text", "Hello", "--fragment", "0,2,0", "--ping-between", "p"], ["Hello"]),
    ("a burst in one write", ["--text", "{{counter}}", "--burst", "3"], ["1", "2", "3"]),
    ("compressed, in fragments", ["--text", "x" * 3000, "--compress", "--fragment", "every:3"], ["x" * 3000]),
    ("JSON with a variable", ["--json", '{"n":{{counter}}}'], ['{"n":1}']),
)
FAILS = (
    ("no mask", ["--text", "a", "--mask", "none"], 1002),
    ("RSV3", ["--text", "a", "--rsv", "3"], 1002),
    ("reserved opcode", ["--text", "a", "--opcode", "3"], 1002),
    ("fragmented ping", ["--opcode", "ping", "--fin", "0"], 1002),
    ("long ping", ["--opcode", "ping", "--text", "x" * 126], 1002),
    ("stray continuation", ["--text", "a", "--opcode", "0"], 1002),
    ("UTF-8", ["--opcode", "text", "--hex", "c328"], 1007),
    ("close of one byte", ["--opcode", "close", "--hex", "03"], 1002),
    ("larger than it takes", ["--text", "a", "--length", "2000000"], 1009),
)


async def sent(cli, options):
    """What the server saw, and what the program wrote."""
    seen = []
    ended = asyncio.get_running_loop().create_future()

    async def talk(socket):
        try:
            async for message in socket:
                seen.append(message)
        except websockets.ConnectionClosedError:
            pass
        ended.set_result(socket.close_code)

    async with websockets.serve(talk, "127.0.0.1", 0) as server:
        url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        program = await asyncio.create_subprocess_exec(
            cli, "send", url, "--wait", "300", *options, stdout=asyncio.subprocess.PIPE)
        out, _ = await asyncio.wait_for(program.communicate(), DEADLINE)
        await asyncio.wait_for(ended, DEADLINE)
    check("exit status", program.returncode, 0)
    return seen, out.decode()


async def exchange(cli):
    for what, options, messages in ARRIVES:
        seen, out = await sent(cli, options)
        check(what, seen, messages)
        check(f"{what}: end", "1 close 1000" in out, True)
        yield f"{what}: arrives"
    for what, options, code in FAILS:
        _, out = await sent(cli, options)
        check(f"{what}: {out!r}", f"1 close {code}" in out, True)
        yield f"{what}: {code}"


def run(arguments):
    yield f"Python websockets {websockets.__version__}"

    async def collect():
        return [line async for line in exchange(arguments[0])]
    yield from asyncio.run(collect())


main(run)
