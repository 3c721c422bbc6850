// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framecomposer.h"
#include "serverlib/protocol/deflate.h"

#include <QObject>

#include <optional>

namespace sockscope {

/// An open connection that composed messages can go to: a value, as it was when it was asked for.
struct ComposeTarget
{
    quint64 connection = 0; ///< its number among those of its ComposeTargets; what {{conn}} stands for
    QString name; ///< "thermo-7f2a (3)"
    ws::Role role = ws::Role::Server; ///< of this end
    std::optional<ws::DeflateParameters> deflate; ///< if permessage-deflate was agreed on

    bool operator==(const ComposeTarget &) const = default;
};

/// The permessage-deflate that @p extensions, as a server's answer names them, agree on.
std::optional<ws::DeflateParameters> agreedDeflate(const QByteArray &extensions);

/// Connections of one kind that composed messages can go to: those of the bench's server, or its clients.
/// Used from the thread that made it; nothing here blocks.
class ComposeTargets : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What all of them are called together: "all open connections".
    virtual QString allName() const = 0;
    virtual QList<ComposeTarget> open() const = 0;
    /// failed() follows if it cannot be done.
    virtual void send(quint64 connection, const Composition &composition) = 0;
    /// caughtUp() follows when everything given to send() so far has been taken, or failed().
    virtual void catchUp() = 0;

signals:
    void failed(quint64 connection, const QString &reason); ///< one sentence
    void caughtUp();
};

} // namespace sockscope
