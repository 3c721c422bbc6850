// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/compositiontext.h"

namespace sockscope {

QString composedHeaderText(const ws::FrameHeader &header)
{
    QString text = ws::opcodeName(header.opcode);
    if (header.fin)
        text += QStringLiteral(" FIN");
    if (header.rsv1)
        text += QStringLiteral(" RSV1");
    if (header.rsv2)
        text += QStringLiteral(" RSV2");
    if (header.rsv3)
        text += QStringLiteral(" RSV3");
    if (header.mask)
        text += QStringLiteral(", key %1").arg(maskKeyText(*header.mask));
    text += QStringLiteral(", length %1").arg(header.payloadLength);
    if (header.lengthEncoding != ws::minimalEncoding(header.payloadLength))
        text += QStringLiteral(" in %1 bits").arg(ws::lengthSize(header.lengthEncoding) * 8);
    return text;
}

QByteArray compositionText(const Composition &composition, const QList<FrameFinding> &findings)
{
    QByteArray text;
    for (qsizetype i = 0; i < composition.frames.size(); ++i) {
        const ComposedFrame &frame = composition.frames[i];
        text += QStringLiteral("frame %1 at byte %2: %3\n")
                    .arg(i + 1)
                    .arg(frame.offset)
                    .arg(composedHeaderText(frame.header))
                    .toLatin1();
    }
    for (qsizetype i = 0; i < composition.writeCount(); ++i)
        text += "write " + QByteArray::number(i + 1) + ": " + composition.write(i).toByteArray().toHex(' ')
            + '\n';
    for (const FrameFinding &finding : findings) {
        text += QStringLiteral("breaks: frame %1, %2, byte %3: %4\n")
                    .arg(finding.frame + 1)
                    .arg(frameFieldName(finding.field))
                    .arg(finding.offset)
                    .arg(finding.text)
                    .toUtf8();
    }
    return text;
}

} // namespace sockscope
