// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plotexport.h"

#include <QMenu>

#include <functional>

namespace sockscope {

/// What can be done with the plot that is shown: save it, zoom it. The shortcuts work in @p parent.
class PlotMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p plot tells which is shown; @p name is what its files are called after.
    PlotMenu(std::function<ScopePlot *()> plot, const QString &name, QWidget *parent);

public slots:
    void save(sockscope::PlotFormat format, const QString &path);

signals:
    void saved(const QString &words); ///< where it went, for the status line
    void failed(const QString &why);

private:
    QAction *add(const QString &text, const QString &objectName, const QKeySequence &key,
        const std::function<void()> &act);
    void addSaving(const QString &text, const QKeySequence &key, PlotFormat format);
    void chooseFile(PlotFormat format);

    std::function<ScopePlot *()> m_plot;
    QString m_name;
    QString m_folder; // of the last one that was saved
};

} // namespace sockscope
