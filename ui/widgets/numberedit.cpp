// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/numberedit.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"

namespace sockscope {

NumberEdit::NumberEdit(const QString &title, Range range, QWidget *parent)
    : HintLineEdit(parent), m_title(title), m_range(range)
{
    setAccessibleName(title);
    connect(this, &QLineEdit::textChanged, this, &NumberEdit::onTextChanged);
}

void NumberEdit::setUnit(const QString &unit)
{
    setHint(unit);
}

void NumberEdit::setWordForLeast(const QString &word)
{
    m_hasWord = true;
    setPlaceholderText(word);
}

void NumberEdit::setNumber(quint64 number)
{
    if (this->number() != number)
        setText(m_hasWord && number == m_range.least ? QString() : QString::number(number));
}

std::optional<quint64> NumberEdit::number() const
{
    const QString typed = text().trimmed().remove(u',');
    if (typed.isEmpty())
        return m_hasWord ? std::optional(m_range.least) : std::nullopt;
    bool ok = false;
    const quint64 number = typed.toULongLong(&ok);
    return ok && number >= m_range.least && number <= m_range.most ? std::optional(number) : std::nullopt;
}

QString NumberEdit::problem() const
{
    if (number())
        return {};
    const QString range = QStringLiteral("%1 to %2").arg(grouped(m_range.least), grouped(m_range.most));
    return tr("%1: a whole number from %2%3, not “%4”.")
        .arg(m_title, range, hint().isEmpty() ? QString() : u' ' + hint(), textPreview(text().toUtf8()));
}

void NumberEdit::onTextChanged()
{
    setStyleProperty(this, "invalid", !number());
    emit numberEdited();
}

} // namespace sockscope
