// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/faults/fault.h"

#include <QObject>

class QWidget;

namespace sockscope {

/// Profiles of faults from and to JSON files.
class FaultFiles : public QObject
{
    Q_OBJECT

public:
    /// Its dialogs stand over @p window.
    explicit FaultFiles(QWidget *window);

    void chooseAndRead();
    void chooseAndWrite(const FaultProfile &profile);
    void read(const QString &path);
    void write(const QString &path, const FaultProfile &profile);

signals:
    void imported(const sockscope::FaultProfile &profile);
    void exported(const QString &path);
    /// Names the file, and the place in it.
    void failed(const QString &problem);

private:
    QWidget *m_window;
};

} // namespace sockscope
