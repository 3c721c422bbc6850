// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>

// A static library's resources are linked in only when somebody asks for them; the macro wants the global
// namespace.
static void initImages()
{
    Q_INIT_RESOURCE(themeimages);
}

namespace sockscope {

namespace {

constexpr int FontPixels = 12;

const Theme Dark{
    .mode = Theme::Mode::Dark,
    .background = 0x15171c,
    .panel = 0x1b1e25,
    .header = 0x20242c,
    .line = 0x2c313b,
    .text = 0xd7dbe3,
    .muted = 0x8a93a4,
    .faint = 0x5b6373,
    .accent = 0x38c1b4,
    .selection = 0x21424a,
    .textFrame = 0x6ea8fe,
    .binary = 0xb794f6,
    .ping = 0x5fd38d,
    .pong = 0x38c1b4,
    .close = 0xffb454,
    .error = 0xff6b6b,
    .handshake = 0x9aa4b5,
};

const Theme Light{
    .mode = Theme::Mode::Light,
    .background = 0xeceef1,
    .panel = 0xffffff,
    .header = 0xf5f6f8,
    .line = 0xd9dde3,
    .text = 0x1d2430,
    .muted = 0x667085,
    .faint = 0xa0a8b5,
    .accent = 0x0b8f83,
    .selection = 0xd5efec,
    .textFrame = 0x1f63d6,
    .binary = 0x7a3fd1,
    .ping = 0x17894a,
    .pong = 0x0b8f83,
    .close = 0xb25f00,
    .error = 0xcf2e2e,
    .handshake = 0x5d6778,
};

const Theme *applied = &Dark;

QFont preferredFont(const QString &family, QFontDatabase::SystemFont fallback)
{
    QFont font =
        QFontDatabase::families().contains(family) ? QFont(family) : QFontDatabase::systemFont(fallback);
    font.setPixelSize(FontPixels);
    return font;
}

} // namespace

const Theme &Theme::current()
{
    return *applied;
}

void Theme::apply(QApplication &application, Mode mode)
{
    initImages();
    applied = mode == Mode::Dark ? &Dark : &Light;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(interfaceFont());
    QApplication::setPalette(paletteFor(*applied));
    application.setStyleSheet(styleSheet(*applied));
}

QColor Theme::rowColor(const FrameRecord &record) const
{
    if (record.kind == RowKind::Event && record.event == EventKind::Fault)
        return close; // the colour of what is done on purpose and may hurt
    if (record.kind == RowKind::Event)
        return record.violation ? error : muted;
    if (record.kind == RowKind::Handshake)
        return handshake;
    switch (record.header.opcode) {
    case ws::Opcode::Continuation:
    case ws::Opcode::Text:
        return textFrame;
    case ws::Opcode::Binary:
        return binary;
    case ws::Opcode::Close:
        return close;
    case ws::Opcode::Ping:
        return ping;
    case ws::Opcode::Pong:
        return pong;
    }
    return error; // a reserved opcode
}

QColor Theme::seriesColor(quint64 connection) const
{
    const std::array cycle{textFrame, ping, close, binary, pong, handshake};
    return cycle[(std::max<quint64>(connection, 1) - 1) % cycle.size()];
}

QFont interfaceFont()
{
    static const QFont font = preferredFont(QStringLiteral("Inter"), QFontDatabase::GeneralFont);
    return font;
}

QFont fixedFont()
{
    static const QFont font = preferredFont(QStringLiteral("JetBrains Mono"), QFontDatabase::FixedFont);
    return font;
}

} // namespace sockscope
