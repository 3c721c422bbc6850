// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>

#include <optional>

class QCommandLineParser;

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

/// Reads @p arguments, the program's name first, by these @p options. The answer to what is wrong with them.
std::optional<OptionsAnswer> readOptions(
    QCommandLineParser *parser, const QList<QCommandLineOption> &options, const QStringList &arguments);

/// A line for each, for --help.
QString optionLines(const QList<QCommandLineOption> &options);

} // namespace sockscope
