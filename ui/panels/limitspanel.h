// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/messagesizes.h"

#include <QWidget>

class QListWidget;

namespace sockscope {

class BenchSession;
class PanelHeader;
class RunLabel;
class SizePlot;

/// Sizes of messages against maxPayload: what came near it, and what was refused for it.
class LimitsPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MaxListed = 100; ///< refused messages that are listed, newest first

    explicit LimitsPanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    /// Takes in what was measured; draws only what is seen and has changed.
    void refresh();
    /// The limit in bytes per message, 0 for none.
    void setMaxPayload(quint64 bytes);
    /// Forgets what was measured so far.
    void clear();

signals:
    void rowActivated(quint64 row);

protected:
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

    void buildBody();
    void count(const SizeSample &sample);
    void listRefused(const SizeSample &sample);
    void activateItem();
    void showSums();

    BenchSession *m_session;
    MessageSizes m_sizes;
    Sums m_sums;
    PanelHeader *m_header;
    SizePlot *m_plot;
    RunLabel *m_figures;
    RunLabel *m_rule; // broken by all that is listed
    QListWidget *m_list;
};

} // namespace sockscope
