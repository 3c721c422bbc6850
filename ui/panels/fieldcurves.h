// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/fieldcurve.h"

#include <QElapsedTimer>
#include <QWidget>

class QStackedLayout;
class QTableView;

namespace sockscope {

class BenchSession;
class FieldPlot;
class FieldTableModel;

/// Numbers out of payloads as curves, and their figures under them.
class FieldCurves : public QWidget
{
    Q_OBJECT

public:
    static constexpr size_t MaxCurves = 8;

    explicit FieldCurves(BenchSession *session, QWidget *parent = nullptr);
    ~FieldCurves() override;

    size_t count() const { return m_curves.size(); }
    FieldPlot *plot() const { return m_plot; }

public slots:
    /// The oldest curve gives way to one too many. One that is there is chosen.
    void add(const FieldSource &source);
    void removeChosen();
    /// Takes in what was found; draws only what is seen and has changed.
    void refresh();
    /// Of a log that was cleared: the same fields from now on.
    void restart();

signals:
    void rowActivated(quint64 row);
    void countChanged();

private:
    QWidget *buildEmptyState();
    void buildTable();
    void choose(int curve);
    int find(const FieldSource &source) const;
    void showPage();

    BenchSession *m_session;
    std::vector<FieldCurve> m_curves;
    quint64 m_nextColour = 1;
    FieldPlot *m_plot;
    FieldTableModel *m_model;
    QTableView *m_table;
    QStackedLayout *m_pages;
    QElapsedTimer m_tableAge;
};

} // namespace sockscope
