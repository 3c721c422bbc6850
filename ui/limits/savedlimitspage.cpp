// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/savedlimitspage.h"

#include "app/limits/limitstable.h"
#include "ui/limits/limitscomparewindow.h"
#include "ui/widgets/formgrid.h"

#include <QAction>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

/// Files that are removed, and written again by undo.
class SavedLimitsPage::Removal : public QUndoCommand
{
public:
    Removal(SavedLimitsPage *page, QList<SavedReport> reports) : m_page(page), m_reports(std::move(reports))
    { }

    bool hasFailed() const { return m_hasFailed; } // the last time

    void redo() override
    {
        apply([](const SavedReport &saved) { return LimitsArchive::remove(saved.path); });
    }
    void undo() override
    {
        apply([this](const SavedReport &saved) { return m_page->m_archive.save(saved.report); });
    }

private:
    template <typename Change> void apply(Change change)
    {
        m_hasFailed = false;
        for (const SavedReport &saved : std::as_const(m_reports)) {
            if (const QString fault = change(saved); !fault.isEmpty()) {
                m_hasFailed = true;
                emit m_page->failed(fault);
            }
        }
        m_page->fill();
    }

    SavedLimitsPage *m_page;
    QList<SavedReport> m_reports;
    bool m_hasFailed = false;
};

SavedLimitsPage::SavedLimitsPage(LimitsArchive archive, QWidget *parent)
    : QWidget(parent)
    , m_archive(std::move(archive))
    , m_list(new QListWidget)
    , m_open(new QPushButton(tr("&Open")))
    , m_compare(new QPushButton(tr("Com&pare")))
    , m_remove(new QPushButton(tr("Remo&ve")))
{
    m_list->setObjectName(QStringLiteral("savedLimits"));
    m_list->setAccessibleName(tr("Results of before"));
    m_list->setToolTip(tr("Two chosen ones (Ctrl or Shift) can be compared"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_open->setObjectName(QStringLiteral("openLimits"));
    m_open->setToolTip(tr("Show the chosen result (Enter)"));
    m_compare->setObjectName(QStringLiteral("compareLimits"));
    m_compare->setToolTip(tr("Show two chosen results side by side"));
    m_remove->setObjectName(QStringLiteral("removeLimits"));
    m_remove->setToolTip(tr("Remove the chosen results (Delete); Ctrl+Z brings them back"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    auto *foot = FormGrid::row({m_remove, m_open, m_compare});
    foot->insertStretch(1);
    foot->setContentsMargins(8, 4, 8, 4);
    layout->addLayout(foot);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &SavedLimitsPage::showState);
    connect(m_list, &QListWidget::itemActivated, this, &SavedLimitsPage::open);
    connect(m_open, &QPushButton::clicked, this, &SavedLimitsPage::open);
    connect(m_compare, &QPushButton::clicked, this, &SavedLimitsPage::compare);
    connect(m_remove, &QPushButton::clicked, this, &SavedLimitsPage::remove);
    buildActions();
    fill();
}

void SavedLimitsPage::buildActions()
{
    auto *removal = new QAction(this);
    removal->setShortcut(QKeySequence::Delete);
    connect(removal, &QAction::triggered, this, &SavedLimitsPage::remove);
    QAction *undo = m_undo.createUndoAction(this);
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = m_undo.createRedoAction(this);
    redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y}); // everywhere alike
    for (QAction *action : {removal, undo, redo})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({removal, undo, redo});
}

QString SavedLimitsPage::keep(const LimitsReport &report)
{
    const QString fault = m_archive.save(report);
    fill();
    return fault;
}

void SavedLimitsPage::setSearching(bool on)
{
    m_isSearching = on;
    showState();
}

void SavedLimitsPage::fill()
{
    m_reports = m_archive.reports();
    m_list->clear();
    for (const SavedReport &saved : std::as_const(m_reports)) {
        auto *item = new QListWidgetItem(reportName(saved.report), m_list);
        item->setToolTip(reportFacts(saved.report).join(u'\n'));
    }
    if (m_reports.isEmpty()) {
        auto *item = new QListWidgetItem(tr("Results are kept here: find some first."), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    showState();
}

void SavedLimitsPage::showState()
{
    const qsizetype count = m_list->selectedItems().size();
    m_open->setEnabled(count == 1 && !m_isSearching);
    m_compare->setEnabled(count == 2);
    m_remove->setEnabled(count > 0);
}

QList<SavedReport> SavedLimitsPage::chosen() const
{
    QList<int> rows;
    const QList<QListWidgetItem *> items = m_list->selectedItems();
    for (const QListWidgetItem *item : items)
        rows.append(m_list->row(item));
    std::ranges::sort(rows);
    QList<SavedReport> reports;
    for (const int row : std::as_const(rows))
        reports.append(m_reports.at(row));
    return reports;
}

void SavedLimitsPage::open()
{
    const QList<SavedReport> reports = chosen();
    if (reports.size() == 1 && !m_isSearching)
        emit opened(reports.first().report);
}

void SavedLimitsPage::compare()
{
    const QList<SavedReport> reports = chosen();
    if (reports.size() != 2)
        return;
    auto *window =
        new LimitsCompareWindow(reports.last().report, reports.first().report, this); // older first
    connect(window, &LimitsCompareWindow::remarked, this, &SavedLimitsPage::remarked);
    connect(window, &LimitsCompareWindow::failed, this, &SavedLimitsPage::failed);
    window->show();
}

void SavedLimitsPage::remove()
{
    const QList<SavedReport> reports = chosen();
    if (reports.isEmpty())
        return;
    const int row = m_list->row(m_list->selectedItems().constFirst());
    auto *removal = new Removal(this, reports);
    m_undo.push(removal);
    m_list->setCurrentRow(std::min(row, int(m_reports.size()) - 1));
    if (removal->hasFailed())
        return; // said already
    emit remarked(
        (reports.size() == 1 ? tr("The limits of %1 are removed.").arg(reportName(reports.first().report))
                             : tr("%1 results are removed.").arg(reports.size()))
        + tr(" Ctrl+Z brings them back."));
}

} // namespace sockscope
