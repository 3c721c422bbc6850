// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultmenu.h"

namespace sockscope {

FaultMenu::FaultMenu(QWidget *parent) : QMenu(parent)
{
    using enum FaultPlace;
    for (const FaultPlace place : {Handshake, Frames, Bytes, Connection, Listener}) {
        QMenu *menu = addPlace(place);
        for (const FaultInfo &info : faultCatalogue()) {
            if (info.place != place)
                continue;
            // What stands behind the tab gets a column of its own.
            QAction *action = menu->addAction(QStringLiteral("%1\t%2").arg(info.name, info.words), this,
                [this, kind = info.kind] { emit chosen(kind); });
            action->setObjectName(QStringLiteral("add_") + info.key);
        }
    }
}

QMenu *FaultMenu::addPlace(FaultPlace place)
{
    return addMenu(u'&' + faultPlaceName(place));
}

} // namespace sockscope
