// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// permessage-deflate between Node's ws and sockscope-cli, with every parameter. Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {randomBytes} from "node:crypto";
import {once} from "node:events";
import {WebSocket, closeOf, soon, versions, withBench} from "./bench.mjs";

const prose = "The valve opened, the valve closed. ";
const messages = [
    "", "x", prose, prose.repeat(40), "Zürich 🚀".repeat(500), prose.repeat(30_000),
    Buffer.alloc(0), Buffer.alloc(100_000, "z"), randomBytes(70_000), randomBytes(1024 * 1024),
];
const repetitive = 1024 * 1024;

async function echo(client, bench, message) {
    const answer = once(client, "message");
    client.send(message);
    const [data] = await soon(answer, "echo");
    assert.ok(data.equals(Buffer.from(message)), `echo of ${message.length}`);
    const told = await bench.event("message");
    if (typeof message === "string")
        assert.equal(told.text, message);
    else
        assert.ok(Buffer.from(told.base64, "base64").equals(message));
}

// Both the frames' bits and the bytes on the TCP connection say whether compression took place.
async function exchange(bench, offer, agreed) {
    const client = new WebSocket(bench.url, {perMessageDeflate: offer, maxPayload: 0});
    let compressedFrames = 0;
    client.once("upgrade", () => setImmediate(() => {
        const receiver = client._receiver;
        const getData = receiver.getData;
        receiver.getData = function (...args) {
            compressedFrames += this._compressed ? 1 : 0;
            return getData.apply(this, args);
        };
    }));
    await soon(once(client, "open"), "open");
    assert.equal(client.extensions, agreed ? "permessage-deflate" : "");
    const told = (await bench.event("connection")).extensions;
    assert.equal(told, agreed || undefined);
    for (const message of messages)
        await echo(client, bench, message);
    const parts = [prose.repeat(100), "", prose.repeat(100)];
    const whole = once(client, "message");
    parts.forEach((part, i) => client.send(part, {fin: i === parts.length - 1}));
    assert.equal((await soon(whole, "echo of fragments"))[0].toString(), parts.join(""));
    await bench.event("message", {text: parts.join("")});

    const {bytesWritten, bytesRead} = client._socket;
    await echo(client, bench, Buffer.alloc(repetitive, "a"));
    const sent = client._socket.bytesWritten - bytesWritten;
    const received = client._socket.bytesRead - bytesRead;
    for (const [way, bytes] of [["sent", sent], ["received", received]])
        assert.equal(bytes < repetitive / 100, Boolean(agreed), `${bytes} bytes ${way}`);
    assert.equal(compressedFrames > 0, Boolean(agreed), "RSV1 of the echoes");
    const closed = closeOf(client);
    client.close(1000);
    assert.equal((await closed)[0], 1000);
    await bench.event("close", {code: 1000});
    console.log(`${agreed || "not agreed on"}: ${repetitive} bytes in ${sent}, back in ${received}`);
}

const on = ["--reply", "echo", "--compression", "--compression-threshold", "0"];
const all = {threshold: 0};
const runs = [
    [on, all, /^permessage-deflate$/],
    [on, {...all, serverNoContextTakeover: true}, /server_no_context_takeover/],
    [on, {...all, clientNoContextTakeover: true}, /client_no_context_takeover/],
    [on, {...all, serverMaxWindowBits: 9}, /server_max_window_bits=9/],
    [on, {...all, serverMaxWindowBits: 8}, /server_max_window_bits=8/],
    [[...on, "--client-window-bits", "9"], {...all, clientMaxWindowBits: true}, /client_max_window_bits=9/],
    [[...on, "--client-window-bits", "12"], {...all, clientMaxWindowBits: 10}, /client_max_window_bits=10/],
    [[...on, "--server-window-bits", "10", "--server-no-context-takeover", "--client-no-context-takeover"], all,
        /server_no_context_takeover.*client_no_context_takeover.*server_max_window_bits=10/],
    [on, false, null],
    [["--reply", "echo"], all, null],
];

try {
    console.log(versions);
    for (const [options, offer, wanted] of runs) {
        await withBench(options, async bench => {
            const probe = new WebSocket(bench.url, {perMessageDeflate: offer});
            const opened = once(probe, "open");
            const [response] = await soon(once(probe, "upgrade"), "upgrade");
            const agreed = response.headers["sec-websocket-extensions"];
            await soon(opened, "open");
            probe.terminate();
            await bench.event("connection");
            if (wanted)
                assert.match(agreed, wanted);
            else
                assert.equal(agreed, undefined);
            await exchange(bench, offer, agreed);
        });
    }
} catch (error) {
    console.error(`FAILED: ${error.stack}`);
    process.exitCode = 1;
}
