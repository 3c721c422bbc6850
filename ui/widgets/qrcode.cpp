// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/qrcode.h"

#include <memory>

#include <qrencode.h>

namespace sockscope {

namespace {

constexpr int QuietModules = 4; // at each side; readers need them
constexpr int AnyVersion = 0; // the smallest that holds the text

struct CodeDeleter
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QImage qrCode(const QString &text)
{
    const std::unique_ptr<QRcode, CodeDeleter> code(
        QRcode_encodeString8bit(text.toUtf8().constData(), AnyVersion, QR_ECLEVEL_M));
    if (!code)
        return {};
    const int side = code->width + 2 * QuietModules;
    QImage image(side, side, QImage::Format_Mono);
    image.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    image.fill(0);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const bool isDark = (code->data[y * code->width + x] & 1) != 0;
            image.setPixel(x + QuietModules, y + QuietModules, isDark ? 1 : 0);
        }
    }
    return image;
}

} // namespace sockscope
