// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compressionform.h"

#include "ui/models/byteamount.h"
#include "ui/models/figures.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/hintlineedit.h"

#include <QCheckBox>

#include <limits>

namespace sockscope {

namespace {

constexpr int MinWindowBits = 8; // RFC 7692 7.1.2
constexpr int MaxWindowBits = 15;

void fillWindows(QComboBox *box, const char *name, const QString &whose, const QString &toolTip)
{
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(whose);
    box->setToolTip(toolTip);
    box->setFont(fixedFont());
    for (int bits = MaxWindowBits; bits >= MinWindowBits; --bits)
        box->addItem(QObject::tr("%1 bits").arg(bits), bits);
}

} // namespace

CompressionForm::CompressionForm(QWidget *parent)
    : QWidget(parent)
    , m_grid(new FormGrid(this))
    , m_mode(new QComboBox)
    , m_threshold(new HintLineEdit)
    , m_windows(new QWidget)
    , m_serverBits(new QComboBox)
    , m_clientBits(new QComboBox)
    , m_serverForgets(new QCheckBox(tr("server: every message anew")))
    , m_clientForgets(new QCheckBox(tr("device: every message anew")))
{
    buildFields();
    for (QComboBox *box : {m_mode, m_serverBits, m_clientBits})
        connect(box, &QComboBox::currentIndexChanged, this, &CompressionForm::validate);
    for (QCheckBox *check : {m_serverForgets, m_clientForgets})
        connect(check, &QCheckBox::toggled, this, &CompressionForm::validate);
    connect(m_threshold, &QLineEdit::textChanged, this, &CompressionForm::validate);
    setOptions({});
    validate();
}

void CompressionForm::buildFields()
{
    m_mode->setObjectName(QStringLiteral("compression"));
    m_mode->setFont(fixedFont());
    m_mode->setToolTip(tr("Agree to compressed messages (RFC 7692) with a device that offers it"));
    m_mode->addItem(tr("off"), false);
    m_mode->addItem(QStringLiteral("permessage-deflate"), true);
    m_threshold->setObjectName(QStringLiteral("compressionThreshold"));
    m_threshold->setToolTip(tr("The server sends smaller messages as they are"));
    fillWindows(m_serverBits, "serverWindowBits", tr("Server's window"),
        tr("server_max_window_bits: the window of what the server sends"));
    fillWindows(m_clientBits, "clientWindowBits", tr("Device's window"),
        tr("client_max_window_bits: asked of a device that offers the parameter"));
    m_serverForgets->setObjectName(QStringLiteral("serverNoContextTakeover"));
    m_serverForgets->setToolTip(tr("server_no_context_takeover: needs less memory in the device"));
    m_clientForgets->setObjectName(QStringLiteral("clientNoContextTakeover"));
    m_clientForgets->setToolTip(tr("client_no_context_takeover: asked of the device"));
    auto *windows = FormGrid::row({m_serverBits, m_clientBits});
    windows->setContentsMargins(0, 0, 0, 0);
    m_windows->setLayout(windows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // no gap around its rows
    m_grid->addField(tr("Compression"), m_mode);
    m_grid->addField(tr("Compress from"), m_threshold);
    m_grid->addField(tr("Window bits"), m_windows);
    m_grid->addField(QString(), m_serverForgets);
    m_grid->addField(QString(), m_clientForgets);
}

bool CompressionForm::isOn() const
{
    return m_mode->currentData().toBool();
}

void CompressionForm::setOptions(const ws::DeflateOptions &options)
{
    m_level = options.level;
    m_threshold->setText(textFromBytes(quint64(options.threshold)));
    chooseData(m_serverBits, options.serverMaxWindowBits);
    chooseData(m_clientBits, options.clientMaxWindowBits);
    m_serverForgets->setChecked(options.serverNoContextTakeover);
    m_clientForgets->setChecked(options.clientNoContextTakeover);
    chooseData(m_mode, options.enabled);
}

ws::DeflateOptions CompressionForm::options() const
{
    ws::DeflateOptions options;
    options.enabled = isOn();
    options.serverNoContextTakeover = m_serverForgets->isChecked();
    options.clientNoContextTakeover = m_clientForgets->isChecked();
    options.serverMaxWindowBits = m_serverBits->currentData().toInt();
    options.clientMaxWindowBits = m_clientBits->currentData().toInt();
    options.level = m_level;
    options.threshold = qsizetype(m_thresholdBytes);
    return options;
}

void CompressionForm::validate()
{
    for (QWidget *field :
        std::initializer_list<QWidget *>{m_threshold, m_windows, m_serverForgets, m_clientForgets})
        m_grid->setFieldVisible(field, isOn());
    QString error;
    const auto bytes = bytesFromText(m_threshold->text(), &error);
    const bool fits = bytes && *bytes <= quint64(std::numeric_limits<int>::max());
    if (bytes && !fits)
        error = tr("at most 2 GiB");
    m_thresholdBytes = fits ? *bytes : 0;
    m_threshold->setHint(!fits ? QString() : *bytes == 0 ? tr("always") : tr("%1 B").arg(grouped(*bytes)));
    setStyleProperty(m_threshold, "invalid", !fits);
    m_problem = fits || !isOn() ? QString() : tr("Compress from: %1").arg(error);
    emit edited();
}

} // namespace sockscope
