// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/bytediff.h"
#include "ui/models/comparedframe.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace sockscope {

class ChipChoice;
class DiffPane;

/// Two rows of the log side by side: what their headers say, and where their payloads differ, as text or in
/// hex. A window of its own, which deletes itself when it is closed.
class CompareWindow : public QWidget
{
    Q_OBJECT

public:
    CompareWindow(const ComparedFrame &left, const ComparedFrame &right, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildFields();
    QWidget *buildBar();
    QWidget *buildPanes();
    void addKey(const QList<QKeySequence> &keys, void (CompareWindow::*act)());
    void showPayloads();
    void showText();
    void showBytes();
    void showWords();
    void showNext() { showDifference(m_current + 1); }
    void showPrevious() { showDifference(m_current - 1); }
    void showDifference(qsizetype index);
    void markFields();

    ComparedFrame m_left;
    ComparedFrame m_right;
    QTreeWidget *m_fields;
    ChipChoice *m_choice;
    QLabel *m_words;
    QPushButton *m_previous;
    QPushButton *m_next;
    DiffPane *m_leftPane;
    DiffPane *m_rightPane;
    Differences m_differences; // of what is shown
    qsizetype m_current = -1; // of them
};

} // namespace sockscope
