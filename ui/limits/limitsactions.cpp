// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/limitsactions.h"

#include "app/limits/limitsjson.h"
#include "app/limits/limitstable.h"
#include "ui/widgets/filedialogs.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace sockscope {

LimitsActions::LimitsActions(QWidget *parent) : QToolButton(parent)
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Copy as &text"), this, [this] { copy(Format::Text); })
        ->setObjectName(QStringLiteral("copyText"));
    menu->addAction(tr("Copy as &Markdown"), this, [this] { copy(Format::Markdown); })
        ->setObjectName(QStringLiteral("copyMarkdown"));
    menu->addSeparator();
    menu->addAction(tr("Save as &CSV…"), this, [this] { save(Format::Csv); })
        ->setObjectName(QStringLiteral("saveCsv"));
    m_json = menu->addAction(tr("Save as &JSON…"), this, [this] { save(Format::Json); });
    m_json->setObjectName(QStringLiteral("saveJson"));
    setMenu(menu);
    setText(tr("E&xport"));
    setToolTip(tr("Copy the table, or save it in a file"));
    setPopupMode(InstantPopup);
    setEnabled(false);
}

void LimitsActions::setReports(const QList<LimitsReport> &reports)
{
    m_reports = reports;
    setEnabled(!reports.isEmpty());
    m_json->setEnabled(reports.size() == 1); // a file has one report
}

QByteArray LimitsActions::content(Format format) const
{
    if (format == Format::Json)
        return reportToJson(m_reports.first());
    const LimitsTable table = m_reports.size() == 1 ? limitsTable(m_reports.first())
                                                    : comparisonTable(m_reports.first(), m_reports.last());
    if (format == Format::Csv)
        return tableAsCsv(table).toUtf8();
    QStringList names;
    for (const LimitsReport &report : m_reports)
        names.append(reportName(report));
    const QString heading = QStringLiteral("Limits of ") + names.join(QStringLiteral(" and "));
    return (heading + QStringLiteral("\n\n")
        + (format == Format::Markdown ? tableAsMarkdown(table) : tableAsText(table)))
        .toUtf8();
}

void LimitsActions::copy(Format format)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(content(format)));
    emit remarked(tr("The limits are in the clipboard."));
}

void LimitsActions::save(Format format)
{
    const QString suffix = format == Format::Csv ? QStringLiteral("csv") : QStringLiteral("json");
    saveAs(
        this,
        {tr("Save the limits"), QStringLiteral("limits.") + suffix,
            [this, format] { return content(format); }},
        [this](const QString &words) { emit remarked(words); },
        [this](const QString &words) { emit failed(words); });
}

} // namespace sockscope
