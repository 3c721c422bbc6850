// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace sockscope {

/// The way to a value in a JSON document: keys of objects and indices of arrays.
struct JsonPath
{
    using Step = std::variant<QByteArray, qsizetype>;
    std::vector<Step> steps;

    /// From ".a.b[0]" or "[\"a key\"]"; nullopt when it is neither.
    static std::optional<JsonPath> parse(QStringView text);
    /// What parse() would read as this path.
    QString text() const;
    bool operator==(const JsonPath &) const = default;
};

/// One value of a document. Of a string, its text without escapes, as UTF-8.
struct JsonValue
{
    enum class Kind : quint8 { Null, Boolean, Number, String, Array, Object };
    Kind kind = Kind::Null;
    bool boolean = false;
    double number = 0;
    QByteArray string = {};

    bool operator==(const JsonValue &) const = default;
};

/// The value at @p path in @p json. What stands behind that value is not looked at: the front of a document
/// that was cut will do. Nothing deeper than MaxJsonDepth is found.
inline constexpr int MaxJsonDepth = 256;
std::optional<JsonValue> jsonValueAt(QByteArrayView json, const JsonPath &path);

} // namespace sockscope
