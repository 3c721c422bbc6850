// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/verdictbox.h"

#include "app/text/verdicts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/runlabel.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int BarWidth = 3;
constexpr int Indent = 12;

QString capitalized(QString sentence)
{
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

} // namespace

VerdictBox::VerdictBox(QWidget *parent) : QWidget(parent), m_title(new RunLabel), m_cause(new RunLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Indent, 2, 0, 2);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_cause);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VerdictBox::setVerdict(ws::Rule rule, const QString &detail, const QString &outcome)
{
    m_broken = rule;
    m_detail = detail;
    m_outcome = outcome;
    showVerdict();
}

void VerdictBox::setFault(FaultKind kind, const QString &words, const QString &place)
{
    m_broken = kind;
    m_detail = words;
    m_outcome = place;
    showVerdict();
}

QString VerdictBox::text() const
{
    return m_title->text() + u'\n' + m_cause->text();
}

void VerdictBox::showVerdict()
{
    if (const auto *kind = std::get_if<FaultKind>(&m_broken))
        showFault(*kind);
    else
        showRule(std::get<ws::Rule>(m_broken));
    setAccessibleName(text());
    update();
}

void VerdictBox::showFault(FaultKind kind)
{
    const Theme &theme = Theme::current();
    const FaultInfo &info = faultInfo(kind);
    m_title->setRuns({{tr("Broken on purpose: %1").arg(info.name), theme.close, true},
        {QStringLiteral("   ") + m_outcome, theme.muted}});
    m_cause->setRuns({{capitalized(m_detail) + QStringLiteral(". "), theme.text}, {info.words, theme.muted}});
}

void VerdictBox::showRule(ws::Rule rule)
{
    const Theme &theme = Theme::current();
    const ws::RuleInfo &info = ws::ruleInfo(rule);
    QString source = QStringLiteral("   %1 · %2").arg(info.section, info.name);
    if (!m_outcome.isEmpty())
        source += QStringLiteral(" · ") + m_outcome;
    QString seen = capitalized(info.text);
    if (!m_detail.isEmpty())
        seen += QStringLiteral(": ") + m_detail;
    m_title->setRuns({{seen, theme.error, true}, {source, theme.muted}});
    const Verdict &verdict = verdictFor(rule);
    m_cause->setRuns({{verdict.cause + QStringLiteral(" "), theme.text}, {verdict.advice, theme.muted}});
}

void VerdictBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const bool isFault = std::holds_alternative<FaultKind>(m_broken);
    QPainter(this).fillRect(0, 0, BarWidth, height(), isFault ? theme.close : theme.error);
}

void VerdictBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showVerdict();
}

} // namespace sockscope
