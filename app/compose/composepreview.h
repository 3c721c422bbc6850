// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/composetargets.h"
#include "app/compose/framerules.h"
#include "app/compose/payloadinput.h"

#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace sockscope {

/// What the bytes of a message depend on.
struct PreviewRequest
{
    InputForm form = InputForm::Text;
    QString source;
    FrameSpec frame;
    quint64 seed = 0;
    ComposeTarget target; ///< as far as is known

    bool operator==(const PreviewRequest &) const = default;
};

/// The first message that a run would send, or why there is none.
struct ComposePreview
{
    std::optional<InputError> inputError; ///< of the payload as it was typed
    QString error; ///< one sentence; empty if there are bytes
    bool hasVariables = false;
    qsizetype payloadSize = 0;
    Composition composition;
    QList<FrameFinding> findings; ///< at most MaxFindings
};

/// Reads a file's bytes, if the payload is one. Takes up to a second for the largest messages.
ComposePreview composePreview(const PreviewRequest &request, qint64 timeMs);

/// Makes previews beside the thread that asks for them: the last one asked for, a moment after the typing
/// stops.
class PreviewMaker : public QObject
{
    Q_OBJECT

public:
    static constexpr int TypingMs = 40;

    explicit PreviewMaker(QObject *parent = nullptr);

    void request(const PreviewRequest &request);
    bool isBusy() const { return m_wanted.has_value() || m_isMaking; }

signals:
    void made(const std::shared_ptr<const sockscope::ComposePreview> &preview);

private:
    void begin();
    void finish(const std::shared_ptr<const ComposePreview> &preview);

    QTimer m_typing;
    std::optional<PreviewRequest> m_wanted; // that nobody makes yet
    bool m_isMaking = false;
    QThreadPool m_pool; // last: it ends before the rest
};

} // namespace sockscope
