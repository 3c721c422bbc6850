// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/load/loadplan.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QSpinBox;

namespace sockscope {

class FormGrid;

/// What a burst of clients is to do. What is typed survives restarts, under the group "load".
class LoadForm : public QWidget
{
    Q_OBJECT

public:
    /// @p settings must outlive it.
    explicit LoadForm(QSettings *settings, QWidget *parent = nullptr);
    ~LoadForm() override;

    /// nullopt when it cannot be run; the reason stands below the fields then.
    std::optional<LoadPlan> plan();
    void setOwnServer(const QString &url);

signals:
    void startRequested();

private:
    void buildClients(FormGrid *grid);
    void buildMessage(FormGrid *grid);
    void buildBounds(FormGrid *grid);
    void load();
    void save();
    void showHost();
    bool isForeign() const;
    QString leaveFault() const;
    std::optional<PayloadSource> payload(QString *fault) const;

    QSettings *m_settings;
    QLineEdit *m_url;
    QPushButton *m_ownServer;
    QSpinBox *m_clients;
    QSpinBox *m_ramp;
    QDoubleSpinBox *m_rate;
    QComboBox *m_ratePer;
    QComboBox *m_form;
    QLineEdit *m_payload;
    QSpinBox *m_size;
    QSpinBox *m_seconds;
    QSpinBox *m_messages;
    QSpinBox *m_ping;
    QCheckBox *m_echo;
    QCheckBox *m_mine;
    QLabel *m_message;
    QString m_own;
};

} // namespace sockscope
