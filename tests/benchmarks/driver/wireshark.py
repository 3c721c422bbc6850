# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters over a recorded log from the shell, beside tshark's over the same log as pcapng: whole commands, from opening
the file to the last line of the answer. Both have to find the same number of frames."""
import json
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from servers import Failure

MESSAGES = 500_000  # and as many echoes
FILTERS = [  # ours, Wireshark's
    ("mask == 1", "websocket.mask == 1"),
    ("mask == 0 and len > 40", "websocket.mask == 0 && websocket.payload_length > 40"),
]


def run_wireshark(programs, messages=MESSAGES):
    """[{"filter", "display_filter", "found", "seconds", "tshark_seconds"}]; empty where there is no tshark."""
    cli = programs.parent / "bin" / "sockscope-cli"
    if not shutil.which("tshark") or not cli.exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        log, packets = pathlib.Path(folder, "log.sockscope"), pathlib.Path(folder, "log.pcapng")
        _record(programs, cli, log, messages)
        subprocess.run([cli, "export", log, "-o", packets], check=True, capture_output=True)
        results = []
        for ours, theirs in FILTERS:
            found, seconds = _timed([cli, "show", log, "--filter", ours])
            tshark_found, tshark_seconds = _timed(["tshark", "-r", packets, "-Y", theirs])
            if found != tshark_found:
                raise Failure(f"{ours}: {found} rows, but {tshark_found} of tshark's for {theirs}")
            results.append({"filter": ours, "display_filter": theirs, "found": found, "seconds": seconds,
                            "tshark_seconds": tshark_seconds})
    return results


def _record(programs, cli, log, messages):
    server = subprocess.Popen([cli, "serve", "--port", "0", "--reply", "echo", "--json", "--quiet", "--capture", log],
                              stdout=subprocess.PIPE, text=True)
    port = json.loads(server.stdout.readline())["port"]
    subprocess.run([programs / "load", "--port", str(port), "--connections", "8", "--depth", "16", "--size", "48",
                    "--messages", str(messages)], check=True, capture_output=True)
    server.send_signal(signal.SIGTERM)
    if server.wait(60) != 0:
        raise Failure("the server that recorded the log failed")


def _timed(command):
    begun = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.count(b"\n"), time.perf_counter() - begun
