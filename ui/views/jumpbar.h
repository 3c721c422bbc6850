// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace sockscope {

/// A line below the log that asks for words to find or a place to go to, and says how that went. Escape
/// closes it.
class JumpBar : public QWidget
{
    Q_OBJECT

public:
    JumpBar(const QString &label, const QString &placeholder, QWidget *parent = nullptr);

    QString text() const;
    /// Shows it with its text selected.
    void open();
    /// What went wrong, or nothing.
    void setMessage(const QString &message);

signals:
    void entered(bool isBackwards); ///< Return, or Shift+Return
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_edit;
    QLabel *m_message;
};

} // namespace sockscope
