// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A fuzz target without a fuzzer. No arguments: its seeds, and all that begins like them. FILE...: these
// inputs, as a fuzzer left them when one failed. --write FOLDER: writes the seeds for a fuzzer to start from.
#include "fuzztarget.h"

#include <QDir>
#include <QFile>

namespace {

void run(QByteArrayView input)
{
    // A copy of exactly this size, so that an address sanitizer sees a read behind its end.
    const std::vector<uint8_t> copy(input.begin(), input.end());
    LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

int replaySeeds()
{
    qsizetype runs = 0;
    const QList<QByteArray> inputs = seeds();
    for (const QByteArray &input : inputs) {
        for (qsizetype size = 0; size <= input.size(); ++size, ++runs)
            run(QByteArrayView(input).first(size));
    }
    std::printf("%lld runs of %lld seeds\n", qlonglong(runs), qlonglong(inputs.size()));
    return inputs.isEmpty() ? EXIT_FAILURE : EXIT_SUCCESS;
}

int writeSeeds(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return EXIT_FAILURE;
    const QList<QByteArray> inputs = seeds();
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        QFile file(QStringLiteral("%1/seed-%2").arg(folder).arg(i, 3, 10, QLatin1Char('0')));
        if (!file.open(QIODevice::WriteOnly) || file.write(inputs[i]) != inputs[i].size())
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

int replayFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(file.errorString()));
        return EXIT_FAILURE;
    }
    run(file.readAll());
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 1)
        return replaySeeds();
    if (argc == 3 && QByteArrayView(argv[1]) == "--write")
        return writeSeeds(QFile::decodeName(argv[2]));
    for (int i = 1; i < argc; ++i) {
        if (const int failed = replayFile(QFile::decodeName(argv[i])))
            return failed;
    }
    return EXIT_SUCCESS;
}
