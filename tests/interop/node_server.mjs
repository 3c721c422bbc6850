// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A server on Node's ws for tst_clientinterop: prints its port, lives until its standard input ends. Arguments for
// wss://: a PEM file with certificate and key, the latest version of TLS.
// /echo echoes, /close closes after a message, /ping pings and sends back what the pong held, /refuse answers 401.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {createServer as createTlsServer} from "node:https";
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
let WebSocketServer;
try {
    ({WebSocketServer} = require("ws"));
} catch {
    console.error("FAILED: this test needs Node's ws: run npm ci --prefix tests/interop");
    process.exit(1);
}

const [pemFile, maxVersion] = process.argv.slice(2);
const pem = pemFile && readFileSync(pemFile);
const server = pem ? createTlsServer({cert: pem, key: pem, maxVersion}) : createServer();
const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 2 * 1024 * 1024,
    perMessageDeflate: true,
    handleProtocols: offered => offered.has("v2.json") && "v2.json",
});

const roles = {
    "/echo": socket => socket.on("message", (data, binary) => socket.send(data, {binary})),
    "/close": socket => socket.on("message", () => socket.close(4001, "enough")),
    "/ping": socket => {
        socket.on("pong", data => socket.send(data, {binary: true}));
        socket.ping("are you there");
    },
};

server.on("upgrade", (request, connection, head) => {
    const role = roles[request.url];
    if (!role) {
        connection.end("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n");
        return;
    }
    sockets.handleUpgrade(request, connection, head, socket => {
        socket.on("error", () => {}); // it closes by itself
        role(socket);
    });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
