// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Text, JSON, base64 and files; hex has a file of its own.
#include "app/compose/payloadinput.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

constexpr std::array<QStringView, InputFormCount> FormNames{u"text", u"json", u"hex", u"base64", u"file"};

InputError tooLarge(const QString &what)
{
    return {0, 0, QStringLiteral("%1 is larger than 16 MiB, the most that is composed").arg(what),
        QStringLiteral("send it in parts")};
}

/// Keeps nothing of the JSON but its first mistake.
class JsonCheck : public nlohmann::json::json_sax_t
{
public:
    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(number_integer_t /*value*/) override { return true; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
    bool number_float(number_float_t /*value*/, const string_t & /*text*/) override { return true; }
    bool string(string_t & /*text*/) override { return true; }
    bool binary(binary_t & /*bytes*/) override { return true; }
    bool start_object(size_t /*size*/) override { return true; }
    bool key(string_t & /*name*/) override { return true; }
    bool end_object() override { return true; }
    bool start_array(size_t /*size*/) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(
        size_t position, const std::string & /*token*/, const nlohmann::json::exception &error) override
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 8: syntax error while ..."
        const QString words = QString::fromUtf8(error.what());
        m_reason = words.mid(words.indexOf(QStringLiteral(": ")) + 2);
        m_offset = qsizetype(position > 0 ? position - 1 : 0);
        return false;
    }

    const QString &reason() const { return m_reason; }
    qsizetype offset() const { return m_offset; }

private:
    QString m_reason;
    qsizetype m_offset = 0; // bytes before the mistake
};

int base64Digit(QChar character)
{
    const char16_t value = character.unicode();
    if (value >= 'A' && value <= 'Z')
        return value - 'A';
    if (value >= 'a' && value <= 'z')
        return value - 'a' + 26;
    if (value >= '0' && value <= '9')
        return value - '0' + 52;
    if (value == '+' || value == '-')
        return 62;
    return value == '/' || value == '_' ? 63 : -1;
}

} // namespace

QString inputFormName(InputForm form)
{
    return FormNames[size_t(form)].toString();
}

std::optional<InputForm> inputFormNamed(QStringView name)
{
    const auto found = std::ranges::find(FormNames, name);
    return found == FormNames.end() ? std::nullopt : std::optional(InputForm(found - FormNames.begin()));
}

PayloadResult readPayload(InputForm form, const QString &source)
{
    PayloadResult result;
    switch (form) {
    case InputForm::Text:
        result = readTextPayload(source);
        break;
    case InputForm::Json:
        result = readJsonPayload(source);
        break;
    case InputForm::Hex:
        result = readHexPayload(source);
        break;
    case InputForm::Base64:
        result = readBase64Payload(source);
        break;
    case InputForm::File:
        result = readFilePayload(source);
        break;
    }
    const auto *bytes = std::get_if<QByteArray>(&result);
    return bytes != nullptr && bytes->size() > MaxComposedPayload ? tooLarge(QStringLiteral("the payload"))
                                                                  : result;
}

PayloadResult readTextPayload(QStringView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair =
            text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        if (isPair)
            ++at;
        else if (text[at].isSurrogate())
            return errorAt(text, at, QStringLiteral("half of a surrogate pair has no UTF-8"),
                QStringLiteral("delete it, or write the bytes you mean in hex"));
    }
    return text.toUtf8();
}

PayloadResult readJsonPayload(QStringView text)
{
    PayloadResult result = readTextPayload(text);
    const auto *json = std::get_if<QByteArray>(&result);
    if (json == nullptr)
        return result;
    JsonCheck check;
    if (nlohmann::json::sax_parse(json->begin(), json->end(), &check))
        return result;
    const qsizetype index = QString::fromUtf8(json->first(qMin(check.offset(), json->size()))).size();
    return errorAt(text, index, check.reason(),
        QStringLiteral("correct it, or send it as text if it is meant to be wrong"));
}

PayloadResult readBase64Payload(QStringView text)
{
    QByteArray bytes;
    quint32 bits = 0;
    int digits = 0;
    qsizetype padding = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at].isSpace())
            continue;
        const int digit = base64Digit(text[at]);
        if (text[at] == u'=' && digits % 4 >= 2 && digits % 4 + padding < 4) {
            ++padding;
        } else if (digit < 0 || padding > 0) {
            const QString rule = padding > 0 && digit >= 0
                ? QStringLiteral("%1 comes after the padding").arg(quotedCharacter(text, at))
                : QStringLiteral("%1 is not a base64 digit here").arg(quotedCharacter(text, at));
            return errorAt(text, at, rule,
                QStringLiteral("write A-Z, a-z, 0-9, + and / or - and _; = ends the text or is left out"));
        } else {
            bits = bits << 6 | quint32(digit);
            ++digits;
            if (digits % 4 != 1)
                bytes.append(char(bits >> (6 - 2 * ((digits - 1) % 4))));
        }
    }
    if (digits % 4 == 1)
        return errorAt(text, text.size(), QStringLiteral("base64 ends within a byte"),
            QStringLiteral("a last group has two, three or four digits: was one cut off?"));
    return bytes;
}

PayloadResult readFilePayload(const QString &path)
{
    QFile file(path);
    const auto unreadable = [&](const QString &why) {
        return InputError{0, 0, QStringLiteral("the file “%1” cannot be read: %2").arg(path, why),
            QStringLiteral("check its name and its permissions")};
    };
    if (path.isEmpty())
        return InputError{0, 0, QStringLiteral("no file is named"), QStringLiteral("choose one")};
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    // One more than is allowed: a device or a pipe does not say its size.
    const QByteArray bytes = file.read(MaxComposedPayload + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(file.errorString());
    if (bytes.size() > MaxComposedPayload)
        return tooLarge(QStringLiteral("the file “%1”").arg(path));
    return bytes;
}

} // namespace sockscope
