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
    m_rule = rule;
    m_detail = detail;
    m_outcome = outcome;
    showVerdict();
}

QString VerdictBox::text() const
{
    return m_title->text() + u'\n' + m_cause->text();
}

void VerdictBox::showVerdict()
{
    const Theme &theme = Theme::current();
    const ws::RuleInfo &info = ws::ruleInfo(m_rule);
    QString source = QStringLiteral("   %1 · %2").arg(info.section, info.name);
    if (!m_outcome.isEmpty())
        source += QStringLiteral(" · ") + m_outcome;
    QString seen = capitalized(info.text);
    if (!m_detail.isEmpty())
        seen += QStringLiteral(": ") + m_detail;
    m_title->setRuns({{seen, theme.error, true}, {source, theme.muted}});
    const Verdict &verdict = verdictFor(m_rule);
    m_cause->setRuns({{verdict.cause + QStringLiteral(" "), theme.text}, {verdict.advice, theme.muted}});
    setAccessibleName(text());
}

void VerdictBox::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(0, 0, BarWidth, height(), Theme::current().error);
}

void VerdictBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showVerdict();
}

} // namespace sockscope
