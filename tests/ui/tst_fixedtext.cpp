// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/views/fixedtext.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTest>

using namespace sockscope;

/// Whatever FixedText draws looks as if QPainter had aligned and cut it.
class TestFixedText : public QObject
{
    Q_OBJECT

    static QImage paper()
    {
        QImage image(160, 24, QImage::Format_RGB32);
        image.fill(Qt::black);
        return image;
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
                    QImage expected = paper(), drawn = paper();
                    QPainter theirs(&expected), ours(&drawn);
                    theirs.setPen(Qt::white);
                    theirs.setFont(font);
                    theirs.drawText(area, int(side) | Qt::AlignVCenter | Qt::TextSingleLine,
                        QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
                    ours.setPen(Qt::white);
                    FixedText(font).draw(&ours, area, side, text);
                    theirs.end();
                    ours.end();
                    QVERIFY2(drawn == expected,
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
        QImage expected = paper(), drawn = paper();
        QPainter theirs(&expected), ours(&drawn);
        theirs.setFont(font);
        theirs.setPen(Qt::white);
        theirs.drawText(area, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
        ours.setPen(Qt::white);
        FixedText(font).draw(&ours, area, Qt::AlignLeft, text);
        theirs.end();
        ours.end();
        QCOMPARE(drawn, expected);
    }
};

QTEST_MAIN(TestFixedText)
#include "tst_fixedtext.moc"
