// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/measurements.h"
#include "ui/plots/timeplot.h"

#include <QSet>

#include <deque>

namespace sockscope {

/// Sizes of messages over time on a logarithmic axis, against the limit. Received, sent and refused messages
/// differ in colour and shape.
class SizePlot : public TimePlot
{
    Q_OBJECT

public:
    static constexpr int MaxPoints = 20'000; ///< per kind
    /// Messages of about one size within this time share a point: the window shows no more.
    static constexpr qint64 MomentNs = 100'000'000;

    explicit SizePlot(QWidget *parent = nullptr);

    void add(const QList<SizeSample> &samples);
    /// Draws if that is due.
    void refresh(qint64 nowNs, bool hasNews);
    /// 0: no limit.
    void setMaxPayload(quint64 bytes);
    void clear();

    const QCPGraph *received() const { return m_received.graph; }
    const QCPGraph *sent() const { return m_sent.graph; }
    const QCPGraph *refused() const { return m_refused.graph; }
    QString limitText() const { return m_limitLabel->text(); }

    QString valueText(double value) const override;

protected:
    QString valueHeader() const override;

private:
    struct Point
    {
        qint64 timeNs;
        double bytes;
        quint64 row;
    };
    struct Points
    {
        QCPGraph *graph = nullptr;
        std::deque<Point> held;
        qint64 moment = -1; // the last one that has points, see addPoint()
        QSet<int> sizes; // that have a point at that moment
    };
    Points addPoints(const QString &name);
    Points &pointsOf(const SizeSample &sample);
    static void addPoint(Points &points, const SizeSample &sample);
    void showPoints(const Points &points);
    void fitSizes();
    void restylePoints();

    Points m_received;
    Points m_sent;
    Points m_refused;
    QCPItemStraightLine *m_limitLine;
    QCPItemText *m_limitLabel;
    quint64 m_maxPayload = 0;
    double m_largest = 0;
    qint64 m_newestNs = -1;
};

} // namespace sockscope
