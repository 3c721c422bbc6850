// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshot.h"

#include <QFile>
#include <QHash>
#include <QWidget>

#include <algorithm>

namespace sockscope {

namespace {

constexpr qsizetype PaletteSize = 256;
constexpr int VisibleDistance = 100; // squared; panel and header are 110 apart
constexpr int SmallestFile = 0; // QImage: the "quality" of a PNG is how little it is compressed

int distance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return red * red + green * green + blue * blue;
}

QList<QRgb> byFrequency(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            ++counts[line[x]];
    }
    QList<QRgb> colors = counts.keys();
    std::sort(colors.begin(), colors.end(), [&](QRgb a, QRgb b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; // the same picture every time
    });
    return colors;
}

// Frequency alone would spend the palette on the shades of the commonest text and lose the rare colours.
QList<QRgb> makePalette(const QImage &image)
{
    QList<QRgb> palette;
    for (const QRgb color : byFrequency(image)) {
        const bool isNew = std::none_of(palette.begin(), palette.end(),
            [=](QRgb chosen) { return distance(chosen, color) < VisibleDistance; });
        if (isNew)
            palette.append(color);
        if (palette.size() == PaletteSize)
            break;
    }
    return palette;
}

uchar nearest(QRgb color, const QList<QRgb> &palette)
{
    const auto found = std::min_element(palette.begin(), palette.end(),
        [=](QRgb a, QRgb b) { return distance(a, color) < distance(b, color); });
    return uchar(found - palette.begin());
}

} // namespace

QImage toPalette(const QImage &image)
{
    const QImage source = image.convertToFormat(QImage::Format_RGB32);
    const QList<QRgb> palette = makePalette(source);
    QHash<QRgb, uchar> indices;
    QImage result(source.size(), QImage::Format_Indexed8);
    result.setColorTable(palette);
    for (int y = 0; y < source.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        uchar *to = result.scanLine(y);
        for (int x = 0; x < source.width(); ++x) {
            auto known = indices.constFind(from[x]);
            if (known == indices.constEnd())
                known = indices.insert(from[x], nearest(from[x], palette));
            to[x] = *known;
        }
    }
    return result;
}

bool saveScreenshot(QWidget *window, const QString &fileName, QString *error)
{
    QFile file(fileName);
    const QImage image = toPalette(window->grab().toImage());
    if (file.open(QIODevice::WriteOnly) && image.save(&file, "PNG", SmallestFile) && file.flush())
        return true;
    *error = file.errorString();
    return false;
}

} // namespace sockscope
