// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace sockscope {

/// The name of a file that is to be read: typed, or chosen in a dialog.
class FileField : public QWidget
{
    Q_OBJECT

public:
    /// The line is called @p name, the button "<name>Choose"; @p title is the dialog's: "Certificate".
    FileField(const QString &name, const QString &title, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    /// Of the dialog; PEM unless told otherwise.
    void setFilter(const QString &filter) { m_filter = filter; }
    void setPlaceholder(const QString &text, const QString &toolTip);
    /// Why @p path() cannot be read; empty when it can, or when there is none. Marks the line accordingly.
    QString check(bool isNeeded);

signals:
    void edited();

private:
    void choose();

    QString m_title;
    QString m_filter;
    QLineEdit *m_line;
};

} // namespace sockscope
