// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs `sockscope-cli serve` for a test with Node's ws, and collects the events it writes. The test's argument is the
// path of sockscope-cli.
import assert from "node:assert/strict";
import {spawn} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
let ws;
try {
    ws = require("ws");
} catch {
    console.error("FAILED: this test needs Node's ws: run npm ci --prefix tests/interop");
    process.exit(1);
}
export const WebSocket = ws;
export const versions = `Node ${process.version}, ws ${require("ws/package.json").version}`;

const cli = process.argv[2];
const deadline = 60_000; // for anything one waits for: only ever reached by a failure

/** Rejects when a promise takes too long. */
export async function soon(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${what} did not come`)), deadline);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** `sockscope-cli serve` with these options, and the events it writes. */
export class Bench {
    events = [];
    #waiting = [];

    constructor(...options) {
        const where = options.includes("--local") ? [] : ["--port", "0"];
        const words = ["serve", "--json", ...where, ...options];
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
export async function withBench(options, work) {
    const bench = new Bench(...options);
    try {
        bench.url = (await bench.event("listening")).url;
        await work(bench);
    } finally {
        bench.process.kill("SIGKILL");
    }
}

export async function open(bench, protocols = []) {
    const client = new WebSocket(bench.url, protocols, {maxPayload: 0});
    await soon(once(client, "open"), "open");
    return client;
}

export async function closeOf(client) {
    const [code, reason] = await soon(once(client, "close"), "close");
    return [code, reason.toString()];
}
