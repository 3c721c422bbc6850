// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws against sockscope-cli serve --tls. Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {WebSocket, soon, withBench} from "./bench.mjs";

const cli = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "sockscope-"));
process.env.XDG_DATA_HOME = folder;

async function echo(bench, ca, payload) {
    const client = new WebSocket(bench.url, {ca});
    await soon(once(client, "open"), "open");
    const answer = once(client, "message");
    client.send(payload);
    assert.ok((await soon(answer, "echo"))[0].equals(payload));
    const {tls} = await bench.event("connection");
    assert.equal(tls.version, "TLS 1.3");
    client.close(1000);
    await bench.event("close", {code: 1000});
    console.log(`${tls.version}, ${tls.cipher}: echo of ${payload.length} bytes`);
}

async function mistrust(bench) {
    const client = new WebSocket(bench.url);
    const [error] = await soon(once(client, "error"), "error");
    assert.match(error.code, /SELF_SIGNED|UNABLE_TO/);
    assert.match((await bench.event("error")).message, /may not trust/);
    console.log(`without the CA: ${error.code}`);
}

try {
    await withBench(["--tls", "--reply", "echo"], async bench => {
        assert.ok(bench.url.startsWith("wss://"));
        const ca = execFileSync(cli, ["certificate"]);
        await echo(bench, ca, Buffer.from("hello"));
        await echo(bench, ca, Buffer.alloc(1024 * 1024, 7));
        await mistrust(bench);
    });
} finally {
    rmSync(folder, {recursive: true});
}
