// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/devicesmenu.h"

#include "app/devices/devicelist.h"
#include "ui/widgets/filedialogs.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>

namespace sockscope {

namespace {

QByteArray pngOf(QWidget *widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    widget->grab().save(&buffer, "PNG");
    return bytes;
}

} // namespace

DevicesMenu::DevicesMenu(std::function<Known()> known, QWidget *ribbon, QWidget *parent)
    : QMenu(parent), m_known(std::move(known)), m_ribbon(ribbon)
{
    add(tr("Copy as text"), QStringLiteral("copyDevices"), [this] {
        const Known now = m_known();
        QGuiApplication::clipboard()->setText(QString::fromUtf8(devicesAsText(now.devices, now.nowNs)));
        emit remarked(tr("What is known of the devices is in the clipboard."));
    });
    addSeparator();
    addSaving(tr("Save attempts (CSV)…"), QStringLiteral("csv"),
        [this] { return devicesAsCsv(m_known().devices); });
    addSaving(tr("Save everything (JSON lines)…"), QStringLiteral("jsonl"), [this] {
        const Known now = m_known();
        return devicesAsJsonLines(now.devices, now.nowNs);
    });
    addSaving(
        tr("Save the ribbon as picture (PNG)…"), QStringLiteral("png"), [this] { return pngOf(m_ribbon); });
}

void DevicesMenu::add(const QString &text, const QString &name, const std::function<void()> &act)
{
    QAction *action = addAction(text);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, act);
}

void DevicesMenu::addSaving(
    const QString &text, const QString &suffix, const std::function<QByteArray()> &content)
{
    add(text, QStringLiteral("save_") + suffix, [this, suffix, content] {
        saveAs(
            parentWidget(), {tr("Save the devices"), QStringLiteral("devices.") + suffix, content},
            [this](const QString &words) { emit remarked(words); },
            [this](const QString &words) { emit failed(words); });
    });
}

} // namespace sockscope
