// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/messagesizes.h"
#include "ui/timing/timingview.h"

class QListWidget;
class QStackedWidget;

namespace sockscope {

class ChipChoice;
class DistributionPlot;
class FigureTable;
class RunLabel;
class SizePlot;

/// Sizes of messages against maxPayload: over time with what was refused for it, and how often which came.
class SizesView : public TimingView
{
    Q_OBJECT

public:
    static constexpr int MaxListed = 100; ///< refused messages that are listed, newest first

    explicit SizesView(BenchSession *session);

    ScopePlot *plot() const override;
    void clear() override;
    void selectConnection(quint64 connection) override;
    /// The limit in bytes per message, 0 for none.
    void setMaxPayload(quint64 bytes);

protected:
    void take() override;
    void measure() override;
    void draw() override;
    void changeEvent(QEvent *event) override;

private:
    struct Sums
    {
        quint64 received = 0; ///< messages
        quint64 largestReceived = 0; ///< bytes, of those that were accepted
        quint64 sent = 0;
        quint64 largestSent = 0;
        quint64 refused = 0;
    };

    bool isSpread() const;
    QWidget *buildOverTime();
    void showChosen();
    void count(const SizeSample &sample);
    void listRefused(const SizeSample &sample);
    void activateItem();
    void showSums();

    MessageSizes m_sizes;
    Sums m_sums;
    quint64 m_maxPayload = 0;
    bool m_hasNews = false;
    ChipChoice *m_choice;
    SizePlot *m_overTime;
    DistributionPlot *m_spread;
    FigureTable *m_table;
    QStackedWidget *m_views;
    RunLabel *m_figures;
    RunLabel *m_rule; // broken by all that is listed
    QListWidget *m_list;
};

} // namespace sockscope
