// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A server on Node's ws against sockscope-cli send: what arrives, and what the server says of what is wrong. Argument:
// the path of sockscope-cli.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {once} from "node:events";
import {promisify} from "node:util";
import {WebSocket, soon, versions} from "./bench.mjs";

const cli = process.argv[2];

/** Runs `sockscope-cli send` against a server, and returns what that saw of it. */
async function send(...options) {
    const server = new WebSocket.Server({port: 0, host: "127.0.0.1", perMessageDeflate: true});
    await once(server, "listening");
    const seen = {messages: [], pings: 0, error: undefined};
    const closed = new Promise(resolve => server.on("connection", socket => {
        socket.on("message", (data, binary) => {
            seen.messages.push(binary ? data.toString("hex") : data.toString());
            socket.send(`got ${data.length}`);
        });
        socket.on("ping", () => ++seen.pings);
        socket.on("error", error => seen.error = error.code);
        socket.on("close", code => resolve(code));
    }));
    const url = `ws://127.0.0.1:${server.address().port}/`;
    const {stdout} = await soon(promisify(execFile)(cli, ["send", url, "--wait", "300", ...options]), "end of send");
    seen.code = await soon(closed, "close");
    seen.stdout = stdout;
    server.close();
    return seen;
}

async function arrives(what, options, messages, pings = 0) {
    const seen = await send(...options);
    assert.equal(seen.error, undefined);
    assert.deepEqual(seen.messages, messages);
    assert.equal(seen.pings, pings);
    assert.equal(seen.code, 1000);
    assert.ok(messages.length === 0 || seen.stdout.includes("1 text got"), seen.stdout);
    console.log(`${what}: arrives`);
}

async function fails(what, options, code) {
    const seen = await send(...options);
    assert.equal(seen.error, code);
    assert.ok(/1 close 10(02|07|09)/.test(seen.stdout), seen.stdout);
    console.log(`${what}: ${code}`);
}

console.log(versions);
await arrives("each byte in a write", ["--text", "grüß", "--writes", "byte"], ["grüß"]);
await arrives("a header in two writes", ["--hex", "0x81, 0x85", "--writes", "header:1"], ["8185"]);
await arrives("fragments with pings", ["--text", "Hello", "--fragment", "0,2,0", "--ping-between", "p"], ["Hello"], 3);
await arrives("a burst in one write", ["--text", "{{counter}}", "--burst", "5"], ["1", "2", "3", "4", "5"]);
await arrives("at intervals", ["--text", "{{counter}}", "--repeat", "3", "--every", "5"], ["1", "2", "3"]);
await arrives("compressed, in fragments", ["--text", "x".repeat(3000), "--compress", "--fragment", "every:3"],
    ["x".repeat(3000)]);
await arrives("a key of zeros", ["--text", "plain", "--mask", "00000000"], ["plain"]);
await arrives("a long length", ["--text", "a", "--length-encoding", "64"], ["a"]); // which ws tolerates

await fails("no mask", ["--text", "a", "--mask", "none"], "WS_ERR_EXPECTED_MASK");
await fails("RSV2", ["--text", "a", "--rsv", "2"], "WS_ERR_UNEXPECTED_RSV_2_3");
await fails("RSV1 unasked", ["--text", "a", "--rsv", "1"], "WS_ERR_UNEXPECTED_RSV_1");
await fails("reserved opcode", ["--text", "a", "--opcode", "11"], "WS_ERR_INVALID_OPCODE");
await fails("stray continuation", ["--text", "a", "--opcode", "continuation"], "WS_ERR_INVALID_OPCODE");
await fails("fragmented ping", ["--opcode", "ping", "--fin", "0"], "WS_ERR_EXPECTED_FIN");
await fails("long ping", ["--opcode", "ping", "--text", "x".repeat(126)], "WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH");
await fails("UTF-8", ["--opcode", "text", "--hex", "c3 28"], "WS_ERR_INVALID_UTF8");
await fails("close code", ["--opcode", "close", "--hex", "03 ed"], "WS_ERR_INVALID_CLOSE_CODE");
await fails("length with the top bit", ["--text", "a", "--length", "9223372036854775808"],
    "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH");
