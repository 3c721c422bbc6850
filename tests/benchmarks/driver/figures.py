# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""From runs to medians, ratios and verdicts. A run is the load client's dictionary, or None where it failed."""
import statistics

from lines import TAP_RATE
from servers import OURS, OURS_WITH_TAP, RAW

CPU, RATE, P50, MEMORY = "server_cpu_us_each", "per_second", "p50_us", "private_bytes_each"


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def medians(runs):
    """Of every figure over the rounds."""
    names = {name for run in runs if run for name in run}
    return {name: median([run.get(name) for run in runs if run]) for name in sorted(names)}


def ratio(runs, reference, figure):
    """The median of the ratios within a round: what drifts from round to round, drifts for both."""
    pairs = [(run.get(figure), other.get(figure)) for run, other in zip(runs, reference) if run and other]
    return median([mine / other for mine, other in pairs if mine is not None and other])


def summarise(runs_by_server):
    """{server: {"median": {...}, "to_raw": {...}}} for one line."""
    raw = runs_by_server.get(RAW, [])
    return {
        server: {"median": medians(runs), "to_raw": {figure: ratio(runs, raw, figure) for figure in (CPU, RATE, P50)}}
        for server, runs in runs_by_server.items()
    }


def _verdict(line, what, value, bound, at_most):
    met = value <= bound if at_most else value >= bound
    return {"line": line.name, "what": what, "value": value, "bound": bound, "at_most": at_most, "met": met}


def verdicts(line, runs_by_server):
    """What ours reached on this line; nothing where it has no figures."""
    ours = runs_by_server.get(OURS, [])
    if not any(ours):
        return []
    raw = runs_by_server.get(RAW, [])
    found = []
    for what, figure, bound, at_most in (
            ("CPU per message, × raw", CPU, line.targets.cpu, True),
            ("messages per second, × raw", RATE, line.targets.rate, False),
            ("p50, × raw", P50, line.targets.p50, True)):
        value = ratio(ours, raw, figure)
        if bound is not None and value is not None:
            found.append(_verdict(line, what, value, bound, at_most))
    memory = medians(ours).get(MEMORY)
    if line.targets.memory is not None and memory is not None:
        found.append(_verdict(line, "bytes per idle connection", memory, line.targets.memory, True))
    tap = ratio(runs_by_server.get(OURS_WITH_TAP, []), ours, RATE)
    if tap is not None:
        found.append(_verdict(line, "messages per second with the tap, × without", tap, TAP_RATE, False))
    return found + _against_peers(line, ours, runs_by_server)


def _against_peers(line, ours, runs_by_server):
    """Ahead means less CPU per message; more upgrades per second; less memory."""
    what, figure, at_most = {
        "echo": ("CPU per message", CPU, True),
        "upgrades": ("upgrades per second", RATE, False),
        "idle": ("bytes per idle connection", MEMORY, True),
    }[line.mode]
    peers = [name for name in runs_by_server if name not in (RAW, OURS, OURS_WITH_TAP)]
    found = []
    for peer in peers:
        value = ratio(ours, runs_by_server[peer], figure)
        if value is not None:
            found.append(_verdict(line, f"{what}, × {peer}", value, 1, at_most))
    return found
