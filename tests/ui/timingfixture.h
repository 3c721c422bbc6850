// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/sessionfile.h"
#include "app/timing/timingprobe.h"
#include "benchfill.h"
#include "ui/panels/timingpanel.h"
#include "ui/plots/curvesplot.h"
#include "ui/plots/figuretable.h"
#include "ui/theme/theme.h"
#include "ui/views/chip.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <map>

namespace sockscope {

constexpr qint64 Second = 1000 * Millisecond;

/// A pong that answered a ping of ours @p rttMs later.
inline FrameRecord pongFrame(quint64 connection, qint64 timeNs, double rttMs)
{
    FrameRecord record = receivedFrame(ws::Opcode::Pong, 0, connection);
    record.timeNs = timeNs;
    record.rttNs = qint64(rttMs * Millisecond);
    return record;
}

inline FrameRecord messageFrame(
    quint64 connection, qint64 timeNs, quint64 bytes, ws::Direction direction = ws::Direction::Received)
{
    FrameRecord record = direction == ws::Direction::Received
        ? receivedFrame(ws::Opcode::Binary, bytes, connection)
        : sentFrame(ws::Opcode::Binary, bytes, connection);
    record.timeNs = timeNs;
    record.headerSize = quint8(record.header.encodedSize());
    record.message = 1;
    record.messageOpcode = ws::Opcode::Binary;
    return record;
}

/// Measures rows that are put into a session's log, as its recorder does.
class Measurer
{
public:
    explicit Measurer(BenchSession *session) : m_session(session) { }

    quint64 append(const FrameRecord &record)
    {
        const quint64 row = m_session->capture().append(record, {});
        TimingProbe &probe =
            m_probes.try_emplace(record.connection, &m_session->timing(), record.connection).first->second;
        probe.frame(record, {row, record.headerSize + record.length, record.message != 0});
        if (record.rttNs >= 0) {
            const RttSample sample{record.timeNs, record.connection, record.rttNs, row, record.rttSource};
            m_session->rtts().append(sample);
            probe.roundTrip(sample);
        }
        return row;
    }
    /// A millisecond after the row before.
    quint64 pong(quint64 connection, double rttMs)
    {
        return append(pongFrame(connection, qint64(m_session->capture().rows().end) * Millisecond, rttMs));
    }

private:
    BenchSession *m_session;
    std::map<quint64, TimingProbe> m_probes;
};

/// A session that was saved with @p records in it; the clock stands at the last one.
inline std::unique_ptr<BenchSession> savedSession(
    const QTemporaryDir &folder, const QList<FrameRecord> &records)
{
    static int number = 0;
    const QString path = folder.filePath(QStringLiteral("saved-%1.sockscope").arg(++number));
    {
        CaptureStore store;
        if (!store.keepIn(path).isEmpty())
            qFatal("cannot save");
        for (const FrameRecord &record : records)
            store.append(record, {});
    }
    return std::make_unique<BenchSession>(openSession(path).store);
}

/// A timing panel of a session, shown as large as in its dock.
struct ShownTimingPanel
{
    TimingPanel panel;

    explicit ShownTimingPanel(BenchSession *session) : panel(session)
    {
        Theme::apply(*qApp, Theme::Mode::Dark);
        panel.resize(430, 240);
        panel.show();
        if (!QTest::qWaitForWindowExposed(&panel))
            qFatal("not shown");
    }
    Chip *chip(const char *name) const
    {
        const auto chips = panel.findChildren<Chip *>(QString::fromLatin1(name));
        for (Chip *chip : chips) {
            if (chip->isVisible())
                return chip;
        }
        return nullptr;
    }
    void show(const char *view) const { QTest::mouseClick(chip(view), Qt::LeftButton); }
    /// What is seen of a class.
    template <typename Widget> Widget *seen() const
    {
        const auto all = panel.findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    CurvesPlot *curves() const { return seen<CurvesPlot>(); }
    /// The plot and the table take their time between updates.
    bool drawsCurves(int count)
    {
        panel.refresh();
        return curves() && curves()->graphCount() == count;
    }
    bool hasRows(int count)
    {
        panel.refresh();
        return seen<FigureTable>() && seen<FigureTable>()->model()->rowCount() == count;
    }
    QStringList row(int number) const
    {
        const QAbstractItemModel *model = seen<FigureTable>()->model();
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells.append(model->index(number, column).data().toString());
        return cells;
    }
};

} // namespace sockscope
