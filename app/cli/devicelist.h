// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/capturestore.h"
#include "app/devices/identityrule.h"

namespace sockscope {

/// The devices of a log and how they came back, for `sockscope-cli show --devices`: some lines of words for
/// each, or a line of JSON.
QByteArray deviceList(const CaptureStore &store, const IdentityRule &rule, bool json);

} // namespace sockscope
