// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/views/fixedtext.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTest>

#include <functional>

using namespace sockscope;

/// Whatever FixedText draws looks as if QPainter had aligned and cut it.
class TestFixedText : public QObject
{
    Q_OBJECT

    using Draw = std::function<void(QPainter *painter)>;

    static QImage picture(const Draw &draw)
    {
        QImage image(160, 24, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        painter.setPen(Qt::white);
        draw(&painter);
        return image;
    }
    static QImage byQPainter(
        const QFont &font, const QRect &area, Qt::AlignmentFlag side, const QString &text)
    {
        return picture([&](QPainter *painter) {
            painter->setFont(font);
            painter->drawText(area, int(side) | Qt::AlignVCenter | Qt::TextSingleLine,
                QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
        });
    }
    static QImage byFixedText(
        const QFont &font, const QRect &area, Qt::AlignmentFlag side, const QString &text)
    {
        return picture([&](QPainter *painter) { FixedText(font).draw(painter, area, side, text); });
    }

private slots:
    void looksLikeQPaintersOwn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("short") << "pong";
        QTest::newRow("figures") << "12.9366";
        QTest::newRow("blanks") << "  a b ";
        QTest::newRow("too long") << R"({"seq":12040,"temp":21.4,"rssi":-54})";
        QTest::newRow("not ASCII") << "Zürich → 14 µs";
        QTest::newRow("not ASCII, too long") << "Zürich → 14 µs, Zürich → 14 µs";
        QTest::newRow("other script") << "温度 21°";
    }
    void looksLikeQPaintersOwn()
    {
        QFETCH(QString, text);
        for (const bool isBold : {false, true}) {
            QFont font = fixedFont();
            font.setBold(isBold);
            for (const Qt::AlignmentFlag side : {Qt::AlignLeft, Qt::AlignRight, Qt::AlignHCenter}) {
                for (const int width : {3, 20, 111, 144}) {
                    const QRect area(8, 2, width, 20);
                    QVERIFY2(byFixedText(font, area, side, text) == byQPainter(font, area, side, text),
                        qPrintable(QStringLiteral("bold %1, side %2, width %3")
                                       .arg(isBold)
                                       .arg(int(side))
                                       .arg(width)));
                }
            }
        }
    }

    void fontsOfManyWidthsAreLeftToQPainter()
    {
        const QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
        const QRect area(8, 2, 90, 20);
        const QString text = QStringLiteral("Millimetres per inch");
        QCOMPARE(byFixedText(font, area, Qt::AlignLeft, text), byQPainter(font, area, Qt::AlignLeft, text));
    }
};

QTEST_MAIN(TestFixedText)
#include "tst_fixedtext.moc"
