// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/tlssettings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace sockscope {

class CaExportButtons;
class FileField;
class FormGrid;

/// The fields of TlsSettings, unfolded as far as the mode needs them. Refused text is marked where it stands.
class TlsForm : public QWidget
{
    Q_OBJECT

public:
    explicit TlsForm(QWidget *parent = nullptr);

    void setSettings(const TlsSettings &settings);
    TlsSettings settings() const;
    /// "Certificate: ..."; empty when every field that is shown is fine.
    QString problem() const { return m_problem; }

signals:
    void edited();
    void caSaved(const QString &words);
    void caNotSaved(const QString &reason);

private:
    void buildFields();
    void connectFields();
    TlsMode mode() const;
    void validate();

    FormGrid *m_grid;
    QComboBox *m_mode;
    FileField *m_certificate;
    FileField *m_key;
    CaExportButtons *m_caExport;
    FileField *m_clientCa;
    QCheckBox *m_requireClient;
    QString m_problem;
};

} // namespace sockscope
