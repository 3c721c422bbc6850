# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one server under one line's load."""
import dataclasses
import json
import os
import resource
import subprocess

from servers import RAW, Failure, running

RUN_SECONDS = 120  # for one run beyond its own time: opening, draining
CONNECTIONS_PER_SOURCE = 10_000  # a source address has some 28,000 ports
SPARE_FILES = 64
UPGRADE_SOURCES = 16


@dataclasses.dataclass(frozen=True)
class Place:
    """Where and for how long to measure."""
    programs: object  # folder
    server_core: int | None
    load_core: int | None
    seconds: float
    warmup: float
    messages: int | None  # instead of a time


def choose_cores():
    """(server, load, note): two cores that share as little as they can."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        return cores[0], cores[0], "One core only: server and load share it, so only CPU times mean something."
    others = [core for core in cores if core not in _siblings(cores[0])]
    if not others:
        return cores[0], cores[1], "Server and load run on two threads of one core, and slow each other down."
    return cores[0], others[0], None


def _siblings(core):
    """The hardware threads of one core: {0, 8} from "0,8" or "0-1"."""
    try:
        with open(f"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list", encoding="ascii") as file:
            ranges = [part.split("-") for part in file.read().strip().split(",")]
    except OSError:
        return {core}
    return {number for bounds in ranges for number in range(int(bounds[0]), int(bounds[-1]) + 1)}


def raise_file_limit(wanted):
    """Allows as many open files as can be had; returns how many connections that is good for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + SPARE_FILES
    if hard != resource.RLIM_INFINITY and hard < needed:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (needed, needed))
        except (OSError, ValueError):
            pass  # not ours to raise
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft - SPARE_FILES


def load_command(line, server, pid, port, place):
    sources = UPGRADE_SOURCES if line.mode == "upgrades" else -(-line.connections // CONNECTIONS_PER_SOURCE)
    options = {
        "mode": line.mode, "wire": "raw" if server.name == RAW else "websocket", "port": port, "server-pid": pid,
        "connections": line.connections, "active": line.senders, "depth": line.depth, "size": line.size,
        "opcode": "text" if line.text else "binary", "sources": sources,
        "seconds": place.seconds, "warmup": place.warmup,
    }
    if place.load_core is not None:
        options["core"] = place.load_core
    if place.messages is not None:
        options["messages"] = place.messages
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [str(place.programs / "load"), *words]


def measure(line, server, place):
    """The load client's figures for one run of a fresh server. Raises Failure."""
    with running(server, place.programs, place.server_core) as (pid, port):
        limit = RUN_SECONDS + place.seconds + place.warmup
        try:
            done = subprocess.run(load_command(line, server, pid, port, place), capture_output=True, text=True,
                                  timeout=limit)
        except subprocess.TimeoutExpired:
            raise Failure(f"took longer than {limit:.0f} s") from None
    if done.returncode != 0:
        raise Failure(done.stderr.strip() or f"the load client ended with {done.returncode}")
    return json.loads(done.stdout)
