// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/jsontext.h"

#include <QJsonDocument>

namespace sockscope {

namespace {

constexpr qsizetype LineWidth = 96;
constexpr int IndentWidth = 2;
constexpr int MaxIndent =
    40; // deeper levels are not indented further, or text would grow with the square of depth

bool isOpening(QChar c)
{
    return c == u'{' || c == u'[';
}

bool isClosing(QChar c)
{
    return c == u'}' || c == u']';
}

/// Lays out text that is known to be valid JSON. QJsonDocument itself would sort keys and rewrite figures.
class JsonPrinter
{
public:
    explicit JsonPrinter(const QString &json) : m_json(json) { }

    QString print()
    {
        while (m_at < m_json.size())
            step();
        return m_out;
    }

private:
    void step()
    {
        const QChar c = m_json[m_at];
        if (c.isSpace()) {
            ++m_at;
        } else if (isOpening(c)) {
            open();
        } else if (isClosing(c)) {
            --m_depth;
            newLine();
            take();
        } else if (c == u',') {
            take();
            newLine();
        } else if (c == u':') {
            take();
            m_out += u' ';
        } else {
            m_out += scalar(&m_at);
        }
    }

    void open()
    {
        qsizetype at = m_at;
        if (const QString line = oneLine(&at); !line.isEmpty()) {
            m_out += line;
            m_at = at;
            return;
        }
        take();
        ++m_depth;
        newLine();
    }

    void take() { m_out += m_json[m_at++]; }

    void newLine() { m_out += u'\n' + QString(qMin(m_depth * IndentWidth, MaxIndent), u' '); }

    // A string, number or literal.
    QString scalar(qsizetype *at) const
    {
        const qsizetype start = *at;
        if (m_json[start] != u'"') {
            while (*at < m_json.size() && !isClosing(m_json[*at]) && m_json[*at] != u','
                && !m_json[*at].isSpace())
                ++*at;
            return m_json.mid(start, *at - start);
        }
        for (++*at; m_json[*at] != u'"'; ++*at) {
            if (m_json[*at] == u'\\')
                ++*at;
        }
        ++*at;
        return m_json.mid(start, *at - start);
    }

    // The container at *at if it fits one line, and *at behind it; else empty.
    QString oneLine(qsizetype *at) const
    {
        QString line;
        int depth = 0;
        do {
            const QChar c = m_json[*at];
            if (c.isSpace()) {
                ++*at;
                continue;
            }
            if (isOpening(c) || isClosing(c) || c == u',' || c == u':') {
                depth += isOpening(c) ? 1 : isClosing(c) ? -1 : 0;
                line += c;
                if (c == u',' || c == u':')
                    line += u' ';
                ++*at;
            } else {
                line += scalar(at);
            }
            if (line.size() > LineWidth)
                return {};
        } while (depth > 0);
        return line;
    }

    QString m_json;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<QString> jsonText(const QByteArray &json)
{
    if (json.size() > MaxJsonBytes || QJsonDocument::fromJson(json).isNull())
        return std::nullopt;
    return JsonPrinter(QString::fromUtf8(json)).print();
}

} // namespace sockscope
