// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/faulttrace.h"

#include <QToolButton>

namespace sockscope {

class ConnectionTable;

/// The fault that was applied last, in words; a click asks for its row of the log.
class LastFault : public QToolButton
{
    Q_OBJECT

public:
    /// @p capture and @p connections must outlive this.
    LastFault(const CaptureStore *capture, const ConnectionTable *connections, QWidget *parent = nullptr);

    void refresh();
    QSize minimumSizeHint() const override;

signals:
    void rowActivated(quint64 row);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const ConnectionTable *m_connections;
    FaultTrace m_trace;
    std::optional<FaultTrace::Applied> m_last;
};

} // namespace sockscope
