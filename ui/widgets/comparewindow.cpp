// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/comparewindow.h"

#include "app/text/payloadtext.h"
#include "serverlib/protocol/utf8validator.h"
#include "ui/models/figures.h"
#include "ui/models/visibletext.h"
#include "ui/theme/theme.h"
#include "ui/views/chipchoice.h"
#include "ui/views/diffpane.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

enum Choice { AsText, AsHex };
enum Column { NameColumn, LeftColumn, RightColumn, ColumnCount };

constexpr int Margin = 12;
constexpr int Spacing = 8;
constexpr int NameWidth = 120;
const QSize UsualSize(1000, 700);

bool areText(const ComparedFrame &left, const ComparedFrame &right)
{
    return ws::isValidUtf8(left.content()) && ws::isValidUtf8(right.content());
}

std::vector<DiffPane::Mark> leftMarks(const Differences &differences)
{
    std::vector<DiffPane::Mark> marks;
    for (const Difference &difference : differences.list)
        marks.push_back({difference.leftAt, difference.leftSize});
    return marks;
}

std::vector<DiffPane::Mark> rightMarks(const Differences &differences)
{
    std::vector<DiffPane::Mark> marks;
    for (const Difference &difference : differences.list)
        marks.push_back({difference.rightAt, difference.rightSize});
    return marks;
}

} // namespace

CompareWindow::CompareWindow(const ComparedFrame &left, const ComparedFrame &right, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_left(left)
    , m_right(right)
    , m_fields(new QTreeWidget)
    , m_choice(new ChipChoice({
          {QStringLiteral("compareText"), tr("text"), tr("Payloads as text")},
          {QStringLiteral("compareHex"), tr("hex"), tr("Payloads byte by byte")},
      }))
    , m_words(new QLabel)
    , m_previous(new QPushButton(tr("Previous")))
    , m_next(new QPushButton(tr("Next")))
    , m_leftPane(new DiffPane(tr("Payload of row %1").arg(grouped(left.row()))))
    , m_rightPane(new DiffPane(tr("Payload of row %1").arg(grouped(right.row()))))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Rows %1 and %2 – Sockscope").arg(grouped(left.row()), grouped(right.row())));
    resize(UsualSize);
    buildFields();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Spacing, Margin, Spacing);
    layout->setSpacing(Spacing);
    layout->addWidget(m_fields);
    layout->addWidget(buildBar());
    layout->addWidget(buildPanes(), 1);
    addKey({Qt::Key_N, Qt::Key_F3}, &CompareWindow::showNext);
    addKey({QKeySequence(Qt::SHIFT | Qt::Key_N), QKeySequence(Qt::SHIFT | Qt::Key_F3)},
        &CompareWindow::showPrevious);
    auto *close = new QAction(this);
    close->setShortcut(Qt::Key_Escape);
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    m_choice->choose(areText(left, right) ? AsText : AsHex);
    showPayloads();
    m_leftPane->setFocus();
}

void CompareWindow::addKey(const QList<QKeySequence> &keys, void (CompareWindow::*act)())
{
    auto *action = new QAction(this);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
}

void CompareWindow::buildFields()
{
    m_fields->setObjectName(QStringLiteral("comparedFields"));
    m_fields->setAccessibleName(tr("What is known of both rows"));
    m_fields->setColumnCount(ColumnCount);
    m_fields->setHeaderLabels(
        {QString(), tr("row %1").arg(grouped(m_left.row())), tr("row %1").arg(grouped(m_right.row()))});
    m_fields->setRootIsDecorated(false);
    m_fields->setUniformRowHeights(true);
    m_fields->setSelectionMode(QAbstractItemView::NoSelection);
    m_fields->setAllColumnsShowFocus(true);
    for (const ComparedField &field : comparedFields(m_left, m_right).sliced(1)) {
        auto *item = new QTreeWidgetItem(m_fields, {field.name, field.left, field.right});
        item->setData(NameColumn, Qt::UserRole, field.differs);
        if (field.differs)
            item->setToolTip(NameColumn, tr("Not the same in both"));
    }
    m_fields->header()->setSectionsMovable(false);
    m_fields->setColumnWidth(NameColumn, NameWidth);
    m_fields->header()->setSectionResizeMode(LeftColumn, QHeaderView::Stretch);
    m_fields->header()->setStretchLastSection(true);
    m_fields->header()->setSectionResizeMode(RightColumn, QHeaderView::Stretch);
    markFields();
}

// When it is shown: before that it has neither the theme's fonts nor its paddings.
void CompareWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_fields->setFixedHeight(m_fields->header()->sizeHint().height()
        + m_fields->topLevelItemCount() * m_fields->sizeHintForRow(0) + 2 * m_fields->frameWidth());
}

