// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/rowspan.h"

#include <QDateTime>

namespace sockscope {

/// A row as one line of JSON, as JSON lines have it; for who has no other use for JSON.
QString rowJsonText(const RowSpan &span, qsizetype index, const QDateTime &startedAt);

} // namespace sockscope
