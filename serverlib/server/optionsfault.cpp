// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/optionsfault_p.h"

#include "serverlib/protocol/extraheaders.h"

namespace ws {

QString optionsFault(const ServerOptions &options)
{
    if (!options.path.isEmpty() && !isPlainPath(options.path))
        return QStringLiteral("The path \"%1\" must start with / and be percent-encoded, without a query")
            .arg(options.path);
    if (const QString fault = deflateOptionsFault(options.perMessageDeflate); !fault.isEmpty())
        return fault;
    return extraHeadersFault(options.headers);
}

} // namespace ws
