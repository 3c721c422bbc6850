// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/composepanel.h"

#include "app/bench/benchsession.h"
#include "app/bench/sessiontargets.h"
#include "ui/models/figures.h"
#include "ui/models/messagedraft.h"
#include "ui/panels/composepreviewpane.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/elidinglabel.h"
#include "ui/views/panelheader.h"
#include "ui/widgets/frameform.h"
#include "ui/widgets/messageeditor.h"
#include "ui/widgets/scheduleform.h"
#include "ui/widgets/targetchoice.h"

#include <QAction>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int SeedWidth = 96;
constexpr int SendWidth = 64;
constexpr int LeastWidth = 140; // of a column, on a small screen
const QList<int> ColumnWidths{276, 260, 300};

QLabel *makeWord(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(buddy);
    return label;
}

} // namespace

ComposePanel::ComposePanel(BenchSession *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_draft(new MessageDraft(this))
    , m_server(new SessionTargets(session, this))
    , m_maker(new PreviewMaker(this))
    , m_sender(new ComposeSender(this))
    , m_target(new TargetChoice(m_server))
    , m_words(new ElidingLabel)
    , m_seed(new QLineEdit)
    , m_send(new QPushButton)
    , m_editor(new MessageEditor(m_draft))
    , m_schedule(new ScheduleForm)
    , m_frame(new FrameForm(m_draft))
    , m_pane(new ComposePreviewPane)
{
    m_sender->addPlace(m_server);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(buildBody(), 1);
    buildActions();
    connectParts();
    drawSeed();
    update();
}

QWidget *ComposePanel::buildHeader()
{
    m_words->setObjectName(QStringLiteral("sendMessage"));
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setProperty("primary", true);
    m_send->setFixedWidth(SendWidth);
    buildSeed();
    auto *middle = new QWidget;
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(makeWord(tr("to"), m_target));
    row->addWidget(m_target);
    row->addWidget(m_words, 1);
    row->addWidget(makeWord(tr("seed"), m_seed));
    auto *header = new PanelHeader(tr("Compose"));
    header->setMiddle(middle);
    header->addControl(m_seed);
    header->addControl(m_send);
    return header;
}

void ComposePanel::buildSeed()
{
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setFont(fixedFont());
    m_seed->setFixedWidth(SeedWidth);
    m_seed->setToolTip(
        tr("Seed of {{random}} and of masking keys: the same seed, the same messages. Empty: a "
           "fresh one for each run"));
}

QWidget *ComposePanel::buildEditor()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 8, 6);
    row->addWidget(m_schedule);
    layout->addLayout(row);
    return column;
}

QWidget *ComposePanel::buildBody()
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_frame);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *columns = new QSplitter;
    columns->setObjectName(QStringLiteral("composeColumns"));
    columns->setHandleWidth(1);
    columns->setChildrenCollapsible(false);
    for (QWidget *column : {buildEditor(), static_cast<QWidget *>(scroll), static_cast<QWidget *>(m_pane)}) {
        column->setMinimumWidth(LeastWidth);
        columns->addWidget(column);
    }
    columns->setSizes(ColumnWidths);
    columns->setStretchFactor(0, 1);
    columns->setStretchFactor(1, 0);
    columns->setStretchFactor(2, 1);
    return columns;
}

