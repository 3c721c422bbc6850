// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panelheader.h"

#include "ui/theme/theme.h"
#include "ui/views/elidinglabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace sockscope {

namespace {

constexpr int MinimumHeight = 28;
constexpr int MiddleIndex = 1;

} // namespace

PanelHeader::PanelHeader(const QString &title, QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_words(new ElidingLabel)
{
    setMinimumHeight(MinimumHeight);
    auto *titleLabel = new QLabel(title);
    titleLabel->setProperty("role", QStringLiteral("title"));
    titleLabel->setTextFormat(Qt::PlainText);
    m_words->setProperty("role", QStringLiteral("muted"));
    m_layout->setContentsMargins(8, 0, 8, 1);
    m_layout->setSpacing(8);
    m_layout->addWidget(titleLabel);
    m_layout->addWidget(m_words, 1);
    m_words->hide(); // until there are some; many controls need the room
}

void PanelHeader::setWords(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

QString PanelHeader::words() const
{
    return m_words->text();
}

void PanelHeader::addControl(QWidget *control)
{
    m_layout->addWidget(control);
    m_hasControls = true;
}

void PanelHeader::setMiddle(QWidget *middle)
{
    m_words->hide();
    m_layout->insertWidget(MiddleIndex, middle, 1);
    m_hasControls = true;
}

// A dock makes room for this, and for no minimum: without it the header covered what is below.
QSize PanelHeader::sizeHint() const
{
    return QWidget::sizeHint().expandedTo({0, MinimumHeight});
}

void PanelHeader::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.header);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

} // namespace sockscope
