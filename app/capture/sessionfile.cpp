// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/sessionfile.h"

#include "app/capture/blockpool.h"
#include "app/capture/fileformat.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/file.h>
#endif

namespace sockscope {

using namespace fileformat;

namespace {

constexpr int MaxRules = 255; // what a row can number
constexpr int MaxProblems = 20; // told one by one

/// The file behind the segments of an opened session. Maps privately: what is changed there stays there.
class MappedFile final : public BlockSource
{
public:
    explicit MappedFile(const QString &path) : m_file(path) { }

    QFile &file() { return m_file; }
    std::byte *map(qint64 offset, qint64 bytes)
    {
        const std::lock_guard lock(m_mutex);
        return reinterpret_cast<std::byte *>(m_file.map(offset, bytes, QFile::MapPrivateOption));
    }
    std::byte *take(qsizetype * /*bytes*/) override { return nullptr; }
    void give(std::byte *data, qsizetype /*bytes*/) override
    {
        const std::lock_guard lock(m_mutex);
        m_file.unmap(reinterpret_cast<uchar *>(data));
    }

private:
    std::mutex m_mutex; // protects m_file once blocks are out
    QFile m_file;
};

bool isLockedByWriter([[maybe_unused]] const QFile &file)
{
#ifdef Q_OS_UNIX
    if (flock(file.handle(), LOCK_SH | LOCK_NB) != 0)
        return true;
    flock(file.handle(), LOCK_UN);
#endif
    return false;
}

template <typename Struct> bool readAt(QFile &file, qint64 offset, Struct *into)
{
    return file.seek(offset)
        && file.read(reinterpret_cast<char *>(into), sizeof *into) == qint64(sizeof *into);
}

// What its writer may change at any moment cannot be trusted after it has been checked.
Block copyOf(const Block &block)
{
    Block copy = Block::takenFrom(std::make_shared<BlockPool>(), block.size());
    std::memcpy(copy.data(), block.data(), size_t(block.size()));
    return copy;
}

/// Reads one file.
class SessionReader
{
public:
    explicit SessionReader(const QString &path) : m_source(std::make_shared<MappedFile>(path)) { }

    OpenedSession read();

private:
    QString readHeader();
    void readRuleNames(QByteArrayView names);
    void readSegments();
    qint64 readSegment(qint64 offset);
    qint64 skipDamage(qint64 offset);
    void adopt(Block block);
    void note(const QString &problem);
    QFile &file() { return m_source->file(); }

