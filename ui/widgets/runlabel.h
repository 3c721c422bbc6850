// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextLayout>
#include <QWidget>

namespace sockscope {

/// A wrapped line of words in several colours and weights. Never rich text: what a peer sent is drawn as it
/// is.
class RunLabel : public QWidget
{
    Q_OBJECT

public:
    struct Run
    {
        QString text;
        QColor color;
        bool strong = false;

        bool operator==(const Run &) const = default;
    };

    explicit RunLabel(QWidget *parent = nullptr);

    /// An invalid colour stands for the palette's text colour.
    void setRuns(const QList<Run> &runs);
    QString text() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal layOut(QTextLayout *layout, qreal width) const;

    QList<Run> m_runs;
};

} // namespace sockscope
