// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws against sockscope-cli. Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {once} from "node:events";
import {WebSocket, closeOf, open, soon, versions, withBench} from "./bench.mjs";

const sizes = [0, 1, 125, 126, 65535, 65536, 1024 * 1024];
const maxPayload = 1024 * 1024;
const textOf = size => Buffer.from(Uint8Array.from({length: size}, (_, i) => 97 + i % 26)).toString();
const bytesOf = size => Buffer.from(Uint8Array.from({length: size}, (_, i) => i * 7 % 256));

async function echo(bench, client, payload, send = () => client.send(payload)) {
    const answer = once(client, "message");
    send();
    const [data, isBinary] = await soon(answer, "echo");
    const isText = typeof payload === "string";
    assert.equal(isBinary, !isText);
    assert.ok(data.equals(Buffer.from(payload)), `echo of ${data.length} bytes`);
    const seen = await bench.event("message");
    assert.equal(seen.opcode, isText ? "text" : "binary");
    assert.ok(Buffer.from(isText ? seen.text : seen.base64, isText ? "utf8" : "base64").equals(Buffer.from(payload)));
}

async function exchange(bench) {
    const client = await open(bench, ["v1.json", "v2.json"]);
    assert.equal(client.protocol, "v2.json");
    assert.equal((await bench.event("connection")).subprotocol, "v2.json");
    for (const size of sizes) {
        await echo(bench, client, textOf(size));
        await echo(bench, client, bytesOf(size));
    }
    await echo(bench, client, "Zürich 🚀");
    await echo(bench, client, Buffer.from("fragments"), () => {
        for (const [part, fin] of [["fra", false], ["", false], ["gments", true]])
            client.send(Buffer.from(part), {fin});
    });
    await echo(bench, client, "fragments", () => {
        client.send("fra", {fin: false});
        client.ping("between");
        client.send("", {fin: false});
        client.send("gments", {fin: true});
    });
    assert.equal((await bench.event("ping")).base64, Buffer.from("between").toString("base64"));
    for (const data of [Buffer.alloc(0), Buffer.from("rtt"), bytesOf(125)]) {
        const pong = once(client, "pong");
        client.ping(data);
        assert.deepEqual((await soon(pong, "pong"))[0], data);
        assert.equal((await bench.event("ping")).base64, data.toString("base64"));
    }
    assert.ok((await bench.event("pong")).rttMs >= 0);
    client.terminate();
    await bench.event("close", {code: 1006});
    console.log(`text and binary of ${sizes} bytes, UTF-8, fragments of both, pings both ways, subprotocol, terminate: 1006`);
}

async function closes(bench) {
    for (const [code, reason] of [[1000, "bye"], [1001, ""], [1011, "ü"], [3000, "x"], [4999, "x".repeat(123)]]) {
        const client = await open(bench);
        client.close(code, reason);
        assert.equal((await closeOf(client))[0], code);
        assert.equal((await bench.event("close", {code})).reason, reason);
    }
    const silent = await open(bench);
    silent.close();
    assert.equal((await closeOf(silent))[0], 1005);
    await bench.event("close", {code: 1005});
    console.log("closed with 1000, 1001, 1011, 3000, 4999 and without a code");

    const large = await open(bench);
    large.send(bytesOf(maxPayload + 1));
    assert.equal((await closeOf(large))[0], 1009);
    await bench.event("error", {code: "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"});
    console.log(`${maxPayload + 1} bytes: 1009`);

    const last = await open(bench);
    const closed = closeOf(last);
    await bench.end();
    assert.equal((await closed)[0], 1001);
    console.log("end of the server: 1001");
}

async function refusal(bench) {
    const client = new WebSocket(bench.url, ["v3.json"]);
    client.on("error", () => {}); // aborted by us
    const [, response] = await soon(once(client, "unexpected-response"), "refusal");
    assert.equal(response.statusCode, 401);
    client.terminate();
    console.log("unknown subprotocol: 401");
}

async function mask(bench) {
    const client = await open(bench);
    const failed = new Promise(resolve => client.on("error", resolve));
    client.on("message", () => assert.fail("the client took a masked frame"));
    client.send("mask me");
    assert.equal((await soon(failed, "error")).code, "WS_ERR_UNEXPECTED_MASK");
    await bench.event("close", {code: 1002});
    console.log("masked frames: WS_ERR_UNEXPECTED_MASK, closed with 1002");
}

try {
    console.log(versions);
    const options = ["--reply", "echo", "--subprotocol", "v2.json", "--ping-interval", "100"];
    options.push("--max-payload", `${maxPayload}`);
    await withBench(options, async bench => {
        await exchange(bench);
        await closes(bench);
    });
    await withBench(["--subprotocol", "v2.json", "--refuse-unknown-subprotocol"], refusal);
    await withBench(["--mask", "--reply", "echo"], mask);
} catch (error) {
    console.error(`FAILED: ${error.stack}`);
    process.exitCode = 1;
}
