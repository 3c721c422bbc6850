// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loadresult.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"

#include <QGridLayout>
#include <QLabel>

namespace sockscope {

namespace {

constexpr int NameWidth = 66;

QLabel *makeLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QLatin1StringView(role));
    return label;
}

QString rateText(double rate)
{
    return rate < 10 ? QString::number(rate, 'f', 1) : grouped(quint64(rate + 0.5));
}

} // namespace

LoadResult::LoadResult(QWidget *parent)
    : QWidget(parent)
    , m_errors(makeMessageLabel(QStringLiteral("loadErrors"), this))
    , m_notes(makeMessageLabel(QStringLiteral("loadNotes"), this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, NameWidth);
    for (int column = 1; column <= TimeColumns; ++column)
        grid->setColumnStretch(column, 1);
    m_clients = addLine(grid, tr("clients"), "loadClientFigures");
    m_messages = addLine(grid, tr("messages"), "loadMessageFigures");
    m_rate = addLine(grid, tr("rate"), "loadRateFigures");
    m_bytes = addLine(grid, tr("payload"), "loadByteFigures");
    const int row = grid->rowCount();
    const QString titles[TimeColumns] = {tr("p50"), tr("p95"), tr("p99"), tr("max ms")};
    for (int column = 0; column < TimeColumns; ++column)
        grid->addWidget(makeLabel(titles[column], "muted"), row, column + 1, Qt::AlignRight);
    m_connects = addTimes(grid, tr("connect"));
    m_echoes = addTimes(grid, tr("echo"));
    m_pongs = addTimes(grid, tr("ping"));
    grid->addWidget(m_errors, grid->rowCount(), 0, 1, TimeColumns + 1);
    grid->addWidget(m_notes, grid->rowCount(), 0, 1, TimeColumns + 1);
    grid->setRowStretch(grid->rowCount(), 1);
}

QLabel *LoadResult::addLine(QGridLayout *grid, const QString &name, const char *objectName)
{
    QLabel *label = makeLabel({}, "");
    label->setObjectName(QLatin1StringView(objectName));
    label->setFont(fixedFont());
    const int row = grid->rowCount();
    grid->addWidget(makeLabel(name, "muted"), row, 0);
    grid->addWidget(label, row, 1, 1, TimeColumns);
    return label;
}

LoadResult::Times LoadResult::addTimes(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    grid->addWidget(makeLabel(name, "muted"), row, 0);
    Times labels{};
    for (int column = 0; column < TimeColumns; ++column) {
        labels[size_t(column)] = makeLabel(QStringLiteral("–"), "");
        labels[size_t(column)]->setFont(fixedFont());
        grid->addWidget(labels[size_t(column)], row, column + 1, Qt::AlignRight);
    }
    return labels;
}

void LoadResult::showTimes(const Times &labels, const LoadReport::Times &times)
{
    const std::array<qint64, TimeColumns> values{times.p50, times.p95, times.p99, times.max};
    for (size_t i = 0; i < values.size(); ++i)
        labels[i]->setText(times.count == 0 ? QStringLiteral("–") : millisecondsText(values[i]));
}

void LoadResult::showReport(const LoadReport &report, bool isRunning, const QString &fault)
{
    m_clients->setText(tr("%1 of %2 open, %3 failed, %4 lost")
                           .arg(grouped(report.opened), grouped(quint64(report.clients)),
                               grouped(report.failed), grouped(report.lost)));
    m_messages->setText(tr("%1 sent, %2 back").arg(grouped(report.sent), grouped(report.received)));
    m_rate->setText(tr("%1/s of %2/s").arg(rateText(report.reachedRate), rateText(report.askedRate)));
    m_bytes->setText(
        tr("%1 sent, %2 back").arg(formatBytes(report.bytesSent), formatBytes(report.bytesReceived)));
    showTimes(m_connects, report.connects);
    showTimes(m_echoes, report.echoes);
    showTimes(m_pongs, report.pongs);
    QStringList errors;
    if (!fault.isEmpty())
        errors.append(fault);
    for (auto it = report.errors.begin(); it != report.errors.end(); ++it)
        errors.append(tr("%1 × %2").arg(grouped(it.value()), textPreview(it.key().toUtf8())));
    showMessage(m_errors, errors.join(u'\n'), true);
    const QString time = QString::number(report.seconds, 'f', 1);
    QStringList notes{
        isRunning ? tr("Running for %1 s; Esc stops.").arg(time) : tr("Ran for %1 s.").arg(time)};
    if (!isRunning)
        notes += report.shortfalls();
    showMessage(m_notes, notes.join(u'\n'), false);
}

} // namespace sockscope
