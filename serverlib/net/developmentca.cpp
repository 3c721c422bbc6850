// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: MIT
#include "serverlib/net/developmentca.h"

#include "serverlib/net/certificatemaker_p.h"

#include <QDate>
#include <QDir>
#include <QFile>
#include <QHostInfo>
#include <QLockFile>
#include <QNetworkInterface>
#include <QSaveFile>

#include <chrono>

namespace ws {

namespace {

using namespace std::chrono_literals;

constexpr Days AuthorityLength{3653};
constexpr Days EnoughLeft{30};
constexpr auto LockWait = 10'000ms; // for another process that makes the same authority
constexpr qint64 MaxFileBytes = 64 * 1024;
constexpr QByteArrayView CertificateBegin("-----BEGIN CERTIFICATE-----");
constexpr auto PrivateMode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString authorityFile(const QString &folder)
{
    return folder + QStringLiteral("/authority.pem");
}

// Key and certificate stand in one file, so that they cannot come apart: both or none.
std::optional<TlsIdentity> load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray pem = file.read(MaxFileBytes);
    const qsizetype certificate = pem.indexOf(CertificateBegin);
    if (certificate < 0)
        return std::nullopt;
    return TlsIdentity{pem.sliced(certificate), pem.first(certificate)};
}

bool save(const QString &path, const TlsIdentity &identity, QString *error)
{
    QSaveFile file(path);
    // The mode before the content: nobody else may read the key, not for a moment.
    const bool saved = file.open(QIODevice::WriteOnly) && file.setPermissions(PrivateMode)
        && file.write(identity.key + identity.certificate) >= 0 && file.commit();
    if (!saved)
        *error =
            QStringLiteral("Cannot write \"%1\": %2").arg(QDir::toNativeSeparators(path), file.errorString());
    return saved;
}

bool lock(QLockFile *file, const QString &folder, QString *error)
{
    if (file->tryLock(int(LockWait.count())))
        return true;
    *error = QStringLiteral("Cannot use the folder \"%1\" for the development certificate: make it writable")
                 .arg(QDir::toNativeSeparators(folder));
    return false;
}

std::optional<TlsIdentity> makeAndSave(
    const QString &path, const CertificateSpec &spec, const TlsIdentity *issuer, QString *error)
{
    auto made = makeCertificate(spec, issuer, error);
    if (!made)
        *error = QStringLiteral("Cannot make a certificate: %1").arg(*error);
    else if (!save(path, *made, error))
        return std::nullopt;
    return made;
}

} // namespace

DevelopmentCa::DevelopmentCa(QString folder, TlsIdentity identity)
    : m_folder(std::move(folder)), m_identity(std::move(identity))
{ }

std::optional<DevelopmentCa> DevelopmentCa::open(const QString &folder, QString *error)
{
    QDir().mkpath(folder);
    QLockFile lockFile(folder + QStringLiteral("/lock"));
    if (!lock(&lockFile, folder, error))
        return std::nullopt;
    const QString path = authorityFile(folder);
    const auto kept = load(path);
    if (!kept && QFile::exists(path)) {
        *error = QStringLiteral("There is no authority in \"%1\": delete the file to have a new one made, "
                                "which your devices must then trust")
                     .arg(QDir::toNativeSeparators(path));
        return std::nullopt;
    }
    if (kept && isCertificateGood(kept->certificate, kept->certificate, {}, Days(0)))
        return DevelopmentCa(folder, *kept);
    // The name tells apart those of two machines, or of two years, in a list of what is trusted.
    CertificateSpec spec;
    spec.use = CertificateSpec::Use::Authority;
    spec.commonName = QStringLiteral("Development CA %1 %2")
                          .arg(QDate::currentDate().toString(Qt::ISODate), QHostInfo::localHostName());
    spec.length = AuthorityLength;
    auto made = makeAndSave(path, spec, nullptr, error);
    if (!made)
        return std::nullopt;
    return DevelopmentCa(folder, *made);
}

QStringList DevelopmentCa::machineNames()
{
    QStringList names{QStringLiteral("localhost")};
    if (const QString host = QHostInfo::localHostName(); !host.isEmpty()) {
        names.append(host);
        if (!host.contains(u'.'))
            names.append(host + QStringLiteral(".local")); // RFC 6762: what mDNS calls it
    }
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        names.append(address.toString());
    }
    names.removeDuplicates();
    return names;
}

std::optional<TlsIdentity> DevelopmentCa::serverIdentity(const QStringList &names, QString *error) const
{
    QLockFile lockFile(m_folder + QStringLiteral("/lock"));
    if (!lock(&lockFile, m_folder, error))
        return std::nullopt;
    const QString path = m_folder + QStringLiteral("/server.pem");
    if (auto kept = load(path);
        kept && isCertificateGood(kept->certificate, m_identity.certificate, names, EnoughLeft))
        return kept;
    CertificateSpec spec;
    spec.commonName = QHostInfo::localHostName();
    spec.names = names;
    return makeAndSave(path, spec, &m_identity, error);
}

QByteArray DevelopmentCa::certificateAsC() const
{
    QByteArray source =
        "/* The certificate of a development CA, PEM. Its length counts the NUL at its end. */\n"
        "const unsigned char sockscope_ca_pem[] =\n";
    for (const QByteArray &line : m_identity.certificate.trimmed().split('\n'))
        source += "    \"" + line + "\\n\"\n";
    source.chop(1);
    return source + ";\nconst unsigned int sockscope_ca_pem_len = sizeof(sockscope_ca_pem);\n";
}

} // namespace ws
