# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with a server under it that takes many messages: does it keep painting, and is every row in the log?"""
import json
import subprocess

from servers import START_SECONDS, Failure, port_of

RATE = 200_000  # messages per second; each has a row, and its echo another one
SECONDS = 10
CONNECTIONS, DEPTH, SIZE = 50, 64, 48
TARGET_MS = 16  # of work for one frame, at the 99th percentile


def run_window(programs, messages=RATE * SECONDS):
    """The window's figures beside those of the load client. Raises Failure."""
    window = subprocess.Popen([str(programs / "window")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
    try:
        port = port_of(window.stdout, lambda: window.stderr.read())
        _say(window, "measure")
        load = _load(programs, port, messages)
        _say(window, "report")
        figures = json.loads(window.stdout.readline())
        window.wait(START_SECONDS)
    finally:
        window.kill()
        window.communicate()
    return {**figures, "sent": messages, "asked_per_second": RATE, "per_second": load["per_second"],
            "lost_rows": 2 * messages - figures["message_rows"] - figures["dropped_rows"]}


def _say(window, line):
    window.stdin.write(f"{line}\n".encode())
    window.stdin.flush()


def _load(programs, port, messages):
    done = subprocess.run(
        [str(programs / "load"), "--port", str(port), "--connections", str(CONNECTIONS), "--depth", str(DEPTH),
         "--size", str(SIZE), "--rate", str(RATE), "--messages", str(messages)],
        capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise Failure(done.stderr.strip())
    return json.loads(done.stdout)
