// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws: no compression (its default for servers), bufferutil for masking.
import {WebSocketServer} from "ws";

const server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    backlog: 1024,
    clientTracking: false,
    maxPayload: 64 * 1024 * 1024,
    perMessageDeflate: false,
});
server.on("connection", socket => {
    socket.on("error", () => {}); // a client that is gone
    socket.on("message", (data, binary) => socket.send(data, {binary}));
});
server.on("listening", () => console.log(`port ${server.address().port}`));
