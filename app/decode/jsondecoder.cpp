// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/payloaddecoder.h"
#include "app/text/payloadtext.h"

#include <nlohmann/json.hpp>

namespace sockscope {

namespace {

using Kind = PayloadNode::Kind;

/// nlohmann's parser says what comes, not where it stood. Tokens follow each other with nothing but space,
/// commas and colons between them, so each is found again from the end of the one before.
class JsonEvents
{
public:
    JsonEvents(QByteArrayView json, PayloadTreeBuilder *tree) : m_json(json), m_tree(tree) { }

    bool null() { return word(Kind::Null, QStringLiteral("null"), 4); }
    bool boolean(bool value)
    {
        return word(Kind::Boolean, value ? QStringLiteral("true") : QStringLiteral("false"), value ? 4 : 5);
    }
    bool number_integer(qint64 value) { return number(double(value)); }
    bool number_unsigned(quint64 value) { return number(double(value)); }
    bool number_float(double value, const std::string & /*text*/) { return number(value); }
    bool string(const std::string &text) { return m_tree->addText(text, QStringLiteral("string"), quoted()); }
    bool binary(const nlohmann::json::binary_t & /*bytes*/) { return false; } // not in JSON
    bool start_object(size_t /*unknown*/) { return start(Kind::Object, QStringLiteral("object")); }
    bool start_array(size_t /*unknown*/) { return start(Kind::Array, QStringLiteral("array")); }
    bool end_object() { return finish(); }
    bool end_array() { return finish(); }
    bool key(const std::string &name)
    {
        m_tree->setKey(QByteArray::fromStdString(name), quoted());
        return true;
    }
    bool parse_error(size_t position, const std::string & /*token*/, const nlohmann::json::exception &error)
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 8: syntax error while ..."
        const QString words = QString::fromUtf8(error.what());
        const qsizetype colon = words.indexOf(QStringLiteral(": "));
        // The parser counts to the end of the token that cannot be.
        const qsizetype last = qMin(qsizetype(position > 0 ? position - 1 : 0), m_json.size());
        m_tree->fail(qMin(last, tokenStart()), words.mid(colon + 2));
        return false;
    }

private:
    // The next token's first byte.
    qsizetype tokenStart() const
    {
        qsizetype at = m_at;
        while (at < m_json.size() && QByteArrayView(" \t\r\n,:").contains(m_json[at]))
            ++at;
        return at;
    }
    ByteRange token(qsizetype length)
    {
        const ByteRange range{tokenStart(), length};
        m_at = range.end();
        return range;
    }
    ByteRange quoted()
    {
        const qsizetype start = tokenStart();
        qsizetype at = start + 1;
        while (at < m_json.size() && m_json[at] != '"')
            at += m_json[at] == '\\' ? 2 : 1;
        return token(at + 1 - start);
    }
    bool word(Kind kind, const QString &value, qsizetype length)
    {
        return m_tree->add({.kind = kind, .value = value, .type = value, .range = token(length)});
    }
    bool number(double value)
    {
        const qsizetype start = tokenStart();
        qsizetype at = start;
        while (at < m_json.size() && QByteArrayView("+-.0123456789eE").contains(m_json[at]))
            ++at;
        const ByteRange range = token(at - start);
        return m_tree->add({.kind = Kind::Number,
            .value =
                textPreview(m_json.sliced(range.offset, range.length), PayloadTreeBuilder::MaxValueChars),
            .type = QStringLiteral("number"),
            .number = value,
            .range = range});
    }
    bool start(Kind kind, const QString &type) { return m_tree->begin(kind, type, token(1).offset); }
    bool finish()
    {
        m_tree->end(token(1).end());
        return true;
    }

    const QByteArrayView m_json;
    PayloadTreeBuilder *const m_tree;
    qsizetype m_at = 0; // behind the last token
};

class JsonDecoder : public PayloadDecoder
{
public:
    void read(QByteArrayView payload, PayloadTreeBuilder *tree) const override
    {
        JsonEvents events(payload, tree);
        nlohmann::json::sax_parse(payload.begin(), payload.end(), &events);
    }

    std::optional<double> numberAt(QByteArrayView payload, const JsonPath &path) const override
    {
        const auto value = jsonValueAt(payload, path);
        return value && value->kind == JsonValue::Kind::Number ? std::optional(value->number) : std::nullopt;
    }
};

} // namespace

std::unique_ptr<PayloadDecoder> makeJsonDecoder()
{
    return std::make_unique<JsonDecoder>();
}

} // namespace sockscope
