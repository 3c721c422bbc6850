// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterhints.h"

#include "ui/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int RowHeight = 22;
constexpr int MaxRows = 10;
constexpr int Padding = 8;
constexpr int Border = 1; // as the style sheet has it
constexpr int MaxWidth = 720;
constexpr int DescriptionRole = Qt::UserRole;

/// A word, and at a distance what it means.
class HintDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
        painter->fillRect(option.rect, isCurrent ? theme.selection : isHovered ? theme.header : theme.panel);
        const QRect cell = option.rect.adjusted(Padding, 0, -Padding, 0);
        painter->setFont(fixedFont());
        painter->setPen(theme.text);
        const QString word = index.data().toString();
        painter->drawText(cell, Qt::AlignVCenter | Qt::AlignLeft, word);
        const int wordWidth = QFontMetrics(fixedFont()).horizontalAdvance(word);
        const QRect rest = cell.adjusted(qMax(wordWidth + 2 * Padding, WordColumn), 0, 0, 0);
        painter->setFont(interfaceFont());
        painter->setPen(isCurrent ? theme.text : theme.muted);
        const QString description = index.data(DescriptionRole).toString();
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(description, Qt::ElideRight, rest.width()));
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, RowHeight};
    }

private:
    static constexpr int WordColumn = 136; // most fields and operators fit
};

} // namespace

FilterHints::FilterHints(QWidget *below)
    : QFrame(below->window()), m_below(below), m_error(new QLabel), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("filterHints"));
    setFrameShape(QFrame::StyledPanel);
    hide();
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setContentsMargins(Padding, 4, Padding, 4);
    m_list->setObjectName(QStringLiteral("filterCompletions"));
    m_list->setAccessibleName(tr("Completions"));
    m_list->setItemDelegate(new HintDelegate(this));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_error);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        const FilterCompletion completion =
            m_completions[size_t(m_list->row(item))]; // the list changes by it
        emit chosen(completion);
    });
}

void FilterHints::show(const QString &error, const std::vector<FilterCompletion> &completions)
{
    m_completions = completions;
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_list->clear();
    for (const FilterCompletion &completion : completions) {
        auto *item = new QListWidgetItem(completion.insert, m_list);
        item->setData(DescriptionRole, completion.description);
        item->setData(Qt::AccessibleDescriptionRole, completion.description);
    }
    m_list->setVisible(!completions.empty());
    if (error.isEmpty() && completions.empty()) {
        hide();
        return;
    }
    place();
    raise();
    QFrame::show();
}

void FilterHints::place()
{
    QWidget *window = m_below->window();
    if (parentWidget() != window) // a dock can float away
        setParent(window);
    const QPoint corner = m_below->mapTo(window, QPoint(0, m_below->height() + 2));
    const int width = qMin(qMax(m_below->width(), MaxWidth / 2), MaxWidth);
    const int rows = qMin(int(m_completions.size()), MaxRows);
    m_list->setFixedHeight(rows * RowHeight);
    const int errorHeight = m_error->text().isEmpty() ? 0 : m_error->heightForWidth(width - 2 * Border);
    setGeometry(qMax(0, qMin(corner.x(), window->width() - width)), corner.y(), width,
        rows * RowHeight + errorHeight + 2 * Border);
}

void FilterHints::step(int rows)
{
    const int count = m_list->count();
    const int from = m_list->currentRow();
    const int to = from < 0 && rows < 0 ? count - 1 : from + rows;
    m_list->setCurrentRow((to + count) % count);
}

const FilterCompletion *FilterHints::current() const
{
    const int row = m_list->currentRow();
    return hasCompletions() && row >= 0 ? &m_completions[size_t(row)] : nullptr;
}

} // namespace sockscope
