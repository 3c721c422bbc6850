// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

} // namespace sockscope
