// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messagelibrary.h"

#include "app/text/payloadtext.h"
#include "ui/models/messagetree.h"
#include "ui/views/chipchoice.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/formgrid.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QStackedWidget>
#include <QStringListModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

enum Page { SavedPage, SentPage, EmptyPage };
constexpr qsizetype MaxTitle = 60;

QString titleOf(const SavedMessage &message)
{
    return QStringLiteral("%1 %2")
        .arg(ws::opcodeName(message.frame.opcode),
            textPreview(message.source.left(MaxTitle).toUtf8(), MaxTitle))
        .trimmed();
}

} // namespace

MessageLibrary::MessageLibrary(const QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_savedFile(settings, QStringLiteral("messages.json"))
    , m_historyFile(settings, QStringLiteral("history.json"))
    , m_model(new MessageTree(this))
    , m_choice(new ChipChoice({
          {QStringLiteral("saved"), tr("saved"),
              tr("Messages that you keep (Ctrl+S saves the one you write)")},
          {QStringLiteral("sent"), tr("sent"), tr("What was sent, the latest first")},
      }))
    , m_tree(new QTreeView)
    , m_sent(new QStringListModel(this))
    , m_list(new QListView)
    , m_empty(new QLabel)
    , m_pages(new QStackedWidget)
    , m_message(makeMessageLabel(QStringLiteral("libraryMessage"), this))
{
    buildTree();
    buildHistory();
    buildActions();
    m_empty->setObjectName(QStringLiteral("libraryEmpty"));
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_pages->insertWidget(SavedPage, m_tree);
    m_pages->insertWidget(SentPage, m_list);
    m_pages->insertWidget(EmptyPage, m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_choice, 0, Qt::AlignLeft);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    connect(m_choice, &ChipChoice::chosen, this, &MessageLibrary::showPage);
    showHistory();
}

MessageLibrary::~MessageLibrary()
{
    m_historyFile.save({{}, {}, m_history.messages()});
}

void MessageLibrary::buildTree()
{
    QString problem;
    m_model->setRoot(m_savedFile.load(&problem));
    tell(problem);
    m_tree->setObjectName(QStringLiteral("savedMessages"));
    m_tree->setAccessibleName(tr("Saved messages"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(12);
    m_tree->setDragDropMode(QAbstractItemView::InternalMove);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->expandAll();
    connect(m_tree, &QTreeView::activated, this, &MessageLibrary::loadSaved);
    connect(m_model, &MessageTree::edited, this, &MessageLibrary::write);
    // An edit resets the model, which closes the editor of a name: the focus stays where it was.
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QWidget *focus = QApplication::focusWidget();
        m_hadFocus = focus == m_tree || m_tree->isAncestorOf(focus);
    });
    connect(m_model, &MessageTree::placed, m_tree, &QTreeView::setCurrentIndex);
}

void MessageLibrary::buildHistory()
{
    QString problem;
    const MessageFolder kept = m_historyFile.load(&problem);
    for (auto message = kept.messages.rbegin(); message != kept.messages.rend(); ++message)
        m_history.add(*message);
    if (!problem.isEmpty())
        tell(problem);
    m_list->setObjectName(QStringLiteral("sentMessages"));
    m_list->setAccessibleName(tr("Messages that were sent"));
    m_list->setModel(m_sent);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_list, &QListView::activated, this,
        [this](const QModelIndex &index) { emit loadRequested(m_history.messages()[index.row()]); });
}

QAction *MessageLibrary::addAction(const QString &name, const QString &text, const QKeySequence &key)
{
    auto *action = new QAction(text, m_tree);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(action);
    m_empty->addAction(action);
    return action;
}

