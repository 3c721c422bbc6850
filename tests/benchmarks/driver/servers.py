# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The echo servers: what they are called, how they are started, how they are ended."""
import contextlib
import dataclasses
import os
import pathlib
import select
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
START_SECONDS = 20

RAW = "raw"
OURS = "sockscope"
OURS_WITH_TAP = "sockscope+tap"


class Failure(Exception):
    """A run that gave no figures; the text says why."""


@dataclasses.dataclass(frozen=True)
class Server:
    name: str
    program: str
    arguments: tuple = ()
    environment: tuple = ()  # of (name, value), in which it is at its best
    default: bool = True
    modes: tuple = ("echo", "upgrades", "idle")

    def command(self, programs):
        if self.program.endswith(".mjs"):
            return ["node", str(HERE.parent / "servers" / self.program), *self.arguments]
        return [str(programs / self.program), *self.arguments]

    def missing(self, programs):
        """Why it cannot be measured here; empty if it can."""
        if self.program.endswith(".mjs"):
            if not shutil.which("node"):
                return "there is no node"
            modules = HERE.parent / "servers" / "node_modules" / "ws"
            return "" if modules.exists() else "needs npm ci --prefix tests/benchmarks/servers"
        return "" if (programs / self.program).exists() else "not built: its library was not found"


SERVERS = [
    Server(RAW, "echo_raw", modes=("echo", "idle")),
    Server(OURS, "echo_sockscope"),
    Server(OURS_WITH_TAP, "echo_sockscope", ("--tap",), modes=("echo",)),
    Server("sockscope-signals", "echo_sockscope", ("--signals",), default=False, modes=("echo",)),
    # GLib's event loop, Debian's default, costs a QTcpSocket system calls of its own.
    Server("QWebSocketServer", "echo_qwebsocketserver", environment=(("QT_NO_GLIB", "1"),)),
    Server("Beast", "echo_beast"),
    # On epoll, by way of libev: as fast as its own poll() with few connections, and not lost with many.
    Server("libwebsockets", "echo_libwebsockets", ("--libev",)),
    Server("libwebsockets-poll", "echo_libwebsockets", default=False),
    Server("websocketpp", "echo_websocketpp"),
    Server("ws", "echo_node_ws.mjs"),
]


@contextlib.contextmanager
def running(server, programs, core):
    """Starts a server on a core and gives (pid, port); it is gone afterwards."""
    def prepare():
        if core is not None:
            os.sched_setaffinity(0, {core})

    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(server.command(programs), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=errors, env={**os.environ, **dict(server.environment)}, preexec_fn=prepare)
        try:
            yield process.pid, port_of(process.stdout, lambda: _said(errors))
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def _said(errors):
    errors.seek(0)
    return errors.read()


def port_of(output, errors):
    """What a program says first on @p output; @p errors gives what it said on its standard error, should it end."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([output], [], [], START_SECONDS)
        byte = os.read(output.fileno(), 1) if ready else b""
        if not byte:
            said = errors().decode(errors="replace").strip()
            raise Failure("did not start" + (f": {said[-500:]}" if said else f" within {START_SECONDS} s"))
        line += byte
    word, _, port = line.decode().partition(" ")
    if word != "port" or not port.strip().isdigit():
        raise Failure(f"said {line!r} instead of its port")
    return int(port)
