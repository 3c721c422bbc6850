// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Devices on Node's ws, whose limits are set here, against sockscope-cli limits: what it finds, and what is true.
// Argument: the path of sockscope-cli.
import assert from "node:assert/strict";
import {spawn} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {WebSocket, soon, versions} from "./bench.mjs";

const cli = process.argv[2];
const MiB = 1024 * 1024;

/** Runs `sockscope-cli limits` against a device that connects again whenever it is cut off. */
async function find(device, ...options) {
    const words = ["limits", "--port", "0", "--json", "--pong-timeout", "3000", "--return-timeout", "10000", ...options];
    const program = spawn(cli, words, {stdio: ["ignore", "pipe", "pipe"]});
    process.once("exit", () => program.kill("SIGKILL"));
    const exited = once(program, "exit");
    let json = "";
    program.stdout.on("data", data => json += data);
    let ended = false;
    const told = [];
    const url = await soon(new Promise(resolve => createInterface({input: program.stderr}).on("line", line => {
        told.push(line);
        const found = line.match(/listening on (ws:[^;]*);/);
        if (found)
            resolve(found[1]);
    })), "its address");
    const connect = () => {
        const client = new WebSocket(url, [], device);
        client.on("error", () => { });
        client.on("close", () => {
            if (!ended)
                setImmediate(connect);
        });
    };
    connect();
    const [code] = await soon(exited, "the result").finally(() => ended = true);
    return {code, told, report: json ? JSON.parse(json) : undefined};
}

/** Checks one limit. Node counts less than all of a 101: slack says by how many bytes. */
async function check(what, device, kind, bound, worked, how, slack = 0) {
    const {code, told, report} = await find(device, "--find", `${kind}=${bound}`);
    assert.equal(code, 0, told.join("\n"));
    const [limit] = report.limits;
    assert.ok(limit.worked >= worked && limit.worked <= worked + slack, `${what}: ${limit.worked}`);
    assert.equal(limit.failed, worked === bound ? undefined : limit.worked + 1, what);
    assert.equal(limit.state, worked === bound ? "bound-survived" : "found");
    assert.equal(limit.code ?? limit.end, how, what);
    console.log(`${what}: found ${limit.worked}, true ${worked}; beyond: ${limit.code ?? limit.end ?? "the bound"}; `
        + `${limit.tries} tries, ${report.reconnects} reconnects`);
}

console.log(versions);
process.setMaxListeners(20); // one for each program
const plain = {perMessageDeflate: false};
for (const size of [1000, 65535, 65536, MiB])
    await check(`binary, maxPayload ${size}`, {...plain, maxPayload: size}, "binary-message", 4 * MiB, size, 1009);
await check("text, maxPayload 1000", {...plain, maxPayload: 1000}, "text-message", MiB, 1000, 1009);
await check("frame, maxPayload 70000", {...plain, maxPayload: 70000}, "frame", MiB, 70000, 1009);
await check("fragments of one byte, maxPayload 300", {...plain, maxPayload: 300}, "fragments", 4096, 300, 1009);
await check("response, maxHeaderSize 4096", {...plain, maxHeaderSize: 4096}, "response", 65536, 4096, "ended", 64); // without its status line
await check("split header", plain, "header-pieces", 4, 4);
await check("byte by byte", plain, "write-size", 1, 1);

const poor = await find({...plain, maxPayload: 1000}, "--require", "text-message=2000");
assert.equal(poor.code, 1);
assert.ok(poor.told.some(line => line.includes("2,000 B wanted, 1,000 B worked")), poor.told.join("\n"));
const good = await find({...plain, maxPayload: 1000}, "--require", "text-message=1000");
assert.equal(good.code, 0, good.told.join("\n"));
console.log("--require: 1 for a device that does not stand it, else 0");
