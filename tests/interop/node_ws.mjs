// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws against sockscope-cli. Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {spawn} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
let WebSocket;
try {
    WebSocket = require("ws");
} catch {
    console.error("FAILED: this test needs Node's ws: run npm ci --prefix tests/interop");
    process.exit(1);
}

const cli = process.argv[2];
const sizes = [0, 1, 125, 126, 65535, 65536, 1024 * 1024];
const maxPayload = 1024 * 1024;
const deadline = 15_000; // for anything one waits for: only ever reached by a failure
const textOf = size => Buffer.from(Uint8Array.from({length: size}, (_, i) => 97 + i % 26)).toString();
const bytesOf = size => Buffer.from(Uint8Array.from({length: size}, (_, i) => i * 7 % 256));

/** Rejects when a promise takes too long. */
async function soon(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${what} did not come`)), deadline);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** `sockscope-cli serve` with these options, and the events it writes. */
class Bench {
    events = [];
    #waiting = [];

    constructor(...options) {
        const words = ["serve", "--port", "0", "--json", ...options];
        this.process = spawn(cli, words, {stdio: ["ignore", "pipe", "inherit"]});
        this.exited = once(this.process, "exit");
        process.on("exit", () => this.process.kill("SIGKILL")); // an uncaught error passes every finally by
        createInterface({input: this.process.stdout}).on("line", line => {
            this.events.push(JSON.parse(line));
            for (const look of this.#waiting.splice(0))
                look();
        });
    }

    /** The first event with this name and these fields, taken off the list. */
    event(name, fields = {}) {
        const wanted = Object.entries({event: name, ...fields});
        const matches = event => wanted.every(([key, value]) => event[key] === value);
        const found = new Promise(resolve => {
            const look = () => {
                const index = this.events.findIndex(matches);
                if (index >= 0)
                    resolve(this.events.splice(index, 1)[0]);
                else
                    this.#waiting.push(look);
            };
            look();
        });
        return soon(found, `the server's event ${name} ${JSON.stringify(fields)}`);
    }

    async end() {
        this.process.kill("SIGTERM");
        const [code] = await soon(this.exited, "the server's end");
        assert.equal(code, 0, "exit status after SIGTERM");
    }
}

/** Runs @p work with a server, and leaves no process behind. */
async function withBench(options, work) {
    const bench = new Bench(...options);
    try {
        bench.url = (await bench.event("listening")).url;
        await work(bench);
    } finally {
        bench.process.kill("SIGKILL");
    }
}

async function open(bench, protocols = []) {
    const client = new WebSocket(bench.url, protocols, {maxPayload: 0});
    await soon(once(client, "open"), "open");
    return client;
}

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

async function closeOf(client) {
    const [code, reason] = await soon(once(client, "close"), "close");
    return [code, reason.toString()];
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
    console.log(`Node ${process.version}, ws ${require("ws/package.json").version}`);
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
