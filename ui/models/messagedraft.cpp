// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/messagedraft.h"

#include <QUndoCommand>

namespace sockscope {

namespace {
constexpr int MaxSteps = 200; // each may hold a text
constexpr int FieldChange = 1; // QUndoCommand::id() of what may be joined
} // namespace

class MessageDraft::Change : public QUndoCommand
{
public:
    Change(MessageDraft *draft, const SavedMessage &after, const QString &text, bool withSource)
        : QUndoCommand(text)
        , m_draft(draft)
        , m_before(draft->m_message)
        , m_after(after)
        , m_withSource(withSource)
        , m_step(draft->m_step)
    { }

    int id() const override { return FieldChange; }
    void undo() override { m_draft->apply(m_before, m_withSource); }
    void redo() override { m_draft->apply(m_after, m_withSource); }

    bool mergeWith(const QUndoCommand *command) override
    {
        const auto *next = static_cast<const Change *>(command);
        if (next->text() != text() || next->m_step != m_step || next->m_withSource != m_withSource)
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    MessageDraft *m_draft;
    SavedMessage m_before;
    SavedMessage m_after;
    bool m_withSource;
    int m_step;
};

MessageDraft::MessageDraft(QObject *parent) : QObject(parent)
{
    m_undo.setUndoLimit(MaxSteps);
}

void MessageDraft::setSource(const QString &source)
{
    if (source == m_message.source)
        return;
    m_message.source = source;
    emit changed();
}

void MessageDraft::setForm(InputForm form)
{
    if (form == m_message.form)
        return;
    SavedMessage after = m_message;
    after.form = form;
    endStep();
    m_undo.push(new Change(this, after, tr("payload as %1").arg(inputFormName(form)), false));
    endStep();
}

void MessageDraft::setFrame(const FrameSpec &frame, const QString &field)
{
    if (frame == m_message.frame)
        return;
    SavedMessage after = m_message;
    after.frame = frame;
    m_undo.push(new Change(this, after, field, false));
}

void MessageDraft::setPayload(InputForm form, const QString &source, const QString &field)
{
    if (form == m_message.form && source == m_message.source)
        return;
    SavedMessage after = m_message;
    after.form = form;
    after.source = source;
    m_undo.push(new Change(this, after, field, true));
}

void MessageDraft::load(const SavedMessage &message, const QString &what)
{
    if (message == m_message)
        return;
    endStep();
    m_undo.push(new Change(this, message, what, true));
    endStep();
}

void MessageDraft::apply(const SavedMessage &message, bool withSource)
{
    const QString source = withSource ? message.source : m_message.source;
    m_message = message;
    m_message.source = source;
    if (withSource)
        emit sourceReplaced();
    emit changed();
}

} // namespace sockscope
