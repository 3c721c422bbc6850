// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/benchtoolbar.h"

#include "ui/hostaddresses.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/addresscode.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/glyphs.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QUrl>

namespace sockscope {

namespace {

constexpr int IconSide = 12;
constexpr int AddressMargin = 98; // dot, two buttons and padding around the text

QToolButton *makeButton(
    const QString &name, const QString &text, const QKeySequence &key, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setShortcut(key);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, key.toString(QKeySequence::NativeText)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

BenchToolBar::BenchToolBar(BenchSession *session, QToolButton *faults, const Menus &menus, QWidget *parent)
    : QToolBar(tr("Bench"), parent)
    , m_session(session)
    , m_start(makeButton(QStringLiteral("start"), tr("Start"), Qt::Key_F5, tr("Start or stop the server")))
    , m_address(new QLineEdit)
    , m_codePopup(new AddressCode(this))
    , m_interface(new QComboBox)
    , m_reply(new QComboBox)
    , m_ping(new QComboBox)
    , m_pause(makeButton(QStringLiteral("pause"), tr("Pause"), Qt::Key_F6,
          tr("Hold the log still; frames go on being recorded")))
    , m_clear(makeButton(QStringLiteral("clear"), tr("Clear"), Qt::CTRL | Qt::Key_L, tr("Empty the log")))
    , m_log(
          makeButton(QStringLiteral("log"), tr("Log"), Qt::ALT | Qt::Key_L, tr("Open, save and export logs")))
    , m_view(
          makeButton(QStringLiteral("view"), tr("View"), Qt::ALT | Qt::Key_V, tr("Panels, layout and theme")))
    , m_totals(new ElidingLabel)
{
    setObjectName(QStringLiteral("benchToolBar"));
    setMovable(false);
    setIconSize({IconSide, IconSide});
    setContextMenuPolicy(Qt::PreventContextMenu); // it would offer to hide the only toolbar
    buildStart();
    buildAddress();
    buildChoices(faults);
    buildLog();
    if (session->isSaved())
        showSaved();
    buildRight(menus);
    connect(session, &BenchSession::stateChanged, this, &BenchToolBar::showState);
    showState();
}

void BenchToolBar::buildStart()
{
    m_start->setProperty("primary", true);
    addWidget(m_start);
    connect(m_start, &QToolButton::clicked, this, &BenchToolBar::toggleRequested);
}

void BenchToolBar::buildAddress()
{
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setReadOnly(true);
    m_address->setFocusPolicy(Qt::ClickFocus);
    m_address->setFont(fixedFont());
    m_address->setAccessibleName(tr("Address a device must use"));
    m_address->setToolTip(tr("Point your device at this address"));
    m_dot = m_address->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_copy = m_address->addAction(QIcon(), QLineEdit::TrailingPosition);
    m_copy->setToolTip(tr("Copy the address (Ctrl+Shift+C)"));
    m_copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(m_copy, &QAction::triggered, this, &BenchToolBar::copyAddress);
    m_code = m_address->addAction(QIcon(), QLineEdit::TrailingPosition);
    m_code->setToolTip(tr("Show the address as a QR code (Ctrl+Shift+Q)"));
    m_code->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Q);
    connect(m_code, &QAction::triggered, this, &BenchToolBar::showCode);
    addWidget(m_address);

    m_interface->setObjectName(QStringLiteral("interface"));
    m_interface->setAccessibleName(tr("Interface"));
    m_interface->setToolTip(tr("Which of this machine's addresses the device can reach"));
    m_interface->setFont(fixedFont());
    m_interface->addItems(machineAddresses());
    m_interfaceAction = addWidget(m_interface);
    connect(m_interface, &QComboBox::currentIndexChanged, this, &BenchToolBar::showAddress);
}

void BenchToolBar::buildChoices(QToolButton *faults)
{
    addSeparator();
    fillReplies(m_reply);
    m_reply->setObjectName(QStringLiteral("toolbarReply"));
    m_reply->setToolTip(tr("What the server does with a message; acts at once"));
    addLabelled(tr("Reply"), m_reply);
    addLabelled(tr("Faults"), faults);
    fillPingIntervals(m_ping);
    m_ping->setObjectName(QStringLiteral("toolbarPing"));
    m_ping->setToolTip(tr("Ping every open connection this often; acts at once"));
    addLabelled(tr("Ping every"), m_ping);
    addSeparator();
    connect(m_reply, &QComboBox::currentIndexChanged, this,
        [this] { emit replyChanged(Reply(m_reply->currentData().toInt())); });
    connect(m_ping, &QComboBox::currentIndexChanged, this,
        [this] { emit pingIntervalChanged(m_ping->currentData().toInt()); });
}

void BenchToolBar::addLabelled(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setBuddy(field);
    field->setFont(fixedFont());
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(text);
    addWidget(label);
    addWidget(field);
}

void BenchToolBar::buildLog()
{
    m_pause->setCheckable(true);
    addWidget(m_pause);
    addWidget(m_clear);
    connect(m_pause, &QToolButton::toggled, this, &BenchToolBar::pauseToggled);
    connect(m_clear, &QToolButton::clicked, this, &BenchToolBar::clearRequested);
}

// Nothing can be started or paused in a log that is complete.
void BenchToolBar::showSaved()
{
    const QList<QAction *> live = actions();
    for (QAction *action : live)
        action->setVisible(false);
}

void BenchToolBar::buildRight(const Menus &menus)
{
    m_totals->setObjectName(QStringLiteral("totals"));
    m_totals->setProperty("role", QStringLiteral("muted"));
    m_totals->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_totals->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(m_totals);
    for (const auto &[button, menu] : {std::pair(m_log, menus.log), std::pair(m_view, menus.view)}) {
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        addWidget(button);
    }
}

void BenchToolBar::setPlannedAddress(const QString &host, quint16 port, bool isTls)
{
    m_plannedHost = host;
    m_plannedPort = port;
    m_plannedTls = isTls;
    showAddress();
}

void BenchToolBar::setTotals(const QString &totals)
{
    m_totals->setText(totals);
    m_totals->setToolTip(totals);
}

QString BenchToolBar::deviceAddress() const
{
    return m_address->text();
}

void BenchToolBar::setReply(Reply reply)
{
    chooseData(m_reply, int(reply));
}

void BenchToolBar::setPingInterval(int milliseconds)
{
    chooseInterval(m_ping, milliseconds);
}

void BenchToolBar::changeEvent(QEvent *event)
{
    QToolBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_copy)
        showState();
}

void BenchToolBar::showState()
{
    const Theme &theme = Theme::current();
    const BenchSession::State state = m_session->state();
    const bool running = state == BenchSession::State::Running;
    const bool settled = running || state == BenchSession::State::Stopped;
    m_start->setText(running ? tr("Stop") : settled ? tr("Start") : tr("Wait…"));
    m_start->setShortcut(Qt::Key_F5); // setText() takes the shortcut away
    m_start->setIcon(glyphIcon(running ? Glyph::Stop : Glyph::Play, onAccent(theme)));
    m_start->setEnabled(settled);
    m_pause->setIcon(glyphIcon(Glyph::Pause, theme.text));
    for (QToolButton *menu : {m_log, m_view})
        menu->setIcon(glyphIcon(Glyph::Menu, theme.text));
    m_copy->setIcon(glyphIcon(Glyph::Copy, theme.muted));
    m_code->setIcon(glyphIcon(Glyph::Code, theme.muted));
    m_dot->setIcon(dotIcon(running ? theme.ping : theme.faint));
    m_dot->setToolTip(running ? tr("The server is listening") : tr("The server is not running"));
    showAddress();
}

void BenchToolBar::showAddress()
{
    const bool running = m_session->state() == BenchSession::State::Running;
    const QString host = running ? m_session->listenInfo().host : m_plannedHost;
    const quint16 port = running ? m_session->listenInfo().port : m_plannedPort;
    const bool isTls = running ? m_session->listenInfo().isTls : m_plannedTls;
    m_interfaceAction->setVisible(isWildcard(host) && !m_session->isSaved());
    m_address->setText(deviceUrl(isWildcard(host) ? m_interface->currentText() : host, port, isTls));
    m_address->setFixedWidth(m_address->fontMetrics().horizontalAdvance(m_address->text()) + AddressMargin);
}

void BenchToolBar::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_address->text());
}

void BenchToolBar::showCode()
{
    m_codePopup->popUp(m_address, m_address->text(), isLoopback(QUrl(m_address->text()).host()));
}

} // namespace sockscope
