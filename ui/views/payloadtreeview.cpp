// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/payloadtreeview.h"

#include "app/filter/filterwords.h"
#include "ui/models/payloadtreemodel.h"
#include "ui/theme/theme.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/codecmenu.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace sockscope {

namespace {

using Column = PayloadTreeModel::Column;

constexpr int NameWidth = 180;
constexpr int ValueWidth = 260;
constexpr int MaxExpanded = 200; // larger trees open with their first level

QString boundWords(CodecBindings::Scope scope)
{
    switch (scope) {
    case CodecBindings::Scope::Connection:
        return PayloadTreeView::tr("bound to this connection");
    case CodecBindings::Scope::Subprotocol:
        return PayloadTreeView::tr("bound to its subprotocol");
    case CodecBindings::Scope::Path:
        return PayloadTreeView::tr("bound to its path");
    }
    return {};
}

} // namespace

PayloadTreeView::PayloadTreeView(QWidget *parent)
    : QWidget(parent)
    , m_model(new PayloadTreeModel(this))
    , m_menu(new CodecMenu(this))
    , m_codecButton(new QToolButton)
    , m_problem(new ElidingLabel)
    , m_tree(new QTreeView)
{
    m_codecButton->setObjectName(QStringLiteral("codec"));
    m_codecButton->setProperty("flat", true);
    m_codecButton->setPopupMode(QToolButton::InstantPopup);
    m_codecButton->setToolTip(tr("Choose how payloads of this connection, subprotocol or path are read"));
    m_codecButton->setAccessibleName(tr("Codec"));
    m_codecButton->setMenu(m_menu);
    m_problem->setObjectName(QStringLiteral("decodeProblem"));
    m_problem->setProperty("role", QStringLiteral("error"));
    buildTree();
    buildActions();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_codecButton);
    bar->addWidget(m_problem, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);
    connect(m_menu, &CodecMenu::bound, this, &PayloadTreeView::codecBound);
}

void PayloadTreeView::buildTree()
{
    m_tree->setModel(m_model);
    m_tree->setObjectName(QStringLiteral("payloadTree"));
    m_tree->setAccessibleName(tr("Values of the payload"));
    m_tree->setFont(fixedFont());
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true); // of ten thousand rows only the visible ones are measured
    m_tree->setIndentation(14);
    m_tree->setHeaderHidden(true);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(int(Column::Name), NameWidth);
    m_tree->header()->resizeSection(int(Column::Value), ValueWidth);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &PayloadTreeView::onCurrentChanged);
}

void PayloadTreeView::buildActions()
{
    addNodeAction(QStringLiteral("plotValue"), tr("Plot this number"), Qt::Key_P, &PayloadTreeView::plotNode);
    addNodeAction(
        QStringLiteral("filterByValue"), tr("Filter by this value"), {}, &PayloadTreeView::filterByNode);
    addNodeAction(
        QStringLiteral("copyValue"), tr("Copy value"), QKeySequence::Copy, &PayloadTreeView::copyValue);
    addNodeAction(QStringLiteral("copyPath"), tr("Copy path"), {}, &PayloadTreeView::copyPath);
    updateActions();
}

void PayloadTreeView::addNodeAction(
    const QString &name, const QString &words, const QKeySequence &key, void (PayloadTreeView::*act)())
{
    auto *action = new QAction(words, m_tree);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_tree->addAction(action);
}

void PayloadTreeView::setPayload(
    const QByteArray &payload, const PayloadOrigin &origin, const PayloadReader::Choice &choice)
{
    m_payload = payload;
    m_codec = choice.codec;
    m_codecButton->setText(
        codecName(choice.codec) + tr(", ") + (choice.boundBy ? boundWords(*choice.boundBy) : tr("guessed")));
    m_menu->fill(origin, choice);
    DecodedPayload decoded = choice.decoder ? choice.decoder->decode(payload) : DecodedPayload();
    showProblem(choice.problem, decoded.problem);
    const JsonPath before = m_model->tree().pathOf(currentNode());
    const bool hadCurrent = currentNode() > 0;
    m_model->setTree(std::move(decoded.tree));
    if (m_model->tree().size() <= MaxExpanded)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(0);
    // The same field of the next message, as one steps through the log.
    if (const int same = m_model->tree().find(before); hadCurrent && same > 0)
        m_tree->setCurrentIndex(m_model->indexOf(same));
    updateActions();
}

void PayloadTreeView::showProblem(const QString &schemaProblem, const std::optional<DecodeProblem> &problem)
{
    QStringList words;
    if (!schemaProblem.isEmpty())
        words.append(schemaProblem);
    if (problem)
        words.append(tr("byte %L1: %2").arg(problem->offset).arg(problem->words));
    m_problem->setText(words.join(QStringLiteral("; ")));
    m_problem->setToolTip(m_problem->text().toHtmlEscaped());
}

void PayloadTreeView::selectByte(qsizetype offset)
{
    const QModelIndex index = m_model->indexOf(m_model->tree().nodeAt(offset));
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

int PayloadTreeView::currentNode() const
{
    return PayloadTreeModel::nodeOf(m_tree->currentIndex());
}

void PayloadTreeView::onCurrentChanged()
{
    updateActions();
    const int node = currentNode();
    if (node < 0) {
        emit rangeSelected({});
        return;
    }
    const PayloadNode &chosen = m_model->tree().at(node);
    const qsizetype start = chosen.keyRange.length > 0 ? chosen.keyRange.offset : chosen.range.offset;
    emit rangeSelected({start, chosen.range.end() - start});
}

void PayloadTreeView::updateActions()
{
    const int node = currentNode();
    const auto enable = [&](const char *name, bool on) {
        m_tree->findChild<QAction *>(QLatin1StringView(name))->setEnabled(on);
    };
    const bool isNumber = node >= 0 && m_model->tree().at(node).number.has_value();
    const bool isScalar = node >= 0 && !m_model->tree().at(node).isContainer();
    enable("plotValue", isNumber);
    enable("filterByValue", isScalar && m_codec == Codec::Json);
    enable("copyValue", node >= 0);
    enable("copyPath", node > 0);
}

// The whole of it: the tree's own words are bounded, and escaped.
QString PayloadTreeView::currentText() const
{
    const PayloadNode &node = m_model->tree().at(currentNode());
    if (m_codec == Codec::Json && node.kind == PayloadNode::Kind::String)
        return QString::fromUtf8(jsonValueAt(m_payload, m_model->tree().pathOf(currentNode()))->string);
    if (m_codec == Codec::Json)
        return QString::fromUtf8(m_payload.mid(node.range.offset, node.range.length));
    return node.isContainer() ? node.type : node.value;
}

void PayloadTreeView::copyValue()
{
    QGuiApplication::clipboard()->setText(currentText());
}

void PayloadTreeView::copyPath()
{
    QGuiApplication::clipboard()->setText(m_model->tree().pathOf(currentNode()).text());
}

void PayloadTreeView::plotNode()
{
    emit plotRequested(m_model->tree().pathOf(currentNode()));
}

void PayloadTreeView::filterByNode()
{
    const PayloadNode &node = m_model->tree().at(currentNode());
    const QString value = node.kind == PayloadNode::Kind::String ? filterQuoted(currentText()) : node.value;
    emit filterRequested(
        QStringLiteral("json%1 == %2").arg(m_model->tree().pathOf(currentNode()).text(), value));
}

} // namespace sockscope
