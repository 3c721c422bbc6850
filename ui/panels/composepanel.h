// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composepreview.h"
#include "app/compose/composesender.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sockscope {

class BenchSession;
class ComposePreviewPane;
class FrameForm;
class MessageDraft;
class MessageEditor;
class PanelHeader;
class ScheduleForm;
class TargetChoice;

/// The composer: a message in any form with any header, cut into frames and writes as one likes, its exact
/// bytes and what they break, and how often it goes to whom.
class ComposePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComposePanel(BenchSession *session, QWidget *parent = nullptr);

    /// Connections of another kind that messages can go to; must outlive the panel.
    void addPlace(ComposeTargets *place);
    MessageDraft *draft() { return m_draft; }

public slots:
    void showConnection(quint64 connection);
    void refresh();
    void focusText();
    /// A Close, ready for its code and reason.
    void beginClose();

private:
    QWidget *buildHeader();
    QWidget *buildBody();
    QWidget *buildEditor();
    void buildActions();
    void buildSeed();
    void connectParts();
    void requestPreview();
    void showPreview(const std::shared_ptr<const ComposePreview> &preview);
    QString fault() const;
    quint64 seed() const;
    void drawSeed();
    void sendOrStop();
    void send();
    void stop();
    void update();
    void tellProgress();
    void say(const QString &words, bool isError);
    void showWords(const QString &words, bool isError);

    BenchSession *m_session;
    MessageDraft *m_draft;
    ComposeTargets *m_server;
    PreviewMaker *m_maker;
    ComposeSender *m_sender;
    TargetChoice *m_target;
    QLabel *m_words;
    QLineEdit *m_seed;
    QPushButton *m_send;
    MessageEditor *m_editor;
    ScheduleForm *m_schedule;
    FrameForm *m_frame;
    ComposePreviewPane *m_pane;
    QAction *m_stop = nullptr;
    PreviewRequest m_requested;
    QString m_payloadFault; // as far as is known
    QString m_result; // of the last run, until something is changed
    bool m_isResultError = false;
    quint64 m_freshSeed = 0; // of the next run, if none is chosen
};

} // namespace sockscope
