// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composetargets.h"

namespace sockscope {

class ClientPool;

/// The raw clients of a pool. Standard ones send nothing but proper messages.
class ClientTargets : public ComposeTargets
{
    Q_OBJECT

public:
    /// @p pool must outlive this.
    explicit ClientTargets(ClientPool *pool, QObject *parent = nullptr);

    QString allName() const override;
    QList<ComposeTarget> open() const override;
    void send(quint64 client, const Composition &composition) override;
    void catchUp() override;

private:
    ClientPool *m_pool;
};

} // namespace sockscope
