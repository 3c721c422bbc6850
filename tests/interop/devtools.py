# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""An exported HAR in the network panel of Chromium's own DevTools, which are a page like others: opened as their button
"Import HAR file" does it. Arguments: sockscope-cli, chromium."""
import asyncio
import json
import pathlib
import subprocess
import sys
import tempfile

from bench import DEADLINE, Bench, bytes_of, check, main
from browser import Browser, version

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

OPEN_HAR = """(async () => {
    const bundled = 'devtools://devtools/bundled/';
    const { NetworkPanel } = await import(bundled + 'panels/network/network.js');
    const { ViewManager } = await import(bundled + 'ui/legacy/legacy.js');
    const { NetworkLog } = await import(bundled + 'models/logs/logs.js');
    await ViewManager.ViewManager.instance().showView('network');
    const view = NetworkPanel.NetworkPanel.instance().networkLogView;
    await view.onLoadFromFile(new File([%s], 'log.har'));
    return NetworkLog.NetworkLog.instance().requests().map(request => ({
        url: request.url(), status: request.statusCode, type: request.resourceType().name(),
        key: request.requestHeaderValue('Sec-WebSocket-Key') !== undefined,
        frames: request.frames().map(({ type, opCode, text, time }) => ({ type, opCode, text, time })),
    }));
})()"""
TEXTS = ["{\"temp\": 21.5}", "Zürich 🚀"]


async def record(url):
    async with websockets.connect(url + "har?x=1") as socket:
        for message in (*TEXTS, bytes_of(300)):
            await socket.send(message)
            await asyncio.wait_for(socket.recv(), DEADLINE)


class Debugger:
    """Chrome's DevTools protocol on one WebSocket."""

    def __init__(self, socket):
        self._socket = socket
        self._last = 0

    async def call(self, method, session=None, **params):
        self._last += 1
        words = {"id": self._last, "method": method, "params": params}
        await self._socket.send(json.dumps(words | ({"sessionId": session} if session else {})))
        while True:
            answer = json.loads(await asyncio.wait_for(self._socket.recv(), DEADLINE))
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]

    async def evaluate(self, session, expression):
        return await self.call("Runtime.evaluate", session, expression=expression, awaitPromise=True,
                               returnByValue=True)


async def opened(browser, har):
    """What the DevTools know of the requests in a HAR."""
    port, path = browser.debugger()
    async with websockets.connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as socket:
        chrome = Debugger(socket)
        page = (await chrome.call("Target.getTargets"))["targetInfos"][0]["targetId"]
        tools = await chrome.call("Target.createTarget", url="devtools://devtools/bundled/devtools_app.html"
                                  f"?ws=127.0.0.1:{port}/devtools/page/{page}")
        session = (await chrome.call("Target.attachToTarget", targetId=tools["targetId"], flatten=True))["sessionId"]
        deadline = asyncio.get_running_loop().time() + DEADLINE
        while True:  # until the tools have started
            answer = await chrome.evaluate(session, OPEN_HAR % json.dumps(har))
            if answer["result"].get("value") or asyncio.get_running_loop().time() > deadline:
                break
            await asyncio.sleep(0.2)
    if not answer["result"].get("value"):
        raise AssertionError(f"the DevTools did not open the HAR: {str(answer)[:500]}")
    return answer["result"]["value"]


def run(arguments):
    cli, chromium = arguments
    yield version(chromium)
    with tempfile.TemporaryDirectory() as folder:
        log, har = pathlib.Path(folder, "log.sockscope"), pathlib.Path(folder, "log.har")
        with Bench(cli, "--reply", "echo", "--capture", str(log)) as bench:
            asyncio.run(record(bench.url))
            bench.end()
        subprocess.run([cli, "export", log, "-o", har], check=True)
        with Browser(chromium, "about:blank", "--remote-debugging-port=0", "--remote-allow-origins=*") as browser:
            requests = asyncio.run(opened(browser, har.read_text(encoding="utf-8")))
    check("requests", [(request["url"], request["status"], request["type"], request["key"]) for request in requests],
          [(bench.url + "har?x=1", 101, "websocket", True)])
    frames = requests[0]["frames"]
    data = [frame for frame in frames if frame["opCode"] in (1, 2)]
    check("directions", [frame["type"] for frame in data], ["send", "receive"] * 3)
    check("texts", [frame["text"] for frame in data if frame["opCode"] == 1],
          [text for text in TEXTS for _ in range(2)])
    check("binary messages", [frame["opCode"] for frame in data[4:]], [2, 2])
    times = [frame["time"] for frame in frames]
    check("times in order", times, sorted(times))
    yield f"its DevTools show {len(frames)} messages of {requests[0]['url']}, with directions, opcodes, texts and times"


main(run)
