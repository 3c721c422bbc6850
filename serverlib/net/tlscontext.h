// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#pragma once

#include "serverlib/net/tlsclientoptions.h"
#include "serverlib/net/tlsoptions.h"

#include <QStringList>

#include <functional>
#include <memory>

struct ssl_ctx_st;
struct ssl_method_st;

namespace ws {

/// A certificate, a key, authorities and rules, loaded and found to fit: what the TLS connections of a server
/// or a client share.
class TlsContext
{
public:
    /// nullptr, and in @p error a sentence that names the file and says what to do, when they do not fit.
    static std::shared_ptr<const TlsContext> create(const TlsOptions &options, QString *error);
    /// A client's: whom it trusts. nullptr, and in @p error a sentence, when the authorities cannot be read.
    static std::shared_ptr<const TlsContext> createForClient(const TlsClientOptions &options, QString *error);
    ~TlsContext();
    Q_DISABLE_COPY_MOVE(TlsContext)

    /// What is odd and can be done with, a sentence each: a certificate that has expired.
    const QStringList &warnings() const { return m_warnings; }
    /// OpenSSL's, for its own calls; never null.
    ssl_ctx_st *handle() const { return m_handle; }

private:
    explicit TlsContext(const ssl_method_st *method);
    void setMinimumVersion(TlsOptions::Version version);
    friend class TlsContextLoader;

    ssl_ctx_st *m_handle; // owned
    QStringList m_warnings;
};

/// The context of one connection, by its number.
using TlsContextHook = std::function<std::shared_ptr<const TlsContext>(quint64 connection)>;

} // namespace ws
