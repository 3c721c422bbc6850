# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the echo servers side by side, prints a table as Markdown, and writes everything as JSON."""
import argparse
import dataclasses
import datetime
import fnmatch
import json
import os
import pathlib
import platform
import sys

from figures import CPU, MEMORY, RATE, summarise, verdicts
from lines import LINES, QUICK
from measure import Place, choose_cores, measure, raise_file_limit
from micro import run_micro
from report import markdown, plain, short
from servers import OURS_WITH_TAP, RAW, SERVERS, Failure
from window import run_window
from wireshark import run_wireshark

ROOT = pathlib.Path(__file__).resolve().parents[3]
QUICK_ROUNDS, QUICK_SECONDS = 2, 0.5


def parse_arguments(words):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true",
                        help=f"fewer lines, {QUICK_ROUNDS} rounds, {QUICK_SECONDS} s each")
    parser.add_argument("--lines", metavar="GLOBS", help="lines to run, separated by commas: '20B*,upgrades'")
    parser.add_argument("--servers", metavar="NAMES", help="servers to run, separated by commas; raw always does")
    parser.add_argument("--rounds", type=_positive(int), help="times each server runs on a line (5)")
    parser.add_argument("--seconds", type=_positive(float), help="measured time of a run (1)")
    parser.add_argument("--warmup", type=_positive(float), default=0.3, help="seconds before it (0.3)")
    parser.add_argument("--messages", type=_positive(int), help="end a run after so many messages instead")
    parser.add_argument("--no-micro", action="store_true", help="leave the micro benchmarks out")
    parser.add_argument("--no-bench", action="store_true", help="leave the window and the filters beside tshark out")
    parser.add_argument("--programs", metavar="DIR", type=pathlib.Path, default=ROOT / "build/bench/benchmarks",
                        help="where the programs are (build/bench/benchmarks)")
    parser.add_argument("--json", metavar="FILE", type=pathlib.Path, help="where to write to (beside the programs)")
    parser.add_argument("--list", action="store_true", help="show the lines and the servers, and measure nothing")
    arguments = parser.parse_args(words)
    arguments.lines = _chosen_lines(parser, arguments)
    arguments.servers = _chosen_servers(parser, arguments.servers)
    arguments.rounds = arguments.rounds or (QUICK_ROUNDS if arguments.quick else 5)
    arguments.seconds = arguments.seconds or (QUICK_SECONDS if arguments.quick else 1.0)
    arguments.json = arguments.json or arguments.programs.parent / "benchmark.json"
    if not (arguments.programs / "load").exists() and not arguments.list:
        parser.error(f"no programs in {arguments.programs}: build the target `benchmarks`, or see --programs")
    return arguments


def _positive(kind):
    def positive(text):
        number = kind(text)
        if not number > 0:
            raise ValueError
        return number
    positive.__name__ = f"positive {kind.__name__}"  # argparse shows it
    return positive


def _chosen_lines(parser, arguments):
    globs = arguments.lines.split(",") if arguments.lines else QUICK if arguments.quick else ["*"]
    for glob in globs:
        if not fnmatch.filter([line.name for line in LINES], glob):
            parser.error(f"--lines: no line is called {glob!r}; --list shows them all")
    return [line for line in LINES if any(fnmatch.fnmatch(line.name, glob) for glob in globs)]


def _chosen_servers(parser, names):
    if not names:
        return [server for server in SERVERS if server.default]
    known = [server.name for server in SERVERS]
    for name in names.split(","):
        if name not in known:
            parser.error(f"--servers: {name!r} is none of {', '.join(known)}")
    return [server for server in SERVERS if server.name in (RAW, *names.split(","))]


def fit(lines, allowed, notes):
    """Lines with no more connections than the system allows."""
    fitting = []
    for line in lines:
        if line.connections > allowed:
            notes.append(f"{line.name}: {allowed} connections only, for the limit on open files (ulimit -Hn).")
            active = min(line.active, allowed) if line.active else None
            line = dataclasses.replace(line, connections=allowed, active=active)
        fitting.append(line)
    return fitting


def run_line(line, servers, rounds, place, notes):
    """Every server once a round, beginning with another one each time."""
    servers = [server for server in servers if line.mode in server.modes
               and (line.has_tap or server.name != OURS_WITH_TAP)]
    runs = {server.name: [] for server in servers}
    _tell(f"{line.name}: {rounds} × {len(servers)} runs")
    for number in range(rounds):
        for server in servers[number % len(servers):] + servers[:number % len(servers)]:
            try:
                run = measure(line, server, place)
            except Failure as failure:
                run = None
                notes.append(f"{line.name}, {server.name}, round {number + 1} failed: {failure}")
            runs[server.name].append(run)
            _tell(f"  {number + 1}  {server.name}: {_brief(run)}")
    figures = summarise(runs)
    return {**dataclasses.asdict(line), "servers": {name: {**figures[name], "runs": runs[name]} for name in runs},
            "verdicts": verdicts(line, runs)}


def _brief(run):
    if run is None:
        return "failed"
    if MEMORY in run:
        return f"{run[MEMORY]:,.0f} bytes each"
    return f"{short(run[RATE])}/s, {plain(run[CPU])} µs of CPU each"


def _tell(text):
    print(text, file=sys.stderr, flush=True)


def run_bench(programs, report):
    """What is measured of the programs and not of the library alone."""
    for name, run in (("window", run_window), ("wireshark", run_wireshark)):
        _tell(name)
        try:
            report[name] = run(programs)
        except Failure as failure:
            report["notes"].append(f"{name} failed: {failure}")


def machine():
    models = [line.partition(":")[2].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
              if line.startswith("model name")]
    return {"cpu": models[0] if models else platform.machine(), "cores": os.cpu_count(), "kernel": platform.release(),
            "load_average": os.getloadavg()[0]}


def main(words):
    arguments = parse_arguments(words)
    if arguments.list:
        print("lines:   " + "\n         ".join(line.name for line in arguments.lines))
        print("servers: " + "\n         ".join(server.name for server in SERVERS))
        return 0
    notes = []
    server_core, load_core, note = choose_cores()
    notes += [note] if note else []
    servers = []
    for server in arguments.servers:
        why_not = server.missing(arguments.programs)
        if why_not:
            notes.append(f"{server.name} is left out: {why_not}.")
        else:
            servers.append(server)
    lines = fit(arguments.lines, raise_file_limit(max(line.connections for line in arguments.lines)), notes)
    place = Place(arguments.programs, server_core, load_core, arguments.seconds, arguments.warmup, arguments.messages)
    report = {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "machine": machine(),
        "rounds": arguments.rounds, "seconds": arguments.seconds, "servers": [server.name for server in servers],
        "notes": notes, "micro": [], "window": None, "wireshark": [], "lines": [],
    }
    if not arguments.no_micro:
        _tell("micro benchmarks")
        report["micro"] = run_micro(arguments.programs, server_core, 0.05 if arguments.quick else 0.2)
    try:
        if not arguments.no_bench:
            run_bench(arguments.programs, report)
        for line in lines:
            report["lines"].append(run_line(line, servers, arguments.rounds, place, notes))
    except KeyboardInterrupt:
        notes.append("Interrupted: the lines from there on are missing.")
    arguments.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(markdown(report))
    _tell(f"Everything is in {arguments.json}")
    return 1 if any(None in server["runs"] for line in report["lines"] for server in line["servers"].values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
