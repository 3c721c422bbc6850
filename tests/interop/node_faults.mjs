// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What Node's ws makes of each fault of sockscope-cli: the cases and their outcomes are in faults.json. Arguments: the
// path of sockscope-cli; --print for the outcomes as they are, without a check.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {WebSocket, soon, versions, withBench} from "./bench.mjs";

const cases = JSON.parse(readFileSync(new URL("faults.json", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "sockscope-"));
process.env.XDG_DATA_HOME = folder; // the development CA's

/** Two messages with a ping between them, and a Close: what this client is told meanwhile, in its order. */
async function outcome(bench, subprotocol, ca) {
    const told = [];
    const client = new WebSocket(bench.url, subprotocol ? [subprotocol] : [], {ca});
    client.on("open", () => {
        told.push("open");
        client.send("one");
        client.ping("p");
        client.send("two");
    });
    client.on("message", data => {
        told.push(`text ${data.toString("latin1")}`);
        if (data.toString() === "two")
            client.close(1000);
    });
    client.on("pong", () => told.push("pong"));
    client.on("error", error => told.push(`error ${error.message.replace(/127\.0\.0\.1:\d+/, "bench")}`));
    // Not by once(): that would reject at the error before it.
    const closed = new Promise(resolve => client.on("close", (...how) => resolve(how)));
    const [code, reason] = await soon(closed, "close");
    told.push(`close ${code}${reason.length > 0 ? ` ${reason}` : ""}`);
    return told.join(", ");
}

async function run({name, faults, waits, judged, reply = "echo", subprotocol, tls, node}) {
    const file = join(folder, "faults.json");
    writeFileSync(file, JSON.stringify({sockscope: "faults", version: 1, name, faults}));
    const options = ["--reply", reply, "--fault", file, "--seed", "5"];
    if (subprotocol)
        options.push("--subprotocol", subprotocol);
    if (tls)
        options.push("--tls");
    await withBench(options, async bench => {
        if (waits)
            await bench.event("fault");
        const told = await outcome(bench, subprotocol, tls && execFileSync(process.argv[2], ["certificate"]));
        if (judged) // the bench says of a client what that says of itself
            await bench.event("fault", {accepted: told.startsWith("open")});
        if (process.argv[3] !== "--print")
            assert.ok([node].flat().includes(told), `${name}: ${told} instead of ${node}`);
        console.log(`${name} | ${told}`);
    });
}

process.setMaxListeners(0); // each bench has one
try {
    console.log(versions);
    for (const one of cases)
        await run(one);
} catch (error) {
    console.error(`FAILED: ${error.stack}`);
    process.exitCode = 1;
} finally {
    rmSync(folder, {recursive: true});
}
