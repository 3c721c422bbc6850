// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/savedmessages.h"

#include <QUndoStack>

namespace sockscope {

/// The message that is being composed. Every change but that of its text can be undone here, one step each;
/// the editor of the text has an undo of its own.
class MessageDraft : public QObject
{
    Q_OBJECT

public:
    explicit MessageDraft(QObject *parent = nullptr);

    const SavedMessage &message() const { return m_message; }
    QUndoStack *undoStack() { return &m_undo; }

    void setSource(const QString &source); ///< no step
    void setForm(InputForm form);
    /// @p field names what changed: "opcode". Changes of one field that follow each other are one step, until
    /// endStep().
    void setFrame(const FrameSpec &frame, const QString &field);
    void endStep() { ++m_step; }
    /// The same for text and form, from a field that stands for them.
    void setPayload(InputForm form, const QString &source, const QString &field);
    /// In place of all there is, as one step: "load “reset”".
    void load(const SavedMessage &message, const QString &what);

signals:
    void changed();
    void sourceReplaced(); ///< not by setSource(): who shows the text must show this one

private:
    class Change;

    void apply(const SavedMessage &message, bool withSource);

    SavedMessage m_message;
    QUndoStack m_undo;
    int m_step = 0;
};

} // namespace sockscope
