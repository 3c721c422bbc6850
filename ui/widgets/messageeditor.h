// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composepreview.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;

namespace sockscope {

class ChipChoice;
class CloseFields;
class FileField;
class MessageDraft;
class ScheduleForm;
class SourceEdit;

/// The payload of the draft in any of its forms, with what is wrong with it below, and how often it is sent.
class MessageEditor : public QWidget
{
    Q_OBJECT

public:
    /// @p draft must outlive this.
    explicit MessageEditor(MessageDraft *draft, QWidget *parent = nullptr);

    const ScheduleForm *schedule() const { return m_schedule; }
    void showPreview(const ComposePreview &preview);
    void focusPayload();
    void focusCloseReason();

private:
    void buildTop();
    void buildVariables();
    void buildPages();
    void choose(int form);
    void showForm();
    void showSource();
    void insertVariable(const QString &variable);

    MessageDraft *m_draft;
    ChipChoice *m_forms;
    QMenu *m_variables;
    CloseFields *m_close;
    SourceEdit *m_text;
    FileField *m_file;
    QStackedWidget *m_pages;
    QLabel *m_message;
    ScheduleForm *m_schedule;
};

} // namespace sockscope
