// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/devicemodel.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QSettings;
class QStackedLayout;
class QTableView;

namespace sockscope {

class BenchSession;
class Chip;
class DeviceIdentities;
class DeviceRibbon;
class IdentityChoice;
class PanelHeader;
class RunLabel;

/// The devices behind the connections: when they were connected, how they come back, and what tells them
/// apart.
class DevicesPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings keep the rule and the names given by hand; both must outlive the panel.
    DevicesPanel(BenchSession *session, QSettings *settings, QWidget *parent = nullptr);
    ~DevicesPanel() override;

    QString details() const; ///< what is said about the selected device

public slots:
    /// Takes in what has changed, if it is seen.
    void refresh();
    /// Marks its bar and selects its device, 0 for none.
    void selectConnection(quint64 connection);

signals:
    void connectionActivated(quint64 connection);
    void rowActivated(quint64 row); ///< of the log
    void namesChanged(); ///< of devices, everywhere
    void remarked(const QString &words);
    void failed(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Page { EmptyPage, DevicesPage };

    void buildHeader();
    QWidget *buildMenuButton();
    QWidget *buildBody();
    void buildTable();
    void buildActions();
    void identitiesChanged();
    void rebuild();
    bool isRenaming() const;
    void select(int row);
    void selectionChanged();
    void updateEmptyState();
    void updateDetails();

    BenchSession *m_session;
    DeviceIdentities *m_identities;
    PanelHeader *m_header;
    IdentityChoice *m_choice;
    Chip *m_live;
    QWidget *m_menu = nullptr;
    DeviceRibbon *m_ribbon;
    DeviceModel *m_model;
    QTableView *m_table;
    RunLabel *m_details;
    QLabel *m_empty;
    QStackedLayout *m_pages;
    QString m_fault; // of the rule that was entered
    QString m_selected; // key of a device
    quint64 m_connection = 0;
    quint64 m_changes = 0; // of the table of devices, that are shown
    QElapsedTimer m_age;
};

} // namespace sockscope
