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
    connect(this, &QLineEdit::textChanged, this, &HintLineEdit::placeHint);
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
    const int wanted = fontMetrics().horizontalAdvance(text()) + size.width() + 3 * Margin;
    const bool fits = !m_hint->text().isEmpty() && wanted <= width(); // what is typed comes first
    m_hint->setVisible(fits);
    m_hint->setGeometry(width() - size.width() - Margin, 0, size.width(), height());
    setTextMargins(0, 0, fits ? size.width() + Margin : 0, 0);
}

} // namespace sockscope
