// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a DevicesPanel says.
#include "app/bench/benchsession.h"
#include "app/devices/devicewords.h"
#include "ui/hostaddresses.h"
#include "ui/panels/devicespanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/runlabel.h"

#include <QLabel>
#include <QStackedLayout>

namespace sockscope {

QString DevicesPanel::details() const
{
    return m_details->text();
}

void DevicesPanel::updateDetails()
{
    const Theme &theme = Theme::current();
    const int row = m_model->rowOf(m_selected);
    if (!m_fault.isEmpty()) {
        m_details->setRuns({{tr("The rule does not count yet: ") + m_fault + u'.', theme.error}});
    } else if (row < 0) {
        m_details->setRuns({{tr("Select a device to read here how it comes back."), theme.muted}});
    } else {
        const DeviceModel::Row &selected = m_model->rows()[row];
        const DeviceWords words = describe(selected.report, m_session->capture().now());
        QList<RunLabel::Run> runs{{selected.device.name + u' ', theme.text, true},
            {words.attempts + u' ', words.isBad ? theme.error : theme.text}};
        if (!words.links.isEmpty())
            runs.append({words.links + u' ', theme.text});
        runs.append({words.ends, theme.muted});
        m_details->setRuns(runs);
    }
}

void DevicesPanel::updateEmptyState()
{
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? EmptyPage : DevicesPage);
    if (m_session->isSaved())
        m_empty->setText(tr("No connection is in this log."));
    else if (m_session->state() == BenchSession::State::Running)
        m_empty->setText(tr("No device has tried to connect yet.\nPoint your device at\n%1")
                             .arg(deviceUrls(m_session->listenInfo()).join(u'\n')));
    else
        m_empty->setText(
            tr("The server is not running.\nStart it (F5), then point your device at its address."));
}

} // namespace sockscope
