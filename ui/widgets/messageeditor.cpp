// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/messageeditor.h"

#include "app/text/payloadtext.h"
#include "ui/models/messagedraft.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/chipchoice.h"
#include "ui/widgets/closefields.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/scheduleform.h"
#include "ui/widgets/sourceedit.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace sockscope {

namespace {

enum Page { TextPage, FilePage };

struct Variable
{
    const char *text;
    const char *meaning;
};

constexpr std::array Variables{
    Variable{"{{counter}}", QT_TRANSLATE_NOOP("MessageEditor", "1, 2, … : the messages of a run")},
    Variable{"{{time}}", QT_TRANSLATE_NOOP("MessageEditor", "UTC, 2026-11-24T03:20:00.123Z")},
    Variable{"{{time:unixms}}", QT_TRANSLATE_NOOP("MessageEditor", "milliseconds since 1970")},
    Variable{"{{time:hh:mm:ss.zzz}}", QT_TRANSLATE_NOOP("MessageEditor", "a format of one’s own, UTC")},
    Variable{"{{random}}", QT_TRANSLATE_NOOP("MessageEditor", "0 to 4294967295")},
    Variable{"{{random:1..100}}", QT_TRANSLATE_NOOP("MessageEditor", "both ends included")},
    Variable{"{{random:hex:8}}", QT_TRANSLATE_NOOP("MessageEditor", "so many hex digits")},
    Variable{"{{conn}}", QT_TRANSLATE_NOOP("MessageEditor", "number of the connection")},
};

QString placeholder(InputForm form)
{
    switch (form) {
    case InputForm::Json:
        return QStringLiteral("{\"cmd\":\"set\",\"n\":{{counter}}}");
    case InputForm::Hex:
        return QStringLiteral("81 85 ff");
    case InputForm::Base64:
        return QStringLiteral("gYX/");
    default:
        return QStringLiteral("hello");
    }
}

} // namespace

MessageEditor::MessageEditor(MessageDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_forms(new ChipChoice({
          {QStringLiteral("formText"), tr("text"), tr("As it stands, in UTF-8")},
          {QStringLiteral("formJson"), tr("JSON"), tr("The same, but it must be one JSON value")},
          {QStringLiteral("formHex"), tr("hex"),
              tr("Bytes in hex, with 0x, commas and colons or without; or a paste from Wireshark or xxd")},
          {QStringLiteral("formBase64"), tr("base64"), tr("RFC 4648, padded or not")},
          {QStringLiteral("formFile"), tr("file"), tr("The bytes of a file, at most 16 MiB")},
      }))
    , m_variables(new QMenu(this))
    , m_close(new CloseFields(draft))
    , m_text(new SourceEdit)
    , m_file(new FileField(QStringLiteral("payloadFile"), tr("File to send")))
    , m_pages(new QStackedWidget)
    , m_message(makeMessageLabel(QStringLiteral("payloadMessage"), this))
    , m_schedule(new ScheduleForm)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(4);
    buildTop();
    layout->addWidget(m_close);
    buildPages();
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_schedule);
    connect(draft, &MessageDraft::changed, this, &MessageEditor::showForm);
    connect(draft, &MessageDraft::sourceReplaced, this, &MessageEditor::showSource);
    showForm();
}

void MessageEditor::buildTop()
{
    auto *variables = new QToolButton;
    variables->setObjectName(QStringLiteral("variables"));
    variables->setText(QStringLiteral("{{ }}"));
    variables->setToolTip(tr("Insert a variable (Ctrl+Space)"));
    variables->setAccessibleName(tr("Insert a variable"));
    variables->setProperty("flat", true);
    variables->setFocusPolicy(Qt::TabFocus);
    connect(variables, &QToolButton::clicked, this,
        [this, variables] { m_variables->popup(variables->mapToGlobal(QPoint(0, variables->height()))); });
    buildVariables();
    auto *row = FormGrid::row({m_forms, variables});
    row->insertStretch(1);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_forms, &ChipChoice::chosen, this, &MessageEditor::choose);
}

