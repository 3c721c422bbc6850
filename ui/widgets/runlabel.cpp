// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/runlabel.h"

#include <QPainter>

namespace sockscope {

namespace {
constexpr int UsualWidth = 320;
constexpr qreal LineSpacing = 1.2;
} // namespace

RunLabel::RunLabel(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void RunLabel::setRuns(const QList<Run> &runs)
{
    if (runs == m_runs)
        return;
    m_runs = runs;
    setAccessibleName(text());
    updateGeometry();
    update();
}

QString RunLabel::text() const
{
    QString all;
    for (const Run &run : m_runs)
        all += run.text;
    return all;
}

qreal RunLabel::layOut(QTextLayout *layout, qreal width) const
{
    QList<QTextLayout::FormatRange> formats;
    int start = 0;
    for (const Run &run : m_runs) {
        QTextCharFormat format;
        format.setForeground(run.color.isValid() ? run.color : palette().color(QPalette::WindowText));
        if (run.strong)
            format.setFontWeight(QFont::DemiBold);
        formats.append({start, int(run.text.size()), format});
        start += int(run.text.size());
    }
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    layout->setFormats(formats);
    layout->beginLayout();
    qreal y = 0;
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height() * LineSpacing;
    }
    layout->endLayout();
    return y;
}

int RunLabel::heightForWidth(int width) const
{
    QTextLayout layout(text(), font());
    return qCeil(layOut(&layout, width));
}

QSize RunLabel::sizeHint() const
{
    return {UsualWidth, heightForWidth(width() > 0 ? width() : UsualWidth)};
}

QSize RunLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

void RunLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QTextLayout layout(text(), font());
    layOut(&layout, width());
    layout.draw(&painter, {});
}

} // namespace sockscope
