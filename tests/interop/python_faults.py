# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's websockets makes of each fault of sockscope-cli: the cases and their outcomes are in faults.json.
Arguments: the path of sockscope-cli; --print for the outcomes as they are, without a check."""
import asyncio
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import tempfile

from bench import DEADLINE, Bench, check, main

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

CASES = json.loads(pathlib.Path(__file__).with_name("faults.json").read_text(encoding="utf-8"))
PONG_DEADLINE = 1


def named(error):
    words = re.sub(r"\('127\.0\.0\.1', \d+\)", "bench", str(error))
    words = re.sub(r" \(_ssl\.c:\d+\)", "", words)
    return f"{type(error).__name__} {words}".strip()


async def converse(client, told):
    await client.send("one")
    pong = await client.ping("p")
    pong.add_done_callback(lambda done: done.cancelled() or done.exception())  # looked at: asyncio need not complain
    await client.send("two")
    async for message in client:
        told.append(f"text {message}")
        if message == "two":
            # It came before this message, if at all; that it did is told a turn of the loop later.
            done, _ = await asyncio.wait({pong}, timeout=PONG_DEADLINE)
            told.append("pong" if done else "no pong")
            await client.close(1000)


async def outcome(bench, subprotocol, tls):
    """Two messages with a ping between them, and a Close: what this client is told meanwhile."""
    told = []
    try:
        client = await websockets.connect(
            bench.url, ping_interval=None, open_timeout=DEADLINE, close_timeout=1, compression=None,
            subprotocols=[subprotocol] if subprotocol else None, ssl=tls)
    except (websockets.WebSocketException, OSError, asyncio.TimeoutError) as error:
        return named(error)
    told.append("open")
    try:
        await asyncio.wait_for(converse(client, told), DEADLINE)
    except websockets.ConnectionClosedOK:
        pass  # the close code says it
    except websockets.ConnectionClosedError as error:
        told.append(str(error))
    await client.wait_closed()
    told.append(f"close {client.close_code} {client.close_reason}".strip())
    return ", ".join(told)


def trusting(cli):
    pem = subprocess.run([cli, "certificate"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return ssl.create_default_context(cadata=pem)


def run_case(cli, folder, case):
    file = folder / "faults.json"
    file.write_text(json.dumps({"sockscope": "faults", "version": 1, "name": case["name"], "faults": case["faults"]}))
    options = ["--reply", case.get("reply", "echo"), "--fault", str(file), "--seed", "5"]
    if "subprotocol" in case:
        options += ["--subprotocol", case["subprotocol"]]
    if case.get("tls"):
        options.append("--tls")
    with Bench(cli, *options) as bench:
        if case.get("waits"):
            bench.event("fault")
        told = asyncio.run(outcome(bench, case.get("subprotocol"), trusting(cli) if case.get("tls") else None))
        if case.get("judged"):  # the bench says of a client what that says of itself
            bench.event("fault", accepted=told.startswith("open"))
        return told


def run(arguments):
    yield f"Python websockets {websockets.__version__}"
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name  # the development CA's
        for case in CASES:
            told = run_case(arguments[0], pathlib.Path(name), case)
            if "--print" not in arguments:
                wanted = case["python"] if isinstance(case["python"], list) else [case["python"]]
                if told not in wanted:
                    check(case["name"], told, wanted)
            yield f"{case['name']} | {told}"


main(run)