void MessageEditor::buildVariables()
{
    for (const Variable &variable : Variables) {
        const auto text = QString::fromLatin1(variable.text);
        m_variables->addAction(QStringLiteral("%1\t%2").arg(text, tr(variable.meaning)), this,
            [this, text] { insertVariable(text); });
    }
    auto *show = new QAction(tr("Insert a variable"), this);
    show->setShortcut(Qt::CTRL | Qt::Key_Space);
    show->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(show, &QAction::triggered, this,
        [this] { m_variables->popup(m_text->viewport()->mapToGlobal(m_text->cursorRect().bottomLeft())); });
    addAction(show);
}

void MessageEditor::buildPages()
{
    m_file->setPlaceholder(tr("name of a file"), tr("Read anew for each message, at most 16 MiB"));
    m_file->setFilter(tr("All files (*)"));
    auto *filePage = new QWidget;
    auto *fileLayout = new QVBoxLayout(filePage);
    fileLayout->setContentsMargins(0, 0, 0, 0);
    fileLayout->addWidget(m_file);
    fileLayout->addStretch();
    m_pages->insertWidget(TextPage, m_text);
    m_pages->insertWidget(FilePage, filePage);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (m_draft->message().form != InputForm::File)
            m_draft->setSource(m_text->toPlainText());
    });
    connect(m_file, &FileField::edited, this, [this] {
        if (m_draft->message().form == InputForm::File)
            m_draft->setSource(m_file->path());
    });
    connect(m_text, &SourceEdit::undoRequested, m_draft->undoStack(), &QUndoStack::undo);
    connect(m_text, &SourceEdit::redoRequested, m_draft->undoStack(), &QUndoStack::redo);
    connect(m_text, &SourceEdit::refused, this,
        [this](const QString &reason) { showMessage(m_message, reason, true); });
}

// The text and the name of a file are kept beside each other, to go from one to the other and back.
void MessageEditor::choose(int index)
{
    const auto form = InputForm(index);
    const bool isFile = m_draft->message().form == InputForm::File;
    if (isFile == (form == InputForm::File)) {
        m_draft->setForm(form);
    } else {
        SavedMessage message = m_draft->message();
        message.form = form;
        message.source = isFile ? m_text->toPlainText() : m_file->path();
        m_draft->load(message, tr("payload as %1").arg(inputFormName(form)));
    }
    focusPayload();
}

void MessageEditor::showForm()
{
    const InputForm form = m_draft->message().form;
    if (m_forms->current() != int(form))
        m_forms->choose(int(form));
    m_pages->setCurrentIndex(form == InputForm::File ? FilePage : TextPage);
    m_text->setPlaceholderText(placeholder(form));
}

void MessageEditor::showSource()
{
    const SavedMessage &message = m_draft->message();
    if (message.form == InputForm::File)
        m_file->setPath(message.source);
    else if (m_text->toPlainText() != message.source)
        m_text->setSource(message.source);
}

void MessageEditor::insertVariable(const QString &variable)
{
    if (m_draft->message().form == InputForm::File)
        return; // a file's bytes hold none
    m_text->insertPlainText(variable);
    m_text->setFocus(Qt::OtherFocusReason);
}

void MessageEditor::showPreview(const ComposePreview &preview)
{
    const std::optional<InputError> &error = preview.inputError;
    m_text->markError(error);
    setStyleProperty(m_text, "invalid", error.has_value());
    if (!preview.error.isEmpty()) {
        showMessage(m_message, preview.error, true);
        return;
    }
    QString words = formatBytes(quint64(preview.payloadSize));
    if (m_draft->message().form == InputForm::Json)
        words = tr("valid JSON, %1").arg(words);
    showMessage(m_message, preview.hasVariables ? tr("%1 the first time").arg(words) : words, false);
}

void MessageEditor::focusPayload()
{
    if (m_draft->message().form == InputForm::File)
        m_file->setFocus(Qt::OtherFocusReason);
    else
        m_text->setFocus(Qt::OtherFocusReason);
}

void MessageEditor::focusCloseReason()
{
    m_close->focusReason();
}

} // namespace sockscope
