// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composetargets.h"

namespace sockscope {

class BenchSession;

/// The connections of the bench's server.
class SessionTargets : public ComposeTargets
{
    Q_OBJECT

public:
    /// @p session must outlive this.
    explicit SessionTargets(BenchSession *session, QObject *parent = nullptr);

    QString allName() const override;
    QList<ComposeTarget> open() const override;
    void send(quint64 connection, const Composition &composition) override;
    void catchUp() override;

private:
    BenchSession *m_session;
};

} // namespace sockscope
