// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scheduleform.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace sockscope {

namespace {

QSpinBox *makeBox(const char *name, const QString &label, int least, int most)
{
    auto *box = new QSpinBox;
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(label);
    box->setFont(fixedFont());
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setRange(least, most);
    box->setAlignment(Qt::AlignRight);
    return box;
}

QLabel *makeWord(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ScheduleForm::ScheduleForm(QWidget *parent)
    : QWidget(parent)
    , m_repeat(makeBox("repeat", tr("times"), 0, int(SchedulePlan::MaxRepeat)))
    , m_every(
          makeBox("every", tr("milliseconds from one to the next"), 1, int(SchedulePlan::MaxEvery.count())))
    , m_burst(makeBox("burst", tr("messages at a time"), 1, SchedulePlan::MaxBurst))
{
    m_repeat->setSpecialValueText(QStringLiteral("∞"));
    m_repeat->setToolTip(tr("How often; 0: until it is stopped (Esc)"));
    m_repeat->setValue(1);
    m_every->setToolTip(tr("Milliseconds from one time to the next"));
    m_every->setValue(1000);
    m_burst->setToolTip(tr("Messages each time, one right behind the other"));
    m_repeat->setFixedWidth(40);
    m_every->setFixedWidth(52);
    m_burst->setFixedWidth(40);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_repeat);
    layout->addWidget(makeWord(tr("× every")));
    layout->addWidget(m_every);
    layout->addWidget(makeWord(tr("ms, burst")));
    layout->addWidget(m_burst);
    layout->addStretch();
}

SchedulePlan ScheduleForm::plan() const
{
    SchedulePlan plan;
    plan.repeat = quint64(m_repeat->value());
    plan.every = std::chrono::milliseconds(m_every->value());
    plan.burst = m_burst->value();
    return plan;
}

} // namespace sockscope
