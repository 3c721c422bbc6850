// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/loadarguments.h"
#include "app/cli/unixsignals.h"
#include "app/load/loadrun.h"

namespace sockscope {

/// `sockscope-cli load`: a burst of clients, and a report of it.
class LoadCommand : public QObject
{
    Q_OBJECT

public:
    explicit LoadCommand(const LoadOptions &options);

    /// Returns the exit code: 1 when a client was not let in or was lost, or none was open.
    int run();

private:
    int report(const QString &fault) const;

    LoadOptions m_options;
    UnixSignals m_signals;
    std::shared_ptr<LoadFigures> m_figures;
    LoadRun m_run;
};

} // namespace sockscope
