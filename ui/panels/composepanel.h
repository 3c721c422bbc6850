// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composepreview.h"
#include "app/compose/composesender.h"
#include "app/compose/savedmessages.h"

#include <QWidget>

class QAction;
class QSettings;

namespace sockscope {

class BenchSession;
class ComposeBar;
class ComposePreviewPane;
class FrameForm;
class MessageDraft;
class MessageEditor;
class MessageLibrary;

/// The composer: a message in any form with any header, cut into frames and writes as one likes, its exact
/// bytes and what they break, and how often it goes to whom.
class ComposePanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings: beside these the messages are kept; nowhere if null.
    explicit ComposePanel(
        BenchSession *session, const QSettings *settings = nullptr, QWidget *parent = nullptr);

    /// Connections of another kind that messages can go to; must outlive the panel.
    void addPlace(ComposeTargets *place);
    /// The next message goes to this one; see addPlace().
    void chooseTarget(const ComposeTargets *place, quint64 connection);
    MessageDraft *draft() { return m_draft; }

public slots:
    void showConnection(quint64 connection);
    void refresh();
    void focusText();
    /// A Close, ready for its code and reason.
    void beginClose();
    /// A message like the frame in @p row of the log.
    void composeFrom(quint64 row);
    /// What was sent last once more, whatever is being written.
    void sendAgain();

private:
    QWidget *buildBody();
    void buildActions();
    void connectParts();
    void requestPreview();
    void showPreview(const std::shared_ptr<const ComposePreview> &preview);
    QString fault() const;
    void drawSeed();
    void sendOrStop();
    void send();
    void save();
    void start(const SavedMessage &message);
    void stop();
    void update();
    void tellProgress();
    void say(const QString &words, bool isError);

    BenchSession *m_session;
    MessageDraft *m_draft;
    ComposeTargets *m_server;
    PreviewMaker *m_maker;
    ComposeSender *m_sender;
    ComposeBar *m_bar;
    MessageEditor *m_editor;
    FrameForm *m_frame;
    ComposePreviewPane *m_pane;
    MessageLibrary *m_library;
    QAction *m_stop = nullptr;
    QAction *m_again = nullptr;
    PreviewRequest m_requested;
    QString m_payloadFault; // as far as is known
    QString m_result; // of the last run, until something is changed
    bool m_isResultError = false;
};

} // namespace sockscope
