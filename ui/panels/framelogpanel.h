// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/framelogmodel.h"

#include <QElapsedTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QSettings;
class QStackedLayout;

namespace sockscope {

class BenchSession;
class FilterBar;
class FilterEntry;
class FrameLogView;
class LogNavigation;
class PanelHeader;

/// The frame log: rows as they come, filters, follow, pause, and what can be done with a row.
class FrameLogPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings, where filters are kept, may be null and must outlive the panel.
    explicit FrameLogPanel(BenchSession *session, QSettings *settings = nullptr, QWidget *parent = nullptr);

    /// What is shown.
    const LogFilter &filter() const { return m_model->filter(); }
    /// Numbers of the rows that are selected, in order.
    std::vector<quint64> selectedRows() const;
    /// The panel's bar; may be taken as the title bar of a dock.
    QWidget *header() const;

public slots:
    /// Shows what is new; called some thirty times a second.
    void refresh();
    /// Keeps the picture still while the log goes on.
    void setPaused(bool paused);
    /// Empties the log itself.
    void clearLog();
    /// Shows the rows of one connection, 0 for all.
    void showConnection(quint64 connection);
    /// Adds an expression to those that rows must pass.
    void narrow(const QString &expression);
    /// Connections have other devices' names than before.
    void devicesRenamed();
    /// Selects a row by its number in the log. One that the filter hides is told all the same.
    void selectRow(quint64 row);

signals:
    void rowSelected(quint64 row, quint64 connection);
    void composeRequested(quint64 row); ///< a message like the frame there
    void remarked(const QString &words); ///< for the status line

private:
    void buildHeader();
    void buildBody();
    void buildActions();
    QAction *addRowAction(const QString &text, void (FrameLogPanel::*act)(int row));
    void keepConnection(int row);
    void keepClass(int row);
    void compose(int row);
    void tellRow(int row);
    void connectFilters();
    void applyFilter(const LogFilter &filter);
    void setExpression(const QString &expression);
    void restoreChoice();
    void refreshDevices();
    void refreshCount();
    void refreshEmptyState();
    QString emptyText(bool isLogEmpty) const;

    BenchSession *m_session;
    FrameLogModel *m_model;
    FrameLogView *m_view;
    LogNavigation *m_navigation;
    FilterEntry *m_entry;
    FilterBar *m_filters;
    PanelHeader *m_header;
    QLabel *m_count;
    QLabel *m_empty;
    QCheckBox *m_follow;
    QStackedLayout *m_pages;
    QElapsedTimer m_devicesAge;
    std::optional<quint64>
        m_chosen; // a row that was selected when the filter changed and has not come in yet
    bool m_paused = false;
};

} // namespace sockscope
