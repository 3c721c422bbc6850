// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/readonlytext.h"

#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QTextOption>

namespace sockscope {

void makeReadOnlyText(QPlainTextEdit *edit)
{
    edit->setReadOnly(true);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setFont(fixedFont());
    edit->setWordWrapMode(QTextOption::WrapAnywhere); // looking for words in a long line takes seconds
    edit->setFrameShape(QFrame::NoFrame);
    edit->document()->setDocumentMargin(0);
    // The theme dresses every text edit as an input.
    edit->setStyleSheet(QStringLiteral("QPlainTextEdit { background: transparent; border: 0; padding: 0; }"));
}

} // namespace sockscope
