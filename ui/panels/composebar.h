// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/panelheader.h"

class QLineEdit;
class QPushButton;
class QToolButton;

namespace sockscope {

class ComposeTargets;
class TargetChoice;

/// The composer's bar: to whom, how it goes, the seed, and the button that sends or stops.
class ComposeBar : public PanelHeader
{
    Q_OBJECT

public:
    /// @p server: whose connections are selected in the window.
    explicit ComposeBar(ComposeTargets *server, QWidget *parent = nullptr);

    TargetChoice *target() const { return m_target; }
    quint64 seed() const; ///< of the next run
    /// What is wrong with the seed; empty if nothing is.
    QString seedFault() const;
    /// Another seed for the next run, if none is chosen.
    void drawSeed();
    void setSendState(bool isRunning, bool canSend);
    bool canSend() const;
    void showLibrary();
    void showWords(const QString &words, bool isError);

signals:
    void seedChanged();
    void sendClicked();
    void libraryToggled(bool shown);

private:
    QWidget *buildMiddle();

    TargetChoice *m_target;
    QLabel *m_words;
    QLineEdit *m_seed;
    QPushButton *m_send;
    QToolButton *m_library;
    quint64 m_freshSeed = 0;
};

} // namespace sockscope
