// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/identitychoice.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace sockscope {

namespace {

using By = IdentityRule::By;

constexpr int Height = 22;
constexpr int ParameterWidth = 104;

} // namespace

IdentityChoice::IdentityChoice(QWidget *parent)
    : QWidget(parent)
    , m_by(new QComboBox)
    , m_parameter(new QLineEdit)
    , m_parameters{{By::Header, QStringLiteral("X-Device-Id")}, {By::FirstMessage, QStringLiteral(".id")}}
{
    const std::initializer_list<std::pair<By, QString>> choices{{By::Automatic, tr("automatic")},
        {By::Header, tr("header")}, {By::Path, tr("path")}, {By::Subprotocol, tr("subprotocol")},
        {By::FirstMessage, tr("first message")}, {By::Address, tr("IP address")}};
    for (const auto &[by, text] : choices)
        m_by->addItem(text, int(by));
    m_by->setObjectName(QStringLiteral("identityRule"));
    m_by->setAccessibleName(tr("What tells devices apart"));
    m_by->setToolTip(
        tr("Connections with the same value are of one device.\nAutomatic: X-Device-Id, X-Device-Name, "
           "“device” or “id” of the query;\nelse User-Agent and IP address together"));
    m_by->setFixedHeight(Height);
    m_parameter->setObjectName(QStringLiteral("identityParameter"));
    m_parameter->setFont(fixedFont());
    m_parameter->setFixedSize(ParameterWidth, Height);
    m_parameter->setMaxLength(200);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_by);
    layout->addWidget(m_parameter);
    showParameter();
    connect(m_by, &QComboBox::activated, this, &IdentityChoice::choose);
    connect(m_parameter, &QLineEdit::editingFinished, this, &IdentityChoice::judge);
}

void IdentityChoice::setRule(const IdentityRule &rule)
{
    const QSignalBlocker blocker(m_by);
    m_by->setCurrentIndex(m_by->findData(int(rule.by)));
    if (m_parameters.contains(rule.by))
        m_parameters[rule.by] = rule.parameter;
    showParameter();
}

IdentityRule IdentityChoice::entered() const
{
    const auto by = By(m_by->currentData().toInt());
    return {by, m_parameters.contains(by) ? m_parameter->text().trimmed() : QString()};
}

void IdentityChoice::choose(int)
{
    showParameter();
    judge();
}

void IdentityChoice::judge()
{
    const IdentityRule rule = entered();
    const QString fault = rule.fault();
    emit refused(fault);
    if (!fault.isEmpty())
        return;
    if (m_parameters.contains(rule.by))
        m_parameters[rule.by] = rule.parameter;
    emit chosen(rule);
}

void IdentityChoice::showParameter()
{
    const auto by = By(m_by->currentData().toInt());
    const auto parameter = m_parameters.find(by);
    m_parameter->setVisible(parameter != m_parameters.end());
    m_parameter->setText(parameter == m_parameters.end() ? QString() : parameter->second);
    const bool isHeader = by == By::Header;
    m_parameter->setAccessibleName(
        isHeader ? tr("Name of the header") : tr("JSON path within the first message"));
    m_parameter->setToolTip(isHeader ? tr("A header of the upgrade request, such as X-Device-Id")
                                     : tr("A field of the device's first message, which is JSON: .id, "
                                          ".device.serial[0]"));
}

} // namespace sockscope
