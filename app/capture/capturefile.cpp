// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/capturefile.h"

#include "app/capture/fileformat.h"
#include "app/capture/prefault.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <atomic>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#endif

namespace sockscope {

using namespace fileformat;

namespace {

// Makes the file larger by really having the room; returns what the system says is wrong, empty for success.
QString reserve(QFile &file, qint64 offset, qint64 bytes)
{
#ifdef Q_OS_LINUX
    if (const int error = posix_fallocate(file.handle(), offset, bytes); error != 0)
        return qt_error_string(error);
    // map() warns about what lies behind the size it remembers: this makes it look again.
    return file.size() >= offset + bytes ? QString() : file.errorString();
#else
    return file.resize(offset + bytes) ? QString() : file.errorString();
#endif
}

bool lockForWriting([[maybe_unused]] const QFile &file)
{
#ifdef Q_OS_UNIX
    return flock(file.handle(), LOCK_EX | LOCK_NB) == 0;
#else
    return true; // Windows lets nobody else open what is open for writing
#endif
}

} // namespace

std::variant<std::shared_ptr<CaptureFile>, QString> CaptureFile::create(
    const QString &path, const QDateTime &startedAt)
{
    const std::shared_ptr<CaptureFile> file(new CaptureFile(path));
    if (const QString error = file->begin(startedAt); !error.isEmpty())
        return error;
    return file;
}

QString CaptureFile::begin(const QDateTime &startedAt)
{
    const QString shown = QDir::toNativeSeparators(path());
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly)) {
        return QFileInfo::exists(path())
            ? QStringLiteral("%1 exists already: choose another name, or move it away").arg(shown)
            : QStringLiteral("%1 cannot be made: %2").arg(shown, m_file.errorString());
    }
    if (!lockForWriting(m_file))
        return QStringLiteral("%1 is being written by another program").arg(shown);
    const QByteArray page = headerPage(startedAt, false);
    if (m_file.write(page) != page.size() || !m_file.flush()) {
        const QString error = m_file.errorString();
        m_file.remove();
        return QStringLiteral("%1 cannot be written: %2").arg(shown, error);
    }
    m_end = HeaderBytes;
    return {};
}

CaptureFile::~CaptureFile()
{
    if (m_file.isOpen())
        close();
}

std::byte *CaptureFile::take(qsizetype *bytes)
{
    const qsizetype wanted = wholePages(*bytes);
    const std::lock_guard lock(m_mutex);
    Slot *slot = findFree(wanted);
    if (!slot)
        slot = addSlot(wanted);
    if (!slot)
        return nullptr;
    slot->isFree = false;
    *bytes = slot->bytes;
    return slot->data;
}

// The smallest that is large enough, if that is not far too large.
CaptureFile::Slot *CaptureFile::findFree(qsizetype bytes)
{
    Slot *best = nullptr;
    for (Slot &slot : m_slots) {
        const bool fits = slot.isFree && slot.bytes >= bytes && slot.bytes / 2 <= bytes;
        if (fits && (!best || slot.bytes < best->bytes))
            best = &slot;
    }
    return best;
}

CaptureFile::Slot *CaptureFile::addSlot(qsizetype bytes)
{
    const QString why = reserve(m_file, m_end, bytes);
    uchar *data = why.isEmpty() ? m_file.map(m_end, bytes) : nullptr;
    if (!data) {
        m_fault = QStringLiteral("%1 cannot grow: %2")
                      .arg(QDir::toNativeSeparators(path()), why.isEmpty() ? m_file.errorString() : why);
        m_file.resize(m_end);
        return nullptr;
    }
    m_fault.clear();
    prefault(reinterpret_cast<std::byte *>(data), bytes);
    m_slots.push_back({m_end, bytes, reinterpret_cast<std::byte *>(data), true});
    m_end += bytes;
    return &m_slots.back();
}

void CaptureFile::give(std::byte *data, qsizetype /*bytes*/)
{
    const std::lock_guard lock(m_mutex);
    if (m_keeps)
        return;
    const auto slot =
        std::ranges::find_if(m_slots, [data](const Slot &candidate) { return candidate.data == data; });
    auto *header = reinterpret_cast<SegmentHeader *>(slot->data);
    std::atomic_ref(header->rows).store(0, std::memory_order_release);
    slot->isFree = true;
}

QString CaptureFile::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

void CaptureFile::keepWhatIsThere()
{
    const std::lock_guard lock(m_mutex);
    m_keeps = true;
}

void CaptureFile::close()
{
    while (!m_slots.empty() && m_slots.back().isFree) {
        m_end = m_slots.back().offset;
        m_slots.pop_back();
    }
    m_file.resize(m_end); // unmaps nothing: what is mapped behind it is not touched any more
    const quint32 isClosed = 1;
    if (m_file.seek(offsetof(FileHeader, isClosed)))
        m_file.write(reinterpret_cast<const char *>(&isClosed), sizeof isClosed);
    m_file.close();
}

} // namespace sockscope
