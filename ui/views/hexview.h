// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadtree.h"

#include <QByteArray>
#include <QPlainTextEdit>

namespace sockscope {

/// Bytes as offset, hex and ASCII. The frame header in front of a payload stands out, in the error colour if
/// it is what was wrong.
class HexView : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxBytes = 64 * 1024;

    explicit HexView(QWidget *parent = nullptr);

    /// The first MaxBytes of @p bytes, of which the first @p headerSize are a header.
    void setBytes(const QByteArray &bytes, int headerSize, bool isHeaderBroken);
    /// Marks bytes, both as hex and as ASCII, and brings the first into view; none for an empty range.
    void markBytes(ByteRange range);
    ByteRange markedBytes() const { return m_marked; }

signals:
    void byteChosen(qsizetype offset); ///< by mouse or arrow keys

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    qsizetype byteAt(const QTextCursor &cursor) const;
    QRectF cellOf(const QTextBlock &block, int column, int width) const;
    void paintMark(QPainter *painter, const QTextBlock &block) const;
    void tellChosenByte();

    class Highlighter;
    Highlighter *m_highlighter;
    qsizetype m_size = 0;
    ByteRange m_marked;
};

} // namespace sockscope
