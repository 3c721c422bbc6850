// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/handshakefields.h"

#include "serverlib/protocol/httphead.h"

#include <QCoreApplication>

#include <algorithm>

namespace sockscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HandshakeFields", text);
}

// RFC 9110 5.5: visible characters, spaces and tabs; bytes above 0x7f are allowed as obs-text.
bool isFieldValue(const QByteArray &value)
{
    return std::all_of(value.begin(), value.end(),
        [](char c) { return c == '\t' || (uchar(c) >= 0x20 && uchar(c) != 0x7f); });
}

} // namespace

QStringList splitSubprotocols(const QString &text)
{
    QStringList names;
    for (const QString &item : text.split(u',', Qt::SkipEmptyParts))
        if (const QString name = item.trimmed(); !name.isEmpty())
            names.append(name);
    return names;
}

QString subprotocolProblem(const QStringList &names)
{
    for (const QString &name : names)
        if (!ws::isHttpToken(name.toUtf8()))
            return tr(
                "Subprotocols: “%1” is no token (RFC 6455 4.1): letters, digits and !#$%&'*+-.^_`|~ only, "
                "separated by commas.")
                .arg(name);
    return {};
}

std::optional<HeaderList> headersFromText(const QString &text, QString *error)
{
    HeaderList headers;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        const QByteArray line = lines[i].toUtf8();
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0));
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (!ws::isHttpToken(name) || !isFieldValue(value)) {
            *error =
                tr("Headers, line %1: write “Name: value”, the name of letters, digits and !#$%&'*+-.^_`|~.")
                    .arg(i + 1);
            return std::nullopt;
        }
        headers.append({name, value});
    }
    return headers;
}

} // namespace sockscope
