// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/faultarguments.h"

#include "app/faults/faultjson.h"
#include "app/faults/shippedfaults.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int KeyColumn = 24;

QString listText()
{
    QString text = QStringLiteral("Profiles:\n");
    for (const ShippedFaults &shipped : shippedFaults())
        text += QStringLiteral("  %1%2\n").arg(shipped.key.leftJustified(KeyColumn), shipped.profile.words);
    text += QStringLiteral("\nFaults that a file may name:\n");
    for (const FaultInfo &info : faultCatalogue()) {
        QStringList keys;
        for (const FaultParameter &parameter : info.parameters)
            keys.append(parameter.key);
        const QString takes = keys.isEmpty() ? QString() : QStringLiteral(" Takes %1.").arg(keys.join(u", "));
        text += QStringLiteral("  %1%2%3\n").arg(info.key.leftJustified(KeyColumn), info.words, takes);
    }
    return text;
}

std::variant<FaultProfile, QString> load(const QString &name)
{
    const QList<ShippedFaults> &shipped = shippedFaults();
    if (const auto found = std::ranges::find(shipped, name, &ShippedFaults::key); found != shipped.end())
        return found->profile;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral(
            "--fault: \"%1\" is no shipped profile, and as a file: %2; --fault list names the profiles")
            .arg(name, file.errorString());
    // One byte more than a profile may have, so that a larger file is seen to be one.
    auto imported = importFaults(file.read(FaultLimits::FileBytes + 1));
    if (auto *wrong = std::get_if<QString>(&imported))
        *wrong = QStringLiteral("--fault: %1: %2").arg(name, *wrong);
    return imported;
}

} // namespace

std::optional<OptionsAnswer> FaultArguments::read(
    const QCommandLineParser &parser, FaultSettings *settings) const
{
    if (!parser.isSet(fault))
        return parser.isSet(seed) ? std::optional(refuse(QStringLiteral("--seed goes with --fault")))
                                  : std::nullopt;
    const QString name = parser.value(fault);
    if (name == u"list")
        return OptionsAnswer{listText()};
    auto loaded = load(name);
    if (const auto *wrong = std::get_if<QString>(&loaded))
        return refuse(*wrong);
    settings->profile = std::get<FaultProfile>(std::move(loaded));
    settings->seed = QRandomGenerator::system()->generate();
    if (!parser.isSet(seed))
        return std::nullopt;
    const QString text = parser.value(seed);
    bool isNumber = false;
    settings->seed = text.toULongLong(&isNumber);
    if (!isNumber || text != QString::number(settings->seed))
        return refuse(QStringLiteral("--seed wants a whole number from 0 to 18446744073709551615, not \"%1\"")
                          .arg(text));
    return std::nullopt;
}

} // namespace sockscope
