// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace sockscope {

/// "none", "echo"; item data is the Reply.
void fillReplies(QComboBox *box);
/// "off", "0.1 s" ... "1 min"; item data is milliseconds.
void fillPingIntervals(QComboBox *box);
/// "no timeout", "1 s" ...; item data is milliseconds.
void fillPongTimeouts(QComboBox *box);
/// "off", "development CA", "own files"; item data is the TlsMode.
void fillTlsModes(QComboBox *box);
/// Selects the item with @p data, which is added as an interval if it is not there.
void chooseInterval(QComboBox *box, int milliseconds);
/// Selects the item with @p data without a signal for what is selected already.
void chooseData(QComboBox *box, const QVariant &data);

} // namespace sockscope
