// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/certificatecommand.h"
#include "app/cli/limitscommand.h"
#include "app/cli/loadcommand.h"
#include "app/cli/sendcommand.h"
#include "app/cli/servecommand.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace {

// Whoever starts us without a stream leaves its number to the next descriptor opened, perhaps a device's
// connection, and our lines would go there. What stands in cannot be written to: that ends the program with
// a clear error.
void holdMissingStreams()
{
    for (const int stream : std::array{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1)
            ::open("/dev/null", O_RDONLY); // takes the lowest free number, this one
    }
}

} // namespace

int main(int argc, char *argv[])
{
    holdMissingStreams();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(SOCKSCOPE_VERSION)); // is written into files
    const auto parsed = sockscope::parseOptions(QCoreApplication::arguments());
    if (const auto *answer = std::get_if<sockscope::OptionsAnswer>(&parsed)) {
        std::fputs(qPrintable(answer->text), answer->exitCode == 0 ? stdout : stderr);
        return answer->exitCode;
    }
    if (const auto *certificate = std::get_if<sockscope::CertificateOptions>(&parsed))
        return sockscope::runCertificate(*certificate);
    if (const auto *log = std::get_if<sockscope::LogOptions>(&parsed))
        return sockscope::runLog(*log);
    if (const auto *limits = std::get_if<sockscope::LimitsOptions>(&parsed))
        return sockscope::LimitsCommand(*limits).run();
    if (const auto *load = std::get_if<sockscope::LoadOptions>(&parsed))
        return sockscope::LoadCommand(*load).run();
    if (const auto *send = std::get_if<sockscope::SendOptions>(&parsed))
        return sockscope::SendCommand(*send).run();
    return sockscope::ServeCommand(std::get<sockscope::ServeOptions>(parsed)).run();
}
