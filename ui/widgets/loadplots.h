// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadfigures.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>

class QStackedWidget;

namespace sockscope {

class ChipChoice;
class CurvesPlot;
class DistributionPlot;

/// A burst as the plots of the Timing panel show it: messages a second, how long the answers took over time,
/// and how often they took how long.
class LoadPlots : public QWidget
{
    Q_OBJECT

public:
    explicit LoadPlots(QWidget *parent = nullptr);

    /// Another burst is to be shown.
    void setFigures(std::shared_ptr<const LoadFigures> figures);
    /// Draws what is seen, if that is due.
    void refresh();

private:
    void draw();
    void drawRate();
    void drawEchoes();
    void drawSpread();

    std::shared_ptr<const LoadFigures> m_figures; // null before the first burst
    qint64 m_drawnNs = -1; // how far they had come when they were drawn
    QElapsedTimer m_sinceDrawn;
    ChipChoice *m_choice;
    QStackedWidget *m_pages;
    CurvesPlot *m_rate;
    CurvesPlot *m_echoes;
    DistributionPlot *m_spread;
};

} // namespace sockscope
