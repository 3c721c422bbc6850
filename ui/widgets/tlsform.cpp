// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tlsform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/caexportbuttons.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filefield.h"
#include "ui/widgets/formgrid.h"

#include <QCheckBox>

namespace sockscope {

TlsForm::TlsForm(QWidget *parent)
    : QWidget(parent)
    , m_grid(new FormGrid(this))
    , m_mode(new QComboBox)
    , m_certificate(new FileField(QStringLiteral("tlsCertificate"), tr("Certificate")))
    , m_key(new FileField(QStringLiteral("tlsKey"), tr("Key")))
    , m_caExport(new CaExportButtons)
    , m_clientCa(new FileField(QStringLiteral("tlsClientCa"), tr("Client CA")))
    , m_requireClient(new QCheckBox(tr("require a client certificate")))
{
    buildFields();
    connectFields();
    validate();
}

void TlsForm::buildFields()
{
    m_mode->setObjectName(QStringLiteral("tlsMode"));
    m_mode->setFont(fixedFont());
    m_mode->setToolTip(tr("wss://, with a certificate that the bench's own CA signs for this machine's "
                          "addresses, or with files of yours"));
    fillTlsModes(m_mode);
    m_certificate->setPlaceholder(
        tr("PEM"), tr("The server's certificate, then those between it and its CA"));
    m_key->setPlaceholder(tr("in that file"), tr("The certificate's key, without a password"));
    m_clientCa->setPlaceholder(tr("ask for none"),
        tr("Whose client certificates are trusted (PEM); empty: devices are asked for none"));
    m_requireClient->setObjectName(QStringLiteral("tlsRequireClient"));
    m_requireClient->setToolTip(tr("Let in no device without a certificate of the client CA"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // no gap around its rows
    m_grid->addField(tr("TLS"), m_mode);
    m_grid->addField(tr("Certificate"), m_certificate);
    m_grid->addField(tr("Key"), m_key);
    m_grid->addField(tr("CA for devices"), m_caExport);
    m_grid->addField(tr("Client CA"), m_clientCa);
    m_grid->addField(QString(), m_requireClient);
}

void TlsForm::connectFields()
{
    connect(m_mode, &QComboBox::currentIndexChanged, this, &TlsForm::validate);
    for (FileField *field : {m_certificate, m_key, m_clientCa})
        connect(field, &FileField::edited, this, &TlsForm::validate);
    connect(m_requireClient, &QCheckBox::toggled, this, &TlsForm::edited);
    connect(m_caExport, &CaExportButtons::saved, this, &TlsForm::caSaved);
    connect(m_caExport, &CaExportButtons::failed, this, &TlsForm::caNotSaved);
}

TlsMode TlsForm::mode() const
{
    return TlsMode(m_mode->currentData().toInt());
}

void TlsForm::setSettings(const TlsSettings &settings)
{
    m_certificate->setPath(settings.certificateFile);
    m_key->setPath(settings.keyFile);
    m_clientCa->setPath(settings.clientCaFile);
    m_requireClient->setChecked(settings.requireClientCertificate);
    chooseData(m_mode, int(settings.mode));
}

TlsSettings TlsForm::settings() const
{
    TlsSettings settings;
    settings.mode = mode();
    settings.certificateFile = m_certificate->path();
    settings.keyFile = m_key->path();
    settings.clientCaFile = m_clientCa->path();
    settings.requireClientCertificate = m_requireClient->isChecked() && !settings.clientCaFile.isEmpty();
    return settings;
}

void TlsForm::validate()
{
    const bool isOn = mode() != TlsMode::Off;
    const bool hasFiles = mode() == TlsMode::OwnFiles;
    m_grid->setFieldVisible(m_certificate, hasFiles);
    m_grid->setFieldVisible(m_key, hasFiles);
    m_grid->setFieldVisible(m_caExport, mode() == TlsMode::Development);
    m_grid->setFieldVisible(m_clientCa, isOn);
    m_grid->setFieldVisible(m_requireClient, isOn);
    m_requireClient->setEnabled(!m_clientCa->path().isEmpty()); // nobody else's would be trusted

    QStringList problems;
    if (hasFiles)
        problems << m_certificate->check(true) << m_key->check(false);
    if (isOn)
        problems << m_clientCa->check(false);
    problems.removeAll(QString());
    m_problem = problems.join(u'\n');
    emit edited();
}

} // namespace sockscope
