# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium without a window, for a test."""
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from bench import DEADLINE

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
         "--no-proxy-server")


class Browser:
    """Chromium on a page, with a profile that goes with it."""

    def __init__(self, program, page, *flags):
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [program, *FLAGS, *flags, f"--user-data-dir={self._profile.name}", page],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self._process.pid, signal.SIGKILL)  # its helpers with it
        self._process.wait()
        self._profile.cleanup()

    def debugger(self):
        """Where its DevTools listen, as (port, path); it was started with --remote-debugging-port=0."""
        told = pathlib.Path(self._profile.name, "DevToolsActivePort")
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            words = told.read_text(encoding="ascii").split() if told.exists() else []
            if len(words) == 2:
                return int(words[0]), words[1]
            time.sleep(0.05)
        raise AssertionError("Chromium did not say where its DevTools listen")


def version(program):
    return subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
