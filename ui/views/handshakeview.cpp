// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/handshakeview.h"

#include "ui/models/visibletext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocumentFragment>

namespace sockscope {

namespace {

constexpr int Indent = 16;
constexpr int LineGap = 6;
constexpr int SectionGap = 12;

QTextCharFormat look(const QFont &font, const QColor &colour, bool isStrong = false)
{
    QTextCharFormat format;
    format.setFont(font);
    format.setForeground(colour);
    if (isStrong)
        format.setFontWeight(QFont::DemiBold);
    return format;
}

QString capitalized(QString sentence)
{
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

/// Writes lines into a document, in the colours of the theme.
class Writer
{
public:
    explicit Writer(QTextDocument *document) : m_cursor(document) { }

    void section(const QString &title)
    {
        beginBlock(0, m_isBegun ? SectionGap : 0);
        m_cursor.insertText(title, look(interfaceFont(), m_theme.muted, true));
    }
    int blockStart() const { return m_cursor.block().position(); }
    void line(const HandshakeLine &line)
    {
        beginBlock(0, LineGap);
        const bool isMissing = line.part == HandshakeLine::Part::Missing;
        const QColor nameColour = line.faults.isEmpty() ? m_theme.handshake : m_theme.error;
        if (!line.name.isEmpty())
            m_cursor.insertText(visibleText(line.name), look(fixedFont(), nameColour));
        if (isMissing)
            m_cursor.insertText(HandshakeView::tr(" is missing"), look(interfaceFont(), m_theme.error));
        else if (!line.name.isEmpty())
            m_cursor.insertText(QStringLiteral(": "), look(fixedFont(), m_theme.muted));
        const QColor valueColour =
            line.name.isEmpty() && !line.faults.isEmpty() ? m_theme.error : m_theme.text;
        m_cursor.insertText(visibleText(line.value), look(fixedFont(), valueColour));
        for (const HandshakeFault &fault : line.faults)
            this->fault(fault);
        if (!line.meaning.isEmpty())
            note(line.meaning);
    }
    void note(const QString &words)
    {
        beginBlock(Indent, 0);
        m_cursor.insertText(words, look(interfaceFont(), m_theme.muted));
    }

private:
    void fault(const HandshakeFault &fault)
    {
        const ws::RuleInfo &info = ws::ruleInfo(fault.rule);
        QString broken = capitalized(info.text);
        if (!fault.seen.isEmpty())
            broken += QStringLiteral(": ") + visibleText(fault.seen);
        beginBlock(Indent, 0);
        m_cursor.insertText(broken + u'.', look(interfaceFont(), m_theme.error, true));
        m_cursor.insertText(u' ' + visibleText(fault.advice), look(interfaceFont(), m_theme.text));
        m_cursor.insertText(
            QStringLiteral("  %1 · %2").arg(info.section, info.name), look(interfaceFont(), m_theme.muted));
    }
    void beginBlock(int indent, int above)
    {
        QTextBlockFormat format;
        format.setLeftMargin(indent);
        format.setTopMargin(above);
        if (m_isBegun)
            m_cursor.insertBlock(format);
        else
            m_cursor.setBlockFormat(format);
        m_isBegun = true;
    }

    const Theme &m_theme = Theme::current();
    QTextCursor m_cursor;
    bool m_isBegun = false;
};

} // namespace

HandshakeView::HandshakeView(QWidget *parent) : QTextEdit(parent)
{
    setObjectName(QStringLiteral("handshakeText"));
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(0);
    // The theme dresses every text edit as an input.
    setStyleSheet(QStringLiteral("QTextEdit { background: transparent; border: 0; padding: 0; }"));
    setAccessibleName(tr("HTTP request and response, line by line, with what each means"));
    setToolTip(tr("The upgrade request as it came and what was answered, with what each line means"));
}

void HandshakeView::setHandshake(const QByteArray &request, const QByteArray &response)
{
    if (request == m_request && response == m_response)
        return;
    const bool isSame = !m_request.isEmpty() && request == m_request;
    const int place = verticalScrollBar()->value();
    m_request = request;
    m_response = response;
    showHandshake();
    verticalScrollBar()->setValue(isSame ? place : 0);
}

void HandshakeView::scrollTo(Half half)
{
    QTextCursor cursor(document());
    cursor.setPosition(half == Half::Response ? m_responseAt : 0);
    setTextCursor(cursor);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top());
}

void HandshakeView::showHandshake()
{
    clear();
    m_responseAt = 0;
    Writer writer(document());
    if (!m_request.isEmpty()) {
        writer.section(tr("Request"));
        for (const HandshakeLine &line : explainRequest(m_request))
            writer.line(line);
    }
    if (!m_response.isEmpty()) {
        writer.section(tr("Response"));
        m_responseAt = writer.blockStart();
        for (const HandshakeLine &line : explainResponse(m_response, m_request))
            writer.line(line);
    }
    moveCursor(QTextCursor::Start);
}

void HandshakeView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        const int place = verticalScrollBar()->value();
        showHandshake();
        verticalScrollBar()->setValue(place);
    }
}

QMimeData *HandshakeView::createMimeDataFromSelection() const
{
    auto *words = new QMimeData;
    words->setText(textCursor().selection().toPlainText());
    return words;
}

} // namespace sockscope
