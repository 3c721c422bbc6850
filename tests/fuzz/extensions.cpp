// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Sec-WebSocket-Extensions from a stranger, on both sides; and whatever two of us want, we agree on the same.
#include "serverlib/protocol/permessagedeflate.h"

#include "fuzztarget.h"

#include <QString>

using namespace ws;

namespace {

enum Choice : quint8 { WindowBits = 7, ServerNoTakeover = 8, ClientNoTakeover = 16 };

constexpr int SmallestWindow = 8;

DeflateOptions optionsFrom(quint8 first, quint8 second)
{
    DeflateOptions options;
    options.enabled = true;
    options.serverNoContextTakeover = (first & ServerNoTakeover) != 0;
    options.clientNoContextTakeover = (first & ClientNoTakeover) != 0;
    options.serverMaxWindowBits = SmallestWindow + (first & WindowBits);
    options.clientMaxWindowBits = SmallestWindow + (second & WindowBits);
    return options;
}

void checkAgreement(const DeflateAgreement &agreement, const DeflateOptions &server)
{
    const auto &[parameters, header] = agreement;
    demand(parseExtension(header).has_value(), "an answer follows the grammar");
    demand(parameters.serverMaxWindowBits >= SmallestWindow
            && parameters.serverMaxWindowBits <= server.serverMaxWindowBits,
        "our window is no larger than we want it");
    demand(parameters.serverNoContextTakeover || !server.serverNoContextTakeover, "we reset if we want to");
    // What a client without wishes makes of it is what we think was agreed.
    const auto seen = acceptDeflate(header, {.enabled = true});
    demand(std::holds_alternative<DeflateParameters>(seen), "an answer is acceptable");
    demand(std::get<DeflateParameters>(seen) == parameters, "an answer says what was agreed");
}

void checkOurOwn(const DeflateOptions &server, const DeflateOptions &client)
{
    const auto agreement = agreeToDeflate({deflateOffer(client)}, server);
    demand(agreement.has_value(), "our own offer is agreed to");
    checkAgreement(*agreement, server);
    const auto seen = acceptDeflate(agreement->header, client);
    demand(std::holds_alternative<DeflateParameters>(seen), "the client has what it asked for");
    demand(std::get<DeflateParameters>(seen) == agreement->parameters, "both ends think the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr size_t Choices = 4;
    if (size < Choices)
        return 0;
    const DeflateOptions server = optionsFrom(data[0], data[1]);
    const DeflateOptions client = optionsFrom(data[2], data[3]);
    checkOurOwn(server, client);

    const QByteArray header(reinterpret_cast<const char *>(data) + Choices, qsizetype(size - Choices));
    if (const auto agreement = agreeToDeflate(header.split(','), server))
        checkAgreement(*agreement, server);
    const auto judged = acceptDeflate(header, client);
    if (const auto *parameters = std::get_if<DeflateParameters>(&judged)) {
        demand(parseExtension(header).has_value(), "what is accepted follows the grammar");
        demand(parameters->serverMaxWindowBits <= client.serverMaxWindowBits,
            "the server's window is as asked for");
        demand(parameters->clientMaxWindowBits <= client.clientMaxWindowBits,
            "our window is no larger than we want it");
        demand(parameters->serverNoContextTakeover || !client.serverNoContextTakeover,
            "the server resets as asked");
    }
    return 0;
}

QList<QByteArray> seeds()
{
    QList<QByteArray> list;
    for (const char *header : {"permessage-deflate", "permessage-deflate; client_max_window_bits",
             "permessage-deflate; client_max_window_bits=10; server_max_window_bits=\"12\"",
             "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
             "permessage-deflate; server_max_window_bits=16, permessage-deflate; server_max_window_bits=8",
             "permessage-deflate; server_max_window_bits=08", "permessage-deflate; server_max_window_bits",
             "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
             "permessage-deflate; client_max_window_bits=\"\"",
             "x-webkit-deflate-frame, permessage-deflate; unknown", "permessage-deflate;", ";",
             "foo; bar=\"a b\"", "foo; bar=\""}) {
        for (const char *choices : {"\x07\x07\x07\x07", "\x1A\x02\x1D\x03"})
            list += QByteArray(choices, 4) + header;
    }
    return list;
}
