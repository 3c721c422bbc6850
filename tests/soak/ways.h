// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// One thing a visitor does, or waits for.
struct Step
{
    enum class Kind {
        Send, ///< the bytes, as many at once as the kernel takes
        Dribble, ///< the bytes, one each millisecond
        DribbleForever, ///< the bytes over and over, one each millisecond, until the server has ended it
        Expect, ///< reads until the bytes have come
        AwaitEnd, ///< reads until the server has ended it
        AwaitReset, ///< does not read, does not answer, does not leave, until the server has reset it
        Finish, ///< FIN: no more is sent
        Reset, ///< RST, and gone
    };
    Kind kind;
    std::string bytes = {};
};

/// A way to use a connection, from the moment TCP has made it.
struct Way
{
    const char *name;
    int share; ///< of a hundred visitors
    std::vector<Step> steps;
};

/// Every way; their shares add up to 100.
const std::vector<Way> &ways();
