// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QLabel;
class QStackedLayout;

namespace sockscope {

class BenchSession;
class Chip;
class ScopePlot;
struct TimingFigures;

/// One thing that is measured: a plot, a strip of switches above it, mostly a table of figures under it. The
/// timing panel has several, of which one is seen.
class TimingView : public QWidget
{
    Q_OBJECT

public:
    /// Of the chip that shows it.
    struct Title
    {
        QString name; ///< of the chip as an object, and of files
        QString text;
        QString toolTip;
    };

    TimingView(BenchSession *session, const Title &title);

    const Title &title() const { return m_title; }
    /// The one that is seen, if it has several.
    virtual ScopePlot *plot() const = 0;

    /// Takes in what was measured; draws only what is seen and has changed.
    void refresh();
    /// Keeps the picture still while measuring goes on.
    void setPaused(bool paused);
    /// Forgets what was measured so far.
    virtual void clear() = 0;
    /// Makes one connection stand out, 0 for none.
    virtual void selectConnection(quint64 connection) = 0;
    /// Shows where a row of the log is in the plot.
    void showRow(quint64 row, qint64 timeNs);

signals:
    void rowActivated(quint64 row);
    void remarked(const QString &words); ///< for the status line
    void failed(const QString &why);

protected:
    BenchSession *session() const { return m_session; }
    QString deviceName(quint64 connection) const;
    /// Until when things are shown: the time of the log, or that of the pause.
    qint64 nowNs() const { return m_nowNs; }
    /// The connections that have figures, in order of their numbers.
    std::vector<std::pair<quint64, std::shared_ptr<const TimingFigures>>> measured() const;
    /// Tells the row of the newest bin of @p series.
    template <typename Series> void activateNewest(const Series &series)
    {
        if (const auto bins = series.bins(0, m_nowNs + 1); !bins.isEmpty())
            emit rowActivated(bins.last().row);
    }

    /// Why there are no round trips, and what to do.
    QString noPingWords() const;

    /// Takes in what was measured since, seen or not.
    virtual void take() { }
    /// Brings figures and distributions up to date: four times a second while they are seen.
    virtual void measure() { }
    /// Draws nowNs() and before if that is due, while it is seen.
    virtual void draw() { }
    void measureNow();
    bool isPaused() const { return m_isPaused; }

    /// Every plot is told, in the order they are shown in.
    void addPlot(ScopePlot *plot);
    /// @p body is what is shown unless it isEmpty; then @p emptyWords say what to do.
    void setBody(QWidget *body, const QString &emptyWords);
    void setEmpty(bool isEmpty);
    /// At the left of the strip.
    void setWords(const QString &words, const QString &toolTip = {});
    /// In the strip, in the order added.
    void addControl(QWidget *control);
    Chip *addSwitch(const QString &name, const QString &text, const QString &toolTip, bool isOn);
    /// Another plot() is seen now.
    void plotChanged();

private:
    QWidget *buildStrip();
    QWidget *buildMenuButton();
    void showFault(const QString &why);
    void showLive();
    void takeIn();

    BenchSession *m_session;
    Title m_title;
    QLabel *m_words;
    QLabel *m_fault;
    QTimer m_faultTimer;
    QHBoxLayout *m_controls;
    Chip *m_live;
    QStackedLayout *m_pages;
    QLabel *m_empty;
    QElapsedTimer m_measured;
    qint64 m_nowNs = 0;
    bool m_isPaused = false;
};

} // namespace sockscope
