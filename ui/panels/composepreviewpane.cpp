// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/composepreviewpane.h"

#include "app/text/payloadtext.h"
#include "ui/models/figures.h"
#include "ui/models/findingmodel.h"
#include "ui/models/headerfields.h"
#include "ui/theme/stylesheet.h"
#include "ui/views/bitsview.h"
#include "ui/views/compositionview.h"
#include "ui/views/elidinglabel.h"

#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace sockscope {

namespace {

constexpr int RoomForBits = 320; // height of a pane that has some left for the bits of the first header
constexpr int LeastFindings = 3; // in view at a time
constexpr int FindingsShare = 4; // of the height, one part

QString counted(quint64 count, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(grouped(count), count == 1 ? one : many);
}

} // namespace

ComposePreviewPane::ComposePreviewPane(QWidget *parent)
    : QWidget(parent)
    , m_summary(new ElidingLabel)
    , m_bits(new BitsView)
    , m_bytes(new CompositionView)
    , m_model(new FindingModel(this))
    , m_findings(new QListView)
{
    m_summary->setObjectName(QStringLiteral("composedSummary"));
    m_summary->setProperty("role", QStringLiteral("muted"));
    buildFindings();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_summary);
    layout->addWidget(m_bits);
    layout->addWidget(m_bytes, 1);
    layout->addWidget(m_findings);
}

void ComposePreviewPane::buildFindings()
{
    m_findings->setObjectName(QStringLiteral("findings"));
    m_findings->setAccessibleName(tr("Broken rules"));
    m_findings->setModel(m_model);
    m_findings->setUniformItemSizes(true);
    m_findings->setTextElideMode(Qt::ElideRight);
    m_findings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_findings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_findings->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) { showFinding(current.row()); });
    connect(m_findings, &QListView::clicked, this,
        [this](const QModelIndex &index) { showFinding(index.row()); });
}

void ComposePreviewPane::showFinding(int row)
{
    if (row < 0)
        return;
    m_bytes->showFinding(m_model->finding(row));
    showBits(m_model->finding(row).frame);
}

void ComposePreviewPane::showBits(qsizetype frame)
{
    const QList<ComposedFrame> &frames = m_preview->composition.frames;
    FrameRecord record;
    record.header = frames[frame].header;
    const QList<FrameFinding> &findings = m_preview->findings;
    const auto broken = std::ranges::find(findings, frame, &FrameFinding::frame);
    if (broken != findings.end())
        record.violation = broken->rule;
    m_bits->setFields(headerFields(record));
}

void ComposePreviewPane::showPreview(const std::shared_ptr<const ComposePreview> &preview)
{
    const Composition &composition = preview->composition;
    m_preview = preview;
    m_model->setFindings(preview->findings);
    m_bytes->setPreview(preview);
    if (composition.frames.isEmpty()) {
        m_summary->setText(tr("No bytes yet: the payload says why"));
        m_bits->setFields({});
    } else {
        showBits(0);
        const QString size = formatBytes(quint64(composition.bytes.size()));
        const QString frames = counted(quint64(composition.frames.size()), tr("frame"), tr("frames"));
        const QString writes = counted(quint64(composition.writeCount()), tr("write"), tr("writes"));
        const QString verdict = preview->findings.isEmpty() ? tr("keeps every rule")
                                                            : tr("departs %1×").arg(preview->findings.size());
        m_summary->setText(QStringList{size, frames, writes, verdict}.join(QStringLiteral(" · ")));
    }
    fit();
}

void ComposePreviewPane::fit()
{
    m_bits->setVisible(height() >= RoomForBits && !m_bits->fields().isEmpty());
    m_findings->setVisible(m_model->rowCount() > 0);
    if (m_findings->isHidden())
        return;
    const int rowHeight = m_findings->sizeHintForRow(0);
    const int most = qMax(LeastFindings, height() / FindingsShare / rowHeight);
    m_findings->setFixedHeight(qMin(m_model->rowCount(), most) * rowHeight + 2);
}

void ComposePreviewPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace sockscope
