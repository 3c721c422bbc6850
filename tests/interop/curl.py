# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""curl against sockscope-cli: what a person sees who tries the address. Arguments: sockscope-cli, curl."""
import subprocess

from bench import Bench, check, main

UPGRADE = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")


def parse(answer):
    """The status line, the headers in lower case, and the body."""
    head, _, body = answer.decode().partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    return status, {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}, body


def fetch(curl, bench, *options):
    """curl's exit code, and the parsed answer."""
    address = f"http://127.0.0.1:{bench.port}/"
    done = subprocess.run([curl, "-q", "-s", "-i", "--noproxy", "*", "--http1.1", *options, address],
                          stdout=subprocess.PIPE, timeout=30, check=False)
    return done.returncode, *parse(done.stdout)


def upgrade(curl, bench):
    """The head that answers an upgrade. An upgraded connection stays open, so curl is stopped then."""
    headers = [item for header in UPGRADE for item in ("-H", header)]
    address = f"http://127.0.0.1:{bench.port}/"
    # Unlike -i, -D writes each line of the head at once.
    with subprocess.Popen([curl, "-q", "-s", "-D", "-", "--noproxy", "*", "--http1.1", "--max-time", "15", *headers,
                           address], stdout=subprocess.PIPE) as process:
        head = b""
        while not head.endswith(b"\r\n\r\n") and (byte := process.stdout.read(1)):
            head += byte
        process.kill()
    return parse(head)


def run(arguments):
    cli, curl = arguments
    yield subprocess.run([curl, "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().split("(")[0]
    with Bench(cli) as bench:
        code, status, headers, body = fetch(curl, bench, "--max-time", "15")
        check("exit code", code, 0)
        check("status", status, "HTTP/1.1 426 Upgrade Required")
        check("Upgrade", headers.get("upgrade"), "websocket")
        check("Sec-WebSocket-Version", headers.get("sec-websocket-version"), "13")
        check("page names the address", bench.url in body, True)
        bench.event("error", code="WS_ERR_MISSING_UPGRADE", status=426)
        yield "GET without upgrade: 426, and a page that says where to connect"

        code, status, _, _ = fetch(curl, bench, "--max-time", "15", "-d", "x=1")
        check("exit code", code, 0)
        check("status", status, "HTTP/1.1 405 Method Not Allowed")
        bench.event("error", code="WS_ERR_INVALID_METHOD", status=405)
        yield "POST: 405"

        status, headers, body = upgrade(curl, bench)
        check("status", status, "HTTP/1.1 101 Switching Protocols")
        check("Sec-WebSocket-Accept", headers.get("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        check("body", body, "")
        bench.event("connection")
        bench.event("close", code=1006)
        yield "upgrade: 101 with the accept key of RFC 6455 1.3; left without a Close: 1006"
        bench.end()


main(run)
