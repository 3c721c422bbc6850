# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""permessage-deflate between Python's websockets and sockscope-cli. Argument: the path of sockscope-cli."""
import asyncio
import random
import sys

from bench import Bench, check, main, text_of

try:
    import websockets
    from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory as Deflate
    from websockets.extensions.permessage_deflate import PerMessageDeflate
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

SERVE = ("--reply", "echo", "--compression", "--compression-threshold", "0")
PROSE = "The valve opened, the valve closed. "
MESSAGES = ("", "x", PROSE * 40, "Zürich 🚀" * 500, text_of(1024 * 1024), b"", b"z" * 100_000,
            random.Random(7692).randbytes(70_000))
RUNS = (
    ((), {}, "permessage-deflate"),
    ((), {"server_no_context_takeover": True}, "server_no_context_takeover"),
    ((), {"client_no_context_takeover": True}, "client_no_context_takeover"),
    ((), {"server_max_window_bits": 9}, "server_max_window_bits=9"),
    (("--client-window-bits", "9"), {"client_max_window_bits": True}, "client_max_window_bits=9"),
    (("--server-window-bits", "10"), {"server_max_window_bits": 12}, "server_max_window_bits=10"),
)


class Counted(PerMessageDeflate):
    """Counts the frames with RSV1 that came, each way."""

    def decode(self, frame, **options):
        self.came = getattr(self, "came", 0) + frame.rsv1
        return super().decode(frame, **options)

    def encode(self, frame):
        encoded = super().encode(frame)
        self.went = getattr(self, "went", 0) + encoded.rsv1
        return encoded


async def exchange(bench, offer, wanted):
    async with websockets.connect(bench.url, extensions=[Deflate(**offer)], compression=None, max_size=None,
                                  ping_interval=None, open_timeout=15) as client:
        agreed = bench.event("connection")["extensions"]
        check(f"{wanted} in the answer {agreed}", wanted in agreed, True)
        check("header of the answer", client.response_headers["Sec-WebSocket-Extensions"], agreed)
        deflate, = client.extensions
        deflate.__class__ = Counted
        for message in MESSAGES:
            await client.send(message)
            check("echo", await asyncio.wait_for(client.recv(), 15), message)
            bench.message(message)
        await client.send([PROSE * 9, "", PROSE])
        check("echo of fragments", await asyncio.wait_for(client.recv(), 15), PROSE * 10)
        bench.message(PROSE * 10)
        check("messages with RSV1 that went", deflate.went, len(MESSAGES) + 1)
        check("some with RSV1 came", deflate.came > len(MESSAGES) // 2, True)
    bench.event("close", code=1000)
    return agreed


def run(arguments):
    cli, = arguments
    for options, offer, wanted in RUNS:
        with Bench(cli, *SERVE, *options) as bench:
            yield asyncio.run(exchange(bench, offer, wanted))


main(run)
