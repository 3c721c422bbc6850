// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/logcolumns.h"

#include "ui/views/framelogview.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

namespace sockscope {

namespace {

using Column = FrameLogModel::Column;

const QString ColumnsKey = QStringLiteral("log/columns");
const QString TimeFormatKey = QStringLiteral("log/timeFormat");
const QString ColoursKey = QStringLiteral("log/coloursDevices");

} // namespace

LogColumns::LogColumns(QSettings *settings, FrameLogModel *model, FrameLogView *view)
    : QObject(view), m_settings(settings), m_model(model), m_view(view)
{
    restore();
    QHeaderView *header = view->header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &LogColumns::showMenu);
    connect(header, &QHeaderView::sectionMoved, this, &LogColumns::save);
    connect(header, &QHeaderView::sectionResized, this, &LogColumns::save);
}

void LogColumns::restore()
{
    if (!m_settings)
        return;
    m_view->header()->restoreState(m_settings->value(ColumnsKey).toByteArray());
    const int format = m_settings->value(TimeFormatKey).toInt();
    m_view->setColoursDevices(m_settings->value(ColoursKey).toBool());
    if (format >= 0 && format <= int(TimeFormat::SinceConnection))
        m_model->setTimeFormat(TimeFormat(format));
}

void LogColumns::save()
{
    if (!m_settings)
        return;
    m_settings->setValue(ColumnsKey, m_view->header()->saveState());
    m_settings->setValue(TimeFormatKey, int(m_model->timeFormat()));
    m_settings->setValue(ColoursKey, m_view->coloursDevices());
}

void LogColumns::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumns(menu);
    menu->addSeparator();
    addTimeFormats(menu);
    menu->addSeparator();
    QAction *colours = menu->addAction(tr("Devices in colour, as in the plots"));
    colours->setCheckable(true);
    colours->setChecked(m_view->coloursDevices());
    connect(colours, &QAction::toggled, this, [this](bool isOn) {
        m_view->setColoursDevices(isOn);
        save();
    });
    menu->addAction(tr("Reset columns"), this, &LogColumns::reset);
    menu->popup(m_view->header()->mapToGlobal(place));
}

void LogColumns::addColumns(QMenu *menu)
{
    QHeaderView *header = m_view->header();
    for (int place = 0; place < FrameLogModel::ColumnCount; ++place) {
        const int column = header->logicalIndex(place);
        QAction *action =
            menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(Column(column) != Column::Payload); // it takes the room that the others leave
        connect(action, &QAction::toggled, this, [this, column](bool isOn) {
            m_view->header()->setSectionHidden(column, !isOn);
            save();
        });
    }
}

void LogColumns::addTimeFormats(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    for (const auto &[format, text] : {std::pair(TimeFormat::SinceStart, tr("Time since the log began")),
             std::pair(TimeFormat::Clock, tr("Time by the clock")),
             std::pair(TimeFormat::SinceConnection, tr("Time since the connection"))}) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(m_model->timeFormat() == format);
        connect(action, &QAction::triggered, this, [this, format = format] {
            m_model->setTimeFormat(format);
            save();
        });
    }
}

void LogColumns::reset()
{
    m_view->resetColumns();
    m_model->setTimeFormat(TimeFormat::SinceStart);
    m_view->setColoursDevices(false);
    save();
}

} // namespace sockscope
