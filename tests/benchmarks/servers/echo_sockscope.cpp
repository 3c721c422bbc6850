// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// ws::WebSocketServer with a message handler, or with --signals instead. With --tap every frame is recorded,
// as in the bench.
#include "announce.h"
#include "serverlib/server/websocketserver.h"

#ifdef SOCKSCOPE_WITH_RECORDER
#include "app/bench/framerecorder.h"
#endif

#include <QCoreApplication>

namespace {

#ifdef SOCKSCOPE_WITH_RECORDER
/// A recorder and what it writes into.
struct Recording
{
    sockscope::CaptureStore capture;
    sockscope::ConnectionTable connections;
    sockscope::SampleLog<sockscope::RttSample> rtts;
    sockscope::TimingTable timing;
    sockscope::FrameRecorder recorder{&capture, &connections, &rtts, &timing};
};
#endif

ws::Opcode opcodeOf(bool isBinary)
{
    return isBinary ? ws::Opcode::Binary : ws::Opcode::Text;
}

void echo(ws::WebSocketConnection *connection, QByteArrayView message, bool isBinary)
{
    connection->send(opcodeOf(isBinary), message);
}

/// By way of the documented event.
void echoSignals(ws::WebSocketConnection *connection)
{
    QObject::connect(connection, &ws::WebSocketConnection::messageReceived, connection,
        [connection](const QByteArray &data, bool isBinary) { echo(connection, data, isBinary); });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
#ifdef SOCKSCOPE_WITH_RECORDER
    Recording recording; // outlives the server
#endif
    ws::ServerOptions options;
    options.clientTracking = false;
    options.maxPayload = MaxMessage;
    options.listenQueue = ListenQueue;
    if (!program.arguments().contains("--signals"))
        options.messageHandler = echo;
    ws::WebSocketServer server(options);
    if (program.arguments().contains("--tap")) {
#ifdef SOCKSCOPE_WITH_RECORDER
        server.setFrameTap(&recording.recorder);
#else
        qFatal("built without the programs: there is no recorder");
#endif
    }
    if (!options.messageHandler)
        QObject::connect(&server, &ws::WebSocketServer::connection, &echoSignals);
    if (!server.listen())
        qFatal("%s", qPrintable(server.errorString()));
    announcePort(server.port());
    return program.exec();
}
