// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QLabel;

namespace sockscope {

/// A line edit with a faint remark at its right end: a unit, or what the text comes to.
class HintLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit HintLineEdit(QWidget *parent = nullptr);
    void setHint(const QString &hint);
    QString hint() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeHint();

    QLabel *m_hint;
};

} // namespace sockscope
