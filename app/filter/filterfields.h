// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace sockscope {

/// What a filter can ask of a row.
enum class FilterFieldId : quint8 {
    Row,
    Time,
    Connection,
    Kind,
    Event,
    Direction,
    Opcode,
    MessageOpcode,
    Fin,
    Rsv1,
    Rsv2,
    Rsv3,
    Mask,
    Compressed,
    Length,
    Message,
    Fragment,
    Reads,
    Rtt,
    Violation,
    Text,
    Bytes,
    CloseCode,
    CloseReason,
    Json,
    Device,
    Peer,
    Path,
    Subprotocol,
};

/// What a field's values are, and with that which operators it takes.
enum class FilterType : quint8 {
    Number,
    Size, ///< a number of bytes: 125, 4k, 1MiB
    Duration, ///< nanoseconds inside: 50ms, 2.5s
    Choice, ///< one of the field's names
    Flag, ///< 0 or 1
    Text,
    Bytes,
    Json, ///< whatever the payload has there
};

enum class FilterOperator : quint8 {
    Has, ///< no operator: the row has the field; of a flag, it is set
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Contains,
    ContainsAnyCase,
    Matches,
};

/// A value that can be written as a word.
struct FilterValueName
{
    QString name;
    qint64 number;
    QString description;
};

/// One line of the table that lexer, parser, completion and help share.
struct FilterField
{
    FilterFieldId id;
    FilterType type;
    QString name;
    std::vector<QString> aliases; ///< Wireshark's names first
    QString description;
    QString example; ///< a whole filter
    std::vector<FilterValueName> values = {};
};

/// The table, in the order in which help shows it.
std::span<const FilterField> filterFields();
/// By name or alias, in any case.
const FilterField *filterFieldNamed(QStringView name);
/// What @p name was probably meant to be; empty when nothing is near.
QString nearestFieldName(QStringView name);

/// The number that @p name stands for, in any case. A rule may be named without its "WS_ERR_".
std::optional<qint64> filterValueNamed(const FilterField &field, QStringView name);

/// How an operator is written, with its other spellings behind it.
struct FilterOperatorName
{
    FilterOperator op;
    QString name;
    std::vector<QString> aliases;
    QString description;
};
std::span<const FilterOperatorName> filterOperators();
const FilterOperatorName *filterOperatorNamed(QStringView name);
/// False for `fin > 1` and the like.
bool takesOperator(FilterType type, FilterOperator op);
/// "a number", "a duration such as 50ms".
QString filterTypeWords(FilterType type);

} // namespace sockscope
