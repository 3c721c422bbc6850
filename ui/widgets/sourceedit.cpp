// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sourceedit.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

namespace sockscope {

namespace {
constexpr int MinimumHeight = 48;
}

SourceEdit::SourceEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("payloadText"));
    setAccessibleName(tr("Payload"));
    setToolTip(tr("Ctrl+Enter sends, Ctrl+Space inserts a variable"));
    setFont(fixedFont());
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere); // looking for words in a long line takes seconds
    setMinimumHeight(MinimumHeight);
}

void SourceEdit::setSource(const QString &source)
{
    m_error.reset();
    setExtraSelections({});
    setPlainText(source);
}

void SourceEdit::markError(const std::optional<InputError> &error)
{
    if (error == m_error)
        return;
    m_error = error;
    showMark();
}

void SourceEdit::showMark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block =
        m_error && m_error->line > 0 ? document()->findBlockByNumber(m_error->line - 1) : QTextBlock();
    if (block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        // The end of a text is a place, too: its last character stands for it.
        const int last = qMax(0, block.length() - 2);
        mark.cursor.setPosition(block.position() + qBound(0, m_error->column - 1, last));
        mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Theme::current().error);
        mark.format.setForeground(Theme::current().error);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void SourceEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo) && !document()->isUndoAvailable())
        emit undoRequested();
    else if (event->matches(QKeySequence::Redo) && !document()->isRedoAvailable())
        emit redoRequested();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void SourceEdit::insertFromMimeData(const QMimeData *source)
{
    const qsizetype more = source->text().size();
    if (document()->characterCount() + more > MaxChars)
        emit refused(tr("%L1 characters are too many for this editor: send them as a file.").arg(more));
    else
        QPlainTextEdit::insertFromMimeData(source);
}

void SourceEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showMark();
}

} // namespace sockscope
