// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fragmentlist.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int MaxRowsShown = 4;
constexpr int MinRowsShown = 3;
constexpr int ColumnGap = 8;
constexpr int MeasuredRows = 50; // for the widths of columns

QString messageWords(const MessageRows &message)
{
    quint64 bytes = 0;
    for (const MessageRows::Row &row : message.rows)
        bytes += row.isFragment() ? row.record.length : 0;
    const QString count = message.fragments() == 1
        ? FragmentList::tr("one fragment of")
        : FragmentList::tr("%1 fragments, together").arg(grouped(message.fragments()));
    QStringList words{count + u' ' + formatBytes(bytes)};
    if (!message.hasFirst && !message.isCut)
        words.append(FragmentList::tr("the beginning is no longer in the log"));
    if (!message.hasLast && !message.isCut)
        words.append(FragmentList::tr("the last one has not come"));
    if (message.isCut)
        words.append(FragmentList::tr("there are more: only so many rows are looked through"));
    return words.join(QStringLiteral(" · "));
}

} // namespace

FragmentList::FragmentList(QWidget *parent)
    : QWidget(parent), m_model(new FragmentModel(this)), m_words(new QLabel), m_view(new QTreeView)
{
    m_words->setObjectName(QStringLiteral("messageWords"));
    m_words->setProperty("role", QStringLiteral("muted"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_view->setObjectName(QStringLiteral("fragments"));
    m_view->setAccessibleName(tr("Frames of this message"));
    m_view->setToolTip(tr("Click a frame, or press Enter, to see it in the log"));
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTabKeyNavigation(false);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setResizeContentsPrecision(MeasuredRows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_words);
    layout->addWidget(m_view);
    connect(m_view, &QTreeView::clicked, this, &FragmentList::choose);
    connect(m_view, &QTreeView::activated, this, &FragmentList::choose);
}

void FragmentList::setMessage(const MessageRows &message, quint64 row)
{
    m_model->setMessage(message);
    if (message.rows.empty())
        return;
    showWords();
    m_view->setCurrentIndex(m_model->index(m_model->rowOf(row), 0));
    for (int column = 0; column < FragmentModel::ColumnCount; ++column) {
        m_view->resizeColumnToContents(column);
        m_view->setColumnWidth(column, m_view->columnWidth(column) + ColumnGap);
    }
    const int rest = m_view->header()->sizeHint().height() + 2 * m_view->frameWidth();
    const int rowHeight = m_view->sizeHintForRow(0);
    m_view->setMinimumHeight(rest + std::min(m_model->rowCount(), MinRowsShown) * rowHeight);
    m_view->setMaximumHeight(rest + std::min(m_model->rowCount(), MaxRowsShown) * rowHeight);
}

void FragmentList::setNote(const QString &note)
{
    m_note = note;
    showWords();
}

void FragmentList::showWords()
{
    const QString words = messageWords(m_model->message());
    m_words->setText(m_note.isEmpty() ? words : words + QStringLiteral(" · ") + m_note);
}

void FragmentList::choose(const QModelIndex &index)
{
    emit rowChosen(m_model->numberAt(index.row()));
}

} // namespace sockscope
