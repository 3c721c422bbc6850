// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/payloadview.h"

#include "app/text/payloadtext.h"
#include "serverlib/protocol/utf8validator.h"
#include "ui/models/jsontext.h"
#include "ui/views/chip.h"
#include "ui/views/hexview.h"
#include "ui/views/jsonhighlighter.h"
#include "ui/views/readonlytext.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int HexLinesBelow = 3;
constexpr qsizetype HexBytesBelow = 1024;

QString modeName(PayloadView::Mode mode)
{
    switch (mode) {
    case PayloadView::Mode::Automatic:
        return QObject::tr("auto");
    case PayloadView::Mode::Text:
        return QObject::tr("text");
    case PayloadView::Mode::Json:
        return QObject::tr("JSON");
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
        return QObject::tr("JSON when the payload is JSON, hex when it is no text");
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
    , m_hex(new HexView)
{
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    makeReadOnlyText(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_hex, 1);
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

void PayloadView::showContent()
{
    const bool wantsJson = m_content.mayBeJson && (m_mode == Mode::Automatic || m_mode == Mode::Json);
    const auto json = wantsJson ? jsonText(m_content.payload) : std::nullopt;
    if (m_mode == Mode::Automatic)
        m_shown = json ? Mode::Json : ws::isValidUtf8(m_content.payload) ? Mode::Text : Mode::Hex;
    else
        m_shown = m_mode == Mode::Json && !json ? Mode::Text : m_mode;

    const bool isHexAlone = m_shown == Mode::Hex || m_shown == Mode::Wire;
    m_text->setVisible(!isHexAlone);
    showText(isHexAlone ? QString() : json.value_or(boundedText(m_content.payload)), m_shown == Mode::Json);
    showHex();
    fitHex();
}

void PayloadView::showHex()
{
    if (m_content.compressed && m_shown == Mode::Hex) {
        m_hex->setBytes(m_content.payload.left(HexView::MaxBytes), 0, false);
        return;
    }
    const QByteArray &wire = m_content.compressed ? *m_content.compressed : m_content.payload;
    const QByteArray bytes = m_content.header + wire.left(HexView::MaxBytes);
    const bool isBelow = m_shown == Mode::Text || m_shown == Mode::Json;
    m_hex->setBytes(
        isBelow ? bytes.left(HexBytesBelow) : bytes, int(m_content.header.size()), m_content.isHeaderBroken);
}

void PayloadView::showText(const QString &text, bool isJson)
{
    m_highlighter->setEnabled(isJson);
    m_text->setPlainText(text);
}

void PayloadView::fitHex()
{
    const int below = HexLinesBelow * m_hex->fontMetrics().lineSpacing() + 2 * m_hex->frameWidth();
    const bool isBelow = m_shown == Mode::Text || m_shown == Mode::Json;
    m_hex->setMaximumHeight(isBelow ? below : QWIDGETSIZE_MAX);
}

void PayloadView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace sockscope
