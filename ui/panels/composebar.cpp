// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/composebar.h"

#include "ui/theme/stylesheet.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/targetchoice.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QToolButton>

namespace sockscope {

namespace {

constexpr int SeedWidth = 100;
constexpr int SendWidth = 60;
constexpr int TargetWidth = 190;

QLabel *makeWord(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(buddy);
    return label;
}

} // namespace

ComposeBar::ComposeBar(ComposeTargets *server, QWidget *parent)
    : PanelHeader(tr("Compose"), parent)
    , m_target(new TargetChoice(server))
    , m_words(new ElidingLabel)
    , m_seed(new QLineEdit)
    , m_send(new QPushButton)
    , m_library(new QToolButton)
{
    m_words->setObjectName(QStringLiteral("sendMessage"));
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setProperty("primary", true);
    m_send->setFixedWidth(SendWidth);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setFont(fixedFont());
    m_seed->setFixedWidth(SeedWidth);
    m_seed->setToolTip(
        tr("Seed of {{random}} and of masking keys: the same seed, the same messages. Empty: a "
           "fresh one for each run"));
    m_library->setObjectName(QStringLiteral("library"));
    m_library->setText(tr("Saved"));
    m_library->setToolTip(tr("Saved messages and those that were sent (Ctrl+M)"));
    m_library->setAccessibleName(tr("Saved messages"));
    m_library->setCheckable(true);
    m_library->setShortcut(Qt::CTRL | Qt::Key_M);
    setMiddle(buildMiddle());
    addControl(m_library);
    addControl(makeWord(tr("seed"), m_seed));
    addControl(m_seed);
    addControl(m_send);
    connect(m_seed, &QLineEdit::textChanged, this, &ComposeBar::seedChanged);
    connect(m_send, &QPushButton::clicked, this, &ComposeBar::sendClicked);
    connect(m_library, &QToolButton::toggled, this, &ComposeBar::libraryToggled);
}

QWidget *ComposeBar::buildMiddle()
{
    auto *middle = new QWidget;
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(makeWord(tr("to"), m_target));
    m_target->setMaximumWidth(TargetWidth);
    row->addWidget(m_target, 1);
    row->addWidget(m_words, 1);
    return middle;
}

quint64 ComposeBar::seed() const
{
    return m_seed->text().isEmpty() ? m_freshSeed : m_seed->text().toULongLong();
}

QString ComposeBar::seedFault() const
{
    bool isNumber = true;
    if (!m_seed->text().isEmpty())
        m_seed->text().toULongLong(&isNumber);
    return isNumber ? QString() : tr("Seed: a whole number below 2^64, or nothing.");
}

void ComposeBar::drawSeed()
{
    m_freshSeed = QRandomGenerator::system()->generate();
    m_seed->setPlaceholderText(QString::number(m_freshSeed));
}

void ComposeBar::setSendState(bool isRunning, bool canSend)
{
    m_send->setText(isRunning ? tr("Stop") : tr("Send"));
    m_send->setToolTip(isRunning ? tr("Stop (Esc)") : tr("Send (Ctrl+Enter)"));
    m_send->setEnabled(isRunning || canSend);
    setStyleProperty(m_seed, "invalid", !seedFault().isEmpty());
}

bool ComposeBar::canSend() const
{
    return m_send->isEnabled();
}

void ComposeBar::showLibrary()
{
    m_library->setChecked(true);
}

void ComposeBar::showWords(const QString &words, bool isError)
{
    setStyleProperty(m_words, "role", isError ? QStringLiteral("error") : QStringLiteral("muted"));
    m_words->setText(words);
    m_words->setToolTip(words);
}

} // namespace sockscope
