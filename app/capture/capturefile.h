// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/block.h"

#include <QDateTime>
#include <QFile>

#include <mutex>
#include <variant>
#include <vector>

namespace sockscope {

/// A .sockscope file that is being written (FORMAT.md): the log's segments, mapped into memory. What a
/// segment has published is in the file even if the process dies the next moment. In any thread.
///
/// A segment that the log drops leaves a place, which the next one takes: the file does not grow beyond what
/// the log holds at once. Room on the disk is reserved before it is written to, so a full disk is an answer
/// and not a crash.
class CaptureFile final : public BlockSource
{
public:
    /// Makes @p path, which must not exist, and locks it against other writers; or says in one sentence why
    /// that cannot be done.
    static std::variant<std::shared_ptr<CaptureFile>, QString> create(
        const QString &path, const QDateTime &startedAt);
    ~CaptureFile() override;

    QString path() const { return m_file.fileName(); }

    /// Null when the disk has no room: fault() says so then, until a later call finds room again.
    std::byte *take(qsizetype *bytes) override;
    void give(std::byte *data, qsizetype bytes) override;
    /// Why the last take() failed; empty when it did not.
    QString fault() const;

    /// From now on give() leaves in the file what is there.
    void keepWhatIsThere();

private:
    struct Slot
    {
        qint64 offset;
        qsizetype bytes;
        std::byte *data; // stays mapped while it is free
        bool isFree;
    };

    explicit CaptureFile(const QString &path) : m_file(path) { }
    QString begin(const QDateTime &startedAt);
    Slot *findFree(qsizetype bytes);
    Slot *addSlot(qsizetype bytes);
    void close();

    mutable std::mutex m_mutex; // protects everything below
    QFile m_file;
    std::vector<Slot> m_slots; // in order of offset
    qint64 m_end = 0;
    bool m_keeps = false;
    QString m_fault;
};

} // namespace sockscope