    std::shared_ptr<MappedFile> m_source;
    FileHeader m_header;
    qint64 m_size = 0;
    bool m_isBeingWritten = false;
    int m_ruleCount = 0;
    bool m_renumber = false;
    std::array<quint8, MaxRules> m_numbers{}; // of rules in the file -> here
    std::vector<std::shared_ptr<CaptureSegment>> m_segments;
    int m_problems = 0;
    OpenedSession m_session;
};

OpenedSession SessionReader::read()
{
    const QString shown = QDir::toNativeSeparators(file().fileName());
    if (!file().open(QIODevice::ReadOnly)) {
        m_session.error = QStringLiteral("%1 cannot be read: %2").arg(shown, file().errorString());
        return std::move(m_session);
    }
    m_size = file().size();
    m_isBeingWritten = isLockedByWriter(file());
    if (const QString fault = readHeader(); !fault.isEmpty()) {
        m_session.error = QStringLiteral("%1 %2").arg(shown, fault);
        return std::move(m_session);
    }
    readSegments();
    if (m_problems > MaxProblems)
        m_session.problems.append(QStringLiteral("%1 more places are damaged").arg(m_problems - MaxProblems));
    m_session.isClosed = m_header.isClosed != 0;
    m_session.store = std::make_unique<CaptureStore>(
        std::move(m_segments), QDateTime::fromMSecsSinceEpoch(m_header.startedAtMs), file().fileName());
    return std::move(m_session);
}

// What is wrong, to follow the file's name; empty when nothing is.
QString SessionReader::readHeader()
{
    const QByteArray page = file().read(HeaderBytes);
    if (page.size() < qsizetype(sizeof m_header) || !page.startsWith(QByteArrayView(Magic)))
        return QStringLiteral("is no Sockscope log: its first bytes are not \"Sockscope log\"");
    std::memcpy(&m_header, page.constData(), sizeof m_header);
    if (m_header.byteOrder != ByteOrderMark)
        return QStringLiteral("was written on a machine with another byte order, and cannot be read here");
    if (m_header.version != Version)
        return QStringLiteral("has version %1 of the format; this program reads version %2")
            .arg(m_header.version)
            .arg(Version);
    if (page.size() < HeaderBytes || m_header.headerBytes != HeaderBytes)
        return QStringLiteral("is cut off within its first %1 bytes").arg(HeaderBytes);
    const qint64 namesBytes = std::min<qint64>(m_header.ruleNamesBytes, HeaderBytes - RuleNamesAt);
    readRuleNames(QByteArrayView(page).sliced(RuleNamesAt, namesBytes));
    return {};
}

// Another version of the program may number the rules otherwise.
void SessionReader::readRuleNames(QByteArrayView names)
{
    while (!names.isEmpty() && m_ruleCount < MaxRules) {
        const qsizetype end = names.indexOf('\0');
        const QByteArrayView name = end < 0 ? names : names.first(end);
        names = end < 0 ? QByteArrayView() : names.sliced(end + 1);
        const auto rule = ws::ruleNamed(QLatin1StringView(name));
        const auto number = quint8(rule ? int(*rule) + 1 : 0);
        if (!rule)
            note(QStringLiteral("the rule %1 is not known here: rows that broke it are shown without it")
                     .arg(QString::fromLatin1(name)));
        m_numbers[size_t(m_ruleCount)] = number;
        m_renumber |= number != m_ruleCount + 1;
        ++m_ruleCount;
    }
}

void SessionReader::readSegments()
{
    for (qint64 offset = HeaderBytes; offset < m_size;)
        offset = readSegment(offset);
    std::ranges::sort(m_segments, {}, &CaptureSegment::first);
    // Rows belong to one segment each: numbers that come twice are out of a damaged header.
    quint64 next = 0;
    std::erase_if(m_segments, [&](const auto &segment) {
        if (segment->first() < next) {
            note(QStringLiteral("rows %1 to %2 are there twice: the second time is left out")
                     .arg(segment->first())
                     .arg(segment->end() - 1));
            return true;
        }
        if (segment->first() > next && next > 0)
            note(QStringLiteral("rows %1 to %2 are missing").arg(next).arg(segment->first() - 1));
        next = segment->end();
        return false;
    });
}

// Where the next one begins.
qint64 SessionReader::readSegment(qint64 offset)
{
    SegmentHeader header;
    if (!readAt(file(), offset, &header)) {
        note(QStringLiteral("the file is cut off at byte %1").arg(offset));
        return m_size;
    }
    const bool isPlace = header.magic == 0 && header.bytes == 0; // reserved, and never written to
    if (isPlace && m_header.isClosed == 0)
        return offset + PageBytes;
    if (header.magic != SegmentMagic || header.bytes < sizeof header || header.bytes % PageBytes != 0
        || header.bytes >= quint64(1) << 32 || header.firstRow > quint64(1) << 62)
        return skipDamage(offset);
    if (qint64(header.bytes) > m_size - offset) {
        note(QStringLiteral("the file is cut off within the segment at byte %1: its rows from %2 on are lost")
                 .arg(offset)
                 .arg(header.firstRow));
        return m_size;
    }
    if (header.rows > 0) {
        std::byte *data = m_source->map(offset, qint64(header.bytes));
        if (data)
            adopt(Block(data, qsizetype(header.bytes), m_source));
        else
            note(QStringLiteral("the segment at byte %1 cannot be mapped: %2")
                     .arg(offset)
                     .arg(file().errorString()));
    }
    return offset + qint64(header.bytes);
}

void SessionReader::adopt(Block block)
{
    if (m_isBeingWritten)
        block = copyOf(block);
    const std::span<std::byte> bytes(block.data(), size_t(block.size()));
    auto *header = reinterpret_cast<SegmentHeader *>(block.data());
    const quint64 claimed = header->rows;
    const quint64 sound = CaptureSegment::soundRows(bytes, m_ruleCount);
    if (sound < claimed)
        note(QStringLiteral("row %1 is damaged: it and the %2 after it in its segment are left out")
                 .arg(header->firstRow + sound)
                 .arg(claimed - sound - 1));
    header->rows = sound;
    if (m_renumber)
        CaptureSegment::renumberRules(bytes, sound, m_numbers);
    if (sound > 0)
        m_segments.push_back(std::make_shared<CaptureSegment>(std::move(block)));
}

// The next page that begins like a segment.
qint64 SessionReader::skipDamage(qint64 offset)
{
    qint64 next = offset + PageBytes;
    for (; next < m_size; next += PageBytes) {
        quint64 magic = 0;
        if (readAt(file(), next, &magic) && magic == SegmentMagic)
            break;
    }
    note(
        QStringLiteral("bytes %1 to %2 of the file are damaged").arg(offset).arg(std::min(next, m_size) - 1));
    return next;
}

void SessionReader::note(const QString &problem)
{
    if (++m_problems <= MaxProblems)
        m_session.problems.append(problem);
}

} // namespace

OpenedSession openSession(const QString &path)
{
    return SessionReader(path).read();
}

std::optional<SessionGlance> glanceAtSession(const QString &path)
{
    QFile file(path);
    FileHeader header;
    if (!file.open(QIODevice::ReadOnly) || !readAt(file, 0, &header) || header.magic != Magic
        || header.version != Version || header.byteOrder != ByteOrderMark)
        return std::nullopt;
    SessionGlance glance{QDateTime::fromMSecsSinceEpoch(header.startedAtMs), 0, file.size(),
        header.isClosed != 0, isLockedByWriter(file)};
    SegmentHeader segment;
    for (qint64 at = HeaderBytes; readAt(file, at, &segment) && segment.magic == SegmentMagic;) {
        glance.rows += segment.rows;
        at += qint64(std::max<quint64>(segment.bytes, PageBytes));
        if (at < 0)
            break;
    }
    return glance;
}

} // namespace sockscope
