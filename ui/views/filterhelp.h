// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTextBrowser;

namespace sockscope {

/// The filter language on one page, made from the table that the language itself is made from. A window of
/// its own, so that it can stay open beside the filter.
class FilterHelp : public QWidget
{
    Q_OBJECT

public:
    explicit FilterHelp(QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();

    QTextBrowser *m_page;
};

} // namespace sockscope
