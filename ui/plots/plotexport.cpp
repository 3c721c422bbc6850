// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plotexport.h"

#include "app/exchange/csvwriter.h"
#include "app/exchange/savefile.h"
#include "ui/plots/plotstyle.h"
#include "ui/plots/scopeplot.h"

#include <QBuffer>
#include <QDir>
#include <QTemporaryDir>

#include <optional>

namespace sockscope {

namespace {

constexpr double PngScale = 2;
constexpr int LeastWidth = 640; // pixels, whatever the dock
constexpr int LeastHeight = 360;

/// On a picture the curves are named, as they are beneath the plot in the window.
class Legend
{
public:
    explicit Legend(QCustomPlot *plot) : m_plot(plot)
    {
        styleLegend(plot);
        for (int i = 0; i < plot->graphCount(); ++i) {
            if (plot->graph(i)->realVisibility() && !plot->graph(i)->data()->isEmpty())
                plot->graph(i)->addToLegend();
        }
        plot->legend->setVisible(plot->legend->itemCount() > 0);
    }
    ~Legend()
    {
        m_plot->legend->clearItems();
        m_plot->legend->setVisible(false);
    }
    Legend(const Legend &) = delete;
    Legend &operator=(const Legend &) = delete;

private:
    QCustomPlot *m_plot;
};

QByteArray pngOf(ScopePlot *plot)
{
    const Legend legend(plot);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize size = plot->size().expandedTo({LeastWidth, LeastHeight});
    plot->toPixmap(size.width(), size.height(), PngScale).save(&buffer, "PNG");
    return bytes;
}

// QCustomPlot knows only files.
QByteArray pdfOf(ScopePlot *plot)
{
    const Legend legend(plot);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("plot.pdf"));
    const QSize size = plot->size().expandedTo({LeastWidth, LeastHeight});
    plot->savePdf(path, size.width(), size.height(), QCP::epAllowCosmetic, QStringLiteral("Sockscope"),
        plot->accessibleName());
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray csvLine(const QStringList &cells)
{
    QByteArrayList line;
    for (const QString &cell : cells)
        line.append(csvCell(cell.toUtf8()));
    return line.join(',') + "\r\n";
}

QByteArray csvOf(const PlotFigures &figures)
{
    QByteArray bytes = csvLine(figures.header);
    for (const QStringList &row : figures.rows)
        bytes += csvLine(row);
    return bytes;
}

QByteArray bytesOf(ScopePlot *plot, PlotFormat format)
{
    switch (format) {
    case PlotFormat::Png:
        return pngOf(plot);
    case PlotFormat::Pdf:
        return pdfOf(plot);
    case PlotFormat::Csv:
        return csvOf(plot->figures());
    }
    return {};
}

} // namespace

QString suffixOf(PlotFormat format)
{
    switch (format) {
    case PlotFormat::Png:
        return QStringLiteral("png");
    case PlotFormat::Pdf:
        return QStringLiteral("pdf");
    case PlotFormat::Csv:
        return QStringLiteral("csv");
    }
    return {};
}

QString exportPlot(ScopePlot *plot, PlotFormat format, const QString &path)
{
    const QByteArray bytes = bytesOf(plot, format);
    if (bytes.isEmpty())
        return ScopePlot::tr("Cannot draw the plot as %1").arg(suffixOf(format).toUpper());
    const QString fault = saveFile(path, bytes);
    return fault.isEmpty() ? QString()
                           : ScopePlot::tr("Cannot write %1: %2").arg(QDir::toNativeSeparators(path), fault);
}

} // namespace sockscope
