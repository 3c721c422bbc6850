// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/caexport.h"

#include <QWidget>

namespace sockscope {

/// Saves the development CA's certificate where a device's build finds it.
class CaExportButtons : public QWidget
{
    Q_OBJECT

public:
    explicit CaExportButtons(QWidget *parent = nullptr);

signals:
    void saved(const QString &words); ///< where it is, and what to do with it
    void failed(const QString &reason);

private:
    void add(const QString &name, const QString &text, const QString &toolTip, CaFormat format);
    void choose(CaFormat format);
    void save(CaFormat format, const QString &path);
};

} // namespace sockscope
