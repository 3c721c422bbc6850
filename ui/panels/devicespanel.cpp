// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/devicespanel.h"

#include "app/bench/benchsession.h"
#include "app/devices/devicetable.h"
#include "ui/models/deviceidentities.h"
#include "ui/plots/plottable.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/views/deviceribbon.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/devicesmenu.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/identitychoice.h"
#include "ui/widgets/runlabel.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

using Column = DeviceModel::Column;

constexpr qint64 RebuildEveryMs = 250;
constexpr qint64 UptimeEveryMs = 1000; // it changes by itself
constexpr int WideEnough = 600; // for the extremes of intervals
constexpr int FigureWidth = 46; // "8.3 s"
constexpr int HeaderWidth = 54; // of columns that their names need
constexpr int BackoffWidth = 88; // "×2.0 to 32 s"
constexpr int WideBackoffWidth = 156; // and ", jitter"
constexpr double LeastHome = 60; // seconds
constexpr double MostHome = 600;

} // namespace

DevicesPanel::DevicesPanel(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_identities(new DeviceIdentities(&session->connections().devices(), settings, this))
    , m_header(new PanelHeader(tr("Devices")))
    , m_choice(new IdentityChoice)
    , m_live(new Chip(tr("live"), Chip::Look::Tab, &Theme::accent))
    , m_ribbon(new DeviceRibbon)
    , m_model(new DeviceModel(this))
    , m_table(new QTableView)
    , m_details(new RunLabel)
    , m_empty(new QLabel)
    , m_pages(new QStackedLayout)
{
    setObjectName(QStringLiteral("panelBody"));
    buildHeader();
    buildTable();
    buildActions();
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_pages->insertWidget(EmptyPage, m_empty);
    m_pages->insertWidget(DevicesPage, buildBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_pages, 1);
    connect(session, &BenchSession::stateChanged, this, &DevicesPanel::updateEmptyState);
    connect(m_identities, &DeviceIdentities::changed, this, &DevicesPanel::identitiesChanged);
    updateEmptyState();
    updateDetails();
}

// A field that loses its focus while the window goes away says for the last time what is in it.
DevicesPanel::~DevicesPanel()
{
    m_choice->disconnect(this);
}

void DevicesPanel::buildHeader()
{
    m_choice->setRule(m_identities->rule());
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setChecked(true);
    m_live->setToolTip(
        tr("Slide along with the clock. Dragging the ribbon stops it, a double click or Home starts it"));
    m_header->addControl(m_choice);
    m_header->addControl(m_live);
    m_menu = buildMenuButton();
    m_header->addControl(m_menu);
    connect(m_choice, &IdentityChoice::chosen, m_identities, &DeviceIdentities::setRule);
    connect(m_choice, &IdentityChoice::refused, this, [this](const QString &fault) {
        m_fault = fault;
        updateDetails();
    });
    connect(m_live, &Chip::clicked, m_ribbon, &DeviceRibbon::setLive);
    connect(m_ribbon, &DeviceRibbon::liveChanged, m_live, &Chip::setChecked);
}

QWidget *DevicesPanel::buildMenuButton()
{
    const auto known = [this] {
        return DevicesMenu::Known{m_session->connections().devices().devices(), m_session->capture().now()};
    };
    auto *menu = new DevicesMenu(known, m_ribbon, this);
    connect(menu, &DevicesMenu::remarked, this, &DevicesPanel::remarked);
    connect(menu, &DevicesMenu::failed, this, &DevicesPanel::failed);
    GlyphButton *button = makeMenuGlyphButton(
        menu, tr("Copy or save the devices"), tr("Copy or save what is known of the devices"));
    button->setEnabled(false);
    return button;
}

QWidget *DevicesPanel::buildBody()
{
    m_details->setObjectName(QStringLiteral("deviceDetails"));
    m_details->setAccessibleName(tr("About the selected device"));
    auto *said = new QVBoxLayout;
    said->setContentsMargins(8, 4, 8, 6);
    said->addWidget(m_details);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_ribbon, 3); // as much as its rows need
    layout->addWidget(m_table, 2);
    layout->addLayout(said);
    connect(m_ribbon, &DeviceRibbon::deviceChosen, this, &DevicesPanel::select);
    connect(m_ribbon, &DeviceRibbon::sessionActivated, this, [this](quint64 connection, quint64 row) {
        emit connectionActivated(connection);
        emit rowActivated(row);
    });
    return body;
}

