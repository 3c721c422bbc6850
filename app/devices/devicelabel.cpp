// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/devicelabel.h"

#include "serverlib/protocol/httphead.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

struct Product
{
    QString name;
    QString version;
};

// What nearly every browser claims to be, and the platform under a library: tells nothing of the device.
constexpr std::array<QLatin1StringView, 6> common{QLatin1StringView("Mozilla"),
    QLatin1StringView("AppleWebKit"), QLatin1StringView("Gecko"), QLatin1StringView("Version"),
    QLatin1StringView("Safari"), QLatin1StringView("Python")};

// RFC 9110 5.6.5: comments are in parentheses and nest.
QString withoutComments(const QString &text)
{
    QString kept;
    int depth = 0;
    for (const QChar character : text) {
        if (character == QLatin1Char('('))
            ++depth;
        else if (character == QLatin1Char(')'))
            depth = std::max(depth - 1, 0);
        else if (depth == 0)
            kept.append(character);
    }
    return kept.simplified();
}

// "120.0.6099.109" says no more to a person than "120".
QString shortVersion(const QString &version)
{
    QString kept = version.section(QLatin1Char('.'), 0, 1);
    if (kept.endsWith(QLatin1String(".0")))
        kept.chop(2);
    return kept;
}

QList<Product> products(const QString &agent)
{
    QList<Product> found;
    for (const QString &token : agent.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const qsizetype slash = token.indexOf(QLatin1Char('/'));
        if (slash > 0)
            found.append({token.left(slash), shortVersion(token.mid(slash + 1))});
    }
    return found;
}

QString agentLabel(const QString &userAgent)
{
    const QString agent = withoutComments(userAgent);
    // Firmware writes free words rather than the products of RFC 9110 10.1.5: "ESP32 Websocket Client".
    if (!agent.section(QLatin1Char(' '), 0, 0).contains(QLatin1Char('/')))
        return agent;
    const QList<Product> all = products(agent);
    const auto telling = std::ranges::find_if(all, [](const Product &product) {
        return std::ranges::none_of(
            common, [&product](QLatin1StringView name) { return product.name == name; });
    });
    const Product &chosen = telling != all.end() ? *telling : all.last();
    return chosen.version.isEmpty() ? chosen.name : chosen.name + QLatin1Char(' ') + chosen.version;
}

QString queryLabel(const QByteArray &startLine)
{
    const QList<QByteArray> parts = startLine.split(' ');
    if (parts.size() < 2)
        return {};
    const QUrlQuery query(QUrl::fromEncoded(parts[1]));
    for (const QString &key : {QStringLiteral("device"), QStringLiteral("id")}) {
        const QString value = printableLabel(query.queryItemValue(key, QUrl::FullyDecoded));
        if (!value.isEmpty())
            return value;
    }
    return {};
}

} // namespace

QString printableLabel(const QString &text)
{
    QString kept;
    for (const QChar character : text) {
        if (character.isPrint())
            kept.append(character);
    }
    return kept.simplified().left(MaxDeviceLabel);
}

DeviceLabel deviceLabel(QByteArrayView requestHead)
{
    using Source = DeviceLabel::Source;
    ws::HttpHeadReader reader(ws::HttpHeadReader::Kind::Request, {});
    qsizetype consumed = 0;
    const auto result = reader.feed(requestHead, &consumed);
    const auto *head = std::get_if<ws::HttpHead>(&result);
    if (!head)
        return {};
    for (const char *name : {"X-Device-Id", "X-Device-Name"}) {
        const QString value = printableLabel(QString::fromUtf8(head->value(name)));
        if (!value.isEmpty())
            return {value, Source::Id};
    }
    if (const QString label = queryLabel(head->startLine); !label.isEmpty())
        return {label, Source::Id};
    const QString label = printableLabel(agentLabel(QString::fromUtf8(head->value("User-Agent"))));
    return label.isEmpty() ? DeviceLabel() : DeviceLabel{label, Source::Agent};
}

} // namespace sockscope
