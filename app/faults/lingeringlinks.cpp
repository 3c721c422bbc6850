// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/lingeringlinks.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace sockscope {

class LingeringLinks::Link final : public ws::TransportHandler
{
public:
    Link(LingeringLinks *owner, std::unique_ptr<ws::Transport> transport, Stay stay)
        : m_owner(owner), m_transport(std::move(transport)), m_stay(std::move(stay))
    {
        m_clock.start();
        m_transport->setHandler(this);
        m_transport->setReading(m_stay.reads);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, owner, [this] { timeOver(); });
        m_timer.start(int(m_stay.ms));
    }

    const Stay &stay() const { return m_stay; }
    qint64 elapsedMs() const { return m_clock.elapsed(); }
    void reset() { m_transport->abort(); }

    void bytesReceived(std::span<char> /*bytes*/) override { }
    void drained() override { }
    void disconnected(const QString & /*error*/) override { m_owner->ended(this, !m_closing); }

private:
    void timeOver()
    {
        if (!m_stay.resets && !std::exchange(m_closing, true)) {
            m_transport->close();
            m_timer.start(DrainMs);
            return;
        }
        reset();
        m_owner->ended(this, false);
    }

    LingeringLinks *m_owner;
    std::unique_ptr<ws::Transport> m_transport;
    Stay m_stay;
    QElapsedTimer m_clock;
    QTimer m_timer;
    bool m_closing = false;
};

LingeringLinks::LingeringLinks(Teller teller, QObject *parent) : QObject(parent), m_teller(std::move(teller))
{ }

LingeringLinks::~LingeringLinks()
{
    for (const auto &link : m_links)
        link->reset();
}

void LingeringLinks::keep(std::unique_ptr<ws::Transport> transport, const Stay &stay)
{
    if (m_links.size() == Most) {
        m_links.front()->reset();
        ended(m_links.front().get(), false);
    }
    m_links.push_back(std::make_unique<Link>(this, std::move(transport), stay));
}

void LingeringLinks::ended(Link *link, bool byDevice)
{
    const auto found = std::ranges::find(m_links, link, &std::unique_ptr<Link>::get);
    const std::unique_ptr<Link> gone = std::move(*found);
    m_links.erase(found);
    m_teller(gone->stay(), gone->elapsedMs(), byDevice);
}

} // namespace sockscope
