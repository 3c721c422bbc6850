// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filtercompletion.h"

#include <QFrame>

class QLabel;
class QListWidget;

namespace sockscope {

/// What drops down below the filter: what is wrong with it, and what could stand at the cursor. It never
/// takes the focus: the filter hands it the keys it is for.
class FilterHints : public QFrame
{
    Q_OBJECT

public:
    /// Lies over the window of @p below.
    explicit FilterHints(QWidget *below);

    /// Hides when there is neither.
    void show(const QString &error, const std::vector<FilterCompletion> &completions);
    bool hasCompletions() const { return isVisible() && !m_completions.empty(); }
    /// Goes up or down the list; from above its top and below its bottom to the other end.
    void step(int rows);
    /// The one stepped to.
    const FilterCompletion *current() const;

signals:
    void chosen(const sockscope::FilterCompletion &completion); ///< with the mouse

private:
    void place();

    QWidget *m_below;
    QLabel *m_error;
    QListWidget *m_list;
    std::vector<FilterCompletion> m_completions;
};

} // namespace sockscope
