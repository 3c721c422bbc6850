// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plotfigures.h"

#include <qcustomplot.h>

#include <QHash>

namespace sockscope {

class PlotCursor;

/// What the plots of measurements have in common. They are zoomed and panned along the horizontal axis with
/// wheel, drag and keys; a vertical line under the mouse or moved by keys reads out every curve; points know
/// the rows of the log they came from. The colours of curves are the owner's.
class ScopePlot : public QCustomPlot
{
    Q_OBJECT

public:
    /// A curve's point that is nearest to the cursor.
    struct Reading
    {
        QCPGraph *graph = nullptr;
        double key = 0;
        double value = 0;
        std::optional<quint64> row; ///< of the log

        QPointF at() const { return graph->coordsToPixels(key, value); }
    };

    explicit ScopePlot(QWidget *parent = nullptr);

    /// A curve named @p name in the read-out and in files.
    QCPGraph *addCurve(const QString &name, QCPAxis *valueAxis = nullptr);
    void removeCurve(QCPGraph *graph);
    /// @p points in order of their keys; @p rows of the log as many, or none.
    void setPoints(QCPGraph *graph, const QVector<QCPGraphData> &points, const QList<quint64> &rows);
    /// The curve that the read-out begins with and that Enter means; null for the first.
    void setMainCurve(QCPGraph *graph) { m_main = graph; }

    /// Where the cursor stands: under the mouse, else where keys or a row have put it.
    std::optional<double> cursorKey() const;
    void putCursor(double key);
    void removeCursor();
    /// Puts the cursor where a row of the log is, and brings that into view. Nothing is read out unless a
    /// curve has a point of that row.
    void showRow(quint64 row, double key);
    /// What the cursor reads, the main curve first.
    QList<Reading> readings() const;
    /// The same in words, a line for the cursor and one for each curve; empty without a cursor.
    QString readout() const;
    bool isRowShown(const Reading &reading) const { return m_shownRow && reading.row == m_shownRow; }

    virtual QString keyText(double key) const = 0;
    virtual QString valueText(double value) const = 0;
    /// The points in view, for a table.
    virtual PlotFigures figures() const;

public slots:
    /// The view one begins with.
    virtual void goHome() = 0;
    /// Around the cursor, else around the middle.
    void zoomIn();
    void zoomOut();

signals:
    void rowClicked(quint64 row);
    void restyled(); ///< the theme has changed

protected:
    /// Names of the columns that keys and values stand in, in files.
    virtual QString keyHeader() const = 0;
    virtual QString valueHeader() const = 0;
    virtual QString keyCell(double key) const;
    /// A factor below 1 zooms in.
    virtual void zoomBy(double factor, double key);
    /// By a share of the view.
    void panBy(double share);

    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    std::optional<Reading> readingOf(QCPGraph *graph, double key) const;
    void clickPoint(QCPAbstractPlottable *plottable, int index);
    double zoomKey() const;
    void stepCursor(int direction);
    void stepCurve(int direction);
    void activateCursor();
    void bringIntoView(double key);
    bool isLogAxis() const { return xAxis->scaleType() == QCPAxis::stLogarithmic; }
    void cursorMoved();

    QHash<const QCPGraph *, QList<quint64>> m_rows; // of each curve's points
    QCPGraph *m_main = nullptr;
    std::optional<double> m_hovered; // pixels
    std::optional<double> m_put; // key
    std::optional<quint64> m_shownRow;
};

} // namespace sockscope