void ComposePanel::buildActions()
{
    const auto add = [this](QAction *action, const QList<QKeySequence> &keys) {
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    };
    auto *send = new QAction(tr("Send"), this);
    add(send, {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    connect(send, &QAction::triggered, this, &ComposePanel::send);
    m_stop = new QAction(tr("Stop"), this);
    add(m_stop, {QKeySequence(Qt::Key_Escape)});
    connect(m_stop, &QAction::triggered, this, &ComposePanel::stop);
    add(m_draft->undoStack()->createUndoAction(this), QKeySequence::keyBindings(QKeySequence::Undo));
    add(m_draft->undoStack()->createRedoAction(this), QKeySequence::keyBindings(QKeySequence::Redo));
}

void ComposePanel::connectParts()
{
    connect(m_send, &QPushButton::clicked, this, &ComposePanel::sendOrStop);
    connect(m_draft, &MessageDraft::changed, this, [this] {
        if (!m_sender->isRunning())
            m_result.clear();
        requestPreview();
    });
    connect(m_frame, &FrameForm::faultChanged, this, &ComposePanel::update);
    connect(m_seed, &QLineEdit::textChanged, this, &ComposePanel::requestPreview);
    connect(m_target, &TargetChoice::addressesChanged, this, [this] {
        requestPreview();
        update();
    });
    connect(m_maker, &PreviewMaker::made, this, &ComposePanel::showPreview);
    connect(m_sender, &ComposeSender::progressed, this, &ComposePanel::tellProgress);
    connect(m_sender, &ComposeSender::finished, this, &ComposePanel::tellProgress);
    connect(m_sender, &ComposeSender::failed, this, [this](const QString &reason) { say(reason, true); });
}

void ComposePanel::addPlace(ComposeTargets *place)
{
    m_sender->addPlace(place);
    m_target->addPlace(place);
}

void ComposePanel::showConnection(quint64 connection)
{
    const auto stats = m_session->connections().find(connection);
    m_target->setSelected(connection, stats ? stats->device : QString());
}

void ComposePanel::refresh()
{
    m_target->refresh();
}

void ComposePanel::focusText()
{
    m_editor->focusPayload();
}

void ComposePanel::beginClose()
{
    if (m_draft->message().frame.opcode != ws::Opcode::Close) {
        SavedMessage close;
        close.form = InputForm::Hex;
        close.source = QStringLiteral("03 e8");
        close.frame.opcode = ws::Opcode::Close;
        m_draft->load(close, tr("close"));
    }
    m_editor->focusCloseReason();
}

quint64 ComposePanel::seed() const
{
    return m_seed->text().isEmpty() ? m_freshSeed : m_seed->text().toULongLong();
}

void ComposePanel::drawSeed()
{
    m_freshSeed = QRandomGenerator::system()->generate();
    m_seed->setPlaceholderText(QString::number(m_freshSeed));
    requestPreview();
}

QString ComposePanel::fault() const
{
    bool isNumber = true;
    if (!m_seed->text().isEmpty())
        m_seed->text().toULongLong(&isNumber);
    if (!isNumber)
        return tr("Seed: a whole number below 2^64, or nothing.");
    if (!m_frame->fault().isEmpty())
        return m_frame->fault();
    const SavedMessage &message = m_draft->message();
    // A pipe would be waited for.
    if (message.form == InputForm::File && !message.source.isEmpty() && !QFileInfo(message.source).isFile())
        return tr("There is no such file.");
    return {};
}

void ComposePanel::requestPreview()
{
    update();
    const SavedMessage &message = m_draft->message();
    const QList<SendAddress> &addresses = m_target->addresses();
    const PreviewRequest request{message.form, message.source, message.frame, seed(),
        addresses.isEmpty() ? ComposeTarget() : addresses.first().target};
    if (request == m_requested || !fault().isEmpty())
        return;
    m_requested = request;
    m_payloadFault.clear();
    m_maker->request(request);
    update();
}

void ComposePanel::showPreview(const std::shared_ptr<const ComposePreview> &preview)
{
    m_payloadFault = preview->error;
    m_editor->showPreview(*preview);
    m_pane->showPreview(preview);
    update();
}

void ComposePanel::sendOrStop()
{
    if (m_sender->isRunning())
        stop();
    else
        send();
}

void ComposePanel::send()
{
    if (!m_send->isEnabled() || m_sender->isRunning())
        return;
    const SavedMessage &message = m_draft->message();
    auto parsed = PayloadSource::parse(message.form, message.source);
    if (const auto *error = std::get_if<InputError>(&parsed)) {
        say(error->toString(), true);
        return;
    }
    say({}, false);
    m_sender->start({std::get<PayloadSource>(std::move(parsed)), message.frame, m_schedule->plan(), seed()},
        m_target->addresses());
    if (m_seed->text().isEmpty())
        drawSeed();
    update();
}

void ComposePanel::stop()
{
    m_sender->stop();
    say(tr("Stopped after %1.").arg(grouped(m_sender->sent())), false);
}

void ComposePanel::update()
{
    const bool isRunning = m_sender->isRunning();
    const QString problem = fault();
    m_send->setText(isRunning ? tr("Stop") : tr("Send"));
    m_send->setToolTip(isRunning ? tr("Stop (Esc)") : tr("Send (Ctrl+Enter)"));
    m_send->setEnabled(
        isRunning || (!m_target->addresses().isEmpty() && problem.isEmpty() && m_payloadFault.isEmpty()));
    m_stop->setEnabled(isRunning);
    setStyleProperty(m_seed, "invalid", problem.startsWith(tr("Seed")));
    if (!problem.isEmpty() && !isRunning)
        showWords(problem, true);
    else if (m_result.isEmpty() && !isRunning)
        showWords(m_target->emptyReason(), false);
    else
        showWords(m_result, m_isResultError);
}

void ComposePanel::tellProgress()
{
    const QString sent = grouped(m_sender->sent());
    QString words = m_sender->total() == 0 ? tr("%1 sent").arg(sent)
        : m_sender->total() == 1           ? tr("Sent")
                                           : tr("%1 of %2 sent").arg(sent, grouped(m_sender->total()));
    if (!m_sender->trouble().isEmpty())
        words += QStringLiteral(" · ") + m_sender->trouble();
    say(words, !m_sender->trouble().isEmpty());
}

void ComposePanel::say(const QString &words, bool isError)
{
    m_result = words;
    m_isResultError = isError;
    update();
}

void ComposePanel::showWords(const QString &words, bool isError)
{
    setStyleProperty(m_words, "role", isError ? QStringLiteral("error") : QStringLiteral("muted"));
    m_words->setText(words);
    m_words->setToolTip(words);
}

} // namespace sockscope
