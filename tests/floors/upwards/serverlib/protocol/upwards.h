// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/transport.h"
