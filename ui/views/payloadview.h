// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include <array>
#include <optional>

class QPlainTextEdit;

namespace sockscope {

class Chip;
class HexView;
class JsonHighlighter;

/// A payload as text, as JSON laid out for reading, or in hex, with the first bytes in hex below the former
/// two.
class PayloadView : public QWidget
{
    Q_OBJECT

public:
    enum class Mode : quint8 {
        Automatic, ///< JSON when it parses, hex for bytes that are no text
        Text,
        Json,
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
        bool mayBeJson = true;
        std::optional<QByteArray> compressed = {}; ///< as it was on the wire
    };

    explicit PayloadView(QWidget *parent = nullptr);

    void setContent(const Content &content);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    /// What is shown: the mode, or what Automatic chose.
    Mode shownMode() const { return m_shown; }
    /// A row of tabs for the modes, to stand in a panel's header; owned by the caller.
    QWidget *makeTabs();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showContent();
    void showText(const QString &text, bool isJson);
    void showHex();
    void fitHex();

    Content m_content;
    Mode m_mode = Mode::Automatic;
    Mode m_shown = Mode::Text;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
    HexView *m_hex;
    std::array<Chip *, ModeCount> m_tabs{};
};

} // namespace sockscope
