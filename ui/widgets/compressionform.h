// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverlib/protocol/permessagedeflate.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace sockscope {

class FormGrid;
class HintLineEdit;

/// The rows of the Server panel about permessage-deflate: one while it is off.
class CompressionForm : public QWidget
{
    Q_OBJECT

public:
    explicit CompressionForm(QWidget *parent = nullptr);

    void setOptions(const ws::DeflateOptions &options);
    ws::DeflateOptions options() const;
    /// "Compress from: ..."; empty when every field is fine.
    QString problem() const { return m_problem; }

signals:
    void edited();

private:
    void buildFields();
    void validate();
    bool isOn() const;

    FormGrid *m_grid;
    QComboBox *m_mode;
    HintLineEdit *m_threshold;
    QWidget *m_windows;
    QComboBox *m_serverBits;
    QComboBox *m_clientBits;
    QCheckBox *m_serverForgets;
    QCheckBox *m_clientForgets;
    quint64 m_thresholdBytes = 0;
    int m_level = -1; // no field of its own
    QString m_problem;
};

} // namespace sockscope
