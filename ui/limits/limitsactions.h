// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/limits/limitsreport.h"

#include <QToolButton>

namespace sockscope {

/// The button that copies and saves what a panel or window of limits shows: one report, or two compared.
class LimitsActions : public QToolButton
{
    Q_OBJECT

public:
    explicit LimitsActions(QWidget *parent = nullptr);

    /// One or two; with none the button is off.
    void setReports(const QList<LimitsReport> &reports);

signals:
    void remarked(const QString &words);
    void failed(const QString &words);

private:
    enum class Format : quint8 { Text, Markdown, Csv, Json };

    QByteArray content(Format format) const;
    void copy(Format format);
    void save(Format format);

    QList<LimitsReport> m_reports;
    QAction *m_json;
};

} // namespace sockscope
