// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composepreview.h"

#include <QAbstractScrollArea>

namespace sockscope {

/// The exact bytes of a composition in hex, frame by frame: headers stand out, what departs from a rule is
/// marked, and a bar stands where a TCP write begins. Paints no more than is visible, however long it is.
class CompositionView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit CompositionView(QWidget *parent = nullptr);

    void setPreview(const std::shared_ptr<const ComposePreview> &preview);
    /// Brings the bytes of a finding into view and marks them until there is another composition.
    void showFinding(const FrameFinding &finding);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// A row is a frame's caption, or bytes of it.
    struct Row
    {
        qsizetype frame = 0;
        bool isCaption = false;
        qsizetype offset = 0; ///< of its first byte
        qsizetype size = 0;
    };

    const Composition &composition() const { return m_preview->composition; }
    void layOut();
    Row rowAt(qsizetype row) const;
    qsizetype rowOf(qsizetype offset) const;
    int hexX(qsizetype byte) const;
    void paintCaption(QPainter *painter, const Row &row, int y) const;
    void paintBytes(QPainter *painter, const Row &row, int y) const;
    void paintByte(QPainter *painter, qsizetype offset, const QRect &cell, bool isHeader) const;
    bool isBroken(qsizetype offset) const;
    bool isCut(qsizetype offset) const;
    QString toolTipAt(const QPoint &position) const;
    void copy() const;

    std::shared_ptr<const ComposePreview> m_preview;
    QList<qsizetype> m_firstRows; // of each frame
    QList<QPair<qsizetype, qsizetype>> m_broken; // begin and end, as the findings have them
    std::optional<FrameFinding> m_shown;
    int m_offsetChars = 5; // with the space behind them
    int m_bytesPerRow = 8;
};

} // namespace sockscope
