// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/shippedfaults.h"

#include "app/faults/faultjson.h"

#include <QDir>
#include <QFile>

namespace sockscope {

namespace {

QList<ShippedFaults> readAll()
{
    QList<ShippedFaults> all;
    const QDir folder(QStringLiteral(":/faults"));
    const QFileInfoList files = folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto imported = importFaults(file.readAll());
        if (const auto *profile = std::get_if<FaultProfile>(&imported))
            all.append({info.completeBaseName(), *profile});
    }
    return all;
}

} // namespace

const QList<ShippedFaults> &shippedFaults()
{
    static const QList<ShippedFaults> all = readAll();
    return all;
}

} // namespace sockscope
