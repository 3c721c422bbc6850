// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultshots.h"

#include "app/faults/fault.h"
#include "ui/widgets/numberedit.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace sockscope {

namespace {

constexpr int CountWidth = 40;
constexpr quint64 UsualCount = 3;

} // namespace

FaultShots::FaultShots(QWidget *parent)
    : QWidget(parent)
    , m_refuse(new QPushButton(tr("Refuse")))
    , m_count(new NumberEdit(tr("Refuse"), {1, FaultLimits::Frames}))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    addShot(FaultKind::CutTcp, tr("Cut"));
    addShot(FaultKind::Reset, tr("Reset"));
    addShot(FaultKind::Freeze, tr("Freeze"));
    m_refuse->setObjectName(QStringLiteral("shot_refuse"));
    m_refuse->setToolTip(
        tr("Answer the next so many upgrades with 503; it goes on the list for all connections"));
    m_count->setObjectName(QStringLiteral("shot_refuseCount"));
    m_count->setFixedWidth(CountWidth);
    m_count->setToolTip(tr("How many connections are refused"));
    m_count->setNumber(UsualCount);
    layout->addStretch();
    layout->addWidget(m_refuse);
    layout->addWidget(m_count);
    connect(m_count, &NumberEdit::numberEdited, this, [this] {
        m_refuse->setEnabled(m_count->number().has_value());
        emit problemChanged();
    });
    connect(m_refuse, &QPushButton::clicked, this,
        [this] { emit refuseRequested(qint64(m_count->number().value_or(1))); });
}

QPushButton *FaultShots::addShot(FaultKind kind, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QStringLiteral("shot_") + faultInfo(kind).key);
    layout()->addWidget(button);
    m_shots.append({kind, button});
    connect(button, &QPushButton::clicked, this, [this, kind] { emit shotRequested(kind); });
    return button;
}

void FaultShots::setVictims(const QString &words)
{
    for (const Shot &shot : std::as_const(m_shots)) {
        shot.button->setEnabled(!words.isEmpty());
        shot.button->setToolTip(words.isEmpty()
                ? tr("%1 No connection is open.").arg(faultInfo(shot.kind).words)
                : tr("%1 Now, to %2.").arg(faultInfo(shot.kind).words, words));
    }
}

QString FaultShots::problem() const
{
    return m_count->problem();
}

} // namespace sockscope
