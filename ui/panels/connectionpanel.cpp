// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/connectionpanel.h"

#include "app/bench/benchsession.h"
#include "ui/hostaddresses.h"
#include "ui/models/connectionmodel.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/connectiondelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

namespace sockscope {

namespace {

const auto ColumnsKey = QStringLiteral("connections/columns");
constexpr int UsualWidth = 76;

int widthOf(int column)
{
    switch (column) {
    case ConnectionModel::DeviceColumn:
        return 124;
    case ConnectionModel::FramesColumn:
        return 62;
    case ConnectionModel::RttColumn:
        return 68;
    case ConnectionModel::PeerColumn:
        return 148;
    case ConnectionModel::ReasonColumn:
    case ConnectionModel::TlsColumn:
        return 200;
    default:
        return UsualWidth;
    }
}

} // namespace

ConnectionPanel::ConnectionPanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ConnectionModel(session->capture().startedAt(), this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_header(new PanelHeader(tr("Connections"), this))
    , m_table(new QTreeView(this))
    , m_empty(new QLabel(this))
    , m_pages(new QStackedLayout)
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    buildTable();
    buildColumns();
    buildActions();
    m_empty->setObjectName(QStringLiteral("emptyState"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setMargin(12);
    m_empty->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_pages, 1);
    connect(session, &BenchSession::stateChanged, this, &ConnectionPanel::updateEmptyState);
    refresh();
    updateActions();
    updateEmptyState();
}

void ConnectionPanel::buildTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ConnectionModel::SortRole);
    m_table->setObjectName(QStringLiteral("connectionTable"));
    m_table->setAccessibleName(tr("Connections"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new ConnectionDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateActions();
        emit connectionSelected(selected());
    });
    connect(m_table, &QTreeView::doubleClicked, this, [this] { emit sendRequested(selected()); });
}

void ConnectionPanel::buildColumns()
{
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(40);
    for (int column = 0; column < ConnectionModel::ColumnCount; ++column) {
        header->resizeSection(column, widthOf(column));
        header->setSectionHidden(column, column > ConnectionModel::RttColumn);
    }
    header->setSectionResizeMode(ConnectionModel::PathColumn, QHeaderView::Stretch);
    header->setSortIndicator(ConnectionModel::NumberColumn, Qt::AscendingOrder);
    header->setSortIndicatorShown(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setToolTip(tr("Click to sort; right-click to choose columns"));
    m_table->setSortingEnabled(true);
    connect(header, &QWidget::customContextMenuRequested, this, &ConnectionPanel::showColumnMenu);
}

void ConnectionPanel::buildActions()
{
    QAction *ping = addAction(tr("Ping"), Qt::Key_P, tr("Send a ping now"));
    connect(ping, &QAction::triggered, this, [this] { m_session->ping(selected()); });
    QAction *send = addAction(tr("Send…"), Qt::Key_S, tr("Write a message to it"));
    connect(send, &QAction::triggered, this, [this] { emit sendRequested(selected()); });
    QAction *close = addAction(tr("Close…"), Qt::Key_C, tr("Close with a code and a reason"));
    connect(close, &QAction::triggered, this, [this] { emit closeRequested(selected()); });
    QAction *terminate =
        addAction(tr("Terminate"), Qt::Key_Delete, tr("Reset the TCP connection, without a Close frame"));
    connect(terminate, &QAction::triggered, this, [this] { m_session->terminate(selected()); });
    m_openActions = {ping, send, close, terminate};

    QAction *handshake = addAction(tr("Show handshake"), Qt::Key_H, tr("The HTTP upgrade as it came"));
    connect(handshake, &QAction::triggered, this, [this] { emit handshakeRequested(selected()); });
    QAction *filter = addAction(tr("Filter log by this"), Qt::Key_F, tr("Show its rows only"));
    connect(filter, &QAction::triggered, this, [this] { emit filterRequested(selected()); });
    m_anyActions = {handshake, filter};

    QAction *showAll =
        addAction(tr("Show all in the log"), Qt::SHIFT | Qt::Key_F, tr("Show every connection's rows"));
    connect(showAll, &QAction::triggered, this, [this] { emit filterRequested(0); });
    QAction *forget = addAction(tr("Forget ended connections"), Qt::SHIFT | Qt::Key_Delete,
        tr("Take closed and refused connections off this list; the log keeps their rows"));
    connect(forget, &QAction::triggered, this, [this] { m_session->connections().clearEnded(); });
}

QAction *ConnectionPanel::addAction(const QString &text, const QKeySequence &key, const QString &toolTip)
{
    auto *action = new QAction(text, m_table);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(toolTip);
    m_table->addAction(action);
    return action;
}

void ConnectionPanel::showColumnMenu(const QPoint &position)
{
    QMenu menu;
    QHeaderView *header = m_table->header();
    for (int column = 0; column < ConnectionModel::ColumnCount; ++column) {
        QAction *action =
            menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != ConnectionModel::DeviceColumn); // without one the table would look empty
        connect(action, &QAction::toggled, header,
            [header, column](bool shown) { header->setSectionHidden(column, !shown); });
    }
    menu.exec(header->mapToGlobal(position));
}

void ConnectionPanel::saveColumns(QSettings *settings) const
{
    settings->setValue(ColumnsKey, m_table->header()->saveState());
}

void ConnectionPanel::restoreColumns(const QSettings &settings)
{
    m_table->header()->restoreState(settings.value(ColumnsKey).toByteArray());
}

quint64 ConnectionPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : rows.first().data(ConnectionModel::NumberRole).toULongLong();
}

void ConnectionPanel::select(quint64 connection)
{
    if (connection == selected())
        return;
    const int row = m_model->rowOf(connection);
    if (row < 0) {
        m_table->clearSelection();
        return;
    }
    m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
}

void ConnectionPanel::refresh()
{
    m_model->update(m_session->connections().snapshot());
    updateHeader();
    updateActions();
    if ((m_model->rowCount() == 0) != (m_pages->currentWidget() == m_empty))
        updateEmptyState();
}

void ConnectionPanel::updateHeader()
{
    const int open = m_model->openCount();
    const int ended = m_model->rowCount() - open;
    m_header->setWords(m_model->rowCount() == 0 ? QString() : tr("%1 open, %2 closed").arg(open).arg(ended));
}

void ConnectionPanel::updateActions()
{
    const ConnectionStats *connection = m_model->find(selected());
    for (QAction *action : std::as_const(m_anyActions))
        action->setEnabled(connection);
    for (QAction *action : std::as_const(m_openActions))
        action->setEnabled(connection && connection->state == ConnectionState::Open);
}

void ConnectionPanel::updateEmptyState()
{
    m_pages->setCurrentWidget(m_model->rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_session->state() == BenchSession::State::Running)
        m_empty->setText(tr("No device yet.\n\nPoint your device at\n%1")
                             .arg(deviceUrls(m_session->listenInfo()).join(u'\n')));
    else
        m_empty->setText(
            tr("The server is not running.\n\nStart it (F5), then point your device at its address."));
}

} // namespace sockscope
