// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/copyactions.h"

#include "app/bench/benchsession.h"
#include "app/exchange/rowjsontext.h"
#include "app/text/copyformats.h"
#include "app/text/handshakeheads.h"
#include "serverlib/protocol/utf8validator.h"
#include "ui/models/figures.h"
#include "ui/views/framelogview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace sockscope {

CopyActions::CopyActions(BenchSession *session, FrameLogModel *model, FrameLogView *view)
    : QObject(view), m_session(session), m_model(model), m_view(view)
{
    add(
        QStringLiteral("copyRow"), tr("Copy row"), [model](int row) { return model->lineText(row); }, true);
    add(QStringLiteral("copyText"), tr("Copy payload as text"),
        [this](int row) { return QString::fromUtf8(content(row)); });
    add(QStringLiteral("copyHex"), tr("Copy payload as hex"),
        [this](int row) { return QString::fromLatin1(content(row).toHex(' ')); });
    add(QStringLiteral("copyJson"), tr("Copy row as JSON"), [this](int row) { return asJson(row); });
    add(QStringLiteral("copyCArray"), tr("Copy payload as C array"),
        [this](int row) { return cArray(content(row), m_model->rowNumber(row)); });
    add(QStringLiteral("copyWscat"), tr("Copy as wscat command"), [this](int row) { return asWscat(row); });
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CopyActions::update);
    connect(model, &QAbstractItemModel::modelReset, this, &CopyActions::update);
    update();
}

void CopyActions::add(const QString &name, const QString &text, const Shape &shape, bool isShortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (isShortcut) {
        action->setShortcut(QKeySequence::Copy);
        action->setShortcutContext(Qt::WidgetShortcut);
    }
    connect(action, &QAction::triggered, this, [this, shape] { copy(shape); });
    m_view->addAction(action);
    m_actions.append(action);
}

void CopyActions::update()
{
    const bool isAny = m_view->selectionModel()->hasSelection();
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(isAny);
}

void CopyActions::copy(const Shape &shape)
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() <= MaxRows; ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    const bool isCut = rows.size() > MaxRows;
    rows.resize(std::min<qsizetype>(rows.size(), MaxRows));
    QStringList texts;
    qsizetype size = 0;
    for (const int row : std::as_const(rows)) {
        texts.append(shape(row));
        size += texts.constLast().size();
        if (size > MaxBytes)
            break;
    }
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
    if (isCut || texts.size() < rows.size())
        emit told(tr("Only the first %1 rows of the selection were copied; export the log for more.")
                      .arg(grouped(quint64(texts.size()))));
}

QByteArray CopyActions::content(int row) const
{
    return m_session->capture().content(m_model->rowNumber(row));
}

QString CopyActions::asJson(int row) const
{
    const quint64 number = m_model->rowNumber(row);
    const RowSpan span = m_session->capture().span(number, number + 1);
    return span.isEmpty() ? QString() : rowJsonText(span, 0, m_session->capture().startedAt());
}

QString CopyActions::asWscat(int row) const
{
    const auto record = m_model->record(row);
    if (!record)
        return {};
    const auto connection = m_session->connections().find(record->connection);
    const QByteArray request =
        m_session->connections().handshake(record->connection, ws::Direction::Received);
    WscatTarget target{m_session->listenInfo().url, connection ? connection->subprotocol : QString()};
    if (const QString asked = urlOf(request, connection && connection->tls); !asked.isEmpty())
        target.url = asked;
    const QByteArray payload = content(row);
    if (!ws::isValidUtf8(payload))
        return tr("# row %1 is no text, and wscat sends nothing else").arg(m_model->rowNumber(row));
    return wscatCommand(target, QString::fromUtf8(payload));
}

} // namespace sockscope
