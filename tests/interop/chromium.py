# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium against sockscope-cli: a page talks to it and reports over a WebSocket of its own. Arguments:
sockscope-cli, chromium."""
import json
import pathlib

from bench import MAX_PAYLOAD, SIZES, Bench, bytes_of, check, main, text_of
from browser import Browser, version

PAGE = pathlib.Path(__file__).with_name("chromium.html").resolve().as_uri()


def run(arguments):
    cli, chromium = arguments
    yield version(chromium)
    with Bench(cli, "--compression") as reports, Bench(cli, "--mask", "--reply", "echo") as masking, \
            Bench(cli, "--subprotocol", "v2.json", "--refuse-unknown-subprotocol") as refusing, \
            Bench(cli, "--reply", "echo", "--subprotocol", "v2.json", "--ping-interval", "100", "--max-payload",
                  str(MAX_PAYLOAD)) as bench:
        ports = f"report={reports.port}&echo={bench.port}&mask={masking.port}&refuse={refusing.port}"
        with Browser(chromium, f"{PAGE}?{ports}"):
            check("subprotocol", bench.event("connection", path="/echo")["subprotocol"], "v2.json")
            for size in SIZES:
                bench.message(text_of(size))
                bench.message(bytes_of(size))
            bench.message("Zürich 🚀")
            bench.event("close", code=4001, reason="done ü")
            yield f"text and binary of {SIZES} bytes, UTF-8, subprotocol, closed with 4001"
            bench.event("error", code="WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
            refusing.event("error", code="HTTP_401")
            masking.event("close", code=1002)
            told = json.loads(reports.event("message")["text"])
            check("what the page saw", told, {
                "echo": {"protocol": "v2.json", "wrong": 0, "code": 4001, "clean": True},
                "limit": {"code": 1009, "clean": True},
                "refuse": {"code": 1006, "clean": False, "opened": False},
                "mask": {"code": 1006, "clean": False, "messages": 0}})
            check("compression it offered", reports.event("connection")["extensions"], "permessage-deflate")
            yield "permessage-deflate as it offers it to every server; its reports are read"
            yield f"{MAX_PAYLOAD + 1} bytes: 1009; unknown subprotocol: 401"
            yield "masked frames: it fails the connection with 1002"
            waiting = bench.event("connection", path="/waits")["connection"]
            check("its pong answers a ping", bench.event("pong", connection=waiting)["rttMs"] >= 0, True)
            yield "pings answered"
            bench.terminate()
            check("close code the page saw", json.loads(reports.event("message")["text"]), {"waits": 1001})
            bench.end()
            yield "end of the server: 1001"


main(run)
