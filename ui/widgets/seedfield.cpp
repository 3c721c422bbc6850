// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/seedfield.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/numberedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

#include <limits>

namespace sockscope {

namespace {

GlyphButton *makeButton(const QString &name, Glyph glyph, const QString &words)
{
    auto *button = new GlyphButton(glyph);
    button->setObjectName(name);
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

SeedField::SeedField(QWidget *parent)
    : QWidget(parent)
    , m_seed(new NumberEdit(tr("Seed"), {0, std::numeric_limits<quint64>::max()}))
    , m_renew(makeButton(QStringLiteral("faultSeedRenew"), Glyph::Renew, tr("Draw another seed")))
    , m_copy(makeButton(QStringLiteral("faultSeedCopy"), Glyph::Copy, tr("Copy the seed")))
{
    m_seed->setObjectName(QStringLiteral("faultSeed"));
    m_seed->setToolTip(tr("Where every chance comes from: the same seed gives the same run, as with "
                          "sockscope-cli serve --seed"));
    setFocusProxy(m_seed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_seed, 1);
    layout->addWidget(m_renew);
    layout->addWidget(m_copy);
    connect(m_seed, &NumberEdit::numberEdited, this, [this] {
        if (const auto seed = m_seed->number())
            emit seedEdited(*seed);
        emit problemChanged();
    });
    connect(m_renew, &QToolButton::clicked, this, &SeedField::renewRequested);
    connect(m_copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_seed->text().trimmed()); });
}

void SeedField::setSeed(quint64 seed)
{
    m_seed->setNumber(seed);
}

QString SeedField::problem() const
{
    return m_seed->problem();
}

} // namespace sockscope
