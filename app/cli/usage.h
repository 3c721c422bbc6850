// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>

namespace sockscope {

/// What to say instead of doing something, and the exit code: 0 for help and version, 2 for a bad option.
struct OptionsAnswer
{
    QString text;
    int exitCode = 0;
};

/// One line, whatever was typed.
OptionsAnswer refuse(const QString &why);

QCommandLineOption flag(const char *name, const char *description);
QCommandLineOption valued(const char *name, const char *description, const char *value);

/// A line for each, for --help.
QString optionLines(const QList<QCommandLineOption> &options);

} // namespace sockscope
