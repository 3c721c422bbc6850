// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadreader.h"

#include <QByteArray>
#include <QWidget>

#include <array>
#include <optional>

class QPlainTextEdit;
class QStackedLayout;

namespace sockscope {

class Chip;
class HexView;
class JsonHighlighter;
class PayloadTreeView;

/// A payload as text, as JSON laid out for reading, as a tree of values, or in hex. Below all but the last
/// stand its bytes in hex, where those of the value that is selected in the tree are marked, and the other
/// way round.
class PayloadView : public QWidget
{
    Q_OBJECT

public:
    enum class Mode : quint8 {
        Automatic, ///< a tree when a codec is bound or guessed, hex for bytes that are no text
        Text,
        Json,
        Tree,
        Base64, ///< what base64 text stands for; other bytes written as base64
        Hex, ///< of the payload, without its header when that speaks of a compressed one
        Wire, ///< hex of the frame as it was on the wire, unmasked
    };
    Q_ENUM(Mode)
    static constexpr int ModeCount = int(Mode::Wire) + 1;

    /// Bytes of a payload that are shown as text.
    static constexpr qsizetype MaxTextBytes = 64 * 1024;

    struct Content
    {
        QByteArray payload; ///< inflated, if it was compressed
        QByteArray header; ///< of the frame, as on the wire
        bool isHeaderBroken = false;
        bool isText = false; ///< of a text message
        PayloadOrigin origin = {};
        PayloadReader::Choice choice = {}; ///< how it is taken apart
        std::optional<QByteArray> compressed = {}; ///< as it was on the wire
    };

    explicit PayloadView(QWidget *parent = nullptr);

    void setContent(const Content &content);
    const Content &content() const { return m_content; }
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    /// What is shown: the mode, or what Automatic chose.
    Mode shownMode() const { return m_shown; }
    /// A row of tabs for the modes, to stand in a panel's header; owned by the caller.
    QWidget *makeTabs();

signals:
    void codecBound(CodecBindings::Scope scope, const std::optional<CodecBinding> &binding);
    void plotRequested(const JsonPath &path);
    void filterRequested(const QString &expression);

protected:
    void changeEvent(QEvent *event) override;

private:
    bool isHexAlone() const { return m_shown == Mode::Hex || m_shown == Mode::Wire; }
    Mode choice() const;
    QString textOf(Mode mode, const std::optional<QString> &json) const;
    QString base64Text() const;
    void showContent();
    void showText(const QString &text, bool isJson);
    void showHex();
    void showChosenByte(qsizetype offset);

    Content m_content;
    Mode m_mode = Mode::Automatic;
    Mode m_shown = Mode::Text;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
    PayloadTreeView *m_tree;
    QWidget *m_top;
    QStackedLayout *m_pages;
    HexView *m_hex;
    qsizetype m_payloadStart = 0; // in the hex view
    std::array<Chip *, ModeCount> m_tabs{};
};

} // namespace sockscope
