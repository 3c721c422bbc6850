// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/filter/filterlexer.h"

#include <vector>

namespace sockscope {

/// A token and what it looks like, by what stands before it: for colours, and to find the word at a cursor.
struct FilterPiece
{
    enum class Role : quint8 { Field, Operator, Connective, Value, Text, Sign, Wrong };

    FilterToken token;
    Role role;
};

/// The pieces of any text, also of one that is no filter (yet).
std::vector<FilterPiece> filterPieces(QStringView text);

} // namespace sockscope
