// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hexview.h"

#include "app/text/payloadtext.h"
#include "ui/theme/theme.h"
#include "ui/views/readonlytext.h"

#include <QEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace sockscope {

namespace {

// The columns of a hexDump() row: eight digits of offset, two groups of eight bytes, ASCII.
constexpr int HexStart = 10;
constexpr int CharsPerByte = 3;
constexpr int BytesPerGroup = 8;
constexpr int BytesPerLine = 2 * BytesPerGroup;
constexpr int AsciiStart = 60;
constexpr int TopMargin = 4;

int hexColumn(int byte)
{
    return HexStart + byte * CharsPerByte + (byte < BytesPerGroup ? 0 : 1);
}

} // namespace

class HexView::Highlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    int headerSize = 0;
    bool isHeaderBroken = false;

protected:
    void highlightBlock(const QString &text) override
    {
        const Theme &theme = Theme::current();
        setFormat(0, HexStart, theme.muted);
        setFormat(AsciiStart, int(text.size()), theme.muted);
        if (currentBlock().blockNumber() > 0 || headerSize == 0)
            return;
        setFormat(HexStart, hexColumn(headerSize - 1) + CharsPerByte - HexStart,
            isHeaderBroken ? theme.error : theme.accent);
    }
};

HexView::HexView(QWidget *parent) : QPlainTextEdit(parent), m_highlighter(new Highlighter(document()))
{
    makeReadOnlyText(this);
    setLineWrapMode(NoWrap);
    setViewportMargins(0, TopMargin, 0, 0);
    setAccessibleName(tr("Bytes in hex"));
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &HexView::tellChosenByte);
}

void HexView::setBytes(const QByteArray &bytes, int headerSize, bool isHeaderBroken)
{
    m_highlighter->headerSize = headerSize;
    m_highlighter->isHeaderBroken = isHeaderBroken;
    m_size = qMin(bytes.size(), MaxBytes);
    m_marked = {};
    const QSignalBlocker blocker(this); // nobody has chosen anything
    setPlainText(hexDump(bytes, MaxBytes));
}

void HexView::markBytes(ByteRange range)
{
    if (range == m_marked)
        return;
    m_marked = range;
    viewport()->update();
    if (range.length == 0 || range.offset >= m_size || hasFocus()) // who chose it here is there already
        return;
    const QTextBlock block = document()->findBlockByNumber(int(range.offset / BytesPerLine));
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + hexColumn(int(range.offset % BytesPerLine)));
    const QSignalBlocker blocker(this);
    setTextCursor(cursor);
    ensureCursorVisible();
}

qsizetype HexView::byteAt(const QTextCursor &cursor) const
{
    const int column = cursor.positionInBlock();
    int byte = column - AsciiStart;
    if (column < AsciiStart) {
        const int fromStart = qMax(0, column - HexStart);
        const int isSecondGroup = fromStart >= BytesPerGroup * CharsPerByte ? 1 : 0;
        byte = (fromStart - isSecondGroup) / CharsPerByte;
    }
    return qsizetype(cursor.blockNumber()) * BytesPerLine + qBound(0, byte, BytesPerLine - 1);
}

void HexView::tellChosenByte()
{
    if (const qsizetype byte = byteAt(textCursor()); byte < m_size)
        emit byteChosen(byte);
}

QRectF HexView::cellOf(const QTextBlock &block, int column, int width) const
{
    const QRectF line = blockBoundingGeometry(block).translated(contentOffset());
    const qreal charWidth = QFontMetricsF(font()).horizontalAdvance(u'0');
    return {line.left() + column * charWidth, line.top(), width * charWidth, line.height()};
}

void HexView::paintMark(QPainter *painter, const QTextBlock &block) const
{
    const qsizetype lineStart = qsizetype(block.blockNumber()) * BytesPerLine;
    const auto first = int(qMax<qsizetype>(m_marked.offset - lineStart, 0));
    const auto last = int(std::min({m_marked.end(), m_size, lineStart + BytesPerLine}) - lineStart) - 1;
    if (first > last)
        return;
    const QColor colour = Theme::current().selection;
    painter->fillRect(
        cellOf(block, hexColumn(first), hexColumn(last) + CharsPerByte - 1 - hexColumn(first)), colour);
    painter->fillRect(cellOf(block, AsciiStart + first, last + 1 - first), colour);
}

void HexView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        const QRect visible = viewport()->rect();
        for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
            if (blockBoundingGeometry(block).translated(contentOffset()).top() > visible.bottom())
                break;
            paintMark(&painter, block);
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void HexView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace sockscope
