# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The load client against servers that echo right in unusual ways, and wrong. Argument: the load client."""
import socket
import subprocess
import sys
import threading

SIZE = 20
MESSAGES = 5
MASKED_HEADER = 6  # of a payload below 126 bytes
DEADLINE = 30  # seconds: only ever reached by a failure
CLOSE = b"\x88\x02\x03\xe8"
ANSWER = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")


def frame(payload, first=0x82):
    return bytes([first, len(payload)]) + payload


def changed(payload):
    return payload[:-1] + bytes([payload[-1] ^ 1])


class Echo:
    """Answers message number n with answer(n, payload, earlier payloads): pieces that leave one by one."""

    def __init__(self, answer, raw=False, head=ANSWER):
        self._answer, self._raw, self._head = answer, raw, head
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        connection, _ = self._listener.accept()
        self._listener.close()
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = connection.makefile("rb")
            try:
                if not self._raw:
                    while stream.readline() not in (b"\r\n", b""):
                        pass
                    connection.sendall(self._head)
                self._echo(connection, stream)
            except OSError:
                pass  # the client has seen enough

    def _echo(self, connection, stream):
        seen = []
        while True:
            wire = stream.read(MASKED_HEADER + SIZE)
            if len(wire) < MASKED_HEADER + SIZE:
                return
            key, masked = wire[2:MASKED_HEADER], wire[MASKED_HEADER:]
            payload = wire if self._raw else bytes(byte ^ key[i % 4] for i, byte in enumerate(masked))
            pieces = self._answer(len(seen), payload, seen)
            if pieces is None:
                return
            for piece in pieces:
                connection.sendall(piece)
            seen.append(payload)


class Closing:
    """Answers the first frame of every connection with these bytes, and ends it."""

    def __init__(self, answer):
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            connection, _ = self._listener.accept()
            with connection, connection.makefile("rb") as stream:
                try:
                    while stream.readline() not in (b"\r\n", b""):
                        pass
                    connection.sendall(ANSWER)
                    stream.read(MASKED_HEADER + 2)
                    connection.sendall(self._answer)
                except OSError:
                    pass  # the client has seen enough


def from_third(wrong):
    """Echoes well twice, then wrong(payload, earlier payloads)."""
    return lambda n, payload, seen: [frame(payload)] if n < 2 else wrong(payload, seen)


RIGHT = {
    "in one frame": lambda n, p, seen: [frame(p)],
    "byte by byte": lambda n, p, seen: [bytes([byte]) for byte in frame(p)],
    "in fragments, the first one empty": lambda n, p, seen: [b"\x02\x00", b"\x00\x07" + p[:7], b"\x80\x0d" + p[7:]],
    "in fragments, the last one empty": lambda n, p, seen: [b"\x02\x14" + p + b"\x80\x00"],
    "in fragments from the third on": from_third(lambda p, seen: [b"\x02\x07" + p[:7], b"\x80\x0d" + p[7:]]),
    "with a length of 16 bits": lambda n, p, seen: [b"\x82\x7e\x00\x14" + p],
}
WRONG = {
    "one byte": (from_third(lambda p, seen: [frame(changed(p))]), "another message"),
    "one byte in a fragment": (from_third(lambda p, seen: [b"\x02\x07" + p[:7], b"\x80\x0d" + changed(p[7:])]),
                               "another message"),
    "the message before": (from_third(lambda p, seen: [frame(seen[-1])]), "another message"),
    "twice": (from_third(lambda p, seen: [frame(p) * 2]), "another message"),
    "too short": (from_third(lambda p, seen: [frame(p[:-1])]), "less than it was sent"),
    "too long": (from_third(lambda p, seen: [frame(p + b"x")]), "another message"),
    "masked": (from_third(lambda p, seen: [b"\x82\x94\0\0\0\0" + p]), "a frame that no echo has"),
    "as text": (from_third(lambda p, seen: [frame(p, 0x81)]), "a frame that no echo has"),
    "with RSV1": (from_third(lambda p, seen: [frame(p, 0xC2)]), "a frame that no echo has"),
    "a ping": (from_third(lambda p, seen: [frame(p, 0x89)]), "a frame that no echo has"),
    "the end": (from_third(lambda p, seen: None), "ended a connection"),
}


def run(load, echo, *options):
    done = subprocess.run(
        [load, "--port", str(echo.port), "--size", str(SIZE), "--messages", str(MESSAGES), *options],
        capture_output=True, text=True, timeout=DEADLINE)
    return done.returncode, done.stdout + done.stderr


def check(what, result, status, words):
    if result[0] != status or words not in result[1]:
        sys.exit(f"FAILED: {what}: the load client ended with {result[0]} and said:\n{result[1]}")


def main(load):
    count = f'"count": {MESSAGES},'
    for name, answer in RIGHT.items():
        check(f"echoes {name}", run(load, Echo(answer)), 0, count)
    for name, (answer, words) in WRONG.items():
        check(f"wrong echo: {name}", run(load, Echo(answer)), 1, words)

    check("at a rate", run(load, Echo(RIGHT["in one frame"]), "--rate", "1000", "--depth", "2"), 0, count)
    check("wrong echo at a rate", run(load, Echo(WRONG["twice"][0]), "--rate", "1000"), 1, "another message")

    check("raw echo", run(load, Echo(lambda n, p, seen: [p], raw=True), "--wire", "raw"), 0, count)
    check("wrong raw echo", run(load, Echo(lambda n, p, seen: [changed(p)], raw=True), "--wire", "raw"), 1,
          "other bytes than it was sent")

    wrong_key = ANSWER.replace(b"xOo=", b"xOp=")
    extension = ANSWER.replace(b"\r\n\r\n", b"\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
    for what, head in (("key", wrong_key), ("extension", extension), ("status", ANSWER.replace(b"101", b"200"))):
        check(f"wrong {what}", run(load, Echo(None, head=head)), 1, "is not the one expected")

    check("closing well", run(load, Closing(CLOSE), "--mode", "upgrades"), 0, count)
    for what, close, words in (("no Close", b"", "without a Close frame"),
                               ("half a Close", CLOSE[:3], "without a Close frame"),
                               ("another code", b"\x88\x02\x03\xea", "with another code"),
                               ("a long Close", CLOSE + b"x", "with something else"),
                               ("a message", frame(b"hi"), "with something else")):
        check(what, run(load, Closing(close), "--mode", "upgrades"), 1, words)


if __name__ == "__main__":
    main(sys.argv[1])
