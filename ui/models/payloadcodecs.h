// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadreader.h"

class QSettings;

namespace sockscope {

/// How payloads are read, as the person bound it. What is bound to paths and subprotocols survives a restart
/// and counts in every window.
class PayloadCodecs
{
public:
    /// @p settings may be null, and must outlive this.
    explicit PayloadCodecs(QSettings *settings) : m_settings(settings) { }

    PayloadReader::Choice choose(const PayloadOrigin &origin, const QByteArray &payload, bool isText);
    /// nullopt: back to guessing.
    void bind(
        CodecBindings::Scope scope, const PayloadOrigin &origin, const std::optional<CodecBinding> &binding);

private:
    void readSettings();

    QSettings *m_settings;
    QByteArray m_read; // what was read last: another window may have written since
    PayloadReader m_reader;
};

} // namespace sockscope
