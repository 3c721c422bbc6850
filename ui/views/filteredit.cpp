// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filteredit.h"

#include "app/filter/filter.h"
#include "app/filter/filterpieces.h"
#include "ui/models/filterstore.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/views/filterhints.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextCharFormat>

namespace sockscope {

namespace {

QColor colourOf(FilterPiece::Role role)
{
    const Theme &theme = Theme::current();
    switch (role) {
    case FilterPiece::Role::Field:
        return theme.binary;
    case FilterPiece::Role::Operator:
    case FilterPiece::Role::Connective:
        return theme.close;
    case FilterPiece::Role::Text:
        return theme.textFrame;
    case FilterPiece::Role::Wrong:
        return theme.error;
    case FilterPiece::Role::Value:
    case FilterPiece::Role::Sign:
        break;
    }
    return theme.text;
}

} // namespace

FilterEdit::FilterEdit(FilterStore *store, QWidget *parent) : QLineEdit(parent), m_store(store)
{
    setObjectName(QStringLiteral("filterText"));
    setFont(fixedFont());
    setPlaceholderText(tr("Filter, e.g. opcode == pong and rtt > 50ms"));
    setAccessibleName(tr("Filter"));
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::judge);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_historyPlace = -1;
        judge(); // this comes before textChanged()
        showHints();
    });
}

void FilterEdit::setFilterText(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    if (m_hints)
        m_hints->hide();
}

void FilterEdit::judge()
{
    const auto compiled = Filter::compile(text());
    const auto *error = std::get_if<FilterError>(&compiled);
    m_error = error ? std::optional(*error) : std::nullopt;
    setStyleProperty(this, "invalid", isWrong());
    setToolTip(m_error ? m_error->message : QString());
    setAccessibleDescription(m_error ? m_error->message : QString());
    colour();
}

// What only ends too early may still become right.
bool FilterEdit::isWrong() const
{
    return m_error && m_error->position < text().size();
}

// A QLineEdit has no formats of its own. Those of an input method stay until the next come.
void FilterEdit::colour()
{
    QList<QInputMethodEvent::Attribute> formats;
    const auto add = [&](qsizetype position, qsizetype length, const QTextCharFormat &format) {
        formats.append(
            {QInputMethodEvent::TextFormat, int(position) - cursorPosition(), int(length), format});
    };
    for (const FilterPiece &piece : filterPieces(text())) {
        QTextCharFormat format;
        format.setForeground(colourOf(piece.role));
        add(piece.token.position, piece.token.length, format);
    }
    if (isWrong()) {
        QTextCharFormat format;
        format.setForeground(Theme::current().error);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::current().error);
        add(m_error->position, m_error->length, format);
    }
    QInputMethodEvent event({}, formats);
    QLineEdit::inputMethodEvent(&event);
}

void FilterEdit::showHints(bool isFinished)
{
    if (!m_hints) {
        m_hints = new FilterHints(this);
        connect(this, &QObject::destroyed, m_hints, &QObject::deleteLater);
        connect(m_hints, &FilterHints::chosen, this, &FilterEdit::complete);
    }
    const bool isToldWrong = isWrong() || (isFinished && m_error);
    m_hints->show(isToldWrong ? m_error->message : QString(), filterCompletions(text(), cursorPosition()));
    setStyleProperty(this, "invalid", isToldWrong);
}

void FilterEdit::complete(const FilterCompletion &completion)
{
    const bool isPath = completion.insert.endsWith(u'.'); // is written on
    const qsizetype end = completion.replaceFrom + completion.replaceLength;
    const bool hasSpace = !isPath && end < text().size() && text().at(end) == u' ';
    setSelection(int(completion.replaceFrom), int(completion.replaceLength) + (hasSpace ? 1 : 0));
    insert(isPath ? completion.insert : completion.insert + u' '); // is told as an edit, and can be undone
}

bool FilterEdit::event(QEvent *event)
{
    // With Tab a completion is taken; without one it goes to the next field, as always.
    if (event->type() == QEvent::KeyPress && m_hints && m_hints->hasCompletions()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier) {
            if (!m_hints->current())
                m_hints->step(1);
            complete(FilterCompletion(*m_hints->current()));
            return true;
        }
    }
    return QLineEdit::event(event);
}

bool FilterEdit::takeListKey(int key)
{
    if (!m_hints || !m_hints->isVisible())
        return false;
    switch (key) {
    case Qt::Key_Escape:
        m_hints->hide();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!m_hints->hasCompletions())
            return false;
        m_hints->step(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_hints->current())
            return false;
        complete(FilterCompletion(*m_hints->current()));
        return true;
    default:
        return false;
    }
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (takeListKey(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Up:
        goThroughHistory(1);
        return;
    case Qt::Key_Down:
        goThroughHistory(-1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_error)
            showHints(true);
        else if (m_hints)
            m_hints->hide();
        emit confirmed();
        return;
    case Qt::Key_Escape:
        emit left();
        return;
    case Qt::Key_Space:
        if (event->modifiers() == Qt::ControlModifier) {
            showHints();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::goThroughHistory(int steps)
{
    const QStringList &recent = m_store->recent();
    const qsizetype place = qBound<qsizetype>(-1, m_historyPlace + steps, recent.size() - 1);
    if (place == m_historyPlace)
        return;
    if (m_historyPlace < 0)
        m_written = text();
    m_historyPlace = place;
    setFilterText(place < 0 ? m_written : recent.at(place));
}

void FilterEdit::focusOutEvent(QFocusEvent *event)
{
    if (m_hints)
        m_hints->hide();
    setStyleProperty(this, "invalid", m_error.has_value());
    QLineEdit::focusOutEvent(event);
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sockscope
