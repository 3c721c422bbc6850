// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/clientpanel.h"

#include "ui/models/clientstore.h"
#include "ui/panels/clientspage.h"
#include "ui/panels/loadpage.h"
#include "ui/views/chipchoice.h"
#include "ui/views/panelheader.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace sockscope {

ClientPanel::ClientPanel(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_list(loadClients(settings))
    , m_choice(new ChipChoice({
          {QStringLiteral("showClients"), tr("Clients"), tr("Single clients, each with its settings")},
          {QStringLiteral("showLoad"), tr("Load"), tr("Bursts of many clients that send at a steady rate")},
      }))
    , m_pages(new QStackedWidget)
    , m_clients(new ClientsPage(session, &m_pool, &m_list))
    , m_load(new LoadPage(session, settings))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto *header = new PanelHeader(tr("Client"));
    header->addControl(m_choice);
    m_pages->addWidget(m_clients);
    m_pages->addWidget(m_load);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_pages, 1);
    connect(m_choice, &ChipChoice::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_clients, &ClientsPage::composeRequested, this, &ClientPanel::composeRequested);
    connect(m_clients, &ClientsPage::remarked, this, &ClientPanel::remarked);
    connect(&m_pool, &ClientPool::commandFailed, this,
        [this](quint64, const QString &reason) { emit remarked(reason); });
    connect(&m_list, &ClientList::changed, this, [this] { saveClients(m_list.entries(), m_settings); });
}

ClientPanel::~ClientPanel() = default;

void ClientPanel::refresh()
{
    if (!isVisible())
        return;
    m_clients->refresh();
    m_load->refresh();
}

} // namespace sockscope
