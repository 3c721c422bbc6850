// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterbar.h"

#include "ui/views/chip.h"
#include "ui/views/flowlayout.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QSignalBlocker>

namespace sockscope {

namespace {

constexpr int ComboHeight = 22;

Chip::Role colourOf(RowClass rowClass)
{
    switch (rowClass) {
    case RowClass::Handshake:
        return &Theme::handshake;
    case RowClass::Text:
    case RowClass::Continuation:
        return &Theme::textFrame;
    case RowClass::Binary:
        return &Theme::binary;
    case RowClass::Ping:
        return &Theme::ping;
    case RowClass::Pong:
        return &Theme::pong;
    case RowClass::Close:
        return &Theme::close;
    case RowClass::Other:
        break;
    }
    return &Theme::text;
}

QComboBox *makeChoice(const QString &name, const QString &toolTip)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->setToolTip(toolTip);
    combo->setFixedHeight(ComboHeight);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

QString deviceText(const FilterBar::Device &device)
{
    return QStringLiteral("%1  #%2").arg(device.name).arg(device.connection);
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_direction(makeChoice(tr("Direction"), tr("Show only what devices send, or only what they are sent")))
    , m_connection(makeChoice(tr("Connection"), tr("Show only the rows of one connection")))
    , m_violations(new Chip(tr("violations"), Chip::Look::Filter, &Theme::error))
    , m_showAll(new Chip(tr("show all"), Chip::Look::Tab, &Theme::accent))
{
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(8, 4, 8, 5);
    layout->setSpacing(4);
    addClassChips(layout);
    addChoices(layout);
    showFilter();
}

void FilterBar::addClassChips(QLayout *layout)
{
    for (int i = 0; i < RowClassCount; ++i) {
        const auto rowClass = RowClass(i);
        auto *chip = new Chip(rowClassName(rowClass), Chip::Look::Filter, colourOf(rowClass));
        chip->setObjectName(rowClassName(rowClass));
        chip->setAccessibleName(tr("Show %1 rows").arg(rowClassName(rowClass)));
        chip->setToolTip(rowClass == RowClass::Other
                ? tr("Show TCP events and frames with a reserved opcode. Ctrl+click: only these")
                : tr("Show %1 rows. Ctrl+click: only these").arg(rowClassName(rowClass)));
        connect(chip, &Chip::clicked, this, [this, rowClass](bool on) { clickClass(rowClass, on); });
        m_classes[size_t(i)] = chip;
        layout->addWidget(chip);
    }
}

void FilterBar::addChoices(QLayout *layout)
{
    m_direction->addItem(tr("both ways"));
    m_direction->addItem(tr("→ from device"), int(ws::Direction::Received));
    m_direction->addItem(tr("← to device"), int(ws::Direction::Sent));
    m_connection->addItem(tr("all connections"), quint64(0));
    m_connection->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    m_connection->setMinimumContentsLength(14);
    m_violations->setObjectName(QStringLiteral("violations"));
    m_violations->setToolTip(tr("Show only rows that broke a rule"));
    m_showAll->setObjectName(QStringLiteral("showAll"));
    m_showAll->setToolTip(tr("Take every filter off"));
    layout->addWidget(m_direction);
    layout->addWidget(m_connection);
    layout->addWidget(m_violations);
    layout->addWidget(m_showAll);

    connect(m_direction, &QComboBox::activated, this, [this] {
        LogFilter filter = m_filter;
        const QVariant direction = m_direction->currentData();
        filter.direction =
            direction.isValid() ? std::optional(ws::Direction(direction.toInt())) : std::nullopt;
        setFilter(filter);
    });
    connect(m_connection, &QComboBox::activated, this, [this] {
        LogFilter filter = m_filter;
        filter.connection = m_connection->currentData().toULongLong();
        setFilter(filter);
    });
    connect(m_violations, &Chip::clicked, this, [this](bool on) {
        LogFilter filter = m_filter;
        filter.violationsOnly = on;
        setFilter(filter);
    });
    connect(m_showAll, &Chip::clicked, this, [this] { setFilter({}); });
}

void FilterBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.header);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

void FilterBar::clickClass(RowClass rowClass, bool on)
{
    LogFilter filter = m_filter;
    if (QApplication::keyboardModifiers() & Qt::ControlModifier) {
        const bool isOnlyOne = filter.classes == LogFilter::onlyClass(rowClass).classes;
        filter.classes = isOnlyOne ? LogFilter().classes : LogFilter::onlyClass(rowClass).classes;
    } else {
        filter.classes.set(size_t(rowClass), on);
    }
    setFilter(filter);
}

void FilterBar::setFilter(const LogFilter &filter)
{
    const bool isNew = filter != m_filter;
    m_filter = filter;
    showFilter();
    if (isNew)
        emit filterChanged(m_filter);
}

void FilterBar::showFilter()
{
    for (int i = 0; i < RowClassCount; ++i)
        m_classes[size_t(i)]->setChecked(m_filter.classes.test(size_t(i)));
    m_direction->setCurrentIndex(m_filter.direction ? m_direction->findData(int(*m_filter.direction)) : 0);
    m_connection->setCurrentIndex(indexOfConnection(m_filter.connection));
    m_violations->setChecked(m_filter.violationsOnly);
    m_showAll->setChecked(!m_filter.passesAll());
    m_showAll->setVisible(!m_filter.passesAll());
}

int FilterBar::indexOfConnection(quint64 connection)
{
    const int index = m_connection->findData(connection);
    if (index >= 0)
        return index;
    m_connection->addItem(QStringLiteral("#%1").arg(connection), connection);
    return m_connection->count() - 1;
}

void FilterBar::setDevices(const QList<Device> &devices)
{
    if (devices == m_devices || m_connection->view()->isVisible())
        return;
    m_devices = devices;
    const QSignalBlocker blocker(m_connection);
    m_connection->clear();
    m_connection->addItem(tr("all connections"), quint64(0));
    for (const Device &device : devices)
        m_connection->addItem(deviceText(device), device.connection);
    m_connection->setCurrentIndex(indexOfConnection(m_filter.connection));
}

} // namespace sockscope
