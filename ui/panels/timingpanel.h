// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;

namespace sockscope {

class BenchSession;
class ChipChoice;
class FieldsView;
class SizesView;
class TimingView;
struct FieldSource;

/// What is measured, a view each, of which the chips in the header choose one.
class TimingPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TimingPanel(BenchSession *session, QWidget *parent = nullptr);

public slots:
    /// Takes in what was measured; draws only what is seen and has changed.
    void refresh();
    /// Keeps the pictures still while measuring goes on.
    void setPaused(bool paused);
    /// Makes one connection stand out, 0 for none.
    void selectConnection(quint64 connection);
    /// Shows where a row of the log is in the plots.
    void showRow(quint64 row);
    /// The limit in bytes per message, 0 for none.
    void setMaxPayload(quint64 bytes);
    /// Forgets what was measured so far.
    void clear();
    void plotField(const FieldSource &source);

signals:
    void rowActivated(quint64 row);
    void remarked(const QString &words); ///< for the status line
    void failed(const QString &why);

private:
    void add(TimingView *view);
    void buildHeader();

    BenchSession *m_session;
    QList<TimingView *> m_views;
    SizesView *m_sizes;
    FieldsView *m_fields;
    ChipChoice *m_choice = nullptr;
    QStackedWidget *m_pages;
};

} // namespace sockscope
