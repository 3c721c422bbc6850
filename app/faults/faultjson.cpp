// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/faultjson.h"

#include "app/compose/payloadinput.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace sockscope {

namespace {

using namespace Qt::StringLiterals;

constexpr int Version = 1;
constexpr int Opcodes = 16;
constexpr std::array<QStringView, 3> Directions{u"toDevice", u"fromDevice", u"both"}; // FaultDirection
// Opcodes that have a name; the others are written as numbers.
constexpr std::array<std::pair<QStringView, ws::Opcode>, 6> OpcodeNames{{
    {u"continuation", ws::Opcode::Continuation},
    {u"text", ws::Opcode::Text},
    {u"binary", ws::Opcode::Binary},
    {u"close", ws::Opcode::Close},
    {u"ping", ws::Opcode::Ping},
    {u"pong", ws::Opcode::Pong},
}};

QJsonArray opcodesToJson(quint16 opcodes)
{
    QJsonArray json;
    for (int opcode = 0; opcode < Opcodes; ++opcode) {
        if (((opcodes >> opcode) & 1) == 0)
            continue;
        const auto named =
            std::ranges::find(OpcodeNames, ws::Opcode(opcode), &decltype(OpcodeNames)::value_type::second);
        json.append(named != OpcodeNames.end() ? QJsonValue(named->first.toString()) : QJsonValue(opcode));
    }
    return json;
}

std::optional<quint16> opcodesFromJson(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    quint16 opcodes = 0;
    const QJsonArray items = value.toArray();
    for (const auto &item : items) {
        const QString name = item.toString();
        const auto named =
            std::ranges::find(OpcodeNames, QStringView(name), &decltype(OpcodeNames)::value_type::first);
        const qint64 opcode = named != OpcodeNames.end() ? qint64(named->second) : item.toInteger(-1);
        if (opcode < 0 || opcode >= Opcodes)
            return std::nullopt;
        opcodes |= quint16(1 << opcode);
    }
    return opcodes != 0 ? std::optional(opcodes) : std::nullopt;
}

QJsonObject faultToJson(const Fault &fault)
{
    const Fault usual = Fault::ofKind(fault.kind);
    QJsonObject json{{"fault"_L1, faultInfo(fault.kind).key}};
    if (!fault.on)
        json.insert("on"_L1, false);
    if (fault.scope.direction != usual.scope.direction)
        json.insert("direction"_L1, Directions[size_t(fault.scope.direction)].toString());
    if (fault.scope.opcodes != usual.scope.opcodes)
        json.insert("opcodes"_L1, opcodesToJson(fault.scope.opcodes));
    if (fault.scope.next != 0)
        json.insert("next"_L1, fault.scope.next);
    if (fault.scope.fromMs != 0)
        json.insert("fromMs"_L1, fault.scope.fromMs);
    if (!fault.parameters.isEmpty())
        json.insert("parameters"_L1, fault.parameters);
    return json;
}

bool isWholeNumber(const QJsonValue &value, qint64 least, qint64 most)
{
    return value.isDouble() && value.toInteger(least - 1) >= least && value.toInteger(most + 1) <= most;
}

/// Reads one fault. Each function returns what is wrong behind the path, empty when nothing is.
class FaultReader
{
public:
    explicit FaultReader(Fault *fault) : m_fault(fault), m_info(faultInfo(fault->kind)) { }

    QString read(const QString &name, const QJsonValue &value)
    {
        if (name == u"on") {
            m_fault->on = value.toBool();
            return value.isBool() ? QString() : QStringLiteral(".on wants true or false");
        }
        if (name == u"direction")
            return readDirection(value);
        if (name == u"opcodes")
            return readOpcodes(value);
        if (name == u"next")
            return readNext(value);
        if (name == u"fromMs")
            return readTime(value);
        if (name == u"parameters")
            return readParameters(value);
        return QStringLiteral(
            ".%1: there is no such field; it has fault, on, direction, opcodes, next, fromMs "
            "and parameters")
            .arg(name);
    }

private:
    QString notHere(const QString &name) const
    {
        return QStringLiteral(".%1: \"%2\" has none; leave it out").arg(name, m_info.key);
    }

