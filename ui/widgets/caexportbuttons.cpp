// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/caexportbuttons.h"

#include "ui/widgets/filedialogs.h"

#include <QDir>
#include <QHBoxLayout>
#include <QPushButton>

namespace sockscope {

CaExportButtons::CaExportButtons(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    add(QStringLiteral("saveCaPem"), tr("PEM…"),
        tr("Save the CA's certificate for a device to trust, as PEM"), CaFormat::Pem);
    add(QStringLiteral("saveCaC"), tr("C array…"),
        tr("Save the CA's certificate for a device to trust, as C source for its firmware"),
        CaFormat::CArray);
}

void CaExportButtons::add(const QString &name, const QString &text, const QString &toolTip, CaFormat format)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, format] { choose(format); });
}

void CaExportButtons::choose(CaFormat format)
{
    const bool asC = format == CaFormat::CArray;
    QFileDialog *dialog = makeSaveDialog(this, tr("Save the CA's certificate"),
        asC ? tr("C source (*.h *.c)") : tr("PEM (*.pem *.crt)"),
        asC ? QStringLiteral("sockscope_ca.h") : QStringLiteral("sockscope-ca.pem"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString &path) { save(format, path); });
    dialog->open();
}

void CaExportButtons::save(CaFormat format, const QString &path)
{
    QString error;
    if (saveDevelopmentCa(format, path, &error))
        emit saved(
            tr("Saved %1: give it to the device as the CA it trusts.").arg(QDir::toNativeSeparators(path)));
    else
        emit failed(error + u'.');
}

} // namespace sockscope
