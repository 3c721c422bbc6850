// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitstable.h"

#include <algorithm>

namespace sockscope {

namespace {

const QString Missing = QStringLiteral("–");

const LimitResult *resultOf(const LimitsReport &report, LimitKind kind)
{
    const auto found = std::ranges::find_if(
        report.results, [kind](const LimitResult &result) { return result.aim.kind == kind; });
    return found == report.results.end() ? nullptr : &*found;
}

QStringList boundaryCells(const LimitResult *result)
{
    if (!result)
        return {Missing, Missing, QStringLiteral("not asked for")};
    return {workedText(*result), failedText(*result), howText(*result)};
}

QString limitCell(const LimitResult &result)
{
    const QString title = QLatin1StringView(limitInfo(result.aim.kind).title);
    return result.probing.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, result.probing);
}

/// Cells as a table prints them.
QStringList markedCells(const LimitsLine &line)
{
    QStringList cells = line.cells;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (line.differs.value(i))
            cells[i] += QStringLiteral(" *");
    }
    return cells;
}

QString markdownCell(QString text)
{
    // What could be markup or HTML is escaped; a bar ends a cell.
    static const QString special = QStringLiteral("\\`*_[]<>|&#");
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        if (special.contains(text[i]))
            text.insert(i, u'\\');
    }
    return text;
}

QString csvCell(QString text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n'))
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

LimitsTable limitsTable(const LimitsReport &report)
{
    LimitsTable table;
    table.columns = {QStringLiteral("Limit"), QStringLiteral("Largest that worked"),
        QStringLiteral("Smallest that failed"), QStringLiteral("How"), QStringLiteral("Tries")};
    for (const LimitResult &result : report.results) {
        const QString tries = QString::number(result.bracket.tries);
        table.lines.append({result.aim.kind,
            QStringList(limitCell(result)) + boundaryCells(&result) + QStringList(tries), {}});
    }
    return table;
}

LimitsTable comparisonTable(const LimitsReport &first, const LimitsReport &second)
{
    LimitsTable table;
    table.columns = {QStringLiteral("Limit")};
    for (const LimitsReport *report : {&first, &second}) {
        for (const char *column : {"worked", "failed", "how"})
            table.columns.append(
                QStringLiteral("%1: %2").arg(reportName(*report), QLatin1StringView(column)));
    }
    for (const LimitInfo &info : limitInfos()) {
        const LimitResult *one = resultOf(first, info.kind);
        const LimitResult *other = resultOf(second, info.kind);
        if (!one && !other)
            continue;
        const QStringList left = boundaryCells(one);
        const QStringList right = boundaryCells(other);
        LimitsLine line{info.kind, QStringList(QLatin1StringView(info.title)) + left + right, {false}};
        for (int side = 0; side < 2; ++side) {
            for (qsizetype i = 0; i < left.size(); ++i)
                line.differs.append(left[i] != right[i]);
        }
        table.lines.append(line);
    }
    return table;
}

QString reportName(const LimitsReport &report)
{
    return QStringLiteral("%1, %2").arg(
        report.device, report.at.toString(QStringLiteral("d MMM yyyy HH:mm")));
}

QStringList reportFacts(const LimitsReport &report)
{
    QStringList facts{endingText(report.ending)};
    facts.append(QStringLiteral("Path %1, %2 s, %3 reconnects.")
                     .arg(report.path)
                     .arg(double(report.tookMs) / 1000, 0, 'f', 1)
                     .arg(report.reconnects));
    facts.append(QStringLiteral("A pong had %1 ms, a device %2 ms to return.")
                     .arg(report.plan.pongTimeoutMs)
                     .arg(report.plan.returnTimeoutMs));
    return facts;
}

QString tableAsText(const LimitsTable &table)
{
    QList<QStringList> rows{table.columns};
    for (const LimitsLine &line : table.lines)
        rows.append(markedCells(line));
    QList<qsizetype> widths(table.columns.size(), 0);
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : std::as_const(rows)) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

QString tableAsMarkdown(const LimitsTable &table)
{
    const auto row = [](const QStringList &cells) {
        return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    };
    const auto escaped = [](QStringList cells) {
        std::ranges::transform(cells, cells.begin(), markdownCell);
        return cells;
    };
    QString text = row(escaped(table.columns));
    text += row(QStringList(table.columns.size(), QStringLiteral("---")));
    for (const LimitsLine &line : table.lines) {
        QStringList cells = escaped(line.cells);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (line.differs.value(i))
                cells[i] = QStringLiteral("**%1**").arg(cells[i]);
        }
        text += row(cells);
    }
    return text;
}

QString tableAsCsv(const LimitsTable &table)
{
    const auto row = [](QStringList cells) {
        std::ranges::transform(cells, cells.begin(), csvCell);
        return cells.join(u',') + QStringLiteral("\r\n");
    };
    QString text = row(table.columns);
    for (const LimitsLine &line : table.lines)
        text += row(line.cells);
    return text;
}

} // namespace sockscope
