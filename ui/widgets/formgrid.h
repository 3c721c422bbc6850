// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGridLayout>
#include <QString>

class QLabel;

namespace sockscope {

/// The two columns of a settings page: muted labels of one width, fields that take the rest.
class FormGrid : public QGridLayout
{
    Q_OBJECT

public:
    explicit FormGrid(QWidget *parent = nullptr);

    /// The label becomes the field's buddy and, unless it has one, its accessible name.
    void addField(const QString &label, QWidget *field);
    void addField(const QString &label, QLayout *fields);
    /// Shows or hides @p field, one of addField(), and its label; hidden ones take no room.
    void setFieldVisible(QWidget *field, bool visible);
    void addWide(QWidget *widget);
    void addWide(QLayout *layout);
    /// Widgets side by side, for one row.
    static QHBoxLayout *row(std::initializer_list<QWidget *> widgets);
};

/// A hidden line of words below a form that says what is wrong, or what happens next.
QLabel *makeMessageLabel(const QString &name, QWidget *parent);
/// Shows @p text, as an error or as a remark; hides the label when there is none.
void showMessage(QLabel *label, const QString &text, bool isError);

} // namespace sockscope
