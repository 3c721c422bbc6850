// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter/jsonpath.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sockscope {

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// That needs no quotes, in a filter's words either.
bool isPlainKey(const QByteArray &key)
{
    const auto isPlain = [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !key.isEmpty() && std::ranges::all_of(key, isPlain);
}

// \u0041, at the four digits; 0xFFFD where there are none.
char16_t escapedUnit(QByteArrayView digits)
{
    uint unit = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), unit, 16);
    return error == std::errc() && end == digits.end() && digits.size() == 4 ? char16_t(unit) : u'\uFFFD';
}

// What stands between the quotes, without its escapes.
QByteArray unescaped(QByteArrayView quoted)
{
    if (!quoted.contains('\\'))
        return quoted.toByteArray();
    QString text;
    qsizetype at = 0;
    while (at < quoted.size()) {
        const qsizetype escape = quoted.indexOf('\\', at);
        const qsizetype plainEnd = escape < 0 ? quoted.size() : escape;
        text += QString::fromUtf8(quoted.sliced(at, plainEnd - at));
        if (plainEnd + 1 >= quoted.size())
            break;
        const char escaped = quoted[plainEnd + 1];
        at = plainEnd + 2;
        if (escaped == 'u') {
            text += QChar(escapedUnit(quoted.sliced(at).first(qMin<qsizetype>(4, quoted.size() - at))));
            at = qMin(at + 4, quoted.size());
            continue;
        }
        const char *const names = "bfnrt";
        const char *const found = std::strchr(names, escaped);
        text += QLatin1Char(found && *found ? "\b\f\n\r\t"[found - names] : escaped);
    }
    return text.toUtf8();
}

/// Walks through a document once, from its front. Each reader returns false where the text is not JSON.
class Walker
{
public:
    explicit Walker(QByteArrayView json) : m_at(json.begin()), m_end(json.end()) { }

    /// Goes to the value that a step leads to from the value it stands at.
    bool enter(const JsonPath::Step &step)
    {
        const auto *key = std::get_if<QByteArray>(&step);
        return key ? enterObject(*key) : enterArray(std::get<qsizetype>(step));
    }

    std::optional<JsonValue> value()
    {
        using Kind = JsonValue::Kind;
        skipSpace();
        if (m_at == m_end)
            return std::nullopt;
        switch (*m_at) {
        case '{':
            return JsonValue{Kind::Object};
        case '[':
            return JsonValue{Kind::Array};
        case '"':
            if (QByteArrayView quoted; readString(&quoted))
                return JsonValue{.kind = Kind::String, .string = unescaped(quoted)};
            return std::nullopt;
        case 't':
            return literal("true", {.kind = Kind::Boolean, .boolean = true});
        case 'f':
            return literal("false", {.kind = Kind::Boolean, .boolean = false});
        case 'n':
            return literal("null", {.kind = Kind::Null});
        default:
            return number();
        }
    }

private:
    bool enterObject(const QByteArray &wanted)
    {
        if (!take('{'))
            return false;
        while (!take('}')) {
            QByteArrayView key;
            skipSpace();
            if (!readString(&key) || !take(':'))
                return false;
            const bool isSame = key.contains('\\') ? unescaped(key) == wanted : key == QByteArrayView(wanted);
            if (isSame)
                return true;
            if (!skipValue())
                return false;
            take(',');
        }
        return false;
    }

    bool enterArray(qsizetype wanted)
    {
        if (!take('['))
            return false;
        for (qsizetype index = 0; !take(']'); ++index) {
            if (index == wanted)
                return true;
            if (!skipValue())
                return false;
            take(',');
        }
        return false;
    }

    bool skipValue()
    {
        int depth = 0;
        do {
            skipSpace();
            if (m_at == m_end)
                return false;
            if (*m_at == '"') {
                if (QByteArrayView quoted; !readString(&quoted))
                    return false;
                continue;
            }
            if (*m_at == '{' || *m_at == '[') {
                if (++depth > MaxJsonDepth)
                    return false;
            } else if (*m_at == '}' || *m_at == ']') {
                --depth;
            } else if (*m_at != ',' && *m_at != ':') {
                skipWord();
                continue;
            }
            ++m_at;
        } while (depth > 0);
        return depth == 0;
    }

