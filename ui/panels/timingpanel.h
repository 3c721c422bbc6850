// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/rttcurves.h"

#include <QElapsedTimer>
#include <QWidget>

class QComboBox;
class QStackedLayout;
class QTableView;

namespace sockscope {

class BenchSession;
class Chip;
class ChipChoice;
class FieldCurves;
class PanelHeader;
class RttPlot;
class RttTableModel;
class TimePlot;
struct FieldSource;

/// Ping round trips: a curve per connection, the figures under it, and how often to ping. Beside them the
/// numbers that the person picked out of payloads.
class TimingPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TimingPanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    /// Takes in what was measured; draws only what is seen and has changed.
    void refresh();
    /// Makes one connection stand out, 0 for none.
    void selectConnection(quint64 connection);
    /// Shows an interval that was chosen elsewhere.
    void setPingInterval(int milliseconds);
    /// Forgets what was measured so far.
    void clear();
    void plotField(const FieldSource &source);

signals:
    void pingIntervalChanged(int milliseconds); ///< 0: off
    void rowActivated(quint64 row);

private:
    void buildHeader();
    QWidget *buildBody();
    QTableView *buildTable();
    QWidget *buildRoundTrips();
    TimePlot *shownPlot() const;
    void showView(int view);
    void refreshRoundTrips();
    void refreshTable();

    BenchSession *m_session;
    RttCurves m_curves;
    quint64 m_nextSample = 0;
    PanelHeader *m_header;
    ChipChoice *m_view;
    QWidget *m_pinging; // how often
    QComboBox *m_interval;
    Chip *m_logarithmic;
    Chip *m_live;
    RttPlot *m_plot;
    RttTableModel *m_model;
    QTableView *m_table;
    QStackedLayout *m_pages; // of round trips
    FieldCurves *m_fields;
    QStackedLayout *m_views;
    QElapsedTimer m_tableAge;
};

} // namespace sockscope
