// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/clientspage.h"

#include "app/bench/benchsession.h"
#include "ui/hostaddresses.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/chipchoice.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/clientform.h"
#include "ui/widgets/clientlistview.h"
#include "ui/widgets/clienttalk.h"
#include "ui/widgets/glyphs.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sockscope {

namespace {

enum Page { Talk, Settings };

constexpr int ListHeight = 22 + 4 * 20; // its header and four clients

} // namespace

ClientsPage::ClientsPage(BenchSession *session, ClientPool *pool, ClientList *list, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_pool(pool)
    , m_list(list)
    , m_view(new ClientListView(pool, list))
    , m_words(new ElidingLabel)
    , m_choice(new ChipChoice({
          {QStringLiteral("clientTalk"), tr("Talk"), tr("What the selected client says and hears")},
          {QStringLiteral("clientSettings"), tr("Settings"), tr("How the selected client connects")},
      }))
    , m_connect(new QPushButton)
    , m_pages(new QStackedWidget)
    , m_talk(new ClientTalk(pool))
    , m_form(new ClientForm)
{
    m_view->setMinimumHeight(ListHeight);
    m_view->setMaximumHeight(ListHeight);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->insertWidget(Talk, m_talk);
    m_pages->insertWidget(Settings, scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view);
    layout->addWidget(buildBar());
    layout->addWidget(m_pages, 1);
    connectParts();
    showSelected();
    showOwnServer();
    if (m_list->entries().size() == 1 && m_list->entries().first().settings.url.isEmpty())
        m_choice->choose(Settings); // there is nothing to talk to yet
    m_pages->setCurrentIndex(m_choice->current());
}

QWidget *ClientsPage::buildBar()
{
    m_words->setObjectName(QStringLiteral("clientState"));
    m_words->setProperty("role", QStringLiteral("muted"));
    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setProperty("primary", true);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(4, 6, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_choice);
    layout->addWidget(m_words, 1);
    layout->addWidget(buildButtons());
    layout->addWidget(m_connect);
    return bar;
}

QWidget *ClientsPage::buildButtons()
{
    auto *menu = new QMenu(this);
    menu->addActions(m_view->actions());
    GlyphButton *button = makeMenuGlyphButton(
        menu, tr("Clients menu"), tr("Add, duplicate, remove; connect or close all; undo"));
    button->setObjectName(QStringLiteral("clientMenu"));
    return button;
}

void ClientsPage::connectParts()
{
    connect(m_view, &ClientListView::clientSelected, this, &ClientsPage::showSelected);
    connect(m_view, &ClientListView::refused, this, &ClientsPage::remarked);
    connect(m_choice, &ChipChoice::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        m_view->stats() != nullptr && m_view->stats()->state == ClientState::Closed ? openSelected()
                                                                                    : m_view->toggle();
    });
    connect(m_form, &ClientForm::edited, this,
        [this] { m_list->change(m_view->selected(), m_form->settings()); });
    connect(m_form, &ClientForm::openRequested, this, &ClientsPage::openSelected);
    connect(
        m_talk, &ClientTalk::composeRequested, this, [this] { emit composeRequested(m_view->selected()); });
    connect(m_session, &BenchSession::stateChanged, this, &ClientsPage::showOwnServer);
}

// What is wrong with the settings is shown where it can be mended.
void ClientsPage::openSelected()
{
    const ClientEntry *entry = m_list->find(m_view->selected());
    if (entry == nullptr)
        return;
    const bool isSound = entry->settings.faults().isEmpty();
    m_choice->choose(isSound ? Talk : Settings);
    m_pages->setCurrentIndex(m_choice->current());
    m_pool->open(entry->number);
}

void ClientsPage::showSelected()
{
    const ClientEntry *entry = m_list->find(m_view->selected());
    m_pages->setEnabled(entry != nullptr);
    m_form->setSettings(entry != nullptr ? entry->settings : ClientSettings());
    m_talk->showClient(entry != nullptr ? entry->number : 0);
    showState();
}

void ClientsPage::showOwnServer()
{
    const bool isRunning = m_session->state() == BenchSession::State::Running;
    m_form->setOwnServer(isRunning ? deviceUrls(m_session->listenInfo()).constFirst() : QString());
}

void ClientsPage::refresh()
{
    m_view->refresh();
    showState();
}

void ClientsPage::showState()
{
    const ClientStats *client = m_view->stats();
    const ClientState state = client != nullptr ? client->state : ClientState::Closed;
    const QString words = client != nullptr ? clientWords(*client) : tr("Insert adds a client");
    m_words->setText(words);
    m_words->setToolTip(tr("What state the selected client is in"));
    const bool isFailed = client != nullptr && ClientModel::health(*client) == ClientModel::Health::Failed;
    setStyleProperty(m_words, "role", isFailed ? QStringLiteral("error") : QStringLiteral("muted"));
    m_connect->setEnabled(client != nullptr && state != ClientState::Closing);
    m_connect->setText(state == ClientState::Closed                       ? tr("&Connect")
            : state == ClientState::Open || state == ClientState::Closing ? tr("Dis&connect")
                                                                          : tr("Give &up"));
    m_connect->setToolTip(state == ClientState::Closed ? tr("Connect the selected client (Enter in the list)")
                                                       : tr("Close its connection (Enter in the list)"));
    m_talk->refresh(state == ClientState::Open);
}

} // namespace sockscope
