// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/addresscode.h"

#include "ui/theme/stylesheet.h"
#include "ui/widgets/qrcode.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int PixelsPerModule = 6;
constexpr int Gap = 4; // between the anchor and it

QLabel *plainLabel(const char *role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1StringView(role));
    return label;
}

} // namespace

AddressCode::AddressCode(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_code(new QLabel), m_address(plainLabel("")), m_hint(plainLabel("muted"))
{
    setObjectName(QStringLiteral("addressCode"));
    m_code->setObjectName(QStringLiteral("qrCode"));
    m_code->setAlignment(Qt::AlignCenter);
    m_address->setObjectName(QStringLiteral("codedAddress"));
    m_address->setFont(fixedFont());
    m_hint->setObjectName(QStringLiteral("codeHint"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_code);
    layout->addWidget(m_address);
    layout->addWidget(m_hint);
}

void AddressCode::popUp(const QWidget *anchor, const QString &address, bool isLocal)
{
    const QImage code = qrCode(address);
    m_code->setPixmap(QPixmap::fromImage(code.scaled(code.size() * PixelsPerModule)));
    m_code->setAccessibleName(tr("QR code of %1").arg(address));
    m_address->setText(address);
    m_hint->setText(isLocal
            ? tr("Only this machine reaches it. For a device, start the server with the host 0.0.0.0.")
            : tr("Scan it with a phone, or with the camera of a board."));
    adjustSize();
    move(anchor->mapToGlobal(QPoint(0, anchor->height() + Gap)));
    show();
}

} // namespace sockscope
