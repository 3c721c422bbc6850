// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exportdialog.h"

#include "app/bench/benchsession.h"
#include "ui/models/figures.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/formgrid.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>

namespace sockscope {

namespace {

constexpr int UsualWidth = 560;
constexpr int ShownFilter = 60; // characters
const auto FormatKey = QStringLiteral("export/format");
const auto FolderKey = QStringLiteral("export/folder");

void fillFormats(QComboBox *box)
{
    const auto add = [box](ExportFormat format, const QString &text) { box->addItem(text, int(format)); };
    add(ExportFormat::Pcapng, ExportDialog::tr("pcapng, for Wireshark"));
    add(ExportFormat::Har, ExportDialog::tr("HAR, for a browser's developer tools"));
    add(ExportFormat::JsonLines, ExportDialog::tr("JSON lines, everything there is, to be opened again"));
    add(ExportFormat::Csv, ExportDialog::tr("CSV, for a table"));
    add(ExportFormat::Text, ExportDialog::tr("Text, a line for each row"));
}

QString nativeName(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

} // namespace

ExportDialog::ExportDialog(
    BenchSession *session, QSettings *settings, const ShownRows &shown, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_settings(settings)
    , m_shown(shown)
    , m_connections(&session->connections())
    , m_format(new QComboBox)
    , m_rows(new QComboBox)
    , m_path(new QLineEdit)
    , m_choose(new QPushButton(QStringLiteral("…")))
    , m_message(makeMessageLabel(QStringLiteral("exportMessage"), this))
    , m_progress(new QProgressBar)
    , m_export(new QPushButton(tr("Export")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_job(&session->capture(), &m_connections)
{
    setWindowTitle(tr("Export the log"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildForm();
    fillFormats(m_format);
    chooseData(m_format, settings->value(FormatKey, int(ExportFormat::Pcapng)));
    fillRows();
    const QDir folder(settings->value(FolderKey, QDir::homePath()).toString());
    setPath(folder.filePath(
        session->capture().startedAt().toString(QStringLiteral("yyyy-MM-dd_HH-mm-ss")) + u'.'));
    followFormat();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::refreshState);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::choosePath);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(&m_job, &ExportJob::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_job, &ExportJob::failed, this, &ExportDialog::onFailed);
    connect(&m_job, &ExportJob::succeeded, this, [this] {
        emit remarked(tr("Exported the log as %1.").arg(nativeName(task().path)));
        accept();
    });
    connect(&m_job, &ExportJob::stopped, this, [this] {
        emit remarked(tr("The export was stopped: there is no file."));
        QDialog::reject();
    });
}

void ExportDialog::buildForm()
{
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_rows->setObjectName(QStringLiteral("exportRows"));
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setFont(fixedFont());
    m_path->setAccessibleName(tr("File"));
    m_choose->setObjectName(QStringLiteral("exportChoose"));
    m_choose->setToolTip(tr("Choose the file"));
    m_choose->setAccessibleName(tr("Choose the file"));
    m_choose->setAutoDefault(false);
    m_progress->setObjectName(QStringLiteral("exportProgress"));
    m_progress->setRange(0, ExportJob::WholeProgress);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_export->setObjectName(QStringLiteral("exportStart"));
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("exportCancel"));
    m_cancel->setToolTip(tr("Leave no file (Esc)"));

    auto *grid = new FormGrid(this);
    grid->addField(tr("Format"), m_format);
    grid->addField(tr("Rows"), m_rows);
    QHBoxLayout *file = FormGrid::row({m_path, m_choose});
    file->setStretch(0, 1);
    grid->addField(tr("File"), file);
    grid->addWide(m_message);
    grid->addWide(m_progress);
    QHBoxLayout *buttons = FormGrid::row({m_cancel, m_export});
    buttons->insertStretch(0);
    grid->addWide(buttons);
    setMinimumWidth(UsualWidth);
}

// Only what there is: the first is what one most likely means.
void ExportDialog::fillRows()
{
    const qsizetype selected = qsizetype(m_shown.selected.size());
    if (!m_shown.filter.isEmpty()) {
        QString filter = m_shown.filter.left(ShownFilter);
        if (filter.size() < m_shown.filter.size())
            filter += QChar(0x2026);
        m_rows->addItem(tr("That pass the filter: %1").arg(filter), int(Rows::Filtered));
    }
    m_rows->addItem(tr("All, now %1").arg(grouped(m_session->capture().rows().size())), int(Rows::All));
    if (selected > 0)
        m_rows->addItem(selected == 1 ? tr("The selected one")
                                      : tr("The %1 that are selected").arg(grouped(quint64(selected))),
            int(Rows::Selected));
}

void ExportDialog::choosePath()
{
    const QString suffix = exportFormatName(ExportFormat(m_format->currentData().toInt()));
    const QFileInfo planned(task().path);
    QFileDialog *dialog = makeSaveDialog(this, windowTitle(),
        QStringLiteral("%1 (*.%2)").arg(m_format->currentText().section(u',', 0, 0), suffix),
        planned.fileName(), planned.path());
    dialog->setDefaultSuffix(suffix);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // this dialog says so
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::setPath);
    dialog->open();
}

void ExportDialog::setPath(const QString &path)
{
    m_path->setText(nativeName(path));
}

// The name ends in the format's, unless one has given it another end.
void ExportDialog::followFormat()
{
    const QString path = m_path->text();
    const qsizetype dot = path.lastIndexOf(u'.');
    const QString suffix = path.mid(dot + 1);
    if (dot >= 0 && (suffix.isEmpty() || exportFormatNamed(suffix)))
        m_path->setText(path.left(dot + 1) + exportFormatName(ExportFormat(m_format->currentData().toInt())));
    refreshState();
}

QString ExportDialog::pathFault() const
{
    const QFileInfo file(task().path);
    if (m_path->text().trimmed().isEmpty())
        return tr("Name a file.");
    if (file == QFileInfo(m_session->capture().filePath()))
        return tr("This is the log itself: choose another name.");
    if (file.isDir())
        return tr("This is a folder: name a file in it.");
    if (!file.dir().exists())
        return tr("There is no folder %1.").arg(nativeName(file.path()));
    return {};
}

void ExportDialog::refreshState()
{
    const QString fault = pathFault();
    const bool replaces = fault.isEmpty() && QFileInfo::exists(task().path);
    m_export->setEnabled(fault.isEmpty());
    m_export->setText(replaces ? tr("Replace") : tr("Export"));
    showMessage(
        m_message, replaces ? tr("There is such a file: it will be replaced.") : fault, !fault.isEmpty());
}

ExportTask ExportDialog::task() const
{
    ExportTask task{QDir::fromNativeSeparators(m_path->text().trimmed()),
        ExportFormat(m_format->currentData().toInt()), std::nullopt, QString()};
    const auto rows = Rows(m_rows->currentData().toInt());
    if (rows == Rows::Selected)
        task.rows = m_shown.selected;
    else if (rows == Rows::Filtered)
        task.filter = m_shown.filter;
    return task;
}

void ExportDialog::start()
{
    const ExportTask what = task();
    m_settings->setValue(FormatKey, int(what.format));
    m_settings->setValue(FolderKey, QFileInfo(what.path).absolutePath());
    setRunning(true);
    m_job.start(what);
}

void ExportDialog::setRunning(bool running)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_format, m_rows, m_path, m_choose, m_export})
        widget->setEnabled(!running);
    m_progress->setValue(0);
    m_progress->setVisible(running);
    showMessage(m_message, QString(), false);
}

void ExportDialog::onFailed(const QString &why)
{
    setRunning(false);
    showMessage(m_message, why + u'.', true);
    emit failed(why + u'.');
}

void ExportDialog::reject()
{
    if (!m_job.isRunning()) {
        QDialog::reject();
        return;
    }
    m_cancel->setEnabled(false);
    m_job.stop();
}

} // namespace sockscope
