// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/payloadtext.h"

#include <QTest>

using namespace sockscope;

class TestPayloadText : public QObject
{
    Q_OBJECT
private slots:
    void readsHex_data();
    void readsHex();
    void hexErrorNamesThePlace_data();
    void hexErrorNamesThePlace();
    void previewsHex();
    void previewsText_data();
    void previewsText();
    void formatsBytes_data();
    void formatsBytes();
    void formatsRtt_data();
    void formatsRtt();
    void dumps();
};

void TestPayloadText::readsHex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << "" << QByteArray();
    QTest::newRow("blank") << " \n " << QByteArray();
    QTest::newRow("spaces") << "81 85" << QByteArray("\x81\x85");
    QTest::newRow("together") << "8185fF" << QByteArray("\x81\x85\xff");
    QTest::newRow("C") << "0x81, 0X85," << QByteArray("\x81\x85");
    QTest::newRow("one 0x") << "0x8185" << QByteArray("\x81\x85");
    QTest::newRow("string literal") << "\\x81\\x85" << QByteArray("\x81\x85");
    QTest::newRow("colons") << "81:85:0a" << QByteArray("\x81\x85\x0a");
    QTest::newRow("lines") << "81\r\n\t85\n" << QByteArray("\x81\x85");
}

void TestPayloadText::readsHex()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QString error;
    const auto read = bytesFromHex(text, &error);
    QVERIFY2(read, qPrintable(error));
    QCOMPARE(*read, bytes);
    QVERIFY(error.isEmpty());
}

void TestPayloadText::hexErrorNamesThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("place");
    QTest::newRow("letter") << "81 8g"
                            << "“g”"
                            << "Line 1, column 5:";
    QTest::newRow("word") << "hello"
                          << "“h”"
                          << "Line 1, column 1:";
    QTest::newRow("odd at end") << "81 8"
                                << "“8”"
                                << "Line 1, column 4:";
    QTest::newRow("odd in between") << "8 81"
                                    << "“8”"
                                    << "Line 1, column 1:";
    QTest::newRow("odd together") << "81858"
                                  << "“8”"
                                  << "Line 1, column 5:";
    QTest::newRow("second line") << "81 85\n81 zz"
                                 << "“z”"
                                 << "Line 2, column 4:";
    QTest::newRow("bare prefix") << "81 0x"
                                 << "“x”"
                                 << "Line 1, column 5:";
    QTest::newRow("full-width digit") << "81 ８1"
                                      << "“８”"
                                      << "Line 1, column 4:";
    QTest::newRow("control character") << QStringLiteral("8\u0001") << "U+0001"
                                       << "Line 1, column 2:";
}

void TestPayloadText::hexErrorNamesThePlace()
{
    QFETCH(QString, text);
    QFETCH(QString, what);
    QFETCH(QString, place);
    QString error;
    QVERIFY(!bytesFromHex(text, &error));
    QVERIFY2(error.contains(what), qPrintable(error));
    QVERIFY2(error.contains(place), qPrintable(error));
}

void TestPayloadText::previewsHex()
{
    QCOMPARE(hexPreview(QByteArray("\xff\xd8\x0a")), QStringLiteral("ff d8 0a"));
    QCOMPARE(hexPreview(QByteArray("abcd"), 2), QStringLiteral("61 62 …"));
    QCOMPARE(hexPreview({}), QString());
}

void TestPayloadText::previewsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("{\"t\": 21.5}") << "{\"t\": 21.5}";
    QTest::newRow("umlaut and emoji") << QByteArray("gr\xc3\xbc\xc3\x9f \xf0\x9f\x8c\xa1") << "grüß 🌡";
    QTest::newRow("control") << QByteArray("a\r\n\tb\0c\x7f", 8) << "a\\r\\n\\tb\\x00c\\x7f";
    QTest::newRow("C1 control") << QByteArray("\xc2\x85") << "\\u{85}";
    QTest::newRow("reordering") << QByteArray("a\xe2\x80\xae"
                                              "b")
                                << "a\\u{202e}b";
    QTest::newRow("stray byte") << QByteArray("a\xff\x80z") << "a\\xff\\x80z";
    QTest::newRow("cut code point") << QByteArray("a\xe2\x82") << "a\\xe2\\x82";
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << "\\xed\\xa0\\x80";
    QTest::newRow("markup stays text") << QByteArray("<b>&amp;") << "<b>&amp;";
    QTest::newRow("long") << QByteArray(1000, 'x') << QString(16, QLatin1Char('x')) + QStringLiteral("…");
}

void TestPayloadText::previewsText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(textPreview(bytes, 16 + (bytes.size() < 100 ? 100 : 0)), text);
}

void TestPayloadText::formatsBytes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << quint64(0) << "0 B";
    QTest::newRow("52") << quint64(52) << "52 B";
    QTest::newRow("1023") << quint64(1023) << "1023 B";
    QTest::newRow("16 KiB") << quint64(16 * 1024) << "16.0 KiB";
    QTest::newRow("100 MiB") << quint64(100 * 1024 * 1024) << "100.0 MiB";
    QTest::newRow("2^63") << (quint64(1) << 63) << "8388608.0 TiB";
}

void TestPayloadText::formatsBytes()
{
    QFETCH(quint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TestPayloadText::formatsRtt_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(-1) << "–";
    QTest::newRow("120 us") << qint64(120'000) << "0.12 ms";
    QTest::newRow("nearly 1 ms") << qint64(999'999) << "1.0 ms";
    QTest::newRow("3.1 ms") << qint64(3'100'000) << "3.1 ms";
    QTest::newRow("nearly 100 ms") << qint64(99'990'000) << "100 ms";
    QTest::newRow("148 ms") << qint64(148'400'000) << "148 ms";
    QTest::newRow("nearly 1 s") << qint64(999'900'000) << "1.0 s";
    QTest::newRow("2.4 s") << qint64(2'400'000'000) << "2.4 s";
}

void TestPayloadText::formatsRtt()
{
    QFETCH(qint64, ns);
    QTEST(formatRtt(ns), "text");
}

void TestPayloadText::dumps()
{
    const QStringList rows = hexDump(QByteArray("0123456789abcdef\n<z")).split(QLatin1Char('\n'));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0],
        QStringLiteral("00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef"));
    QVERIFY(rows[1].startsWith(QStringLiteral("00000010  0a 3c 7a ")));
    QVERIFY(rows[1].endsWith(QStringLiteral(" .<z")));
    QCOMPARE(rows[1].indexOf(QLatin1Char('.')), rows[0].indexOf(QStringLiteral("0123456789abcdef")));
    QVERIFY(hexDump(QByteArray(100, 'x'), 32).endsWith(QStringLiteral("\n… 68 more bytes")));
    QCOMPARE(hexDump({}), QString());
}

QTEST_GUILESS_MAIN(TestPayloadText)
#include "tst_payloadtext.moc"
