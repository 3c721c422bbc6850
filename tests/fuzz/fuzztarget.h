// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// A fuzz target is one file that defines these two functions. libFuzzer calls the first with whatever it
/// makes up, starting from the second's inputs; replay.cpp calls it with those alone, under any compiler.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/// Inputs that reach what is worth reaching: the known vectors of the other tests, in the target's own
/// format.
QList<QByteArray> seeds();

/// Ends the program with @p what if it does not hold. Not an assertion: it counts in every build.
inline void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "demanded, and not so: %s\n", what);
    std::abort();
}

/// What most targets read their input as: options, two sizes, and bytes to be cut into pieces of these sizes
/// in turn.
struct FuzzInput
{
    static constexpr qsizetype HeadSize = 3;

    FuzzInput(const uint8_t *data, size_t size)
    {
        const QByteArrayView all(data, qsizetype(size));
        if (all.size() < HeadSize)
            return;
        options = data[0];
        first = data[1] + 1;
        second = data[2] + 1;
        bytes = all.sliced(HeadSize);
    }

    /// A seed in this format. By default in pieces of one and three bytes.
    static QByteArray seed(
        quint8 options, const QByteArray &bytes, const QByteArray &sizes = QByteArray("\0\2", 2))
    {
        return QByteArray(1, char(options)) + sizes + bytes;
    }

    bool has(quint8 option) const { return (options & option) != 0; }

    /// Calls @p take with piece after piece of @p whole, as long as it returns true.
    template <typename Take> void inPieces(QByteArrayView whole, Take take) const
    {
        qsizetype size = first;
        while (!whole.isEmpty()) {
            const qsizetype piece = std::min(size, whole.size());
            if (!take(whole.first(piece)))
                return;
            whole = whole.sliced(piece);
            size = size == first ? second : first;
        }
    }

    quint8 options = 0;
    qsizetype first = 1;
    qsizetype second = 1;
    QByteArrayView bytes;
};

// What a target tells of its input must not depend on how that is cut: as it says itself, not at all, or byte
// by byte.

inline FuzzInput uncut(FuzzInput input)
{
    input.first = input.second = std::max<qsizetype>(1, input.bytes.size());
    return input;
}

inline FuzzInput byteByByte(FuzzInput input)
{
    input.first = input.second = 1;
    return input;
}
