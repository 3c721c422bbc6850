// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/headerfields.h"

#include <QWidget>

namespace sockscope {

/// A frame header drawn bit by bit in named boxes, what is broken filled in the error colour. Wraps between
/// bytes.
class BitsView : public QWidget
{
    Q_OBJECT

public:
    explicit BitsView(QWidget *parent = nullptr);

    void setFields(const QList<HeaderField> &fields);
    const QList<HeaderField> &fields() const { return m_fields; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Placed
    {
        int x; ///< of the cells
        int labelX;
        int y;
        int end; ///< right of cells and label
    };
    struct Layout
    {
        QList<Placed> fields;
        QSize size;
    };
    qsizetype groupEnd(qsizetype first) const;
    int placeGroup(qsizetype first, QPoint at, QList<Placed> *placed) const;
    Layout layOut(int width) const;
    void paintField(QPainter *painter, const HeaderField &field, const Placed &placed) const;

    QList<HeaderField> m_fields;
};

} // namespace sockscope
