// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/composepanel.h"

#include "app/bench/benchsession.h"
#include "app/bench/sessiontargets.h"
#include "app/compose/recordedmessage.h"
#include "ui/models/figures.h"
#include "ui/models/messagedraft.h"
#include "ui/panels/composebar.h"
#include "ui/panels/composepreviewpane.h"
#include "ui/panels/messagelibrary.h"
#include "ui/widgets/frameform.h"
#include "ui/widgets/messageeditor.h"
#include "ui/widgets/scheduleform.h"
#include "ui/widgets/targetchoice.h"

#include <QAction>
#include <QFileInfo>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int LeastWidth = 140; // of a column, on a small screen
const QList<int> ColumnWidths{160, 282, 286, 270};

} // namespace

ComposePanel::ComposePanel(BenchSession *session, const QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_draft(new MessageDraft(this))
    , m_server(new SessionTargets(session, this))
    , m_maker(new PreviewMaker(this))
    , m_sender(new ComposeSender(this))
    , m_bar(new ComposeBar(m_server))
    , m_editor(new MessageEditor(m_draft))
    , m_frame(new FrameForm(m_draft))
    , m_pane(new ComposePreviewPane)
    , m_library(new MessageLibrary(settings))
{
    m_sender->addPlace(m_server);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(buildBody(), 1);
    buildActions();
    connectParts();
    drawSeed();
    update();
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
    m_library->hide();
    for (QWidget *column : std::initializer_list<QWidget *>{m_library, m_editor, scroll, m_pane}) {
        column->setMinimumWidth(LeastWidth);
        columns->addWidget(column);
    }
    columns->setSizes(ColumnWidths);
    columns->setStretchFactor(columns->indexOf(m_editor), 1);
    columns->setStretchFactor(columns->indexOf(m_pane), 1);
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
    auto *save = new QAction(tr("Save message"), this);
    add(save, {QKeySequence(QKeySequence::Save)});
    connect(save, &QAction::triggered, this, &ComposePanel::save);
    m_again = new QAction(tr("Send again"), this);
    add(m_again,
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)});
    m_again->setShortcutContext(Qt::WindowShortcut);
    connect(m_again, &QAction::triggered, this, &ComposePanel::sendAgain);
    add(m_draft->undoStack()->createUndoAction(this), QKeySequence::keyBindings(QKeySequence::Undo));
    add(m_draft->undoStack()->createRedoAction(this), QKeySequence::keyBindings(QKeySequence::Redo));
}

void ComposePanel::connectParts()
{
    connect(m_bar, &ComposeBar::sendClicked, this, &ComposePanel::sendOrStop);
    connect(m_draft, &MessageDraft::changed, this, [this] {
        if (!m_sender->isRunning())
            m_result.clear();
        requestPreview();
    });
    connect(m_frame, &FrameForm::faultChanged, this, &ComposePanel::update);
    connect(m_bar, &ComposeBar::libraryToggled, m_library, &QWidget::setVisible);
    connect(m_library, &MessageLibrary::loadRequested, this,
        [this](const SavedMessage &message) { m_draft->load(message, tr("load “%1”").arg(message.name)); });
    connect(m_bar, &ComposeBar::seedChanged, this, &ComposePanel::requestPreview);
    connect(m_bar->target(), &TargetChoice::addressesChanged, this, [this] {
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
    m_bar->target()->addPlace(place);
}

void ComposePanel::chooseTarget(const ComposeTargets *place, quint64 connection)
{
    m_bar->target()->chooseTarget(place, connection);
    focusText();
}

void ComposePanel::showConnection(quint64 connection)
{
    const auto stats = m_session->connections().find(connection);
    m_bar->target()->setSelected(connection, stats ? stats->device : QString());
}

void ComposePanel::refresh()
{
    m_bar->target()->refresh();
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

void ComposePanel::composeFrom(quint64 row)
{
    const auto made = messageFromRow(m_session->capture(), row);
    if (const auto *why = std::get_if<QString>(&made)) {
        say(*why, true);
        return;
    }
    const auto &message = std::get<SavedMessage>(made);
    m_draft->load(message, message.name);
    focusText();
}

void ComposePanel::drawSeed()
{
    m_bar->drawSeed();
    requestPreview();
}

QString ComposePanel::fault() const
{
    if (const QString seed = m_bar->seedFault(); !seed.isEmpty())
        return seed;
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
    const QList<SendAddress> &addresses = m_bar->target()->addresses();
    const PreviewRequest request{message.form, message.source, message.frame, m_bar->seed(),
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
    if (m_bar->canSend() && !m_sender->isRunning())
        start(m_draft->message());
}

void ComposePanel::sendAgain()
{
    if (!m_library->history().messages().isEmpty() && !m_bar->target()->addresses().isEmpty())
        start(m_library->history().messages().first());
}

void ComposePanel::save()
{
    m_bar->showLibrary();
    m_library->save(m_draft->message());
}

void ComposePanel::start(const SavedMessage &message)
{
    auto parsed = PayloadSource::parse(message.form, message.source);
    if (const auto *error = std::get_if<InputError>(&parsed)) {
        say(error->toString(), true);
        return;
    }
    m_library->remember(message);
    m_sender->start({std::get<PayloadSource>(std::move(parsed)), message.frame, m_editor->schedule()->plan(),
                        m_bar->seed()},
        m_bar->target()->addresses());
    drawSeed();
    say({}, false);
}

void ComposePanel::stop()
{
    m_sender->stop();
    say(tr("Stopped after %1.").arg(grouped(m_sender->sent())), false);
}

void ComposePanel::update()
{
    const bool isRunning = m_sender->isRunning();
    const bool anyTarget = !m_bar->target()->addresses().isEmpty();
    const QString problem = fault();
    m_bar->setSendState(isRunning, anyTarget && problem.isEmpty() && m_payloadFault.isEmpty());
    m_stop->setEnabled(isRunning);
    m_again->setEnabled(anyTarget && !m_library->history().messages().isEmpty());
    if (!problem.isEmpty() && !isRunning)
        m_bar->showWords(problem, true);
    else if (m_result.isEmpty() && !isRunning)
        m_bar->showWords(m_bar->target()->emptyReason(), false);
    else
        m_bar->showWords(m_result, m_isResultError);
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

} // namespace sockscope
