// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/fileformat.h"

#include "serverlib/protocol/rule.h"

#include <QCoreApplication>

#include <cstring>

namespace sockscope::fileformat {

namespace {

QByteArray ruleNames()
{
    QByteArray names;
    for (int i = 0; i < ws::RuleCount; ++i) {
        names += ws::ruleInfo(ws::Rule(i)).name;
        names += '\0';
    }
    return names;
}

} // namespace

QByteArray headerPage(const QDateTime &startedAt, bool isClosed)
{
    const QByteArray names = ruleNames();
    FileHeader header;
    header.ruleNamesBytes = quint32(names.size());
    header.startedAtMs = startedAt.toMSecsSinceEpoch();
    header.isClosed = isClosed ? 1 : 0;
    const QByteArray writer =
        QStringLiteral("%1 %2")
            .arg(QCoreApplication::applicationName(), QCoreApplication::applicationVersion())
            .toUtf8()
            .left(qsizetype(header.writer.size()) - 1);
    std::memcpy(header.writer.data(), writer.constData(), size_t(writer.size()));
    QByteArray page(reinterpret_cast<const char *>(&header), sizeof header);
    page += names;
    Q_ASSERT(page.size() <= HeaderBytes);
    return page.append(HeaderBytes - page.size(), '\0');
}

} // namespace sockscope::fileformat
