// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/composepreview.h"

#include "app/compose/composerrun.h"
#include "app/threads/callin.h"

#include <QDateTime>

namespace sockscope {

ComposePreview composePreview(const PreviewRequest &request, qint64 timeMs)
{
    ComposePreview preview;
    const auto parsed = PayloadSource::parse(request.form, request.source);
    if (const auto *error = std::get_if<InputError>(&parsed)) {
        preview.inputError = *error;
        preview.error = error->toString();
        return preview;
    }
    const auto &source = std::get<PayloadSource>(parsed);
    preview.hasVariables = source.hasVariables();
    ComposerRun run(source, request.frame, request.target.role, request.seed);
    auto composed = run.next(1, timeMs, request.target.connection);
    if (const auto *why = std::get_if<QString>(&composed)) {
        preview.error = *why;
        SeededRandom random(request.seed); // the place of the error, which a run has no use for
        const auto payload = source.payload({1, timeMs, request.target.connection}, &random);
        if (const auto *error = std::get_if<InputError>(&payload))
            preview.inputError = *error;
        return preview;
    }
    preview.composition = std::get<Composition>(std::move(composed));
    for (const ComposedFrame &frame : std::as_const(preview.composition.frames)) {
        const bool isMessage = !ws::isControl(frame.header.opcode) || !request.frame.pingBetween;
        preview.payloadSize += isMessage ? frame.payloadSize : 0;
    }
    const ws::Role receiver = request.target.role == ws::Role::Server ? ws::Role::Client : ws::Role::Server;
    preview.findings = findDepartures(preview.composition, {receiver, request.target.deflate, false});
    return preview;
}

PreviewMaker::PreviewMaker(QObject *parent) : QObject(parent)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMs);
    m_pool.setMaxThreadCount(1);
    connect(&m_typing, &QTimer::timeout, this, &PreviewMaker::begin);
}

void PreviewMaker::request(const PreviewRequest &request)
{
    m_wanted = request;
    m_typing.start();
}

void PreviewMaker::begin()
{
    if (m_isMaking || !m_wanted)
        return; // finish() comes back here
    m_isMaking = true;
    callIn(&m_pool, [this, request = *std::exchange(m_wanted, std::nullopt)] {
        auto preview = std::make_shared<const ComposePreview>(
            composePreview(request, QDateTime::currentMSecsSinceEpoch()));
        callIn(this, [this, preview = std::move(preview)] { finish(preview); });
    });
}

void PreviewMaker::finish(const std::shared_ptr<const ComposePreview> &preview)
{
    m_isMaking = false;
    if (m_wanted) { // nobody wants to see this any more
        if (!m_typing.isActive())
            begin();
        return;
    }
    emit made(preview);
}

} // namespace sockscope
