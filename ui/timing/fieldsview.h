// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/fieldcurve.h"
#include "ui/timing/timingview.h"

#include <QElapsedTimer>

class QTableView;

namespace sockscope {

class FieldPlot;
class FieldTableModel;

/// Numbers out of payloads as curves, and their figures under them.
class FieldsView : public TimingView
{
    Q_OBJECT

public:
    static constexpr size_t MaxCurves = 8;

    explicit FieldsView(BenchSession *session);
    ~FieldsView() override;

    size_t count() const { return m_curves.size(); }
    ScopePlot *plot() const override;
    /// Of a log that was cleared: the same fields from now on.
    void clear() override;
    /// Chooses the first field of it, if it has one.
    void selectConnection(quint64 connection) override;

public slots:
    /// The oldest curve gives way to one too many. One that is there is chosen.
    void add(const FieldSource &source);
    void removeChosen();

protected:
    void take() override;
    void draw() override;

private:
    void buildTable();
    void choose(int curve);
    int find(const FieldSource &source) const;
    void showCurves();

    std::vector<FieldCurve> m_curves;
    quint64 m_nextColour = 1;
    FieldPlot *m_plot;
    FieldTableModel *m_model;
    QTableView *m_table;
    bool m_hasNews = false;
    QElapsedTimer m_tableAge;
};

} // namespace sockscope
