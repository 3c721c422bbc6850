// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loadform.h"

#include "ui/theme/stylesheet.h"
#include "ui/widgets/formgrid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QUrl>

namespace sockscope {

namespace {

enum RatePer { EachClient, AllTogether };

constexpr int NumberWidth = 60;

QString key(const char *name)
{
    return QStringLiteral("load/") + QLatin1StringView(name);
}

template <typename Box> Box *makeBox(const char *name, const QString &words)
{
    auto *box = new Box;
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(words);
    box->setToolTip(words);
    box->setFont(fixedFont());
    box->setGroupSeparatorShown(true);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(NumberWidth); // whatever its largest number needs
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return box;
}

QSpinBox *makeNumber(const char *name, const QString &words, int least, int most, const QString &suffix = {})
{
    auto *box = makeBox<QSpinBox>(name, words);
    box->setRange(least, most);
    box->setSuffix(suffix);
    return box;
}

} // namespace

LoadForm::LoadForm(QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_url(new QLineEdit)
    , m_ownServer(new QPushButton(tr("&Own server")))
    , m_clients(makeNumber("loadClients", tr("How many clients"), 1, LoadPlan::MaxClients))
    , m_ramp(makeNumber("loadRamp", tr("Connections begun each second"), 1, LoadPlan::MaxRamp, tr(" new/s")))
    , m_rate(makeBox<QDoubleSpinBox>("loadRate", tr("Messages per second; 0 for none")))
    , m_ratePer(new QComboBox)
    , m_form(new QComboBox)
    , m_payload(new QLineEdit)
    , m_size(makeNumber("loadSize", tr("Shorter payloads are filled up, text with spaces, binary with zeros"),
          0, int(MaxComposedPayload), tr(" B")))
    , m_seconds(makeNumber("loadSeconds", tr("Ends after this time"), 0,
          int(LoadPlan::MaxTime / std::chrono::seconds(1)), tr(" s")))
    , m_messages(
          makeNumber("loadMessages", tr("Ends after so many messages in all"), 0, int(LoadPlan::MaxMessages)))
    , m_ping(makeNumber(
          "loadPing", tr("How often each client pings"), 0, int(LoadPlan::MaxTime.count()), tr(" ms")))
    , m_echo(new QCheckBox(tr("the server echoes")))
    , m_mine(new QCheckBox(tr("mine, or I may load it")))
    , m_message(makeMessageLabel(QStringLiteral("loadMessage"), this))
{
    auto *grid = new FormGrid(this);
    buildClients(grid);
    buildMessage(grid);
    buildBounds(grid);
    grid->addWide(m_message);
    grid->setRowStretch(grid->rowCount(), 1);
    load();
    showHost();
}

LoadForm::~LoadForm()
{
    save();
}

void LoadForm::buildClients(FormGrid *grid)
{
    m_url->setObjectName(QStringLiteral("loadUrl"));
    m_url->setFont(fixedFont());
    m_url->setPlaceholderText(QStringLiteral("ws://127.0.0.1:8080/"));
    m_url->setToolTip(tr("The server to load; Enter starts"));
    m_ownServer->setObjectName(QStringLiteral("loadOwnServer"));
    m_ownServer->setToolTip(tr("Fill in the address of the bench's own server"));
    m_mine->setObjectName(QStringLiteral("loadMine"));
    m_mine->setToolTip(tr("Many clients may bring down a server of somebody else"));
    m_rate->setRange(0, LoadPlan::MaxRate);
    m_rate->setDecimals(1);
    m_ratePer->setObjectName(QStringLiteral("loadRatePer"));
    m_ratePer->setAccessibleName(tr("Whose rate"));
    m_ratePer->setToolTip(tr("Whether the rate is that of each client, or of all together"));
    m_ratePer->addItem(tr("/s each"));
    m_ratePer->addItem(tr("/s in all"));
    grid->addField(tr("&URL"), m_url);
    auto *row = FormGrid::row({m_ownServer});
    row->addStretch(1);
    grid->addField(QString(), row);
    grid->addField(tr("Other machine"), m_mine);
    grid->addField(tr("Clients"), FormGrid::row({m_clients, m_ramp}));
    grid->addField(tr("Messages"), FormGrid::row({m_rate, m_ratePer}));
    connect(m_url, &QLineEdit::textChanged, this, &LoadForm::showHost);
    connect(m_url, &QLineEdit::returnPressed, this, &LoadForm::startRequested);
    connect(m_ownServer, &QPushButton::clicked, this, [this] { m_url->setText(m_own); });
}

void LoadForm::buildMessage(FormGrid *grid)
{
    m_form->setObjectName(QStringLiteral("loadForm"));
    m_form->setToolTip(tr("How the payload is written down"));
    for (int form = 0; form < InputFormCount; ++form)
        m_form->addItem(inputFormName(InputForm(form)));
    m_payload->setObjectName(QStringLiteral("loadPayload"));
    m_payload->setAccessibleName(tr("Payload"));
    m_payload->setFont(fixedFont());
    m_payload->setToolTip(tr("May hold {{counter}}, {{conn}}, {{time}} and {{random:1..100}}"));
    m_size->setSpecialValueText(tr("as it is"));
    m_echo->setObjectName(QStringLiteral("loadEcho"));
    m_echo->setToolTip(
        tr("Each message that comes back is the answer to the oldest that has none, and is timed"));
    grid->addField(tr("&Payload"), m_form);
    grid->addWide(m_payload);
    grid->addField(tr("&Fill up to"), m_size);
    grid->addField(tr("Answers"), m_echo);
}

void LoadForm::buildBounds(FormGrid *grid)
{
    m_seconds->setSpecialValueText(tr("no end"));
    m_messages->setSpecialValueText(tr("any number"));
    m_ping->setSpecialValueText(tr("never"));
    grid->addField(tr("Ends after"), FormGrid::row({m_seconds, m_messages}));
    grid->addField(tr("P&ing every"), m_ping);
}

void LoadForm::load()
{
    const auto number = [this](const char *name, QSpinBox *box, int usual) {
        box->setValue(m_settings->value(key(name), usual).toInt());
    };
    const LoadPlan usual;
    m_url->setText(m_settings->value(key("url")).toString());
    number("clients", m_clients, usual.clients);
    number("ramp", m_ramp, usual.ramp);
    m_rate->setValue(m_settings->value(key("rate"), usual.rate).toDouble());
    m_ratePer->setCurrentIndex(m_settings->value(key("inAll"), false).toBool() ? AllTogether : EachClient);
    const auto form = inputFormNamed(m_settings->value(key("form")).toString());
    m_form->setCurrentIndex(int(form.value_or(InputForm::Text)));
    m_payload->setText(
        m_settings->value(key("payload"), QStringLiteral("{\"n\":{{counter}},\"client\":{{conn}}}"))
            .toString());
    number("size", m_size, 0);
    number("seconds", m_seconds, int(usual.duration / std::chrono::seconds(1)));
    number("messages", m_messages, 0);
    number("ping", m_ping, 0);
    m_echo->setChecked(m_settings->value(key("echo"), true).toBool());
}

void LoadForm::save()
{
    m_settings->setValue(key("url"), m_url->text());
    m_settings->setValue(key("clients"), m_clients->value());
    m_settings->setValue(key("ramp"), m_ramp->value());
    m_settings->setValue(key("rate"), m_rate->value());
    m_settings->setValue(key("inAll"), m_ratePer->currentIndex() == AllTogether);
    m_settings->setValue(key("form"), m_form->currentText());
    m_settings->setValue(key("payload"), m_payload->text());
    m_settings->setValue(key("size"), m_size->value());
    m_settings->setValue(key("seconds"), m_seconds->value());
    m_settings->setValue(key("messages"), m_messages->value());
    m_settings->setValue(key("ping"), m_ping->value());
    m_settings->setValue(key("echo"), m_echo->isChecked());
}

void LoadForm::setOwnServer(const QString &url)
{
    m_own = url;
    m_ownServer->setEnabled(!url.isEmpty());
}

// The leave is for one machine: it is asked for anew when the address changes.
void LoadForm::showHost()
{
    m_mine->setChecked(false);
    static_cast<FormGrid *>(layout())->setFieldVisible(m_mine, isForeign());
}

std::optional<PayloadSource> LoadForm::payload(QString *fault) const
{
    auto parsed = PayloadSource::parse(InputForm(m_form->currentIndex()), m_payload->text());
    if (const auto *error = std::get_if<InputError>(&parsed)) {
        *fault = tr("Payload: %1").arg(error->toString());
        return std::nullopt;
    }
    return std::get<PayloadSource>(std::move(parsed));
}

std::optional<LoadPlan> LoadForm::plan()
{
    save();
    LoadPlan plan;
    plan.client.url = m_url->text().trimmed();
    plan.clients = m_clients->value();
    plan.ramp = m_ramp->value();
    plan.rate = m_rate->value();
    plan.isRateOfEach = m_ratePer->currentIndex() == EachClient;
    const auto form = InputForm(m_form->currentIndex());
    const bool isText = form == InputForm::Text || form == InputForm::Json;
    plan.opcode = isText ? ws::Opcode::Text : ws::Opcode::Binary;
    plan.padTo = m_size->value();
    plan.expectsEcho = m_echo->isChecked();
    plan.duration = std::chrono::seconds(m_seconds->value());
    plan.messages = quint64(m_messages->value());
    plan.pingEvery = std::chrono::milliseconds(m_ping->value());
    QString payloadFault;
    if (const auto source = payload(&payloadFault))
        plan.payload = *source;
    setStyleProperty(m_url, "invalid", !webSocketUrlFault(plan.client.url).isEmpty());
    setStyleProperty(m_payload, "invalid", !payloadFault.isEmpty());
    QStringList faults = plan.faults();
    faults << payloadFault << leaveFault() << reserveSockets(plan.clients);
    faults.removeAll(QString());
    showMessage(m_message, faults.join(u'\n'), true);
    return faults.isEmpty() ? std::optional(plan) : std::nullopt;
}

QString LoadForm::leaveFault() const
{
    const QUrl url(m_url->text().trimmed());
    if (!isForeign() || m_mine->isChecked())
        return {};
    return tr(
        "%1 is another machine, and many clients may bring it down: tick that it is yours, or that you may "
        "load it.")
        .arg(url.host());
}

bool LoadForm::isForeign() const
{
    const QString url = m_url->text().trimmed();
    return webSocketUrlFault(url).isEmpty() && !isThisMachine(QUrl(url));
}

} // namespace sockscope
