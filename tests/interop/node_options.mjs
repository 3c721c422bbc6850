// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws against the options of sockscope-cli: path, headers, heartbeat, limits, local sockets. Argument: the path
// of sockscope-cli.
import assert from "node:assert/strict";
import {existsSync, mkdtempSync, rmSync, statSync} from "node:fs";
import {once} from "node:events";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {WebSocket, closeOf, open, soon, versions, withBench} from "./bench.mjs";

async function path(bench) {
    assert.ok(bench.url.endsWith("/device"));
    const client = new WebSocket(`${bench.url}?id=7`);
    const [response] = await soon(once(client, "upgrade"), "upgrade");
    assert.equal(response.headers["x-bench"], "7");
    assert.deepEqual(response.headers["set-cookie"], ["a=1", "b=2"]);
    client.close();
    await closeOf(client);

    const lost = new WebSocket(bench.url.replace("/device", "/other"));
    lost.on("error", () => {}); // aborted by us
    const [, refused] = await soon(once(lost, "unexpected-response"), "refusal");
    assert.equal(refused.statusCode, 404);
    let page = "";
    for await (const part of refused)
        page += part;
    assert.ok(page.includes(bench.url), page);
    await bench.event("error", {code: "HTTP_404"});
    console.log("path: 101 with a query and with headers, 404 with the right address elsewhere");
}

async function heartbeat(bench) {
    const alive = await open(bench);
    const dead = new WebSocket(bench.url, {autoPong: false});
    await soon(once(dead, "open"), "open");
    const pinged = once(alive, "ping");
    dead.on("error", () => {}); // the reset
    const closed = closeOf(dead); // from here on: the reset may overtake the line that tells of it
    const error = await bench.event("error", {code: "WS_ERR_PONG_TIMEOUT"});
    assert.equal((await closed)[0], 1006);
    await soon(pinged, "ping");
    assert.notEqual(error.connection, (await bench.event("connection")).connection);
    assert.equal(alive.readyState, WebSocket.OPEN);
    alive.terminate();
    console.log("heartbeat: who answers stays, who does not is cut off");
}

// An echo that is more than the kernel holds waits behind a client that does not read: the next ping is one too many.
async function slowReader(bench) {
    const client = await open(bench);
    client.pause();
    const message = Buffer.alloc(16 * 1024 * 1024, "m");
    client.send(message);
    await bench.event("error", {code: "WS_ERR_OUTPUT_QUEUE_FULL", closeCode: 1013});
    const echo = once(client, "message");
    const closed = closeOf(client);
    client.resume();
    assert.ok((await soon(echo, "echo"))[0].equals(message));
    const [code, reason] = await closed;
    assert.equal(code, 1013);
    assert.match(reason, /^WS_ERR_OUTPUT_QUEUE_FULL/);
    console.log(`slow reader: its echo of ${message.length} bytes, whole, and then 1013`);
}

async function local(bench, name) {
    assert.equal(bench.url, `ws+unix://${name}:/device`);
    assert.equal(statSync(name).mode & 0o777, 0o600);
    const client = await open(bench);
    assert.equal((await bench.event("connection")).peer, "local socket");
    const answer = once(client, "message");
    client.send("hello");
    assert.equal((await soon(answer, "echo"))[0].toString(), "hello");
    const closed = closeOf(client);
    client.close(1000);
    assert.equal((await closed)[0], 1000);
    await bench.event("close", {code: 1000});
    await bench.end();
    assert.ok(!existsSync(name));
    console.log("local socket: ws+unix, for its user alone, gone with its server");
}

const folder = mkdtempSync(join(tmpdir(), "sockscope-"));
try {
    console.log(versions);
    await withBench(["--path", "/device", "--header", "X-Bench: 7", "--header", "Set-Cookie: a=1", "--header",
        "Set-Cookie: b=2"], path);
    await withBench(["--ping-interval", "50", "--pong-timeout", "1000"], heartbeat);
    await withBench(["--reply", "echo", "--max-queued", "65536", "--ping-interval", "50"], slowReader);
    const name = join(folder, "bench");
    await withBench(["--reply", "echo", "--path", "/device", "--local", name], bench => local(bench, name));
} catch (error) {
    console.error(`FAILED: ${error.stack}`);
    process.exitCode = 1;
} finally {
    rmSync(folder, {recursive: true});
}
