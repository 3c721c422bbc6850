# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices on Python's websockets that come back in different ways, against a full server, and what the log tells of
them. Argument: sockscope-cli."""
import asyncio
import json
import os
import subprocess
import sys
import tempfile

from bench import DEADLINE, Bench, check, main

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

ATTEMPTS = 6
FREEZE = {"sockscope": "faults", "version": 1, "name": "dead link",
          "faults": [{"fault": "freeze", "fromMs": 200, "parameters": {"ms": 60000}}]}
# Seconds before each attempt but the first.
PATTERNS = {
    "fixed": lambda n: 0.15,
    "backoff": lambda n: 0.05 * 3 ** n if n < 3 else 0.05 * 3 ** 3,
}


async def attempt(url, device):
    """Tries once, and is refused."""
    try:
        await asyncio.wait_for(websockets.connect(url, extra_headers={"X-Serial": device}), DEADLINE)
    except websockets.InvalidStatusCode as error:
        check("status", error.status_code, 503)
        return
    raise AssertionError("a full server let it in")


async def come_back(url, device, wait_before):
    await attempt(url, device)
    for n in range(ATTEMPTS - 1):
        await asyncio.sleep(wait_before(n))
        await attempt(url, device)


async def exchange(url):
    async with websockets.connect(url, extra_headers={"X-Serial": "first"}) as first:
        await asyncio.gather(*(come_back(url, name, wait) for name, wait in PATTERNS.items()))
        await first.send('{"hello": {"id": "T-1"}}')
        await first.close(4001)


async def notice(url):
    """Comes again when a ping is not answered."""
    for _ in range(2):
        try:
            async with websockets.connect(url, extra_headers={"X-Serial": "watchful"}, ping_interval=0.2,
                                          ping_timeout=0.4, close_timeout=0.1) as socket:
                await asyncio.wait_for(socket.recv(), DEADLINE)
        except websockets.ConnectionClosed:
            pass


def devices(cli, log, *rule):
    shown = subprocess.run([cli, "show", log, "--devices", "--json", *rule], check=True, capture_output=True, text=True)
    return {device["device"]: device for device in map(json.loads, shown.stdout.splitlines())}


def run(arguments):
    cli = arguments[0]
    yield f"Python websockets {websockets.__version__}"
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.sockscope")
        with Bench(cli, "--backlog", "1", "--capture", log) as bench:
            asyncio.run(exchange(bench.url))
            bench.end()
        # They all say the same User-Agent, from one address: only their own header tells them apart.
        check("devices by the automatic rule", len(devices(cli, log)), 1)
        known = devices(cli, log, "--device-rule", "header X-Serial")
        check("devices by their header", sorted(known), ["backoff", "first", "fixed"])
        check("by the first message", "T-1" in devices(cli, log, "--device-rule", "first message .hello.id"), True)
        check("end", known["first"]["sessions"][0]["end"], "closed by the device with 4001")
        for name in PATTERNS:
            pattern = known[name]["pattern"]
            yield f"{name}: {json.dumps(pattern)}"
            check(f"attempts of {name}", (known[name]["attempts"], known[name]["opened"]), (ATTEMPTS, 0))
        check("fixed", (known["fixed"]["pattern"]["backoff"], known["fixed"]["pattern"]["storm"]), ("none", "storm"))
        check("backoff", known["backoff"]["pattern"]["backoff"], "growing")
        dead = os.path.join(folder, "dead.sockscope")
        faults = os.path.join(folder, "freeze.json")
        with open(faults, "w", encoding="utf-8") as file:
            json.dump(FREEZE, file)
        with Bench(cli, "--fault", faults, "--capture", dead) as bench:
            asyncio.run(notice(bench.url))
            bench.end()
        watchful = devices(cli, dead, "--device-rule", "header X-Serial")["watchful"]
        yield f"dead link: {json.dumps(watchful['detection'])}"
        check("noticed", watchful["detection"]["count"], 1)
        check("after its ping's time", 0.3 < watchful["detection"]["last"] < DEADLINE, True)
        check("factor", 2.4 < known["backoff"]["pattern"]["factor"] < 3.5, True)


main(run)
