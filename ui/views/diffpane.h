// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <vector>

namespace sockscope {

/// One side of a comparison: text, or bytes in hex, in which places are marked.
class DiffPane : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Bytes or characters of it that are shown.
    static constexpr qsizetype MaxShown = 64 * 1024;

    struct Mark
    {
        qsizetype at = 0;
        qsizetype size = 0;
    };

    explicit DiffPane(const QString &accessibleName, QWidget *parent = nullptr);

    /// Marks are in characters of @p text, in order.
    void setText(const QString &text, std::vector<Mark> marks);
    /// Marks are in bytes, in order.
    void setBytes(QByteArrayView bytes, std::vector<Mark> marks);
    /// Selects a mark and brings it into view; false when it is beyond what is shown.
    bool showMark(size_t index);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;
    void setContent(const QString &text, std::vector<Mark> marks, bool isHex);

    Highlighter *m_highlighter;
};

} // namespace sockscope