    QString readDirection(const QJsonValue &value)
    {
        const QString name = value.toString();
        const auto found = std::ranges::find(Directions, QStringView(name));
        if (found == Directions.end())
            return QStringLiteral(".direction wants \"toDevice\", \"fromDevice\" or \"both\"");
        m_fault->scope.direction = FaultDirection(found - Directions.begin());
        const bool toDevice = m_fault->scope.direction != FaultDirection::FromDevice;
        const bool fromDevice = m_fault->scope.direction != FaultDirection::ToDevice;
        if (!m_info.toDevice && !m_info.fromDevice)
            return notHere(QStringLiteral("direction"));
        if ((toDevice && !m_info.toDevice) || (fromDevice && !m_info.fromDevice))
            return QStringLiteral(".direction wants \"%1\": \"%2\" works one way only")
                .arg(Directions[size_t(Fault::ofKind(m_info.kind).scope.direction)], m_info.key);
        return {};
    }

    QString readOpcodes(const QJsonValue &value)
    {
        if (!m_info.hasOpcodes)
            return notHere(QStringLiteral("opcodes"));
        const auto opcodes = opcodesFromJson(value);
        m_fault->scope.opcodes = opcodes.value_or(FaultScope::AllOpcodes);
        return opcodes ? QString()
                       : QStringLiteral(".opcodes wants an array of \"text\", \"binary\", \"continuation\", "
                                        "\"ping\", \"pong\", \"close\" and numbers from 0 to 15");
    }

    QString readNext(const QJsonValue &value)
    {
        if (m_info.counts == FaultCount::Nothing)
            return notHere(QStringLiteral("next"));
        m_fault->scope.next = value.toInteger();
        return isWholeNumber(value, 0, FaultLimits::Frames)
            ? QString()
            : QStringLiteral(".next wants a whole number from 0, for all, to %1").arg(FaultLimits::Frames);
    }

    QString readTime(const QJsonValue &value)
    {
        if (!m_info.hasTime)
            return notHere(QStringLiteral("fromMs"));
        m_fault->scope.fromMs = value.toInteger();
        return isWholeNumber(value, 0, FaultLimits::TimeMs)
            ? QString()
            : QStringLiteral(".fromMs wants whole milliseconds from 0 to %1").arg(FaultLimits::TimeMs);
    }

    QString readParameters(const QJsonValue &value)
    {
        if (!value.isObject())
            return QStringLiteral(".parameters wants an object");
        m_fault->parameters = value.toObject();
        for (auto item = m_fault->parameters.constBegin(); item != m_fault->parameters.constEnd(); ++item) {
            if (const QString fault = faultParameterFault(m_info, item.key(), item.value()); !fault.isEmpty())
                return QStringLiteral(".parameters.") + fault;
        }
        return {};
    }

