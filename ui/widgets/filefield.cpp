// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filefield.h"

#include "app/text/payloadtext.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filedialogs.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace sockscope {

FileField::FileField(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_filter(tr("PEM (*.pem *.crt *.cer *.key);;All files (*)"))
    , m_line(new QLineEdit)
{
    m_line->setObjectName(name);
    m_line->setFont(fixedFont());
    m_line->setAccessibleName(title);
    auto *button = new QToolButton;
    button->setObjectName(name + QStringLiteral("Choose"));
    button->setText(QStringLiteral("…"));
    button->setToolTip(tr("Choose the file"));
    button->setAccessibleName(tr("Choose: %1").arg(title));
    button->setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(m_line);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_line, 1);
    layout->addWidget(button);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::edited);
    connect(button, &QToolButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    return m_line->text().trimmed();
}

void FileField::setPath(const QString &path)
{
    m_line->setText(path);
}

void FileField::setPlaceholder(const QString &text, const QString &toolTip)
{
    m_line->setPlaceholderText(text);
    m_line->setToolTip(toolTip);
}

QString FileField::check(bool isNeeded)
{
    QString problem;
    const QFileInfo file(path());
    if (path().isEmpty())
        problem = isNeeded ? tr("name a file, in PEM") : QString();
    else if (!file.isFile())
        problem = tr("there is no file “%1”").arg(textPreview(path().toUtf8()));
    else if (!file.isReadable())
        problem = tr("you may not read “%1”").arg(textPreview(path().toUtf8()));
    setStyleProperty(m_line, "invalid", !problem.isEmpty());
    return problem.isEmpty() ? QString() : QStringLiteral("%1: %2.").arg(m_title, problem);
}

void FileField::choose()
{
    QFileDialog *dialog = makeOpenDialog(this, m_title, m_filter, QFileInfo(path()).path());
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString &path) { setPath(QDir::toNativeSeparators(path)); });
    dialog->open();
}

} // namespace sockscope
