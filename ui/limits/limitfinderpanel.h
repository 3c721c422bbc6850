// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsarchive.h"
#include "app/limits/limitsboard.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSettings;
class QStackedWidget;
class QTableView;

namespace sockscope {

class BenchSession;
class BracketView;
class ChipChoice;
class LimitsActions;
class LimitsForm;
class LimitsModel;
class PanelHeader;
class SavedLimitsPage;

/// Looks for the limits of the selected device: what to look for, how far the search is, and what came of it,
/// now and before.
class LimitFinderPanel : public QWidget
{
    Q_OBJECT

public:
    enum Page { PlanPage, ResultPage, SavedPage };

    /// @p settings must outlive it; results are kept in @p archive.
    LimitFinderPanel(
        BenchSession *session, QSettings *settings, LimitsArchive archive, QWidget *parent = nullptr);

public slots:
    /// The device to look at; 0 for none.
    void showConnection(quint64 connection);
    /// Takes in how the search stands, if that has changed.
    void refresh();

signals:
    /// A row of the log was asked for: that of a probe.
    void rowActivated(quint64 row);
    void remarked(const QString &words);
    void failed(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Column { LimitColumn, WorkedColumn, FailedColumn, HowColumn, TriesColumn };

    QWidget *buildResults();
    QWidget *buildFoot();
    void connectParts();
    void toggle();
    void showPage(Page page);
    bool isDeviceOpen() const;
    void showStand(const LimitsStand &stand);
    void showReport(const LimitsReport &report);
    void showWait();
    void showState();
    void onFinished(const LimitsReport &report);
    void onRefused(const QString &reason);
    void activateResult(const QModelIndex &index);
    void showSaved(const LimitsReport &report);
    QString idleWords() const;
    static QString runWords(const LimitsStand &stand);

    BenchSession *m_session;
    quint64 m_connection = 0;
    LimitsStand m_stand;
    LimitsReport m_shown;
    bool m_isOpen = false; // the selected connection
    bool m_isStarting = false; // from the button to the first word of the I/O thread
    QString m_refusal;

    PanelHeader *m_header;
    ChipChoice *m_choice;
    QStackedWidget *m_pages;
    LimitsForm *m_form;
    LimitsModel *m_model;
    QTableView *m_table;
    QLabel *m_facts;
    LimitsActions *m_actions;
    SavedLimitsPage *m_saved;
    BracketView *m_bracket;
    QLabel *m_words;
    QPushButton *m_start;
};

} // namespace sockscope
