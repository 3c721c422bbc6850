// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/rowexport.h"

#include "app/exchange/csvwriter.h"
#include "app/exchange/harwriter.h"
#include "app/exchange/jsonlineswriter.h"
#include "app/exchange/pcapngwriter.h"
#include "app/exchange/textwriter.h"

#include <QIODevice>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace sockscope {

namespace {

constexpr quint64 RowsPerReport = 4096;
constexpr quint64 BytesPerRow = 1024; // that take as long as a row

constexpr std::array FormatNames = {
    std::pair(ExportFormat::Pcapng, QLatin1StringView("pcapng")),
    std::pair(ExportFormat::Har, QLatin1StringView("har")),
    std::pair(ExportFormat::JsonLines, QLatin1StringView("jsonl")),
    std::pair(ExportFormat::Csv, QLatin1StringView("csv")),
    std::pair(ExportFormat::Text, QLatin1StringView("txt")),
};

std::unique_ptr<RowWriter> makeWriter(
    ExportFormat format, const CaptureStore &store, const SessionIndex &index, QIODevice *out)
{
    switch (format) {
    case ExportFormat::Pcapng:
        return std::make_unique<PcapngWriter>(store.startedAt(), index, out);
    case ExportFormat::Har:
        return std::make_unique<HarWriter>(store, index, out);
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesWriter>(store.startedAt(), out);
    case ExportFormat::Csv:
        return std::make_unique<CsvWriter>(store.startedAt(), index, out);
    case ExportFormat::Text:
        break;
    }
    return std::make_unique<TextWriter>(index, out);
}

/// One export, from its first row to its last.
class Export
{
public:
    Export(const CaptureStore &store, const ExportOptions &options, QIODevice *out)
        : m_store(store)
        , m_options(options)
        , m_out(out)
        , m_rows(store.rows())
        , m_index(store)
        , m_writer(makeWriter(options.format, store, m_index, out))
    { }

    QString run()
    {
        if (!runPasses())
            return QStringLiteral("The export was stopped");
        // A device says so at the write that fails, and writes nothing more.
        return m_out->errorString() == m_noError ? QString() : m_out->errorString();
    }

private:
    bool runPasses()
    {
        if (m_options.passes && !findConnections())
            return false;
        m_writer->begin();
        const bool isDone = forEachRow([&](const RowSpan &span, qsizetype i) {
            if (isWanted(span, i))
                writeRow(span, i);
            return goesOn(span.rows()[size_t(i)].length());
        });
        // What a writer does in the end is not foreseen: the work seems done, and can be stopped.
        return isDone && m_writer->end([this] { return goesOn(0); });
    }
    // A row of @p bytes has been looked at.
    bool goesOn(quint64 bytes)
    {
        ++m_looked;
        m_unreported += 1 + bytes / BytesPerRow;
        if (m_unreported < RowsPerReport || !m_options.goesOn)
            return true;
        m_unreported = 0;
        const quint64 all = m_rows.size() * (m_options.passes ? 2 : 1);
        return m_options.goesOn(std::min(m_looked, all), all);
    }
    // False when @p visit ended it.
    template <typename Visit> bool forEachRow(Visit visit) const
    {
        for (RowSpan span = m_store.span(m_rows.first, m_rows.end); !span.isEmpty();
             span = m_store.span(span.end(), m_rows.end)) {
            for (qsizetype i = 0; i < span.size(); ++i) {
                if (!visit(span, i))
                    return false;
            }
        }
        return true;
    }
    bool findConnections()
    {
        return forEachRow([this](const RowSpan &span, qsizetype i) {
            if (m_options.passes(span, i))
                m_connections.insert(span.rows()[size_t(i)].connection());
            return goesOn(0);
        });
    }
    bool isWanted(const RowSpan &span, qsizetype i) const
    {
        if (!m_options.passes || m_options.passes(span, i))
            return true;
        const PackedRow &row = span.rows()[size_t(i)];
        return m_writer->needs(row) && m_connections.contains(row.connection());
    }
    void writeRow(const RowSpan &span, qsizetype i)
    {
        const FrameRecord record = span.record(i);
        m_writer->write(
            {span.first() + quint64(i), record, span.payload(i), span.content(i), span.detail(i)});
    }

    const CaptureStore &m_store;
    const ExportOptions &m_options;
    QIODevice *m_out;
    const QString m_noError = m_out->errorString();
    const RowRange m_rows;
    const SessionIndex m_index;
    const std::unique_ptr<RowWriter> m_writer;
    std::unordered_set<quint32> m_connections; // that have rows which pass
    quint64 m_looked = 0; // rows, in all passes
    quint64 m_unreported = 0; // of these, huge ones counting for more
};

} // namespace

std::optional<ExportFormat> exportFormatNamed(QStringView name)
{
    for (const auto &[format, known] : FormatNames) {
        if (name.compare(known, Qt::CaseInsensitive) == 0)
            return format;
    }
    return std::nullopt;
}

QString exportFormatName(ExportFormat format)
{
    return FormatNames[size_t(format)].second;
}

QString exportRows(const CaptureStore &store, const ExportOptions &options, QIODevice *out)
{
    return Export(store, options, out).run();
}

} // namespace sockscope
