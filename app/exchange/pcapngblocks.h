// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

class QIODevice;

namespace sockscope {

/// Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng), little-endian, with one interface of raw IP
/// packets and times in nanoseconds.
class PcapngBlocks
{
public:
    explicit PcapngBlocks(QIODevice *out) : m_out(out) { }

    enum class Way : quint8 { Inbound = 1, Outbound = 2 };

    /// Section header and interface description.
    void begin(const QByteArray &program, const QString &comment);
    /// One packet; each of @p comments is one of its comments.
    void packet(qint64 timeNs, QByteArrayView bytes, Way way, const QStringList &comments);

private:
    void block(quint32 type, const QByteArray &body);

    QIODevice *m_out;
};

} // namespace sockscope
