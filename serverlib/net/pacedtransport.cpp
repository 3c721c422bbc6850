// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/pacedtransport.h"

#include <utility>

namespace ws {

WritePlan WritePlan::byteByByte(qsizetype size)
{
    WritePlan plan;
    for (qsizetype cut = 1; cut < size; ++cut)
        plan.cuts.append(cut);
    return plan;
}

PacedTransport::PacedTransport(std::unique_ptr<Transport> transport) : m_transport(std::move(transport))
{
    m_transport->setHandler(this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PacedTransport::writeNext);
}

void PacedTransport::writeInPieces(QByteArrayView bytes, const WritePlan &plan)
{
    if (m_closing || bytes.isEmpty())
        return;
    const bool idle = m_pieces.empty() && !m_inFlight;
    qsizetype start = 0;
    std::chrono::milliseconds wait{0};
    for (const qsizetype cut : plan.cuts) {
        if (cut <= start || cut >= bytes.size())
            continue;
        append({bytes.sliced(start, cut - start).toByteArray(), wait});
        start = cut;
        wait = plan.gap;
    }
    append({bytes.sliced(start).toByteArray(), wait});
    // Bytes on their way to the kernel would share a system call with the first piece: drained() comes for
    // them.
    if (idle && m_transport->bytesPending() == 0)
        prepareNext();
}

void PacedTransport::write(QByteArrayView head, QByteArrayView payload)
{
    if (m_closing || (head.isEmpty() && payload.isEmpty()))
        return;
    if (m_pieces.empty() && !m_inFlight)
        m_transport->write(head, payload);
    else
        append({head.toByteArray().append(payload), {}, true});
}

void PacedTransport::append(Piece piece)
{
    m_waiting += piece.bytes.size();
    if (piece.takesMore && !m_pieces.empty() && m_pieces.back().takesMore)
        m_pieces.back().bytes += piece.bytes;
    else
        m_pieces.push_back(std::move(piece));
}

void PacedTransport::prepareNext()
{
    if (!m_timer.isActive())
        m_timer.start(m_pieces.front().wait);
}

void PacedTransport::writeNext()
{
    const Piece piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    m_waiting -= piece.bytes.size();
    m_inFlight = true;
    m_transport->write(piece.bytes);
    if (m_closing && m_pieces.empty())
        endStream();
}

void PacedTransport::drained()
{
    m_inFlight = false;
    if (m_pieces.empty())
        m_handler->drained();
    else
        prepareNext();
}

void PacedTransport::close()
{
    m_closing = true;
    if (m_pieces.empty())
        endStream();
}

void PacedTransport::cut()
{
    m_cutting = true;
    close();
}

void PacedTransport::endStream()
{
    if (m_cutting)
        m_transport->cut();
    else
        m_transport->close();
}

void PacedTransport::abort()
{
    m_closing = true;
    m_pieces.clear();
    m_waiting = 0;
    m_timer.stop();
    m_transport->abort();
}

void PacedTransport::disconnected(const QString &error)
{
    m_pieces.clear();
    m_waiting = 0;
    m_timer.stop();
    m_handler->disconnected(error);
}

} // namespace ws
