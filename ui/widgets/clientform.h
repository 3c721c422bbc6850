// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/clientsettings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace sockscope {

class FormGrid;

/// How one client connects and behaves. What is typed wrong is kept and marked, with the reason below.
class ClientForm : public QWidget
{
    Q_OBJECT

public:
    explicit ClientForm(QWidget *parent = nullptr);

    /// Shows @p settings, without edited().
    void setSettings(const ClientSettings &settings);
    ClientSettings settings() const;
    /// What the button fills in; disabled while empty.
    void setOwnServer(const QString &url);

signals:
    void edited(); ///< a field was left, or something chosen
    void openRequested(); ///< Enter in the URL

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildAddress(FormGrid *grid);
    void buildRequest(FormGrid *grid);
    void buildBehaviour(FormGrid *grid);
    void buildReconnect(FormGrid *grid);
    void commit();
    void showFaults();

    QLineEdit *m_url;
    QPushButton *m_ownServer;
    QComboBox *m_kind;
    QLineEdit *m_subprotocols;
    QPlainTextEdit *m_headers;
    QCheckBox *m_compression;
    QCheckBox *m_tolerates;
    QCheckBox *m_answersPings;
    QCheckBox *m_masks;
    QCheckBox *m_developmentCa;
    QCheckBox *m_verifies;
    QComboBox *m_reconnect;
    QSpinBox *m_first;
    QSpinBox *m_most;
    QLabel *m_message;
    QString m_own;
};

} // namespace sockscope
