// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultscopeform.h"

#include "ui/theme/theme.h"
#include "ui/views/chip.h"
#include "ui/views/flowlayout.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/numberedit.h"

namespace sockscope {

namespace {

struct OpcodeChip
{
    ws::Opcode opcode;
    Chip::Role colour;
};

constexpr std::array OpcodeChips{
    OpcodeChip{ws::Opcode::Text, &Theme::textFrame},
    OpcodeChip{ws::Opcode::Binary, &Theme::binary},
    OpcodeChip{ws::Opcode::Ping, &Theme::ping},
    OpcodeChip{ws::Opcode::Pong, &Theme::pong},
    OpcodeChip{ws::Opcode::Close, &Theme::close},
    OpcodeChip{ws::Opcode::Continuation, &Theme::textFrame},
};

constexpr quint16 bitOf(ws::Opcode opcode)
{
    return quint16(1U << quint8(opcode));
}

constexpr quint16 definedOpcodes()
{
    quint16 bits = 0;
    for (const OpcodeChip &chip : OpcodeChips)
        bits |= bitOf(chip.opcode);
    return bits;
}

} // namespace

FaultScopeForm::FaultScopeForm(const FaultInfo &info, QWidget *parent) : QWidget(parent)
{
    auto *grid = new FormGrid(this);
    grid->setContentsMargins(0, 0, 0, 0);
    if (info.toDevice && info.fromDevice)
        addDirection(grid);
    if (info.hasOpcodes)
        addOpcodes(grid);
    addBounds(grid, info);
}

void FaultScopeForm::addDirection(FormGrid *grid)
{
    m_direction = new QComboBox;
    m_direction->setObjectName(QStringLiteral("faultDirection"));
    m_direction->setFont(fixedFont());
    m_direction->setToolTip(tr("Which way the frames go that it is applied to"));
    m_direction->addItem(tr("to the device"), int(FaultDirection::ToDevice));
    m_direction->addItem(tr("from the device"), int(FaultDirection::FromDevice));
    m_direction->addItem(tr("both ways"), int(FaultDirection::Both));
    grid->addField(tr("Direction"), m_direction);
    connect(m_direction, &QComboBox::currentIndexChanged, this, [this] {
        m_scope.direction = FaultDirection(m_direction->currentData().toInt());
        emit edited(QStringLiteral("direction"));
    });
}

void FaultScopeForm::addOpcodes(FormGrid *grid)
{
    auto *flow = new FlowLayout;
    flow->setSpacing(4);
    for (const OpcodeChip &entry : OpcodeChips) {
        const QString name = ws::opcodeName(entry.opcode);
        auto *chip = new Chip(name, Chip::Look::Filter, entry.colour);
        chip->setObjectName(QStringLiteral("faultOpcode_") + name);
        chip->setToolTip(tr("Applied to %1 frames while lit (Space)").arg(name));
        m_opcodes.append({entry.opcode, chip});
        flow->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this,
            [this, opcode = entry.opcode](bool on) { toggleOpcode(opcode, on); });
    }
    grid->addField(tr("Opcodes"), flow);
}

void FaultScopeForm::addBounds(FormGrid *grid, const FaultInfo &info)
{
    if (info.counts != FaultCount::Nothing)
        addNext(info.counts);
    if (info.hasTime)
        addTime();
    if (m_next && m_from)
        grid->addField(tr("Next, from"), FormGrid::row({m_next, m_from}));
    else if (m_next || m_from)
        grid->addField(m_next ? tr("Next") : tr("From"), m_next ? m_next : m_from);
}

void FaultScopeForm::addNext(FaultCount counts)
{
    const bool isFrames = counts == FaultCount::Frames;
    m_next = new NumberEdit(tr("Next"), {0, FaultLimits::Frames});
    m_next->setObjectName(QStringLiteral("faultNext"));
    m_next->setWordForLeast(isFrames ? tr("all frames") : tr("all of them"));
    m_next->setToolTip(isFrames ? tr("Only so many frames, counted from the last change; empty: all")
                                : tr("Only so many connections, counted from the last change; empty: all"));
    connect(m_next, &NumberEdit::numberEdited, this, [this] {
        m_scope.next = qint64(m_next->number().value_or(quint64(m_scope.next)));
        emit edited(QStringLiteral("next"));
    });
}

void FaultScopeForm::addTime()
{
    m_from = new NumberEdit(tr("From"), {0, FaultLimits::TimeMs});
    m_from->setObjectName(QStringLiteral("faultFrom"));
    m_from->setUnit(tr("ms"));
    m_from->setWordForLeast(tr("at once"));
    m_from->setToolTip(tr("So long after the connection opened; empty: at once"));
    connect(m_from, &NumberEdit::numberEdited, this, [this] {
        m_scope.fromMs = qint64(m_from->number().value_or(quint64(m_scope.fromMs)));
        emit edited(QStringLiteral("from"));
    });
}

void FaultScopeForm::setScope(const FaultScope &scope)
{
    m_scope = scope;
    if (m_direction)
        chooseData(m_direction, int(scope.direction));
    showOpcodes();
    if (m_next)
        m_next->setNumber(quint64(scope.next));
    if (m_from)
        m_from->setNumber(quint64(scope.fromMs));
}

QList<QWidget *> FaultScopeForm::tabOrder() const
{
    QList<QWidget *> fields{m_direction};
    for (const auto &[opcode, chip] : m_opcodes)
        fields.append(chip);
    fields += {m_next, m_from};
    fields.removeAll(nullptr);
    return fields;
}

QString FaultScopeForm::problem() const
{
    QStringList problems;
    for (const NumberEdit *field : {m_next, m_from}) {
        if (field && !field->problem().isEmpty())
            problems.append(field->problem());
    }
    return problems.join(u'\n');
}

// All six are all sixteen. One is always lit: a fault that is applied to nothing is switched off in the list.
void FaultScopeForm::toggleOpcode(ws::Opcode opcode, bool on)
{
    const bool wasAll = m_scope.opcodes == FaultScope::AllOpcodes;
    quint16 opcodes = wasAll ? definedOpcodes() : m_scope.opcodes;
    opcodes = quint16(on ? opcodes | bitOf(opcode) : opcodes & ~bitOf(opcode));
    if ((opcodes & definedOpcodes()) == definedOpcodes())
        opcodes = FaultScope::AllOpcodes;
    if (opcodes != 0)
        m_scope.opcodes = opcodes;
    showOpcodes();
    emit edited(QStringLiteral("opcode_") + ws::opcodeName(opcode));
}

void FaultScopeForm::showOpcodes()
{
    for (const auto &[opcode, chip] : std::as_const(m_opcodes))
        chip->setChecked(m_scope.has(opcode));
}

} // namespace sockscope
