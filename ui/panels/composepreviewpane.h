// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composepreview.h"

#include <QWidget>

class QLabel;
class QListView;

namespace sockscope {

class BitsView;
class CompositionView;
class ElidingLabel;
class FindingModel;

/// The live preview: what the message comes to in frames, writes and bytes, and which rules it breaks.
class ComposePreviewPane : public QWidget
{
    Q_OBJECT

public:
    explicit ComposePreviewPane(QWidget *parent = nullptr);

    void showPreview(const std::shared_ptr<const sockscope::ComposePreview> &preview);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildFindings();
    void showFinding(int row);
    void showBits(qsizetype frame);
    void fit();

    std::shared_ptr<const ComposePreview> m_preview;
    ElidingLabel *m_summary;
    BitsView *m_bits;
    CompositionView *m_bytes;
    FindingModel *m_model;
    QListView *m_findings;
};

} // namespace sockscope
