# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `sockscope-cli serve` for a test, and collects the events it writes."""
import base64
import json
import signal
import subprocess
import sys
import threading
import time

SIZES = (0, 1, 125, 126, 65535, 65536, 1024 * 1024)
MAX_PAYLOAD = 1024 * 1024
DEADLINE = 60  # seconds for anything one waits for: only ever reached by a failure


def text_of(size):
    return "".join(chr(ord("a") + i % 26) for i in range(size))


def bytes_of(size):
    return bytes(i * 7 % 256 for i in range(size))


def check(what, actual, expected):
    if actual != expected:
        shown = [repr(value)[:200] for value in (actual, expected)]
        raise AssertionError(f"{what}: {shown[0]} instead of {shown[1]}")


class Bench:
    """A server with these options; a context manager that leaves no process behind."""

    def __init__(self, cli, *options):
        self.events = []
        self._changed = threading.Condition()
        self._ended = False
        self._asked_to_end = False
        self._process = subprocess.Popen(
            [cli, "serve", "--port", "0", "--json", *options], stdout=subprocess.PIPE, text=True, encoding="utf-8")
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self):
        try:
            listening = self.event("listening")
        except BaseException:
            self._process.kill()
            raise
        self.port = listening["port"]
        self.url = listening["url"]
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def _read(self):
        for line in self._process.stdout:
            with self._changed:
                self.events.append(json.loads(line))
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def event(self, name, **fields):
        """The first event with this name and these fields, taken off the list."""
        deadline = time.monotonic() + DEADLINE
        with self._changed:
            while True:
                for event in self.events:
                    if event["event"] == name and all(event.get(key) == value for key, value in fields.items()):
                        self.events.remove(event)
                        return event
                if self._ended or not self._changed.wait(deadline - time.monotonic()):
                    seen = [str(event)[:120] for event in self.events[-8:]]
                    raise AssertionError(f"the server did not tell {name} {fields}; its last events: {seen}")

    def message(self, payload):
        """Checks the next message against a str or bytes."""
        event = self.event("message")
        check("opcode", event["opcode"], "text" if isinstance(payload, str) else "binary")
        check("payload the server saw",
              event["text"] if isinstance(payload, str) else base64.b64decode(event["base64"]), payload)

    def terminate(self):
        self._asked_to_end = True
        self._process.send_signal(signal.SIGTERM)

    def end(self):
        """Asks the server to end, once, and checks that it does so in good order."""
        if not self._asked_to_end:
            self.terminate()
        check("exit status after SIGTERM", self._process.wait(DEADLINE), 0)


def main(run):
    """Runs a test's run(arguments) and prints what it exchanged."""
    try:
        for line in run(sys.argv[1:]):
            print(line, flush=True)
    except AssertionError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        sys.exit(1)
