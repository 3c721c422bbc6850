# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as Markdown."""
from figures import CPU, MEMORY, P50, RATE
from servers import RAW

P99 = "p99_us"
LOAD_BOUND = 0.95  # of its core that the load client used: more it cannot send


def short(number):
    """Three digits and a unit: 4.18 M, 244 k, 0.226."""
    if number is None:
        return "–"
    for unit, divisor in (("M", 1e6), ("k", 1e3)):
        if abs(number) >= 0.9995 * divisor:
            return f"{number / divisor:#.3g}".rstrip(".") + f" {unit}"
    return f"{number:#.3g}".rstrip(".") if number else "0"


def plain(number):
    """Three digits without a unit: 1,370, 33.9, 0.226."""
    return "–" if number is None else f"{float(f'{number:.3g}'):,.10g}"


def table(title, head, rows):
    rows = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return f"\n### {title}\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _grid(title, lines, servers, cell):
    rows = [[line["name"], *(cell(line["servers"][name], name) if name in line["servers"] else ""
                             for name in servers)] for line in lines]
    return table(title, ["", *servers], rows) if rows else ""


def _rate(server, _):
    median = server["median"]
    if RATE not in median:
        return "failed"
    bound = "*" if median.get("load_cpu_share", 0) >= LOAD_BOUND else ""
    return short(median[RATE]) + bound


def _cpu(server, name):
    if CPU not in server["median"]:
        return "failed"
    absolute = f"{plain(server['median'][CPU])} µs"
    factor = server["to_raw"][CPU]
    return absolute if name == RAW or factor is None else f"{factor:.2f} ({absolute})"


def _round_trip(server, _):
    median = server["median"]
    return f"{plain(median.get(P50))} / {plain(median.get(P99))}" if RATE in median else "failed"


def _upgrades(server, name):
    median = server["median"]
    return f"{_rate(server, name)} ({plain(median[CPU])} µs)" if CPU in median else "failed"


def _memory(server, _):
    return f"{server['median'][MEMORY]:,.0f}" if MEMORY in server["median"] else "failed"


def _targets(verdicts):
    """Every missed one, and how many were met."""
    rows = []
    for verdict in verdicts:
        sign = "≤" if verdict["at_most"] else "≥"
        digits = 0 if verdict["bound"] > 10 else 2
        rows.append([verdict["line"], verdict["what"], f"{verdict['value']:.{digits}f}", f"{sign} {verdict['bound']}",
                     "met" if verdict["met"] else "**missed**"])
    met = sum(verdict["met"] for verdict in verdicts)
    missed = [row for row in rows if "missed" in row[-1]]
    title = f"Targets: {met} of {len(verdicts)} met" + ("; the others:" if missed else "")
    return table(title, ["", "what", "reached", "bound", ""], missed) if missed else f"\n### {title}"


def markdown(report):
    servers = report["servers"]
    by_mode = {mode: [line for line in report["lines"] if line["mode"] == mode]
               for mode in ("echo", "upgrades", "idle")}
    parts = [
        _grid("Echoes per second", by_mode["echo"], servers, _rate),
        _grid("Server CPU per message: × raw echo (µs)", by_mode["echo"], servers, _cpu),
        _grid("Round trip, p50 / p99 in µs", by_mode["echo"], servers, _round_trip),
        _grid("Upgrades per second (µs of CPU each): connect, upgrade, close", by_mode["upgrades"], servers, _upgrades),
        _grid("Bytes of memory per idle connection", by_mode["idle"], servers, _memory),
        _targets([verdict for line in report["lines"] for verdict in line["verdicts"]]),
        _window(report["window"]),
        _wireshark(report["wireshark"]),
        _micro(report["micro"]),
    ]
    notes = [f"- {note}" for note in report["notes"]]
    if "*" in parts[0] + parts[3]:
        notes.append("- \\* The load client was at its limit, so the rate is its own; compare CPU times.")
    return "\n".join(part for part in parts if part) + ("\n\n" + "\n".join(notes) if notes else "") + "\n"


def _window(figures):
    if not figures:
        return ""
    rows = [[name, *(f"{figures[key][share]:.1f}" for share in ("p50", "p99", "max"))]
            for name, key in (("work for a frame", "work_ms"), ("from one frame to the next", "interval_ms"))]
    text = (f"{figures['frames']} frames; {figures['sent']:,} messages at {short(figures['per_second'])}/s of "
            f"{short(figures['asked_per_second'])}/s asked for, each echoed; {figures['message_rows']:,} rows in the "
            f"log, {figures['dropped_rows']:,} dropped for its bound, {figures['lost_rows']:,} lost.")
    return table("The window under load, ms", ["", "p50", "p99", "max"], rows) + f"\n\n{text}"


def _wireshark(results):
    rows = [[f"`{result['filter']}`", f"{result['found']:,}", f"{result['seconds']:.2f}",
             f"{result['tshark_seconds']:.1f}"] for result in results]
    head = ["", "found", "sockscope-cli show", "tshark -Y"]
    return table("Filters from the shell, a million frames, s", head, rows) if rows else ""


def _micro(results):
    rows = []
    for result in results:
        speed = result.get("bytes_per_second")
        rows.append([result["name"], plain(result["ns"]), plain(speed / 1e9) if speed else ""])
    return table("Micro: serverlib/protocol, and the log", ["", "ns", "GB/s"], rows) if rows else ""
