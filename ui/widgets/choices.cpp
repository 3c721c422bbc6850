// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choices.h"

#include "app/bench/serversettings.h"

#include <QCoreApplication>

namespace sockscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Choices", text);
}

QString intervalText(int milliseconds)
{
    return milliseconds == 0 ? tr("off") : tr("%1 s").arg(milliseconds / 1000.0);
}

} // namespace

void fillReplies(QComboBox *box)
{
    box->addItem(tr("none"), int(Reply::None));
    box->addItem(tr("echo"), int(Reply::Echo));
}

void fillPingIntervals(QComboBox *box)
{
    for (const int milliseconds : {0, 100, 250, 500, 1000, 2000, 5000, 10'000, 30'000, 60'000})
        box->addItem(intervalText(milliseconds), milliseconds);
}

void chooseInterval(QComboBox *box, int milliseconds)
{
    if (box->findData(milliseconds) < 0)
        box->addItem(intervalText(milliseconds), milliseconds);
    chooseData(box, milliseconds);
}

void fillPongTimeouts(QComboBox *box)
{
    box->addItem(tr("no timeout"), 0);
    for (const int milliseconds : {500, 1000, 2000, 5000, 10'000, 30'000, 60'000})
        box->addItem(intervalText(milliseconds), milliseconds);
}

void fillTlsModes(QComboBox *box)
{
    box->addItem(tr("off"), int(TlsMode::Off));
    box->addItem(tr("development CA"), int(TlsMode::Development));
    box->addItem(tr("own files"), int(TlsMode::OwnFiles));
}

void chooseData(QComboBox *box, const QVariant &data)
{
    const int index = box->findData(data);
    if (index >= 0 && index != box->currentIndex())
        box->setCurrentIndex(index);
}

} // namespace sockscope
