// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hintlineedit.h"

#include "ui/theme/theme.h"

#include <QLabel>

namespace sockscope {

namespace {
constexpr int Margin = 8;
}

HintLineEdit::HintLineEdit(QWidget *parent) : QLineEdit(parent), m_hint(new QLabel(this))
{
    setFont(fixedFont());
    m_hint->setFont(fixedFont());
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void HintLineEdit::setHint(const QString &hint)
{
    m_hint->setText(hint);
    placeHint();
}

QString HintLineEdit::hint() const
{
    return m_hint->text();
}

void HintLineEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeHint();
}

void HintLineEdit::placeHint()
{
    const QSize size = m_hint->sizeHint();
    m_hint->setGeometry(width() - size.width() - Margin, 0, size.width(), height());
    setTextMargins(0, 0, m_hint->text().isEmpty() ? 0 : size.width() + Margin, 0);
}

} // namespace sockscope
