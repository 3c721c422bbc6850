// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/plotmenu.h"

#include "ui/plots/scopeplot.h"
#include "ui/widgets/filedialogs.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace sockscope {

PlotMenu::PlotMenu(std::function<ScopePlot *()> plot, const QString &name, QWidget *parent)
    : QMenu(parent), m_plot(std::move(plot)), m_name(name)
{
    addSaving(tr("Save as picture (PNG)…"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, PlotFormat::Png);
    addSaving(tr("Save as drawing (PDF)…"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, PlotFormat::Pdf);
    addSaving(tr("Save points in view (CSV)…"), Qt::CTRL | Qt::SHIFT | Qt::Key_V, PlotFormat::Csv);
    addSeparator();
    add(tr("Zoom in"), QStringLiteral("zoomIn"), Qt::CTRL | Qt::Key_Plus, [this] { m_plot()->zoomIn(); });
    add(tr("Zoom out"), QStringLiteral("zoomOut"), Qt::CTRL | Qt::Key_Minus, [this] { m_plot()->zoomOut(); });
    add(tr("Back to the view one begins with"), QStringLiteral("goHome"), Qt::CTRL | Qt::Key_0,
        [this] { m_plot()->goHome(); });
}

QAction *PlotMenu::add(
    const QString &text, const QString &objectName, const QKeySequence &key, const std::function<void()> &act)
{
    QAction *action = addAction(text);
    action->setObjectName(objectName);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    parentWidget()->addAction(action);
    return action;
}

void PlotMenu::addSaving(const QString &text, const QKeySequence &key, PlotFormat format)
{
    add(text, QStringLiteral("save_") + suffixOf(format), key, [this, format] { chooseFile(format); });
}

void PlotMenu::chooseFile(PlotFormat format)
{
    const QString suffix = suffixOf(format);
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss"));
    QFileDialog *dialog = makeSaveDialog(parentWidget(), tr("Save the plot"),
        QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix),
        QStringLiteral("%1-%2.%3").arg(time, m_name, suffix), m_folder);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString &path) { save(format, path); });
    dialog->open();
}

void PlotMenu::save(PlotFormat format, const QString &path)
{
    const QString error = exportPlot(m_plot(), format, path);
    if (!error.isEmpty()) {
        emit failed(error + u'.');
        return;
    }
    m_folder = QFileInfo(path).absolutePath();
    emit saved(tr("Saved the plot as %1.").arg(QDir::toNativeSeparators(path)));
}

} // namespace sockscope
