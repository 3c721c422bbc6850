// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/limitscomparewindow.h"

#include "ui/limits/limitsactions.h"
#include "ui/limits/limitsmodel.h"
#include "ui/plots/plottable.h"
#include "ui/views/panelheader.h"

#include <QAction>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace sockscope {

namespace {

const QSize UsualSize(1240, 320);
constexpr int FigureWidth = 130;
constexpr int HeadingHeight = 40; // two lines
constexpr int HowColumns[] = {3, 6};

} // namespace

LimitsCompareWindow::LimitsCompareWindow(
    const LimitsReport &first, const LimitsReport &second, QWidget *parent)
    : QWidget(parent, Qt::Window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("panelBody"));
    setWindowTitle(tr("Limits of %1 and %2").arg(first.device, second.device));
    auto *model = new LimitsModel(LimitsModel::Width::Full, this);
    model->setTable(comparisonTable(first, second));
    auto *header = new PanelHeader(tr("Limits"));
    header->setWords(tr("what differs is bold"));
    auto *actions = new LimitsActions;
    actions->setReports({first, second});
    header->addControl(actions);
    auto *table = new QTableView;
    setUpPlotTable(table, model, FigureWidth);
    table->setWordWrap(false);
    table->setAccessibleName(windowTitle());
    table->horizontalHeader()->setFixedHeight(HeadingHeight);
    for (const int column : HowColumns)
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(table);
    resize(UsualSize);
    connect(actions, &LimitsActions::remarked, this, &LimitsCompareWindow::remarked);
    connect(actions, &LimitsActions::failed, this, &LimitsCompareWindow::failed);
    auto *close = new QAction(this);
    close->setObjectName(QStringLiteral("closeLimits"));
    close->setShortcut(Qt::Key_Escape);
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    table->setFocus();
}

} // namespace sockscope
