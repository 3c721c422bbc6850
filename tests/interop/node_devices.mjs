// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Devices on Node's ws that come back in different ways, against a full server, and what the log tells of them.
// Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {once} from "node:events";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {promisify} from "node:util";
import {WebSocket, soon, versions, withBench} from "./bench.mjs";

const cli = process.argv[2];
const attempts = 7;
// Milliseconds before each attempt but the first.
const patterns = {
    fixed: () => 120,
    backoff: n => Math.min(60 * 2 ** n, 480),
    jitter: n => Math.min(60 * 2 ** n, 480) * [1.2, 0.8, 1.15, 0.75, 1.25, 0.85][n],
};

async function attempt(url, device) {
    const socket = new WebSocket(url, {headers: {"X-Device-Id": device}});
    const refused = once(socket, "unexpected-response");
    socket.on("error", () => {});
    const [request, response] = await soon(refused, "a refusal");
    assert.equal(response.statusCode, 503);
    request.destroy();
}

async function comeBack(url, device, waitBefore) {
    await attempt(url, device);
    for (let n = 0; n + 1 < attempts; ++n) {
        await sleep(waitBefore(n));
        await attempt(url, device);
    }
}

async function devicesOf(log) {
    const {stdout} = await promisify(execFile)(cli, ["show", log, "--devices", "--json"]);
    return new Map(stdout.trim().split("\n").map(line => JSON.parse(line)).map(device => [device.device, device]));
}

const folder = await mkdtemp(join(tmpdir(), "devices-"));
try {
    console.log(versions);
    const log = join(folder, "log.sockscope");
    await withBench(["--backlog", "1", "--capture", log], async bench => {
        const first = new WebSocket(bench.url, {headers: {"X-Device-Id": "first"}});
        await soon(once(first, "open"), "open");
        await Promise.all(Object.entries(patterns).map(([name, wait]) => comeBack(bench.url, name, wait)));
        first.close(4000);
        await soon(once(first, "close"), "close");
        await bench.end();
    });
    const devices = await devicesOf(log);
    assert.deepEqual([...devices.keys()].sort(), ["backoff", "first", "fixed", "jitter"]);
    assert.equal(devices.get("first").opened, 1);
    assert.equal(devices.get("first").sessions[0].end, "closed by the device with 4000");
    for (const name of Object.keys(patterns)) {
        const {attempts: made, opened, pattern, sessions} = devices.get(name);
        assert.deepEqual([made, opened, sessions[0].end], [attempts, 0, "refused with HTTP 503"]);
        console.log(`${name}: backoff ${pattern.backoff}, base ${pattern.base.toFixed(3)} s, `
            + `factor ${pattern.factor.toFixed(2)}, cap ${pattern.cap?.toFixed(3)}, jitter ${pattern.jitter}, `
            + `storm ${pattern.storm}`);
    }
    const {fixed, backoff, jitter} = Object.fromEntries([...devices].map(([name, device]) => [name, device.pattern]));
    assert.deepEqual([fixed.backoff, fixed.storm], ["none", "storm"]);
    assert.equal(backoff.backoff, "growing");
    assert.ok(backoff.factor > 1.6 && backoff.factor < 2.3, `factor ${backoff.factor}`);
    assert.ok(backoff.cap > 0.4 && backoff.cap < 0.7, `cap ${backoff.cap}`);
    assert.deepEqual([jitter.backoff, jitter.jitter, jitter.storm], ["growing", true, "none"]);
} finally {
    await rm(folder, {recursive: true});
}
