// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/diffpane.h"

#include "app/text/payloadtext.h"
#include "ui/theme/theme.h"
#include "ui/views/readonlytext.h"

#include <QEvent>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace sockscope {

namespace {

// The columns of a hexDump() row: eight digits of offset, two groups of eight bytes, ASCII.
constexpr int BytesPerRow = 16;
constexpr int HexStart = 10;
constexpr int AsciiStart = 60;

constexpr int hexColumn(qsizetype byteInRow)
{
    return HexStart + int(byteInRow) * 3 + (byteInRow >= BytesPerRow / 2 ? 1 : 0);
}

} // namespace

class DiffPane::Highlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    std::vector<Mark> marks;
    bool isHex = false;

    /// Where a byte or character stands in the document.
    int position(qsizetype at, bool isEnd) const
    {
        if (!isHex)
            return int(at);
        const qsizetype byte = isEnd ? at - 1 : at;
        const QTextBlock block = document()->findBlockByNumber(int(byte / BytesPerRow));
        if (!block.isValid()) // behind the last byte
            return document()->characterCount() - 1;
        return block.position() + hexColumn(byte % BytesPerRow) + (isEnd ? 2 : 0);
    }

protected:
    void highlightBlock(const QString &text) override
    {
        const qsizetype begin =
            isHex ? qsizetype(currentBlock().blockNumber()) * BytesPerRow : currentBlock().position();
        const qsizetype end = begin + (isHex ? BytesPerRow : text.size());
        if (isHex) {
            setFormat(0, HexStart, Theme::current().muted);
            setFormat(AsciiStart, int(text.size()), Theme::current().muted);
        }
        auto mark = std::ranges::partition_point(
            marks, [begin](const Mark &before) { return before.at + before.size <= begin; });
        for (; mark != marks.end() && mark->at < end; ++mark)
            highlight(std::max(mark->at, begin) - begin, std::min(mark->at + mark->size, end) - begin);
    }

private:
    void highlight(qsizetype from, qsizetype to)
    {
        if (from >= to)
            return;
        QTextCharFormat format;
        format.setBackground(Theme::current().selection);
        format.setForeground(Theme::current().text);
        format.setFontWeight(QFont::DemiBold);
        if (!isHex) {
            setFormat(int(from), int(to - from), format);
            return;
        }
        setFormat(hexColumn(from), hexColumn(to - 1) + 2 - hexColumn(from), format);
        setFormat(AsciiStart + int(from), int(to - from), format);
    }
};

DiffPane::DiffPane(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent), m_highlighter(new Highlighter(document()))
{
    makeReadOnlyText(this);
    setTabChangesFocus(true);
    setAccessibleName(accessibleName);
}

void DiffPane::setText(const QString &text, std::vector<Mark> marks)
{
    setLineWrapMode(WidgetWidth);
    setContent(text.left(MaxShown), std::move(marks), false);
}

void DiffPane::setBytes(QByteArrayView bytes, std::vector<Mark> marks)
{
    setLineWrapMode(NoWrap);
    setContent(hexDump(bytes.first(std::min(bytes.size(), MaxShown)), MaxShown), std::move(marks), true);
}

void DiffPane::setContent(const QString &text, std::vector<Mark> marks, bool isHex)
{
    m_highlighter->marks = std::move(marks);
    m_highlighter->isHex = isHex;
    setPlainText(text);
}

bool DiffPane::showMark(size_t index)
{
    const Mark mark = m_highlighter->marks[index];
    const bool isShown = mark.at < MaxShown;
    const qsizetype end = std::min(mark.at + mark.size, MaxShown);
    QTextCursor cursor(document());
    if (!isShown) {
        cursor.movePosition(QTextCursor::End);
    } else if (mark.size == 0) {
        cursor.setPosition(
            std::min(m_highlighter->position(mark.at, false), document()->characterCount() - 1));
    } else {
        cursor.setPosition(m_highlighter->position(mark.at, false));
        cursor.setPosition(m_highlighter->position(end, true), QTextCursor::KeepAnchor);
    }
    setTextCursor(cursor);
    ensureCursorVisible();
    return isShown;
}

void DiffPane::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace sockscope
