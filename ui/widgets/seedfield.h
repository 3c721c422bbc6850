// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sockscope {

class GlyphButton;
class NumberEdit;

/// The seed that chances come from: to type, to draw anew and to copy.
class SeedField : public QWidget
{
    Q_OBJECT

public:
    explicit SeedField(QWidget *parent = nullptr);

    void setSeed(quint64 seed);
    QString problem() const;

signals:
    void seedEdited(quint64 seed);
    void renewRequested();
    void problemChanged();

private:
    NumberEdit *m_seed;
    GlyphButton *m_renew;
    GlyphButton *m_copy;
};

} // namespace sockscope
