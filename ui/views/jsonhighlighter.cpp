// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/jsonhighlighter.h"

#include "ui/theme/theme.h"

#include <QRegularExpression>

namespace sockscope {

void JsonHighlighter::setEnabled(bool enabled)
{
    m_enabled = enabled;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_enabled)
        return;
    const Theme &theme = Theme::current();
    static const QRegularExpression token(QStringLiteral(
        R"re((?<key>"(?:[^"\\]|\\.)*+")(?=\s*:)|(?<string>"(?:[^"\\]|\\.)*+")|(?<literal>true|false|null))re"
        R"re(|(?<sign>[{}\[\],:]))re"));
    for (auto found = token.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QColor colour = match.hasCaptured(QStringLiteral("key")) ? theme.binary
            : match.hasCaptured(QStringLiteral("string"))              ? theme.ping
            : match.hasCaptured(QStringLiteral("literal"))             ? theme.close
                                                                       : theme.muted;
        setFormat(int(match.capturedStart()), int(match.capturedLength()), colour);
    }
}

} // namespace sockscope
