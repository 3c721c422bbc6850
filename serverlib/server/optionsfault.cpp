// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/server/optionsfault_p.h"

#include "serverlib/protocol/extraheaders.h"

#include <algorithm>

namespace ws {

namespace {

// RFC 3986 3.3: what stands in a request line as it is, and has an end before the query.
bool isPath(const QString &path)
{
    return path.startsWith(u'/') && std::ranges::all_of(path, [](QChar c) {
        return c > u' ' && c < u'\x7F' && c != u'?' && c != u'#';
    });
}

} // namespace

QString optionsFault(const ServerOptions &options)
{
    if (!options.path.isEmpty() && !isPath(options.path))
        return QStringLiteral("The path \"%1\" must start with / and be percent-encoded, without a query")
            .arg(options.path);
    return extraHeadersFault(options.headers);
}

} // namespace ws
