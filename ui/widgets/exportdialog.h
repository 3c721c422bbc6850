// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/exportjob.h"
#include "app/filter/connectionfacts.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSettings;

namespace sockscope {

class BenchSession;

/// Which rows one may want of a log, besides all.
struct ShownRows
{
    std::vector<quint64> selected; ///< numbers, in order
    QString filter; ///< that the log is shown with; empty when there is none
};

/// Asks how a log is to be written for other programs, writes it beside everything else, and closes when that
/// is done. The window stays usable meanwhile.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive the dialog. @p settings keeps format and folder.
    ExportDialog(
        BenchSession *session, QSettings *settings, const ShownRows &shown, QWidget *parent = nullptr);

    /// Stops the export, if there is one, and closes.
    void reject() override;

signals:
    void remarked(const QString &words);
    void failed(const QString &words);

private:
    enum class Rows : quint8 { Selected, Filtered, All };

    void buildForm();
    void fillRows();
    void choosePath();
    void setPath(const QString &path);
    void followFormat();
    void refreshState();
    QString pathFault() const;
    ExportTask task() const;
    void start();
    void setRunning(bool running);
    void onFailed(const QString &why);

    BenchSession *m_session;
    QSettings *m_settings;
    const ShownRows m_shown;
    LiveConnections m_connections;
    QComboBox *m_format;
    QComboBox *m_rows;
    QLineEdit *m_path;
    QPushButton *m_choose;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_export;
    QPushButton *m_cancel;
    ExportJob m_job; // last: it ends before what it asks
};

} // namespace sockscope
