// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/faultstage.h"
#include "serverlib/net/transport.h"

#include <list>

namespace sockscope {

/// Links that no connection of the server has any more, and that a fault keeps up for a while: a dead one,
/// one whose Close goes unanswered, one whose upgrade is never answered. Bounded in time and in number.
class LingeringLinks : public QObject
{
public:
    static constexpr size_t Most = 256; ///< one more resets the oldest
    static constexpr qint64 DrainMs = 5000; ///< after our FIN, for the device's

    struct Stay
    {
        quint64 connection = 0;
        PlacedFault fault;
        qint64 ms = 0; ///< how long; then it is ended
        bool reads = true; ///< else nothing is taken from the device, and its end is not seen
        bool resets = true; ///< ended by RST, not FIN
    };
    /// @p afterMs it ended: by the device, or when its time was over.
    using Teller = std::function<void(const Stay &stay, qint64 afterMs, bool byDevice)>;

    LingeringLinks(Teller teller, QObject *parent);
    ~LingeringLinks() override;

    void keep(std::unique_ptr<ws::Transport> transport, const Stay &stay);

private:
    class Link;
    void ended(Link *link, bool byDevice);

    Teller m_teller;
    std::list<std::unique_ptr<Link>> m_links;
};

} // namespace sockscope
