// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QSettings;
class QStackedWidget;

namespace sockscope {

class BenchSession;
class ChipChoice;
class ElidingLabel;
class LoadBench;
class LoadForm;
class LoadPlots;
class LoadResult;

/// Bursts of clients: what they are to do, and what came of it.
class LoadPage : public QWidget
{
    Q_OBJECT

public:
    LoadPage(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);

    void refresh();

private:
    QWidget *buildBar();
    QWidget *buildResult();
    void toggle();
    void showPage(int page);
    void showState();
    void showOwnServer();
    void showResult();

    BenchSession *m_session;
    LoadBench *m_bench;
    ChipChoice *m_choice;
    ElidingLabel *m_words;
    QPushButton *m_start;
    QStackedWidget *m_pages;
    LoadForm *m_form;
    LoadResult *m_result;
    LoadPlots *m_plots;
    QString m_fault; // of the last run
};

} // namespace sockscope
