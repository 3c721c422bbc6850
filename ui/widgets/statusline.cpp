// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statusline.h"

#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/statedot.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace sockscope {

namespace {

constexpr auto MessageTime = 8s;

QLabel *makeLabel(const QString &name, const QString &role)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", role);
    return label;
}

} // namespace

StatusLine::StatusLine(BenchSession *session, QWidget *parent)
    : QStatusBar(parent)
    , m_session(session)
    , m_dot(new StateDot)
    , m_state(makeLabel(QStringLiteral("listening"), QString()))
    , m_message(new ElidingLabel)
    , m_logFault(makeLabel(QStringLiteral("logFault"), QStringLiteral("error")))
    , m_violations(makeLabel(QStringLiteral("violations"), QStringLiteral("error")))
    , m_cost(makeLabel(QStringLiteral("frameCost"), QStringLiteral("muted")))
    , m_messageTimer(new QTimer(this))
{
    setSizeGripEnabled(false);
    m_message->setObjectName(QStringLiteral("statusMessage"));
    m_violations->setToolTip(tr("Rules that devices have broken since the start"));
    m_cost->setToolTip(tr("Time the window takes to refresh and paint, of the 33 ms it has"));
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_dot);
    layout->addWidget(m_state);
    layout->addSpacing(8);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_logFault);
    layout->addSpacing(8);
    layout->addWidget(m_violations);
    layout->addSpacing(8);
    layout->addWidget(m_cost);
    addWidget(line, 1);
    m_messageTimer->setSingleShot(true);
    m_messageTimer->setInterval(MessageTime);
    connect(m_messageTimer, &QTimer::timeout, m_message, &QLabel::clear);
    connect(session, &BenchSession::stateChanged, this, &StatusLine::showState);
    // What failed before is not what is so now.
    connect(session, &BenchSession::stateChanged, m_message, &QLabel::clear);
    showState();
}

void StatusLine::say(const QString &message)
{
    tell(message, QStringLiteral("error"));
}

void StatusLine::remark(const QString &message)
{
    tell(message, QStringLiteral("muted"));
}

void StatusLine::tell(const QString &message, const QString &role)
{
    setStyleProperty(m_message, "role", role);
    m_message->setText(message);
    m_messageTimer->start();
}

void StatusLine::setViolations(quint64 violations)
{
    m_violations->setVisible(violations > 0);
    m_violations->setText(violations == 1 ? tr("1 violation") : tr("%1 violations").arg(grouped(violations)));
}

void StatusLine::setLogFault(const QString &words, const QString &details)
{
    m_logFault->setVisible(!words.isEmpty());
    m_logFault->setText(words);
    m_logFault->setToolTip(details);
}

void StatusLine::setFrameCost(double milliseconds)
{
    m_cost->setText(tr("window %1 ms/frame").arg(milliseconds, 0, 'f', 1));
}

void StatusLine::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_dot)
        showState();
}

void StatusLine::showState()
{
    const Theme &theme = Theme::current();
    switch (m_session->state()) {
    case BenchSession::State::Stopped:
        m_state->setText(m_session->isSaved() ? tr("Saved log") : tr("Not listening"));
        break;
    case BenchSession::State::Starting:
        m_state->setText(tr("Starting…"));
        break;
    case BenchSession::State::Running:
        m_state->setText(
            (m_session->listenInfo().isTls ? tr("Listening on %1:%2 with TLS") : tr("Listening on %1:%2"))
                .arg(m_session->listenInfo().host)
                .arg(m_session->listenInfo().port));
        break;
    case BenchSession::State::Stopping:
        m_state->setText(tr("Closing connections…"));
        break;
    }
    m_dot->setColor(m_session->state() == BenchSession::State::Running ? theme.ping : theme.faint);
}

} // namespace sockscope
