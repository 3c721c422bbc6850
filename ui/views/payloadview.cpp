// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/payloadview.h"

#include "app/decode/base64.h"
#include "app/text/payloadtext.h"
#include "serverlib/protocol/utf8validator.h"
#include "ui/models/jsontext.h"
#include "ui/views/chip.h"
#include "ui/views/hexview.h"
#include "ui/views/jsonhighlighter.h"
#include "ui/views/payloadtreeview.h"
#include "ui/views/readonlytext.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace sockscope {

namespace {

enum Page { TextPage, TreePage };

constexpr int HexLinesBelow = 3;
constexpr int Gap = 4; // above and below the line between the two

QString modeName(PayloadView::Mode mode)
{
    switch (mode) {
    case PayloadView::Mode::Automatic:
        return QObject::tr("auto");
    case PayloadView::Mode::Text:
        return QObject::tr("text");
    case PayloadView::Mode::Json:
        return QObject::tr("JSON");
    case PayloadView::Mode::Tree:
        return QObject::tr("tree");
    case PayloadView::Mode::Base64:
        return QObject::tr("base64");
    case PayloadView::Mode::Hex:
        return QObject::tr("hex");
    case PayloadView::Mode::Wire:
        return QObject::tr("wire");
    }
    return {};
}

QString toolTipOf(PayloadView::Mode mode)
{
    if (mode == PayloadView::Mode::Automatic)
        return QObject::tr("A tree when the payload is of a known format, hex when it is no text");
    if (mode == PayloadView::Mode::Json)
        return QObject::tr("Show JSON laid out for reading");
    if (mode == PayloadView::Mode::Base64)
        return QObject::tr("Show what base64 text stands for, and other payloads as base64");
    if (mode == PayloadView::Mode::Wire)
        return QObject::tr("Show every frame in hex as it crossed the wire, compressed if it was");
    return QObject::tr("Show every payload as %1").arg(modeName(mode));
}

QString boundedText(const QByteArray &payload)
{
    QString text =
        QString::fromUtf8(QByteArrayView(payload).first(qMin(payload.size(), PayloadView::MaxTextBytes)));
    if (payload.size() > PayloadView::MaxTextBytes)
        text +=
            QObject::tr("\n… %1 more").arg(formatBytes(quint64(payload.size() - PayloadView::MaxTextBytes)));
    return text;
}

} // namespace

PayloadView::PayloadView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_highlighter(new JsonHighlighter(m_text->document()))
    , m_tree(new PayloadTreeView)
    , m_top(new QWidget)
    , m_pages(new QStackedLayout(m_top))
    , m_hex(new HexView)
{
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    makeReadOnlyText(m_text);
    m_pages->insertWidget(TextPage, m_text);
    m_pages->insertWidget(TreePage, m_tree);
    const int hexHeight = HexLinesBelow * m_hex->fontMetrics().lineSpacing() + 2 * m_hex->frameWidth() + Gap;
    m_hex->setMinimumHeight(m_hex->fontMetrics().lineSpacing() + Gap);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1); // Qt lets it be grabbed from a little farther off
    m_pages->setContentsMargins(0, 0, 0, Gap);
    splitter->addWidget(m_top);
    splitter->addWidget(m_hex);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({4 * hexHeight, hexHeight});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_tree, &PayloadTreeView::rangeSelected, this, [this](ByteRange range) {
        m_hex->markBytes({range.offset + m_payloadStart, range.length});
    });
    connect(m_tree, &PayloadTreeView::codecBound, this, &PayloadView::codecBound);
    connect(m_tree, &PayloadTreeView::plotRequested, this, &PayloadView::plotRequested);
    connect(m_tree, &PayloadTreeView::filterRequested, this, &PayloadView::filterRequested);
    connect(m_hex, &HexView::byteChosen, this, &PayloadView::showChosenByte);
}

QWidget *PayloadView::makeTabs()
{
    auto *tabs = new QWidget;
    auto *layout = new QHBoxLayout(tabs);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *group = new QButtonGroup(tabs);
    for (int i = 0; i < ModeCount; ++i) {
        const auto mode = Mode(i);
        auto *tab = new Chip(modeName(mode), Chip::Look::Tab);
        tab->setObjectName(modeName(mode));
        tab->setToolTip(toolTipOf(mode));
        tab->setChecked(mode == m_mode);
        connect(tab, &Chip::clicked, this, [this, mode] { setMode(mode); });
        group->addButton(tab);
        layout->addWidget(tab);
        m_tabs[size_t(i)] = tab;
    }
    return tabs;
}

void PayloadView::setContent(const Content &content)
{
    m_content = content;
    showContent();
}

void PayloadView::setMode(Mode mode)
{
    m_mode = mode;
    if (Chip *tab = m_tabs[size_t(mode)])
        tab->setChecked(true);
    showContent();
}

PayloadView::Mode PayloadView::choice() const
{
    if (m_mode != Mode::Automatic)
        return m_mode == Mode::Tree && !m_content.choice.decoder ? Mode::Text : m_mode;
    if (m_content.choice.decoder)
        return Mode::Tree;
    return ws::isValidUtf8(m_content.payload) ? Mode::Text : Mode::Hex;
}

void PayloadView::showContent()
{
    m_shown = choice();
    const auto json = m_shown == Mode::Json ? jsonText(m_content.payload) : std::nullopt;
    if (m_shown == Mode::Json && !json)
        m_shown = Mode::Text;
    m_top->setVisible(!isHexAlone());
    m_pages->setCurrentIndex(m_shown == Mode::Tree ? TreePage : TextPage);
    showHex();
    m_tree->setPayload(m_content.payload, m_content.origin,
        m_shown == Mode::Tree ? m_content.choice : PayloadReader::Choice());
    showText(textOf(m_shown, json), json.has_value());
}

// Of what is shown as text; empty for the other modes.
QString PayloadView::textOf(Mode mode, const std::optional<QString> &json) const
{
    switch (mode) {
    case Mode::Json:
        return *json;
    case Mode::Base64:
        return base64Text();
    case Mode::Text:
        return boundedText(m_content.payload);
    default:
        return {};
    }
}

QString PayloadView::base64Text() const
{
    const auto inside = m_content.isText ? decodeBase64(m_content.payload) : std::nullopt;
    if (inside)
        return ws::isValidUtf8(*inside) ? boundedText(*inside) : hexDump(*inside);
    return QString::fromLatin1(m_content.payload.left(MaxTextBytes).toBase64());
}

void PayloadView::showHex()
{
    const bool isInflated = m_content.compressed && m_shown != Mode::Wire;
    const QByteArray header = isInflated ? QByteArray() : m_content.header;
    const QByteArray &payload =
        m_content.compressed && !isInflated ? *m_content.compressed : m_content.payload;
    m_payloadStart = header.size();
    m_hex->setBytes(header + payload.left(HexView::MaxBytes), int(header.size()), m_content.isHeaderBroken);
}

void PayloadView::showChosenByte(qsizetype offset)
{
    if (m_shown == Mode::Tree)
        m_tree->selectByte(offset - m_payloadStart);
}

void PayloadView::showText(const QString &text, bool isJson)
{
    m_highlighter->setEnabled(isJson);
    m_text->setPlainText(text);
}

void PayloadView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace sockscope
