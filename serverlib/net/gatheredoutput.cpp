// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/gatheredoutput.h"

#include <algorithm>

namespace ws {

void GatheredOutput::copyRest(qsizetype sent, QByteArray *rest)
{
    rest->reserve(rest->size() + size() - sent);
    for (const iovec &part : parts()) {
        const QByteArrayView bytes(static_cast<const char *>(part.iov_base), qsizetype(part.iov_len));
        const qsizetype skipped = std::min(sent, bytes.size());
        rest->append(bytes.sliced(skipped));
        sent -= skipped;
    }
}

} // namespace ws
