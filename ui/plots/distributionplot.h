// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/quantity.h"
#include "ui/plots/scopeplot.h"

#include <map>
#include <vector>

namespace sockscope {

/// How often each value came, of one connection.
struct Distribution
{
    struct Bin
    {
        double lower = 0; ///< > 0
        double upper = 0;
        quint64 count = 0;
        quint64 row = 0; ///< of the log, that brought the newest of them
    };

    quint64 connection = 0;
    bool isDashed = false; ///< the second of a connection, such as what was sent to it
    QString name;
    std::vector<Bin> bins; ///< in order, finer than they are drawn
};

/// Distributions over a logarithmic axis, overlaid: the share of all values that lies in each step. Steps
/// become finer as one zooms in.
class DistributionPlot : public ScopePlot
{
    Q_OBJECT

public:
    /// A vertical line at a value.
    struct Marker
    {
        double value = 0;
        QString text;
        QColor colour;

        bool operator==(const Marker &) const = default;
    };

    explicit DistributionPlot(Quantity quantity, QWidget *parent = nullptr);

    /// Replaces all, and draws.
    void setDistributions(std::vector<Distribution> distributions, const QList<Marker> &markers);
    /// Makes one connection stand out, 0 for none.
    void choose(quint64 connection);

    QString keyText(double key) const override;
    QString valueText(double value) const override;

public slots:
    void goHome() override;

protected:
    QString keyHeader() const override;
    QString valueHeader() const override;

private:
    using Key = std::pair<quint64, bool>; // connection, dashed

    void showAll();
    void showMarkers(const QList<Marker> &markers);
    void placeMarkerWords();
    void fitHome();
    void showSteps(QCPGraph *graph, const Distribution &distribution, double ratio);
    double stepRatio() const;
    void restyleCurves();

    Quantity m_quantity;
    std::vector<Distribution> m_distributions;
    std::map<Key, QCPGraph *> m_graphs;
    QList<Marker> m_markers;
    QList<QCPItemStraightLine *> m_markerLines; // as the markers
    QList<QCPItemText *> m_markerWords;
    quint64 m_chosen = 0;
    bool m_isHome = true; // the axis follows the values
    bool m_fitting = false;
};

} // namespace sockscope