    Fault *m_fault;
    const FaultInfo &m_info;
};

QString readFault(const QJsonValue &value, const QString &path, Fault *fault)
{
    if (!value.isObject())
        return path + QStringLiteral(" wants an object");
    const QJsonObject json = value.toObject();
    const QString key = json.value("fault"_L1).toString();
    const auto kind = faultKindFromKey(key);
    if (!kind)
        return QStringLiteral("%1.fault: there is no fault called \"%2\"; sockscope-cli serve --fault list "
                              "names them")
            .arg(path, key);
    *fault = Fault::ofKind(*kind);
    FaultReader reader(fault);
    for (auto item = json.begin(); item != json.end(); ++item) {
        if (item.key() == u"fault")
            continue;
        if (const QString wrong = reader.read(item.key(), item.value()); !wrong.isEmpty())
            return path + wrong;
    }
    return {};
}

QString readText(
    const QJsonValue &value, QLatin1StringView path, qsizetype least, qsizetype most, QString *text)
{
    *text = value.toString();
    const bool fits = (value.isString() || (value.isUndefined() && least == 0)) && text->size() >= least
        && text->size() <= most;
    return fits ? QString() : QStringLiteral("%1 wants %2 to %3 characters").arg(path).arg(least).arg(most);
}

QString readProfile(const QJsonObject &json, FaultProfile *profile)
{
    if (json.value("sockscope"_L1).toString() != u"faults")
        return QStringLiteral("$.sockscope wants \"faults\": this is no file of faults");
    if (json.value("version"_L1).toInt() != Version)
        return QStringLiteral("$.version wants %1: a newer Sockscope has written this").arg(Version);
    constexpr std::array Known{"sockscope"_L1, "version"_L1, "name"_L1, "words"_L1, "faults"_L1};
    for (auto item = json.begin(); item != json.end(); ++item) {
        if (std::ranges::find(Known, item.key()) == Known.end())
            return QStringLiteral("$.%1: there is no such field").arg(item.key());
    }
    QString wrong = readText(json.value("name"_L1), "$.name"_L1, 1, FaultLimits::NameChars, &profile->name);
    if (wrong.isEmpty())
        wrong = readText(json.value("words"_L1), "$.words"_L1, 0, FaultLimits::WordsChars, &profile->words);
    const QJsonArray faults = json.value("faults"_L1).toArray();
    if (wrong.isEmpty() && (!json.value("faults"_L1).isArray() || faults.size() > FaultLimits::Faults))
        wrong = QStringLiteral("$.faults wants an array of at most %1 faults").arg(FaultLimits::Faults);
    for (qsizetype i = 0; i < faults.size() && wrong.isEmpty(); ++i)
        wrong = readFault(faults[i], QStringLiteral("$.faults[%1]").arg(i), &profile->faults.emplaceBack());
    return wrong;
}

} // namespace

QString faultParameterFault(const FaultInfo &info, const QString &key, const QJsonValue &value)
{
    const FaultParameter *parameter = info.parameter(key);
    if (parameter == nullptr) {
        QStringList keys;
        for (const FaultParameter &known : info.parameters)
            keys.append(known.key);
        return QStringLiteral("%1: \"%2\" has no such parameter; it takes %3")
            .arg(key, info.key, keys.isEmpty() ? QStringLiteral("none") : keys.join(QStringLiteral(", ")));
    }
    switch (parameter->type) {
    case FaultParameter::Type::Number:
        if (isWholeNumber(value, parameter->least, parameter->most))
            return {};
        return QStringLiteral("%1 wants a whole number from %2 to %3%4")
            .arg(key)
            .arg(parameter->least)
            .arg(parameter->most)
            .arg(parameter->unit.isEmpty() ? QString() : u' ' + parameter->unit);
    case FaultParameter::Type::Text:
        if (value.isString() && value.toString().toUtf8().size() <= parameter->most)
            return {};
        return QStringLiteral("%1 wants a string of at most %2 bytes").arg(key).arg(parameter->most);
    case FaultParameter::Type::Choice:
        break;
    }
    return value.isString() && parameter->choices.contains(value.toString())
        ? QString()
        : QStringLiteral("%1 wants \"%2\"").arg(key, parameter->choices.join(QStringLiteral("\" or \"")));
}

QByteArray exportFaults(const FaultProfile &profile)
{
    QJsonArray faults;
    for (const Fault &fault : profile.faults)
        faults.append(faultToJson(fault));
    QJsonObject json{{"sockscope"_L1, "faults"_L1}, {"version"_L1, Version}, {"name"_L1, profile.name},
        {"faults"_L1, faults}};
    if (!profile.words.isEmpty())
        json.insert("words"_L1, profile.words);
    return QJsonDocument(json).toJson();
}

std::variant<FaultProfile, QString> importFaults(const QByteArray &json)
{
    if (json.size() > FaultLimits::FileBytes)
        return QStringLiteral("the file is larger than %1 MiB").arg(FaultLimits::FileBytes / (1024 * 1024));
    const auto text = readJsonPayload(QString::fromUtf8(json));
    if (const auto *error = std::get_if<InputError>(&text))
        return error->toString();
    FaultProfile profile;
    if (const QString wrong = readProfile(QJsonDocument::fromJson(json).object(), &profile); !wrong.isEmpty())
        return wrong;
    return profile;
}

} // namespace sockscope
