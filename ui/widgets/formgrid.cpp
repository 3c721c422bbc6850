// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/formgrid.h"

#include "ui/theme/stylesheet.h"

#include <QLabel>

namespace sockscope {

namespace {
constexpr int LabelWidth = 100;
}

FormGrid::FormGrid(QWidget *parent) : QGridLayout(parent)
{
    setContentsMargins(12, 10, 12, 10);
    setHorizontalSpacing(8);
    setVerticalSpacing(6);
    setColumnMinimumWidth(0, LabelWidth);
    setColumnStretch(1, 1);
}

void FormGrid::addField(const QString &label, QWidget *field)
{
    auto *text = new QLabel(label);
    text->setProperty("role", QStringLiteral("muted"));
    text->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    const int row = rowCount();
    addWidget(text, row, 0);
    addWidget(field, row, 1);
}

void FormGrid::addField(const QString &label, QLayout *fields)
{
    auto *text = new QLabel(label);
    text->setProperty("role", QStringLiteral("muted"));
    const int row = rowCount();
    addWidget(text, row, 0);
    addLayout(fields, row, 1);
}

void FormGrid::setFieldVisible(QWidget *field, bool visible)
{
    int row = 0;
    int column = 0;
    int rows = 0;
    int columns = 0;
    getItemPosition(indexOf(field), &row, &column, &rows, &columns);
    itemAtPosition(row, 0)->widget()->setVisible(visible);
    field->setVisible(visible);
}

void FormGrid::addWide(QWidget *widget)
{
    addWidget(widget, rowCount(), 0, 1, 2);
}

void FormGrid::addWide(QLayout *layout)
{
    addLayout(layout, rowCount(), 0, 1, 2);
}

QHBoxLayout *FormGrid::row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(6);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return layout;
}

QLabel *makeMessageLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showMessage(QLabel *label, const QString &text, bool isError)
{
    setStyleProperty(label, "role", isError ? QStringLiteral("error") : QStringLiteral("muted"));
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace sockscope
