// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/fieldcurves.h"

#include "app/bench/benchsession.h"
#include "ui/plots/fieldplot.h"
#include "ui/plots/fieldtablemodel.h"
#include "ui/plots/plottable.h"

#include <QAction>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

enum Page { EmptyPage, CurvesPage };

constexpr qint64 TableEveryMs = 250;
constexpr int FigureWidth = 60;

} // namespace

FieldCurves::FieldCurves(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_plot(new FieldPlot)
    , m_model(new FieldTableModel(&m_curves, this))
    , m_table(makePlotTable(m_model, FigureWidth))
    , m_pages(new QStackedLayout(this))
{
    buildTable();
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(4, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_plot, 3);
    layout->addWidget(m_table, 2);
    m_pages->insertWidget(EmptyPage, buildEmptyState());
    m_pages->insertWidget(CurvesPage, body);
    connect(m_plot, &FieldPlot::pointClicked, this, [this](int curve, quint64 row) {
        choose(curve);
        emit rowActivated(row);
    });
}

FieldCurves::~FieldCurves() = default;

QWidget *FieldCurves::buildEmptyState()
{
    auto *empty = new QLabel(tr("No field is plotted.\nSelect a number in the inspector's tree and press P, "
                                "or choose “Plot this number” from its menu."));
    empty->setProperty("role", QStringLiteral("muted"));
    empty->setTextFormat(Qt::PlainText);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    return empty;
}

void FieldCurves::buildTable()
{
    m_table->setObjectName(QStringLiteral("fields"));
    m_table->setAccessibleName(tr("Plotted fields"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *remove = new QAction(tr("Remove curve"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &FieldCurves::removeChosen);
    m_table->addAction(remove);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            if (current.isValid())
                m_plot->choose(size_t(current.row()));
        });
}

int FieldCurves::find(const FieldSource &source) const
{
    const auto isSame = [&](const FieldCurve &curve) {
        const FieldSource &plotted = curve.scan->source();
        return plotted.connection == source.connection && plotted.direction == source.direction
            && plotted.path == source.path;
    };
    const auto found = std::ranges::find_if(m_curves, isSame);
    return found == m_curves.end() ? -1 : int(found - m_curves.begin());
}

void FieldCurves::add(const FieldSource &source)
{
    if (const int there = find(source); there >= 0) {
        choose(there);
        return;
    }
    if (m_curves.size() == MaxCurves)
        m_curves.erase(m_curves.begin());
    const auto connection = m_session->connections().find(source.connection);
    const QString path = source.path.text();
    m_curves.push_back({.name = path.startsWith(u'.') ? path.sliced(1) : path,
        .device = connection ? connection->device : QStringLiteral("#%1").arg(source.connection),
        .scan = std::make_unique<FieldScan>(&m_session->capture(), source),
        .colour = m_nextColour++});
    showPage();
    choose(int(m_curves.size()) - 1);
    emit countChanged();
}

void FieldCurves::removeChosen()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    m_curves.erase(m_curves.begin() + current.row());
    showPage();
    choose(qMin(current.row(), int(m_curves.size()) - 1));
    emit countChanged();
}

void FieldCurves::choose(int curve)
{
    if (curve >= 0)
        m_table->selectRow(curve);
}

void FieldCurves::showPage()
{
    m_model->refresh();
    m_pages->setCurrentIndex(m_curves.empty() ? EmptyPage : CurvesPage);
    m_plot->refresh(m_curves, m_session->capture().now(), true);
}

void FieldCurves::restart()
{
    for (FieldCurve &curve : m_curves) {
        curve.scan = std::make_unique<FieldScan>(&m_session->capture(), curve.scan->source());
        curve.series = {};
    }
    showPage();
}

void FieldCurves::refresh()
{
    const quint64 end = m_session->capture().rows().end;
    bool hasNews = false;
    for (FieldCurve &curve : m_curves) {
        curve.scan->scanTo(end);
        hasNews |= isVisible() && curve.scan->update(&curve.series);
    }
    if (!isVisible())
        return;
    m_plot->refresh(m_curves, m_session->capture().now(), hasNews);
    if (hasNews && (!m_tableAge.isValid() || m_tableAge.elapsed() >= TableEveryMs)) {
        m_tableAge.start();
        m_model->refresh();
    }
}

} // namespace sockscope