void MessageLibrary::buildActions()
{
    m_empty->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto on = [this](const QString &name, const QString &text, const QKeySequence &key, auto act) {
        QAction *action = addAction(name, text, key);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    on(QStringLiteral("renameMessage"), tr("Rename"), Qt::Key_F2,
        [this] { m_tree->edit(m_tree->currentIndex()); });
    on(QStringLiteral("deleteMessage"), tr("Delete"), Qt::Key_Delete,
        [this] { m_model->remove(m_tree->currentIndex()); });
    on(QStringLiteral("messageUp"), tr("Move up"), Qt::ALT | Qt::Key_Up,
        [this] { m_model->shift(m_tree->currentIndex(), -1); });
    on(QStringLiteral("messageDown"), tr("Move down"), Qt::ALT | Qt::Key_Down,
        [this] { m_model->shift(m_tree->currentIndex(), 1); });
    on(QStringLiteral("newFolder"), tr("New folder"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
        [this] { addFolder(); });
    on(QStringLiteral("importMessages"), tr("Import…"), {}, [this] { importFile(); });
    on(QStringLiteral("exportMessages"), tr("Export…"), {}, [this] { exportFile(); });
    on(QStringLiteral("undoMessages"), tr("Undo"), QKeySequence::Undo,
        [this] { m_model->undoStack()->undo(); });
    QAction *redo =
        on(QStringLiteral("redoMessages"), tr("Redo"), {}, [this] { m_model->undoStack()->redo(); });
    redo->setShortcuts(QKeySequence::Redo); // more than one, where a desktop has them
}

void MessageLibrary::save(const SavedMessage &message)
{
    SavedMessage named = message;
    if (named.name.isEmpty())
        named.name = titleOf(message);
    m_model->addMessage(m_tree->currentIndex(), named);
    m_choice->choose(SavedPage);
    showPage();
    m_tree->setFocus(Qt::OtherFocusReason);
    m_tree->edit(m_tree->currentIndex());
}

void MessageLibrary::remember(const SavedMessage &message)
{
    m_history.add(message);
    showHistory();
}

void MessageLibrary::loadSaved(const QModelIndex &index)
{
    if (const SavedMessage *message = m_model->message(index))
        emit loadRequested(*message);
}

void MessageLibrary::addFolder()
{
    m_model->addFolder(m_tree->currentIndex(), {tr("new folder"), {}, {}});
    showPage();
    m_tree->edit(m_tree->currentIndex());
}

void MessageLibrary::importFile()
{
    QFileDialog *dialog = makeOpenDialog(this, tr("Import messages"), tr("Messages (*.json);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, &MessageLibrary::importFrom);
    dialog->open();
}

void MessageLibrary::importFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        tell(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return;
    }
    const auto read = importMessages(file.read(SavedLimits::FileBytes + 1));
    if (const auto *why = std::get_if<QString>(&read)) {
        tell(*why);
        return;
    }
    const auto &messages = std::get<ImportedMessages>(read);
    MessageFolder folder = messages.root;
    folder.name = QFileInfo(path).completeBaseName().left(SavedLimits::NameChars);
    m_model->addFolder({}, folder);
    tell(messages.refused.isEmpty()
            ? QString()
            : tr("%1 left out: %2").arg(messages.refused.size()).arg(messages.refused.first()));
}

void MessageLibrary::exportFile()
{
    QFileDialog *dialog =
        makeSaveDialog(this, tr("Export messages"), tr("Messages (*.json)"), QStringLiteral("messages.json"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString &path) { tell(writeMessages(path, m_model->root())); });
    dialog->open();
}

void MessageLibrary::write()
{
    tell(m_savedFile.save(m_model->root()));
    m_tree->expandAll();
    showPage();
    if (m_hadFocus)
        m_tree->setFocus(Qt::OtherFocusReason);
}

void MessageLibrary::showHistory()
{
    QStringList titles;
    for (const SavedMessage &message : m_history.messages())
        titles.append(titleOf(message));
    m_sent->setStringList(titles);
    showPage();
}

void MessageLibrary::showPage()
{
    const bool isSaved = m_choice->current() == SavedPage;
    const bool isEmpty = isSaved ? m_model->rowCount() == 0 : m_history.messages().isEmpty();
    m_empty->setText(isSaved ? tr("No message is saved yet: Ctrl+S keeps the one you write.")
                             : tr("Nothing was sent yet."));
    m_pages->setCurrentIndex(isEmpty ? EmptyPage : isSaved ? SavedPage : SentPage);
}

void MessageLibrary::tell(const QString &problem)
{
    showMessage(m_message, problem, true);
}

} // namespace sockscope