void DevicesPanel::buildTable()
{
    setUpPlotTable(m_table, m_model, FigureWidth);
    m_table->setObjectName(QStringLiteral("devices"));
    m_table->setAccessibleName(tr("Devices"));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const Column column : {Column::Opened, Column::Detection})
        m_table->horizontalHeader()->resizeSection(int(column), HeaderWidth);
    connect(m_model, &DeviceModel::renamed, m_identities, &DeviceIdentities::rename, Qt::QueuedConnection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &DevicesPanel::selectionChanged);
}

void DevicesPanel::buildActions()
{
    auto *rename = new QAction(tr("Rename…"), m_table);
    rename->setShortcut(Qt::Key_F2);
    rename->setShortcutContext(Qt::WidgetShortcut);
    connect(rename, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid())
            m_table->edit(m_table->currentIndex().siblingAtColumn(int(Column::Device)));
    });
    QAction *undo = m_identities->undoStack()->createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = m_identities->undoStack()->createRedoAction(this, tr("Redo"));
    redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y}); // everywhere alike
    for (QAction *action : {undo, redo})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({undo, redo});
    m_table->addActions({rename, undo, redo});
}

void DevicesPanel::identitiesChanged()
{
    m_choice->setRule(m_identities->rule());
    m_fault.clear();
    rebuild();
    emit namesChanged();
}

void DevicesPanel::refresh()
{
    if (!isVisible())
        return;
    const qint64 now = m_session->capture().now();
    const double age = double(now) / 1e9;
    m_ribbon->setHome(m_session->isSaved() ? age : std::clamp(age, LeastHome, MostHome));
    m_ribbon->setNow(now);
    const bool hasNews = m_session->connections().devices().changes() != m_changes;
    const qint64 wait = hasNews ? RebuildEveryMs : UptimeEveryMs;
    if ((!m_age.isValid() || m_age.elapsed() >= wait) && !isRenaming())
        rebuild();
}

// The table's editor would lose what was typed.
bool DevicesPanel::isRenaming() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && m_table->viewport()->isAncestorOf(focus);
}

void DevicesPanel::rebuild()
{
    m_age.start();
    const DeviceTable &table = m_session->connections().devices();
    m_changes = table.changes();
    const QList<Device> devices = table.devices();
    const qint64 now = m_session->capture().now();
    QList<DeviceModel::Row> rows;
    rows.reserve(devices.size());
    for (const Device &device : devices)
        rows.append({device, reportOn(device, now)});
    m_model->setRows(rows);
    m_ribbon->setDevices(devices);
    m_menu->setEnabled(!devices.isEmpty());
    const quint64 forgotten = table.forgottenDevices();
    const QString count = devices.size() == 1 ? tr("1 device") : tr("%1 devices").arg(devices.size());
    m_header->setWords(devices.isEmpty() ? QString()
            : forgotten == 0             ? count
                                         : tr("%1, %2 older").arg(count).arg(forgotten));
    select(m_model->rowOf(m_selected));
    updateEmptyState();
    updateDetails();
}

void DevicesPanel::select(int row)
{
    if (row < 0)
        m_table->setCurrentIndex({});
    else if (row != m_table->currentIndex().row())
        m_table->setCurrentIndex(m_model->index(row, 0));
    m_ribbon->chooseDevice(row);
}

void DevicesPanel::selectionChanged()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return; // a reset: rebuild() selects it again
    m_selected = m_model->rows()[current.row()].device.key;
    m_table->scrollTo(current);
    m_ribbon->chooseDevice(current.row());
    updateDetails();
}

void DevicesPanel::selectConnection(quint64 connection)
{
    m_connection = connection;
    m_ribbon->chooseConnection(connection);
    if (connection == 0)
        return;
    rebuild();
    if (const int row = m_model->rowOfConnection(connection); row >= 0)
        select(row);
}

void DevicesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= WideEnough;
    for (const Column column : {Column::Shortest, Column::Longest})
        m_table->setColumnHidden(int(column), !isWide);
    m_table->horizontalHeader()->resizeSection(
        int(Column::Backoff), isWide ? WideBackoffWidth : BackoffWidth);
}

void DevicesPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateDetails();
}

} // namespace sockscope
