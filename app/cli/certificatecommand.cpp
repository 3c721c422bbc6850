// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/certificatecommand.h"

#include <QCommandLineParser>

#include <cstdio>

namespace sockscope {

namespace {

constexpr int ExitFailed = 1;

struct Options
{
    QCommandLineOption format =
        valued("format", "pem (default), or c: an array for firmware, with a NUL at its end.", "FORMAT");
    QCommandLineOption output = valued("output", "Write to this file; default the standard output.", "FILE");
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all() const { return {format, output, help}; }
};

QString helpText(const Options &options)
{
    return QStringLiteral("Usage: sockscope-cli certificate [options]\n"
                          "Writes the certificate of the development CA, for a device to trust what "
                          "sockscope-cli serve --tls shows.\n\n")
        + optionLines(options.all());
}

int fail(const QString &why)
{
    std::fprintf(stderr, "sockscope-cli: %s\n", qPrintable(why));
    return ExitFailed;
}

} // namespace

std::variant<CertificateOptions, OptionsAnswer> parseCertificateOptions(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    if (const auto answer = readOptions(&parser, options.all(), arguments))
        return *answer;
    if (parser.isSet(options.help))
        return OptionsAnswer{helpText(options)};
    if (const QStringList words = parser.positionalArguments(); words.size() > 1)
        return refuse(QStringLiteral("what is \"%1\"? certificate takes options only").arg(words.at(1)));
    CertificateOptions certificate;
    if (parser.isSet(options.format)) {
        const QString format = parser.value(options.format);
        if (format == QLatin1StringView("c"))
            certificate.format = CaFormat::CArray;
        else if (format != QLatin1StringView("pem"))
            return refuse(QStringLiteral("--format is pem or c, not \"%1\"").arg(format));
    }
    certificate.output = parser.value(options.output);
    if (parser.isSet(options.output) && certificate.output.isEmpty())
        return refuse(QStringLiteral("--output wants a file, not \"\""));
    return certificate;
}

int runCertificate(const CertificateOptions &options)
{
    QString error;
    if (!options.output.isEmpty())
        return saveDevelopmentCa(options.format, options.output, &error) ? 0 : fail(error);
    const auto text = developmentCaText(options.format, &error);
    if (!text)
        return fail(error);
    const bool written = std::fwrite(text->data(), 1, size_t(text->size()), stdout) == size_t(text->size())
        && std::fflush(stdout) == 0;
    return written ? 0 : fail(QStringLiteral("cannot write to the standard output"));
}

} // namespace sockscope
