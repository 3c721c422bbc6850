// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chipchoice.h"

#include "ui/views/chip.h"

#include <QButtonGroup>
#include <QHBoxLayout>

namespace sockscope {

ChipChoice::ChipChoice(const QList<Choice> &choices, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (const Choice &choice : choices) {
        auto *chip = new Chip(choice.text, Chip::Look::Tab);
        chip->setObjectName(choice.name);
        chip->setToolTip(choice.toolTip);
        chip->setChecked(m_group->buttons().isEmpty());
        m_group->addButton(chip, int(m_group->buttons().size()));
        layout->addWidget(chip);
    }
    connect(m_group, &QButtonGroup::idClicked, this, &ChipChoice::chosen);
}

void ChipChoice::choose(int index)
{
    m_group->button(index)->setChecked(true);
}

int ChipChoice::current() const
{
    return m_group->checkedId();
}

} // namespace sockscope
