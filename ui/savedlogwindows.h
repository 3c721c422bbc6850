// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <vector>

class QSettings;

namespace sockscope {

class MainWindow;
struct SavedLogWindow;

/// The windows that show saved logs; they close with this.
class SavedLogWindows : public QObject
{
    Q_OBJECT

public:
    /// @p settings has the theme; it must outlive this.
    explicit SavedLogWindows(const QSettings *settings, QObject *parent = nullptr);
    ~SavedLogWindows() override;

    /// Shows the log at @p path in a window of its own; returns that, or null after failed().
    MainWindow *open(const QString &path);

signals:
    void failed(const QString &reason);

private:
    void forget(const MainWindow *window);

    const QSettings *m_settings;
    std::vector<std::unique_ptr<SavedLogWindow>> m_windows;
};

} // namespace sockscope
