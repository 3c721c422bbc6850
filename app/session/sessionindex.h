// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"

#include <map>

namespace sockscope {

class DeviceTable;

/// What the rows of a log say of one connection. What was dropped before is unknown, and empty or -1 here.
struct SessionConnection
{
    quint64 number = 0;
    QString peerAddress;
    quint16 peerPort = 0;
    QString localAddress;
    quint16 localPort = 0;
    bool tls = false;
    qint64 acceptedNs = -1;
    qint64 openedNs = -1; ///< when the 101 left
    qint64 endedNs = -1;
    QByteArray request; ///< HTTP heads as they came
    QByteArray response;
    std::optional<EndedFacts> end;
    QString device; ///< see DeviceTable
    QString path;
    QString subprotocol;
};

/// The connections of a log, found in its own rows: for logs out of files, and for exports.
class SessionIndex
{
public:
    /// Reads all rows that @p store holds now. Fills @p devices, which is empty and gives connections their
    /// names by its rule; without one the rule is the automatic one.
    explicit SessionIndex(const CaptureStore &store, DeviceTable *devices = nullptr);
    SessionIndex(SessionIndex &&) = default;
    SessionIndex &operator=(SessionIndex &&) = default;
    Q_DISABLE_COPY(SessionIndex)
    ~SessionIndex() = default;

    const std::map<quint64, SessionConnection> &connections() const { return m_connections; }
    /// Null when no row is of that connection.
    const SessionConnection *find(quint64 number) const;

private:
    SessionConnection &entry(quint64 number);
    void addEvent(const FrameRecord &record, QByteArrayView facts);
    void addHandshake(const FrameRecord &record, QByteArrayView head);

    std::map<quint64, SessionConnection> m_connections;
    SessionConnection *m_latest = nullptr; // rows of one connection often follow each other
};

} // namespace sockscope
