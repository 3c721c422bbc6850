// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/connectionstats.h"
#include "app/faults/fault.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace sockscope {

class BenchSession;
class FaultBar;
class FaultFiles;
class FaultForm;
class FaultList;
class FaultPlans;
class FaultShots;
class LastFault;
class SeedField;

/// What is broken on purpose, for all connections or for the selected one: a list of faults in their order,
/// the fields of one of them, profiles, and what is done once and at once. Edits act at once.
class FaultsPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p session and @p plans must outlive the panel.
    FaultsPanel(BenchSession *session, FaultPlans *plans, QWidget *parent = nullptr);

    /// The selected one, 0 for none.
    void showConnection(quint64 connection);
    void refresh(const QList<ConnectionStats> &connections);
    void focusList();
    FaultFiles *files() const { return m_files; }

signals:
    void rowActivated(quint64 row); ///< of the log
    void remarked(const QString &words);

private:
    enum Target { All, Selected };

    void build();
    QLayout *buildTop();
    QWidget *buildMiddle();
    QLayout *buildBottom();
    void connectControls();
    void connectProfiles();
    void connectList();
    bool isForSelected() const;
    QList<quint64> victims() const;
    void showTargets();
    void showList();
    void showFault();
    void showPlans();
    void showMessages();
    void saveAs(const QString &name);
    void setProblem(const QString &problem);

    BenchSession *m_session;
    FaultPlans *m_plans;
    quint64 m_connection = 0;
    QString m_device;
    bool m_isOpen = false;
    QList<quint64> m_open;
    QString m_problem; // until something is edited
    QComboBox *m_target;
    QCheckBox *m_on;
    FaultList *m_list;
    FaultBar *m_bar;
    FaultForm *m_form;
    QLabel *m_message;
    SeedField *m_seed;
    FaultShots *m_shots;
    LastFault *m_last;
    FaultFiles *m_files;
};

} // namespace sockscope
