// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/fieldsview.h"

#include "app/bench/benchsession.h"
#include "ui/plots/fieldplot.h"
#include "ui/plots/fieldtablemodel.h"
#include "ui/plots/plottable.h"
#include "ui/timing/plotandtable.h"

#include <QAction>
#include <QTableView>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qint64 TableEveryMs = 250;
constexpr int FigureWidth = 60;

} // namespace

FieldsView::FieldsView(BenchSession *session)
    : TimingView(
        session, {QStringLiteral("fields"), tr("fields"), tr("Numbers in payloads that you chose to plot")})
    , m_plot(new FieldPlot)
    , m_model(new FieldTableModel(&m_curves, this))
    , m_table(new QTableView)
{
    buildTable();
    addPlot(m_plot);
    setBody(new PlotAndTable(m_plot, m_table),
        tr("No field is plotted.\nSelect a number in the inspector's tree and press P, "
           "or choose “Plot this number” from its menu."));
    setWords(tr("numbers in payloads"));
    connect(m_plot, &FieldPlot::curveClicked, this, &FieldsView::choose);
}

FieldsView::~FieldsView() = default;

ScopePlot *FieldsView::plot() const
{
    return m_plot;
}

void FieldsView::buildTable()
{
    setUpPlotTable(m_table, m_model, FigureWidth);
    m_table->setObjectName(QStringLiteral("fieldTable"));
    m_table->setAccessibleName(tr("Plotted fields"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *remove = new QAction(tr("Remove curve"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, &FieldsView::removeChosen);
    m_table->addAction(remove);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            if (current.isValid())
                m_plot->choose(size_t(current.row()));
        });
}

int FieldsView::find(const FieldSource &source) const
{
    const auto isSame = [&](const FieldCurve &curve) {
        const FieldSource &plotted = curve.scan->source();
        return plotted.connection == source.connection && plotted.direction == source.direction
            && plotted.path == source.path;
    };
    const auto found = std::ranges::find_if(m_curves, isSame);
    return found == m_curves.end() ? -1 : int(found - m_curves.begin());
}

void FieldsView::add(const FieldSource &source)
{
    if (const int there = find(source); there >= 0) {
        choose(there);
        return;
    }
    if (m_curves.size() == MaxCurves)
        m_curves.erase(m_curves.begin());
    const QString path = source.path.text();
    m_curves.push_back({.name = path.startsWith(u'.') ? path.sliced(1) : path,
        .device = deviceName(source.connection),
        .scan = std::make_unique<FieldScan>(&session()->capture(), source),
        .colour = m_nextColour++});
    showCurves();
    choose(int(m_curves.size()) - 1);
}

void FieldsView::removeChosen()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    m_curves.erase(m_curves.begin() + current.row());
    showCurves();
    choose(qMin(current.row(), int(m_curves.size()) - 1));
}

void FieldsView::choose(int curve)
{
    if (curve >= 0)
        m_table->selectRow(curve);
}

void FieldsView::showCurves()
{
    m_model->refresh();
    setEmpty(m_curves.empty());
    m_plot->refresh(m_curves, nowNs(), true);
}

void FieldsView::clear()
{
    for (FieldCurve &curve : m_curves) {
        curve.scan = std::make_unique<FieldScan>(&session()->capture(), curve.scan->source());
        curve.series = {};
    }
    showCurves();
}

void FieldsView::selectConnection(quint64 connection)
{
    const auto found = std::ranges::find_if(m_curves,
        [connection](const FieldCurve &curve) { return curve.scan->source().connection == connection; });
    if (found != m_curves.end())
        choose(int(found - m_curves.begin()));
}

void FieldsView::take()
{
    const quint64 end = session()->capture().rows().end;
    for (FieldCurve &curve : m_curves) {
        curve.scan->scanTo(end);
        m_hasNews |= isVisible() && curve.scan->update(&curve.series);
    }
}

void FieldsView::draw()
{
    m_plot->refresh(m_curves, nowNs(), m_hasNews);
    if (m_hasNews && (!m_tableAge.isValid() || m_tableAge.elapsed() >= TableEveryMs)) {
        m_tableAge.start();
        m_model->refresh();
        m_hasNews = false;
    }
}

} // namespace sockscope
