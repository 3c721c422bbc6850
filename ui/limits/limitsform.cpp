// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/limitsform.h"

#include "ui/models/byteamount.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/hintlineedit.h"

#include <QCheckBox>
#include <QLabel>
#include <QSettings>

namespace sockscope {

namespace {

const auto Group = QStringLiteral("limits/");
constexpr int FirstPongSeconds = 5;
constexpr int FirstReturnSeconds = 60;
constexpr double MsPerSecond = 1000;

bool isBytes(const LimitInfo &info)
{
    return QLatin1StringView(info.unit) == QLatin1StringView(" B");
}

QString idOf(LimitKind kind)
{
    return QLatin1StringView(limitInfo(kind).id);
}

} // namespace

LimitsForm::LimitsForm(QSettings *settings, QWidget *parent) : QWidget(parent), m_settings(settings)
{
    auto *grid = new FormGrid(this);
    grid->setVerticalSpacing(4);
    for (const LimitInfo &info : limitInfos())
        addLimit(grid, info);
    m_pongTime = addTime(grid, tr("Pong within"), QStringLiteral("pongTime"),
        tr("How long a device may take to answer a ping, when all has left for it"));
    m_returnTime = addTime(grid, tr("Return within"), QStringLiteral("returnTime"),
        tr("How long a device that is gone may take to connect again, by itself"));
    grid->setRowStretch(grid->rowCount(), 1);
    restore();
    for (const Row &row : std::as_const(m_rows)) {
        connect(row.box, &QCheckBox::toggled, this, &LimitsForm::onEdited);
        if (row.bound)
            connect(row.bound, &QLineEdit::textChanged, this, &LimitsForm::onEdited);
    }
    for (const HintLineEdit *field : {m_pongTime, m_returnTime})
        connect(field, &QLineEdit::textChanged, this, &LimitsForm::onEdited);
    onEdited();
}

void LimitsForm::addLimit(FormGrid *grid, const LimitInfo &info)
{
    const QString title = QLatin1StringView(info.title);
    Row row{info.kind, new QCheckBox(QLatin1StringView(info.name)), nullptr};
    row.box->setObjectName(idOf(info.kind));
    row.box->setAccessibleName(title);
    row.box->setToolTip(QStringLiteral("%1\n%2").arg(title, QLatin1StringView(info.how)));
    const int line = grid->rowCount();
    grid->addWidget(row.box, line, 0);
    if (info.usualBound == info.furthestBound) {
        auto *fixed = new QLabel(tr("down to each byte alone"));
        fixed->setProperty("role", QStringLiteral("faint"));
        fixed->setTextFormat(Qt::PlainText);
        grid->addWidget(fixed, line, 1);
    } else {
        row.bound = new HintLineEdit;
        row.bound->setObjectName(idOf(info.kind) + QStringLiteral("-bound"));
        row.bound->setAccessibleName(tr("%1: bound").arg(title));
        row.bound->setToolTip(
            tr("Where the search ends; at most %1").arg(limitValueText(info.kind, info.furthestBound)));
        row.bound->setFont(fixedFont());
        row.bound->setHint(isBytes(info) ? QString() : QLatin1StringView(info.unit).trimmed().toString());
        grid->addWidget(row.bound, line, 1);
    }
    m_rows.append(row);
}

HintLineEdit *LimitsForm::addTime(
    FormGrid *grid, const QString &label, const QString &name, const QString &toolTip)
{
    auto *field = new HintLineEdit;
    field->setObjectName(name);
    field->setToolTip(toolTip);
    field->setFont(fixedFont());
    field->setHint(tr("s"));
    grid->addField(label, field);
    return field;
}

void LimitsForm::restore()
{
    for (const Row &row : std::as_const(m_rows)) {
        const LimitInfo &info = limitInfo(row.kind);
        row.box->setChecked(m_settings->value(Group + idOf(row.kind), true).toBool());
        const QString usual =
            isBytes(info) ? textFromBytes(quint64(info.usualBound)) : QString::number(info.usualBound);
        if (row.bound)
            row.bound->setText(
                m_settings->value(Group + idOf(row.kind) + QStringLiteral("-bound"), usual).toString());
    }
    m_pongTime->setText(m_settings->value(Group + m_pongTime->objectName(), FirstPongSeconds).toString());
    m_returnTime->setText(
        m_settings->value(Group + m_returnTime->objectName(), FirstReturnSeconds).toString());
}

void LimitsForm::save() const
{
    for (const Row &row : m_rows) {
        m_settings->setValue(Group + idOf(row.kind), row.box->isChecked());
        if (row.bound)
            m_settings->setValue(Group + row.bound->objectName(), row.bound->text());
    }
    for (const HintLineEdit *field : {m_pongTime, m_returnTime})
        m_settings->setValue(Group + field->objectName(), field->text());
}

void LimitsForm::onEdited()
{
    QString error;
    for (const Row &row : std::as_const(m_rows)) {
        if (row.bound) {
            row.bound->setEnabled(row.box->isChecked());
            setStyleProperty(row.bound, "invalid", !boundFrom(row, &error));
        }
    }
    for (HintLineEdit *field : {m_pongTime, m_returnTime})
        setStyleProperty(field, "invalid", !timeFrom(field, &error));
    save();
    emit edited();
}

std::optional<qint64> LimitsForm::boundFrom(const Row &row, QString *error)
{
    const LimitInfo &info = limitInfo(row.kind);
    if (!row.bound)
        return info.usualBound;
    const QString text = row.bound->text();
    bool isNumber = false;
    std::optional<quint64> figure = text.trimmed().toULongLong(&isNumber);
    if (!isNumber && isBytes(info))
        figure = bytesFromText(text, error);
    else if (!isNumber)
        *error = tr("%1: write a whole number, not “%2”.").arg(QLatin1StringView(info.title), text.trimmed());
    if (!figure || (!isNumber && !isBytes(info)))
        return std::nullopt;
    LimitsPlan one = fullPlan();
    one.aims = {{row.kind, qint64(*figure)}};
    *error = planFault(one);
    return error->isEmpty() ? std::optional(qint64(*figure)) : std::nullopt;
}

std::optional<int> LimitsForm::timeFrom(const HintLineEdit *field, QString *error)
{
    bool isNumber = false;
    const double seconds = field->text().trimmed().toDouble(&isNumber);
    const double milliseconds = seconds * MsPerSecond;
    if (isNumber && milliseconds >= LimitsPlan::MinMs && milliseconds <= LimitsPlan::MaxMs)
        return int(milliseconds);
    *error = tr("%1: write seconds from 0.05 to 3600, not “%2”.").arg(field->accessibleName(), field->text());
    return std::nullopt;
}

std::optional<LimitsPlan> LimitsForm::plan(QString *error) const
{
    LimitsPlan plan;
    for (const Row &row : m_rows) {
        if (!row.box->isChecked())
            continue;
        const auto bound = boundFrom(row, error);
        if (!bound)
            return std::nullopt;
        plan.aims.append({row.kind, *bound});
    }
    const auto pong = timeFrom(m_pongTime, error);
    const auto back = pong ? timeFrom(m_returnTime, error) : std::nullopt;
    if (!back)
        return std::nullopt;
    plan.pongTimeoutMs = *pong;
    plan.returnTimeoutMs = *back;
    *error = planFault(plan);
    return error->isEmpty() ? std::optional(plan) : std::nullopt;
}

} // namespace sockscope