void CompareWindow::markFields()
{
    const Theme &theme = Theme::current();
    for (int i = 0; i < m_fields->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_fields->topLevelItem(i);
        const bool differs = item->data(NameColumn, Qt::UserRole).toBool();
        item->setForeground(NameColumn, differs ? theme.close : theme.muted);
        for (const int column : {LeftColumn, RightColumn}) {
            item->setForeground(column, differs ? theme.close : theme.text);
            item->setFont(column, fixedFont());
        }
    }
}

QWidget *CompareWindow::buildBar()
{
    m_words->setObjectName(QStringLiteral("compareWords"));
    m_words->setProperty("role", QStringLiteral("muted"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_previous->setObjectName(QStringLiteral("previousDifference"));
    m_previous->setToolTip(tr("Previous difference (N, Shift+F3)"));
    m_next->setObjectName(QStringLiteral("nextDifference"));
    m_next->setToolTip(tr("Next difference (n, F3)"));
    connect(m_choice, &ChipChoice::chosen, this, &CompareWindow::showPayloads);
    connect(m_previous, &QPushButton::clicked, this, &CompareWindow::showPrevious);
    connect(m_next, &QPushButton::clicked, this, &CompareWindow::showNext);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Spacing);
    layout->addWidget(m_choice);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    return bar;
}

QWidget *CompareWindow::buildPanes()
{
    m_leftPane->setObjectName(QStringLiteral("leftPayload"));
    m_rightPane->setObjectName(QStringLiteral("rightPayload"));
    for (const auto &[from, to] : {std::pair(m_leftPane, m_rightPane), std::pair(m_rightPane, m_leftPane)})
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(),
            &QScrollBar::setValue);
    auto *panes = new QSplitter;
    panes->setHandleWidth(1);
    for (DiffPane *pane : {m_leftPane, m_rightPane}) {
        auto *frame = new QWidget; // keeps the text off the line between them
        auto *layout = new QVBoxLayout(frame);
        layout->setContentsMargins(pane == m_leftPane ? 0 : Spacing, 0, pane == m_leftPane ? Spacing : 0, 0);
        layout->addWidget(pane);
        panes->addWidget(frame);
    }
    panes->setSizes({1, 1});
    panes->setChildrenCollapsible(false);
    return panes;
}

void CompareWindow::showPayloads()
{
    m_current = -1;
    if (m_choice->current() == AsText)
        showText();
    else
        showBytes();
    showWords();
}

void CompareWindow::showText()
{
    const QString left = visibleText(QString::fromUtf8(m_left.content()));
    const QString right = visibleText(QString::fromUtf8(m_right.content()));
    m_differences = diffText(left, right);
    m_leftPane->setText(left, leftMarks(m_differences));
    m_rightPane->setText(right, rightMarks(m_differences));
}

void CompareWindow::showBytes()
{
    m_differences = diffBytes(m_left.content(), m_right.content());
    m_leftPane->setBytes(m_left.content(), leftMarks(m_differences));
    m_rightPane->setBytes(m_right.content(), rightMarks(m_differences));
}

void CompareWindow::showWords()
{
    const auto count = qsizetype(m_differences.list.size());
    QStringList words;
    if (m_left.content().isEmpty() && m_right.content().isEmpty())
        words.append(tr("Both payloads are empty."));
    else if (m_left.content() == m_right.content())
        words.append(tr("The payloads are equal."));
    else if (count == 0)
        words.append(tr("Equal as text, but not in bytes: look at them in hex."));
    else if (m_current < 0)
        words.append(count == 1 ? tr("One difference.") : tr("%1 differences.").arg(grouped(quint64(count))));
    else
        words.append(
            tr("Difference %1 of %2.").arg(grouped(quint64(m_current + 1)), grouped(quint64(count))));
    if (m_differences.isCoarse)
        words.append(
            tr("They differ too much to look into: all between the common beginning and end is marked."));
    const qsizetype longest = std::max(m_left.content().size(), m_right.content().size());
    if (longest > DiffPane::MaxShown)
        words.append(tr("All is compared, the first %1 are shown.").arg(formatBytes(DiffPane::MaxShown)));
    m_words->setText(words.join(u' '));
    m_previous->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < count);
}

void CompareWindow::showDifference(qsizetype index)
{
    if (index < 0 || index >= qsizetype(m_differences.list.size()))
        return;
    m_current = index;
    showWords();
    const bool isLeftShown = m_leftPane->showMark(size_t(index));
    const bool isRightShown = m_rightPane->showMark(size_t(index));
    if (!isLeftShown || !isRightShown) {
        const Difference &difference = m_differences.list[size_t(index)];
        m_words->setText(m_words->text() + u' '
            + tr("It is at %1 and %2, beyond what is shown.")
                  .arg(grouped(quint64(difference.leftAt)), grouped(quint64(difference.rightAt))));
    }
}

void CompareWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markFields();
}

} // namespace sockscope
