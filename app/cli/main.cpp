// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/servecommand.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto parsed = sockscope::parseOptions(QCoreApplication::arguments());
    if (const auto *answer = std::get_if<sockscope::OptionsAnswer>(&parsed)) {
        std::fputs(qPrintable(answer->text), answer->exitCode == 0 ? stdout : stderr);
        return answer->exitCode;
    }
    return sockscope::ServeCommand(std::get<sockscope::ServeOptions>(parsed)).run();
}
