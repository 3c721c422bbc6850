// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPlainTextEdit;

namespace sockscope {

/// Text that can be selected and copied, in the fixed font, without the frame of an input.
void makeReadOnlyText(QPlainTextEdit *edit);

} // namespace sockscope
