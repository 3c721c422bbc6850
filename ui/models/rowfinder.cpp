// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowfinder.h"

#include "app/filter/filterwords.h"

namespace sockscope {

RowFinder::RowFinder(FrameLogModel *model, const CaptureStore *capture, QObject *parent)
    : QObject(parent), m_model(model), m_capture(capture)
{
    connect(&m_timer, &QTimer::timeout, this, &RowFinder::look);
    // Rows have other places now.
    connect(model, &QAbstractItemModel::modelReset, this, &RowFinder::stop);
}

void RowFinder::find(const QString &words, int from, Way way)
{
    stop();
    auto compiled = Filter::compile(QStringLiteral("text icontains %1").arg(filterQuoted(words)));
    auto *filter = std::get_if<Filter>(&compiled);
    m_left = m_model->rowCount();
    if (!filter || words.isEmpty() || m_left == 0) {
        emit notFound();
        return;
    }
    m_filter = std::move(*filter);
    m_way = way;
    m_next = from + (way == Way::Down ? 1 : -1);
    m_timer.start(0);
    look();
}

void RowFinder::look()
{
    const int rows = m_model->rowCount();
    for (int i = 0; i < RowsPerTurn && m_left > 0 && rows > 0; ++i, --m_left) {
        const int row = (m_next % rows + rows) % rows;
        if (matches(row)) {
            stop();
            emit found(row);
            return;
        }
        m_next = row + (m_way == Way::Down ? 1 : -1);
    }
    if (m_left > 0 && rows > 0)
        return;
    stop();
    emit notFound();
}

bool RowFinder::matches(int row) const
{
    const quint64 number = m_model->rowNumber(row);
    const RowSpan span = m_capture->span(number, number + 1);
    return !span.isEmpty() && span.first() == number && m_filter.matches(span, 0);
}

} // namespace sockscope
