// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/headermeanings.h"

#include "app/text/extensionwords.h"
#include "app/text/payloadtext.h"
#include "serverlib/protocol/upgrade.h"

#include <array>

namespace sockscope {

namespace {

using Meaning = QString (*)(const QByteArray &value);

struct Entry
{
    QByteArrayView name;
    Meaning meaning;
};

QList<QByteArray> items(const QByteArray &value)
{
    return ws::HttpHead{{}, {}, {{"x", value}}}.list("x");
}

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

QString hostMeaning(const QByteArray &value)
{
    return QStringLiteral("The name and port that the client dialled, %1: one server may answer to several.")
        .arg(quotedWords(value));
}

QString upgradeMeaning(const QByteArray &)
{
    return QStringLiteral("Asks to go on with the WebSocket protocol on this connection.");
}

QString connectionMeaning(const QByteArray &value)
{
    if (value.compare("close", Qt::CaseInsensitive) == 0)
        return QStringLiteral("The connection ends after this answer.");
    if (value.compare("keep-alive", Qt::CaseInsensitive) == 0)
        return QStringLiteral("Asks to keep the connection for more HTTP; an upgrade has to be named here.");
    return QStringLiteral(
        "Says that Upgrade is for the next hop only, so that no proxy passes it on unread.");
}

QString versionMeaning(const QByteArray &value)
{
    return value == "13" ? QStringLiteral("The version of the protocol: 13 is RFC 6455, the only one in use.")
                         : QStringLiteral("The version of the protocol: 13 stands for RFC 6455.");
}

QString keyMeaning(const QByteArray &value)
{
    return QStringLiteral("16 random bytes in base64; the answer must hash to %1.")
        .arg(QLatin1StringView(ws::acceptKeyFor(value)));
}

QString offeredProtocols(const QByteArray &value)
{
    const qsizetype count = items(value).size();
    return counted(count, QStringLiteral("Offers one subprotocol, which the server may take or leave."),
        QStringLiteral("Offers %1 subprotocols, the favourite first; the server takes one or none."));
}

QString originMeaning(const QByteArray &value)
{
    return value == "null"
        ? QStringLiteral("A browser does not say which page opened the connection.")
        : QStringLiteral("The page that opened the connection, as browsers tell it; a server may refuse it.");
}

QString agentMeaning(const QByteArray &)
{
    return QStringLiteral("Names the client's software; nothing in the handshake depends on it.");
}

QString credentialsMeaning(const QByteArray &value)
{
    const qsizetype space = value.indexOf(' ');
    if (space <= 0)
        return QStringLiteral("Credentials for the server; send them over TLS only.");
    const QByteArray scheme = value.first(space);
    if (scheme.compare("Basic", Qt::CaseInsensitive) == 0)
        return QStringLiteral("A user name and password, which anybody on the way can read without TLS.");
    return QStringLiteral("Credentials for the server by the scheme %1; send them over TLS only.")
        .arg(quotedWords(scheme));
}

QString cookieMeaning(const QByteArray &value)
{
    return counted(value.count(';') + 1, QStringLiteral("One cookie that a server had set before."),
        QStringLiteral("%1 cookies that a server had set before."));
}

QString cacheMeaning(const QByteArray &)
{
    return QStringLiteral("Asks caches to keep out; not part of the WebSocket handshake.");
}

QString misplacedAnswer(const QByteArray &)
{
    return QStringLiteral("Belongs to the server's answer; in a request it means nothing.");
}

constexpr std::array requestMeanings{
    Entry{"Host", hostMeaning},
    Entry{"Upgrade", upgradeMeaning},
    Entry{"Connection", connectionMeaning},
    Entry{"Sec-WebSocket-Version", versionMeaning},
    Entry{"Sec-WebSocket-Key", keyMeaning},
    Entry{"Sec-WebSocket-Protocol", offeredProtocols},
    Entry{"Sec-WebSocket-Extensions", extensionOffer},
    Entry{"Sec-WebSocket-Accept", misplacedAnswer},
    Entry{"Origin", originMeaning},
    Entry{"User-Agent", agentMeaning},
    Entry{"Authorization", credentialsMeaning},
    Entry{"Proxy-Authorization", credentialsMeaning},
    Entry{"Cookie", cookieMeaning},
    Entry{"Cache-Control", cacheMeaning},
    Entry{"Pragma", cacheMeaning},
};

QString agreedUpgrade(const QByteArray &)
{
    return QStringLiteral("Names the protocol that this connection goes on with.");
}

QString supportedVersion(const QByteArray &)
{
    return QStringLiteral("The versions of the protocol that the server speaks.");
}

QString lengthMeaning(const QByteArray &value)
{
    bool isNumber = false;
    const quint64 bytes = value.toULongLong(&isNumber);
    return isNumber ? QStringLiteral("A page of %1 follows the header.").arg(formatBytes(bytes))
                    : QStringLiteral("Should be the size of the page that follows, as a decimal number.");
}

QString typeMeaning(const QByteArray &)
{
    return QStringLiteral("What the page that follows is written in.");
}

QString locationMeaning(const QByteArray &)
{
    return QStringLiteral("Where to ask instead; few WebSocket clients follow it.");
}

QString challengeMeaning(const QByteArray &)
{
    return QStringLiteral("How to log in: ask again with an Authorization header of this kind.");
}

QString retryMeaning(const QByteArray &)
{
    return QStringLiteral("When to try again: in so many seconds, or at this time.");
}

QString allowMeaning(const QByteArray &)
{
    return QStringLiteral("The methods that the server takes at this address.");
}

QString setCookieMeaning(const QByteArray &)
{
    return QStringLiteral("A cookie for the client to send with later requests.");
}

QString serverMeaning(const QByteArray &)
{
    return QStringLiteral("Names the server's software; nothing in the handshake depends on it.");
}

constexpr std::array responseMeanings{
    Entry{"Upgrade", agreedUpgrade},
    Entry{"Connection", connectionMeaning},
    Entry{"Sec-WebSocket-Version", supportedVersion},
    Entry{"Content-Length", lengthMeaning},
    Entry{"Content-Type", typeMeaning},
    Entry{"Location", locationMeaning},
    Entry{"WWW-Authenticate", challengeMeaning},
    Entry{"Retry-After", retryMeaning},
    Entry{"Allow", allowMeaning},
    Entry{"Set-Cookie", setCookieMeaning},
    Entry{"Server", serverMeaning},
};

template <typename Entries>
QString meaningIn(const Entries &entries, const QByteArray &name, const QByteArray &value)
{
    for (const Entry &entry : entries) {
        if (entry.name.compare(name, Qt::CaseInsensitive) == 0)
            return entry.meaning(value);
    }
    return QStringLiteral("Not part of the WebSocket handshake.");
}

QString acceptMeaning(const QByteArray &value, const ws::HttpHead &request)
{
    const QByteArray key = request.value("Sec-WebSocket-Key");
    if (key.isEmpty())
        return QStringLiteral("Base64 of SHA-1 of the client's key and the RFC's GUID.");
    return value == ws::acceptKeyFor(key)
        ? QStringLiteral("Follows from the client's key: this server has read the request.")
        : QStringLiteral("Should be base64 of SHA-1 of the client's key and the RFC's GUID.");
}

QString chosenProtocol(const QByteArray &value, const ws::HttpHead &request)
{
    const qsizetype place = request.list("Sec-WebSocket-Protocol").indexOf(value);
    if (place < 0)
        return QStringLiteral("The subprotocol that the server chose.");
    return place == 0
        ? QStringLiteral("The server chose this subprotocol, the client's favourite.")
        : QStringLiteral("The server chose this subprotocol, the client's number %1.").arg(place + 1);
}

QString refusalMeaning(int status)
{
    const QString reason = QString::fromLatin1(ws::httpReasonPhrase(status)).toLower();
    if (status >= 300 && status < 400)
        return QStringLiteral("The server sends the client elsewhere, %1 %2: no WebSocket here.")
            .arg(status)
            .arg(reason);
    return QStringLiteral("The server refuses the upgrade, %1 %2.").arg(status).arg(reason);
}

} // namespace

QString quotedWords(const QByteArray &words)
{
    constexpr qsizetype Shown = 60;
    const QString text = QString::fromLatin1(words.left(Shown));
    return QStringLiteral("\"%1%2\"").arg(text, words.size() > Shown ? QStringLiteral("…") : QString());
}

QString requestLineMeaning(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3)
        return QStringLiteral("Should be a method, a path and a version, with one space between them.");
    return QStringLiteral("Asks for the path %1 by %2, in the words of %3.")
        .arg(quotedWords(words[1]), QString::fromLatin1(words[0].left(16)),
            QString::fromLatin1(words[2].left(16)));
}

QString statusLineMeaning(const QByteArray &line)
{
    ws::HttpHead head;
    head.startLine = line;
    const int status = ws::httpStatus(head);
    if (status == 101)
        return QStringLiteral("The server agrees: behind this header the connection speaks WebSocket.");
    if (status == 0)
        return QStringLiteral("Should be a version, a status of three digits and a reason.");
    if (status < 200)
        return QStringLiteral("An interim answer: the real one follows.");
    if (status < 300)
        return QStringLiteral("The server answers as to any HTTP request, and does not upgrade.");
    return refusalMeaning(status);
}

QString requestHeaderMeaning(const QByteArray &name, const QByteArray &value)
{
    return meaningIn(requestMeanings, name, value);
}

QString responseHeaderMeaning(const QByteArray &name, const QByteArray &value, const ws::HttpHead &request)
{
    if (name.compare("Sec-WebSocket-Accept", Qt::CaseInsensitive) == 0)
        return acceptMeaning(value, request);
    if (name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) == 0)
        return chosenProtocol(value, request);
    if (name.compare("Sec-WebSocket-Extensions", Qt::CaseInsensitive) == 0)
        return extensionAnswer(value);
    return meaningIn(responseMeanings, name, value);
}

} // namespace sockscope
