// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sockscope {

/// What tells one device from another, as the person chose it.
struct IdentityRule
{
    enum class By : quint8 {
        Automatic, ///< the names that deviceLabel() knows; a User-Agent only together with its address
        Header, ///< the value of one header of the upgrade request
        Path, ///< path and query of the request
        Subprotocol, ///< the one that was agreed on
        FirstMessage, ///< a value in the first message, which is JSON
        Address, ///< the IP address
    };
    By by = By::Automatic;
    QString parameter; ///< name of the Header, JSON path within the FirstMessage; else empty

    /// What is wrong with the parameter and what to write instead, one sentence; empty when nothing is.
    QString fault() const;
    /// "automatic", "header X-Device-Id", "first message .id"; what fromText() reads.
    QString text() const;
    /// nullopt for other words; the parameter is not judged.
    static std::optional<IdentityRule> fromText(const QString &text);
    bool operator==(const IdentityRule &) const = default;
};

/// What is known of a connection's other end. All of it is the peer's.
struct DeviceTraits
{
    QString address; ///< without its port; empty for a local socket
    QByteArray request; ///< head of the upgrade request
    QString subprotocol;
    QByteArray firstMessage; ///< the front of it
};

/// Who is at the other end.
struct DeviceIdentity
{
    QString key; ///< the same for every connection of one device, and in every session
    QString name; ///< one printable line of at most MaxDeviceLabel characters
};

/// Where @p rule finds nothing, the automatic one is used.
DeviceIdentity identify(const IdentityRule &rule, const DeviceTraits &traits);

} // namespace sockscope
