// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterhelp.h"

#include "app/filter/filterfields.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr QSize PageSize(760, 640);
constexpr size_t MaxValues = 8; // the rules are too many

// All words here are ours; nothing of a peer is made rich text.
QString code(const QString &text)
{
    return QStringLiteral("<code>%1</code>").arg(text.toHtmlEscaped());
}

// @p first is the share of the width for the first cell, in percent.
QString row(const QStringList &cells, int first)
{
    return QStringLiteral("<tr><td width='%1%'>").arg(first) + cells.join(QStringLiteral("</td><td>"))
        + QStringLiteral("</td></tr>");
}

QString table(const QString &rows)
{
    return QStringLiteral("<table cellspacing=0 cellpadding=4 width=100%>") + rows
        + QStringLiteral("</table>");
}

QString valuesOf(const FilterField &field)
{
    if (field.values.empty() || field.values.size() > MaxValues)
        return {};
    QStringList names;
    for (const FilterValueName &value : field.values)
        names.append(code(value.name));
    return QStringLiteral(": ") + names.join(QStringLiteral(", "));
}

QString fieldRows()
{
    QString rows;
    for (const FilterField &field : filterFields()) {
        QString name = QStringLiteral("<span class=name>%1</span>").arg(code(field.name));
        for (const QString &alias : field.aliases)
            name += QStringLiteral("<br><small>%1</small>").arg(code(alias));
        rows += row({name, field.description.toHtmlEscaped() + valuesOf(field), code(field.example)}, 27);
    }
    return rows;
}

QString operatorRows()
{
    QString rows;
    for (const FilterOperatorName &op : filterOperators()) {
        QStringList names{code(op.name)};
        for (const QString &alias : op.aliases)
            names.append(code(alias));
        rows += row({names.join(QStringLiteral(" ")), op.description.toHtmlEscaped()}, 27);
    }
    return rows;
}

QString rules()
{
    const QStringList sentences{
        FilterHelp::tr("Join tests with %1, group them with parentheses. %2 binds most, then %3, then %4.")
            .arg(code(QStringLiteral("and or not")), code(QStringLiteral("not")), code(QStringLiteral("and")),
                code(QStringLiteral("or"))),
        FilterHelp::tr(
            "A word or \"text\" that is no field is looked for in the payload, in capitals or not: %1. "
            "A regular expression, such as %2, can stand there, too.")
            .arg(code(QStringLiteral("temp")), code(QStringLiteral("/err(or)?/i"))),
        FilterHelp::tr("A field alone passes rows that have it: %1. A row that lacks the field passes no "
                       "comparison, not even %2.")
            .arg(code(QStringLiteral("rtt")), code(QStringLiteral("!="))),
        FilterHelp::tr("Text stands in quotes when it has spaces or signs: %1.")
            .arg(code(QStringLiteral("text contains \"temp: 2\""))),
        FilterHelp::tr("Units: %1 for sizes (%2 is 1024), %3 for times.")
            .arg(code(QStringLiteral("k M G KiB MiB GiB kB MB GB")), code(QStringLiteral("1k")),
                code(QStringLiteral("ns us ms s min h"))),
    };
    return QStringLiteral("<ul><li>%1</li></ul>").arg(sentences.join(QStringLiteral("</li><li>")));
}

} // namespace

FilterHelp::FilterHelp(QWidget *parent) : QWidget(parent, Qt::Tool), m_page(new QTextBrowser)
{
    setWindowTitle(tr("The filter language"));
    resize(PageSize);
    m_page->setObjectName(QStringLiteral("filterHelpPage"));
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setOpenLinks(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    fill();
}

void FilterHelp::fill()
{
    const Theme &theme = Theme::current();
    m_page->document()->setDefaultStyleSheet(
        QStringLiteral("code { font-family: '%1'; } .name { color: %2; } small { color: %3; } td { "
                       "border-top: 1px solid %4; }")
            .arg(fixedFont().family(), theme.binary.name(), theme.muted.name(), theme.line.name()));
    m_page->setHtml(rules() + QStringLiteral("<h3>%1</h3>").arg(tr("Fields")) + table(fieldRows())
        + QStringLiteral("<h3>%1</h3>").arg(tr("Operators")) + table(operatorRows()));
}

void FilterHelp::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

void FilterHelp::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sockscope
