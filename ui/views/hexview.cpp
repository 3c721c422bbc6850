// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hexview.h"

#include "app/text/payloadtext.h"
#include "ui/theme/theme.h"
#include "ui/views/readonlytext.h"

#include <QEvent>
#include <QSyntaxHighlighter>

namespace sockscope {

namespace {

// The columns of a hexDump() row: eight digits of offset, two groups of eight bytes, ASCII.
constexpr int HexStart = 10;
constexpr int CharsPerByte = 3;
constexpr int BytesPerGroup = 8;
constexpr int AsciiStart = 60;

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
        const int groupGap = headerSize > BytesPerGroup ? 1 : 0;
        setFormat(
            HexStart, headerSize * CharsPerByte + groupGap, isHeaderBroken ? theme.error : theme.accent);
    }
};

HexView::HexView(QWidget *parent) : QPlainTextEdit(parent), m_highlighter(new Highlighter(document()))
{
    makeReadOnlyText(this);
    setLineWrapMode(NoWrap);
    setAccessibleName(tr("Bytes in hex"));
}

void HexView::setBytes(const QByteArray &bytes, int headerSize, bool isHeaderBroken)
{
    m_highlighter->headerSize = headerSize;
    m_highlighter->isHeaderBroken = isHeaderBroken;
    setPlainText(hexDump(bytes, MaxBytes));
}

void HexView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace sockscope
