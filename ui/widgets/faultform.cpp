// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/faultform.h"

#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/faultscopeform.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/numberedit.h"
#include "ui/widgets/runlabel.h"

#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int Margin = 12;

// Of UTF-8, by what RFC 6455 and HTTP count.
QString textProblem(const QString &title, const QString &text, qint64 most)
{
    const qsizetype bytes = text.toUtf8().size();
    return bytes <= most
        ? QString()
        : FaultForm::tr("%1: at most %2 bytes; this is %3.").arg(title, grouped(quint64(most))).arg(bytes);
}

} // namespace

FaultForm::FaultForm(QWidget *before, QWidget *parent)
    : QWidget(parent)
    , m_before(before)
    , m_words(new RunLabel)
    , m_message(makeMessageLabel(QStringLiteral("faultFieldMessage"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, 8, Margin, 8);
    layout->setSpacing(6);
    m_words->setObjectName(QStringLiteral("faultWords"));
    layout->addWidget(m_words);
    layout->addWidget(m_message);
}

void FaultForm::setFault(const Fault &fault)
{
    m_fault = fault;
    if (m_built != fault.kind)
        rebuild();
    fill();
    showWords();
    showProblem();
}

void FaultForm::focusFirst()
{
    if (!m_tabOrder.isEmpty())
        m_tabOrder.constFirst()->setFocus(Qt::TabFocusReason);
}

void FaultForm::rebuild()
{
    delete m_page; // not later: no field of the former kind may speak up any more
    m_fields.clear();
    m_built = m_fault.kind;
    m_page = new QWidget;
    auto *grid = new FormGrid(m_page);
    grid->setContentsMargins(0, 0, 0, 0);
    const FaultInfo &info = faultInfo(m_fault.kind);
    for (const FaultParameter &parameter : info.parameters) {
        QWidget *field = makeField(parameter);
        field->setObjectName(QStringLiteral("fault_") + parameter.key);
        field->setFont(fixedFont());
        m_fields.insert(parameter.key, field);
        grid->addField(parameter.title, field);
    }
    m_scope = new FaultScopeForm(info);
    grid->addWide(m_scope);
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_page);
    connect(m_scope, &FaultScopeForm::edited, this, [this](const QString &field) {
        m_fault.scope = m_scope->scope();
        tell(field);
    });
    orderTabs();
}

// What is made last would come last in the whole window.
void FaultForm::orderTabs()
{
    m_tabOrder.clear();
    for (const FaultParameter &parameter : faultInfo(m_fault.kind).parameters)
        m_tabOrder.append(m_fields.value(parameter.key));
    m_tabOrder += m_scope->tabOrder();
    QWidget *last = m_before;
    for (QWidget *field : std::as_const(m_tabOrder)) {
        setTabOrder(last, field);
        last = field;
    }
}

QWidget *FaultForm::makeField(const FaultParameter &parameter)
{
    switch (parameter.type) {
    case FaultParameter::Type::Number:
        return makeNumber(parameter);
    case FaultParameter::Type::Text:
        return makeText(parameter);
    case FaultParameter::Type::Choice:
        break;
    }
    return makeChoice(parameter);
}

QWidget *FaultForm::makeNumber(const FaultParameter &parameter)
{
    auto *field =
        new NumberEdit(parameter.title, {quint64(parameter.least), quint64(parameter.most)}, m_page);
    field->setUnit(parameter.unit);
    field->setToolTip(
        QStringLiteral("%1 %2 to %3")
            .arg(parameter.tip, grouped(quint64(parameter.least)), grouped(quint64(parameter.most)))
        + (parameter.unit.isEmpty() ? QString() : u' ' + parameter.unit));
    connect(field, &NumberEdit::numberEdited, this, [this, field, parameter] {
        if (const auto number = field->number())
            take(parameter, qint64(*number));
        showProblem();
    });
    return field;
}

QWidget *FaultForm::makeText(const FaultParameter &parameter)
{
    auto *field = new QLineEdit(m_page);
    field->setPlaceholderText(tr("none"));
    field->setToolTip(parameter.tip);
    connect(field, &QLineEdit::textChanged, this, [this, field, parameter](const QString &text) {
        const bool fits = textProblem(parameter.title, text, parameter.most).isEmpty();
        setStyleProperty(field, "invalid", !fits);
        if (fits)
            take(parameter, text);
        showProblem();
    });
    return field;
}

QWidget *FaultForm::makeChoice(const FaultParameter &parameter)
{
    auto *field = new QComboBox(m_page);
    for (const QString &choice : parameter.choices)
        field->addItem(choice, choice);
    field->setToolTip(parameter.tip);
    connect(field, &QComboBox::currentIndexChanged, this,
        [this, field, parameter] { take(parameter, field->currentData().toString()); });
    return field;
}

void FaultForm::fill()
{
    for (const FaultParameter &parameter : faultInfo(m_fault.kind).parameters) {
        QWidget *field = m_fields.value(parameter.key);
        if (auto *number = qobject_cast<NumberEdit *>(field))
            number->setNumber(quint64(m_fault.number(parameter.key)));
        else if (auto *box = qobject_cast<QComboBox *>(field))
            chooseData(box, m_fault.text(parameter.key));
        else if (auto *line = static_cast<QLineEdit *>(field); line->text() != m_fault.text(parameter.key))
            line->setText(m_fault.text(parameter.key));
    }
    const QSignalBlocker blocker(m_scope); // it is not edited
    m_scope->setScope(m_fault.scope);
}

// A default is left out, as in a file.
void FaultForm::take(const FaultParameter &parameter, const QJsonValue &value)
{
    const QJsonValue usual = parameter.type == FaultParameter::Type::Number ? QJsonValue(parameter.number)
                                                                            : QJsonValue(parameter.text);
    const Fault before = m_fault;
    if (value == usual)
        m_fault.parameters.remove(parameter.key);
    else
        m_fault.parameters.insert(parameter.key, value);
    const bool isSame = parameter.type == FaultParameter::Type::Number
        ? before.number(parameter.key) == m_fault.number(parameter.key)
        : before.text(parameter.key) == m_fault.text(parameter.key);
    if (isSame)
        m_fault = before;
    else
        tell(parameter.key);
}

void FaultForm::tell(const QString &field)
{
    showProblem();
    emit edited(m_fault, field);
}

void FaultForm::showWords()
{
    const Theme &theme = Theme::current();
    const FaultInfo &info = faultInfo(m_fault.kind);
    m_words->setRuns({{info.name + QStringLiteral("  "), theme.text, true}, {info.words, theme.muted}});
}

QString FaultForm::problem() const
{
    QStringList problems;
    for (const FaultParameter &parameter : faultInfo(m_fault.kind).parameters) {
        QWidget *field = m_fields.value(parameter.key);
        if (const auto *number = qobject_cast<NumberEdit *>(field))
            problems.append(number->problem());
        else if (const auto *line = qobject_cast<QLineEdit *>(field))
            problems.append(textProblem(parameter.title, line->text(), parameter.most));
    }
    problems.append(m_scope->problem());
    problems.removeAll(QString());
    return problems.join(u'\n');
}

void FaultForm::showProblem()
{
    showMessage(m_message, problem(), true);
}

void FaultForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_built)
        showWords();
}

} // namespace sockscope
