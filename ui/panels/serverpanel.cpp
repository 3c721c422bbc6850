// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/serverpanel.h"

#include "ui/models/serversettingsstore.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/serverform.h"
#include "ui/widgets/tlsform.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sockscope {

namespace {

// Reply, pongs and the ping interval act at once.
bool needsRestart(ServerSettings shown, const ServerSettings &running)
{
    shown.reply = running.reply;
    shown.automaticPong = running.automaticPong;
    shown.pingIntervalMs = running.pingIntervalMs;
    return shown != running;
}

QString warningText(const ListenInfo &info)
{
    QString text;
    for (const QString &warning : info.warnings)
        text += warning + u'.';
    return text;
}

} // namespace

ServerPanel::ServerPanel(BenchSession *session, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_form(new ServerForm)
    , m_startButton(new QPushButton(this))
    , m_message(makeMessageLabel(QStringLiteral("serverMessage"), this))
{
    build();
    m_form->setSettings(loadServerSettings(*settings));
    connectForm();
    connect(m_startButton, &QPushButton::clicked, this, &ServerPanel::toggle);
    connect(session, &BenchSession::stateChanged, this, &ServerPanel::showState);
    connect(session, &BenchSession::startFailed, this, &ServerPanel::showStartFailure);
    showState();
}

void ServerPanel::build()
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_startButton->setObjectName(QStringLiteral("serverStart"));
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 0, 12, 10);
    bottom->setSpacing(12);
    bottom->addWidget(m_message, 1);
    bottom->addStretch();
    bottom->addWidget(m_startButton, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(bottom);
}

void ServerPanel::connectForm()
{
    connect(m_form, &ServerForm::edited, this, [this] {
        m_failure.clear();
        showState();
        save();
        emit addressEdited();
    });
    connect(m_form->tls(), &TlsForm::caSaved, this, &ServerPanel::remarked);
    connect(m_form->tls(), &TlsForm::caNotSaved, this, &ServerPanel::failed);
    connect(m_form, &ServerForm::replyChanged, m_session, &BenchSession::setReply);
    connect(m_form, &ServerForm::replyChanged, this, &ServerPanel::replyChanged);
    connect(m_form, &ServerForm::pingIntervalChanged, m_session, &BenchSession::setPingInterval);
    connect(m_form, &ServerForm::pingIntervalChanged, this, &ServerPanel::pingIntervalChanged);
    connect(m_form, &ServerForm::automaticPongChanged, m_session, &BenchSession::setAutomaticPong);
    connect(m_form, &ServerForm::replyChanged, this, &ServerPanel::save);
    connect(m_form, &ServerForm::pingIntervalChanged, this, &ServerPanel::save);
    connect(m_form, &ServerForm::automaticPongChanged, this, &ServerPanel::save);
}

void ServerPanel::save()
{
    if (const auto settings = m_form->settings())
        saveServerSettings(*settings, m_settings);
}

void ServerPanel::setSettings(const ServerSettings &settings)
{
    m_form->setSettings(settings);
}

void ServerPanel::start()
{
    if (m_session->state() != BenchSession::State::Stopped)
        return;
    if (const auto settings = m_form->settings()) {
        m_failure.clear();
        m_session->start(*settings);
    }
    showState();
}

void ServerPanel::stop()
{
    if (m_session->state() == BenchSession::State::Running)
        m_session->stop();
}

void ServerPanel::toggle()
{
    if (m_session->state() == BenchSession::State::Running)
        stop();
    else
        start();
}

void ServerPanel::setReply(Reply reply)
{
    m_form->setReply(reply);
}

void ServerPanel::setPingInterval(int milliseconds)
{
    m_form->setPingInterval(milliseconds);
}

void ServerPanel::showStartFailure(const QString &reason)
{
    m_failure = reason;
    showState();
}

void ServerPanel::showState()
{
    const BenchSession::State state = m_session->state();
    const bool running = state == BenchSession::State::Running;
    const std::optional<ServerSettings> settings = m_form->settings();
    m_startButton->setText(running ? tr("Stop") : tr("Start"));
    m_startButton->setToolTip(running ? tr("Close every connection with 1001 and stop listening (F5)")
                                      : tr("Listen with these settings (F5)"));
    // Disabled in between: a second click must not act on a server that is still coming or going.
    m_startButton->setEnabled(running || (state == BenchSession::State::Stopped && settings));
    if (!settings)
        showMessage(m_message, m_form->problem(), true);
    else if (!m_failure.isEmpty())
        showMessage(m_message, m_failure, true);
    else if (running && needsRestart(*settings, m_session->settings()))
        showMessage(m_message, tr("Changes take effect at the next start."), false);
    else
        showMessage(m_message, running ? warningText(m_session->listenInfo()) : QString(), true);
}

} // namespace sockscope