    void skipWord() // a number, true, false, null
    {
        do
            ++m_at;
        while (m_at != m_end && !std::strchr(" \t\r\n,:\"{}[]", *m_at));
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
    }

    bool take(char byte)
    {
        skipSpace();
        if (m_at == m_end || *m_at != byte)
            return false;
        ++m_at;
        return true;
    }

    // At an opening quote; leaves behind the closing one.
    bool readString(QByteArrayView *quoted)
    {
        if (m_at == m_end || *m_at != '"')
            return false;
        const char *const begin = ++m_at;
        while (m_at != m_end) {
            const auto *const quote = static_cast<const char *>(std::memchr(m_at, '"', size_t(m_end - m_at)));
            if (!quote)
                return false;
            qsizetype backslashes = 0;
            while (quote - backslashes > begin && quote[-backslashes - 1] == '\\')
                ++backslashes;
            m_at = quote + 1;
            if (backslashes % 2 == 0) {
                *quoted = QByteArrayView(begin, quote);
                return true;
            }
        }
        return false;
    }

    std::optional<JsonValue> literal(QByteArrayView word, const JsonValue &value) const
    {
        return QByteArrayView(m_at, m_end).startsWith(word) ? std::optional(value) : std::nullopt;
    }

    std::optional<JsonValue> number() const
    {
        if (*m_at != '-' && !isDigit(*m_at))
            return std::nullopt;
        JsonValue value{JsonValue::Kind::Number};
        const auto [end, error] = std::from_chars(m_at, m_end, value.number);
        return error == std::errc() ? std::optional(value) : std::nullopt;
    }

    const char *m_at;
    const char *const m_end;
};

} // namespace

std::optional<JsonPath> JsonPath::parse(QStringView text)
{
    JsonPath path;
    while (!text.isEmpty()) {
        qsizetype length = 0;
        if (text.startsWith(u'.')) {
            length = 1;
            while (length < text.size() && text[length] != u'.' && text[length] != u'[')
                ++length;
            if (length == 1)
                return std::nullopt;
            path.steps.emplace_back(text.sliced(1, length - 1).toUtf8());
        } else if (text.startsWith(u"[\"") || text.startsWith(u"['")) {
            length = text.indexOf(QString(text[1]) + u']', 2) + 2;
            if (length < 2)
                return std::nullopt;
            path.steps.emplace_back(text.sliced(2, length - 4).toUtf8());
        } else {
            bool isIndex = false;
            length = text.indexOf(u']') + 1;
            const qsizetype index =
                length > 1 && text.startsWith(u'[') ? text.sliced(1, length - 2).toLongLong(&isIndex) : 0;
            if (!isIndex || index < 0)
                return std::nullopt;
            path.steps.emplace_back(index);
        }
        text = text.sliced(length);
    }
    return path;
}

QString JsonPath::text() const
{
    QString text;
    for (const Step &step : steps) {
        const auto *key = std::get_if<QByteArray>(&step);
        if (!key)
            text += QStringLiteral("[%1]").arg(std::get<qsizetype>(step));
        else if (isPlainKey(*key))
            text += u'.' + QString::fromUtf8(*key);
        else
            text += QString(key->contains("\"]") ? QStringLiteral("['%1']") : QStringLiteral("[\"%1\"]"))
                        .arg(QString::fromUtf8(*key));
    }
    return text;
}

std::optional<JsonValue> jsonValueAt(QByteArrayView json, const JsonPath &path)
{
    Walker walker(json);
    for (const JsonPath::Step &step : path.steps) {
        if (!walker.enter(step))
            return std::nullopt;
    }
    return walker.value();
}

} // namespace sockscope
