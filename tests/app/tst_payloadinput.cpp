// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/payloadinput.h"
#include "app/text/payloadtext.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

class TestPayloadInput : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void readsDumps_data();
    void readsDumps();
    void readsOurOwnDump();
    void refuses_data();
    void refuses();
    void base64ComesBack();
    void readsFiles();
    void boundsFiles();
    void namesForms();
};

void TestPayloadInput::reads_data()
{
    QTest::addColumn<InputForm>("form");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << InputForm::Text << "grüß 🌡"
                          << QByteArray("gr\xc3\xbc\xc3\x9f \xf0\x9f\x8c\xa1");
    QTest::newRow("no text") << InputForm::Text << "" << QByteArray();
    QTest::newRow("json as it stands") << InputForm::Json << "{\"a\": [1, 2.0e3]} \n"
                                       << QByteArray("{\"a\": [1, 2.0e3]} \n");
    QTest::newRow("json scalar") << InputForm::Json << "\"ü\"" << QByteArray("\"\xc3\xbc\"");
    QTest::newRow("hex C array") << InputForm::Hex
                                 << "static const unsigned char pkt7[3] = {\n0x81, 0x5, /* length 0xff */\n"
                                    "0x01 // the end\n};\nunsigned int pkt7_len = 3;"
                                 << QByteArray("\x81\x05\x01");
    QTest::newRow("hex in braces") << InputForm::Hex << "{ 0x81, 0x05 }" << QByteArray("\x81\x05");
    QTest::newRow("hex C string") << InputForm::Hex << "\"\\x81\\x05\"\n\"\\x7f\";"
                                  << QByteArray("\x81\x05\x7f");
    QTest::newRow("hex short escapes") << InputForm::Hex << "\\x8\\x05" << QByteArray("\x08\x05");
    QTest::newRow("hex, two words") << InputForm::Hex << "8185  37fa" << QByteArray("\x81\x85\x37\xfa");
    QTest::newRow("base64") << InputForm::Base64 << "+/8=" << QByteArray("\xfb\xff");
    QTest::newRow("base64 URL") << InputForm::Base64 << "-_8" << QByteArray("\xfb\xff");
    QTest::newRow("base64 lines") << InputForm::Base64 << "SGVs\r\n bG8\n=" << QByteArray("Hello");
    QTest::newRow("base64 half padded") << InputForm::Base64 << "Zg=" << QByteArray("f");
    QTest::newRow("no base64") << InputForm::Base64 << " " << QByteArray();
}

void TestPayloadInput::reads()
{
    QFETCH(InputForm, form);
    QFETCH(QString, source);
    QFETCH(QByteArray, bytes);
    const PayloadResult result = readPayload(form, source);
    const auto *error = std::get_if<InputError>(&result);
    QVERIFY2(error == nullptr, error != nullptr ? qPrintable(error->toString()) : "");
    QCOMPARE(std::get<QByteArray>(result), bytes);
}

void TestPayloadInput::readsDumps_data()
{
    QTest::addColumn<QString>("dump");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray hello = "Hello, device 42! abc";
    QTest::newRow("Wireshark")
        << "0000   48 65 6c 6c 6f 2c 20 64 65 76 69 63 65 20 34 32   Hello, device 42\n"
           "0010   21 20 61 62 63                                    ! abc\n"
        << hello;
    QTest::newRow("tshark -x") << "0000  48 65 6c 6c 6f 2c 20 64 65 76 69 63 65 20 34 32   Hello, device 42\n"
                                  "0010  21 20 61 62 63                                    ! abc\n"
                               << hello;
    QTest::newRow("offset and hex only") << "0000   48 65 6c 6c 6f 2c 20 64 65 76 69 63 65 20 34 32\r\n"
                                            "0010   21 20 61 62 63\r\n"
                                         << hello;
    QTest::newRow("xxd") << "00000000: 4865 6c6c 6f2c 2064 6576 6963 6520 3432  Hello, device 42\n"
                            "00000010: 2120 6162 63                             ! abc\n"
                         << hello;
    QTest::newRow("xxd -c 4 -g 1") << "00000000: 48 65 6c 6c  Hell\n00000004: 61 62 63     abc\n"
                                   << QByteArray("Hellabc");
    QTest::newRow("hexdump -C")
        << "00000000  48 65 6c 6c 6f 2c 20 64  65 76 69 63 65 20 34 32  |Hello, device 42|\n"
           "00000010  21 20 61 62 63                                    |! abc|\n"
           "00000015\n"
        << hello;
    QTest::newRow("hexdump -C with *")
        << "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
           "*\n"
           "00000030  41                                                |A|\n"
           "00000031\n"
        << QByteArray(48, '\0') + 'A';
    QTest::newRow("od -A x -t x1z")
        << "000000 48 65 6c 6c 6f 2c 20 64 65 76 69 63 65 20 34 32  >Hello, device 42<\n"
           "000010 21 20 61 62 63                                   >! abc<\n"
           "000015\n"
        << hello;
    QTest::newRow("one line that might be od's") << "000000 48" << QByteArray("\0\0\0H", 4);
    QTest::newRow("from the middle") << "0010   21 20\n0012   61 62\n" << QByteArray("! ab");
    QTest::newRow("ASCII that looks like hex") << "0000   61 62 20 63 64   ab cd\n" << QByteArray("ab cd");
}

void TestPayloadInput::readsDumps()
{
    QFETCH(QString, dump);
    QFETCH(QByteArray, bytes);
    const PayloadResult result = readHexPayload(dump);
    const auto *error = std::get_if<InputError>(&result);
    QVERIFY2(error == nullptr, error != nullptr ? qPrintable(error->toString()) : "");
    QCOMPARE(std::get<QByteArray>(result), bytes);
}

void TestPayloadInput::readsOurOwnDump()
{
    QByteArray bytes;
    for (int i = 0; i < 600; ++i) {
        QCOMPARE(std::get<QByteArray>(readHexPayload(hexDump(bytes))), bytes);
        bytes.append(char(i * 7));
    }
}

void TestPayloadInput::refuses_data()
{
    QTest::addColumn<InputForm>("form");
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("rule");
    QTest::newRow("half a pair") << InputForm::Text << QStringLiteral("a\n") + QChar(0xd83d) << 2 << 1
                                 << "surrogate";
    QTest::newRow("json word") << InputForm::Json << "{\"a\": yes}" << 1 << 7 << "invalid literal";
    QTest::newRow("json comma") << InputForm::Json << "{\n  \"ü\": 1,\n}" << 3 << 1
                                << "expected string literal";
    QTest::newRow("json end") << InputForm::Json << "[1" << 1 << 3 << "unexpected end of input";
    QTest::newRow("no json") << InputForm::Json << "" << 1 << 1 << "unexpected end of input";
    QTest::newRow("two json") << InputForm::Json << "1 2" << 1 << 3 << "expected end of input";
    QTest::newRow("hex letter") << InputForm::Hex << "81 8g" << 1 << 5 << "“g” is not a hex digit";
    QTest::newRow("hex one digit") << InputForm::Hex << "81\n8" << 2 << 1 << "has one digit";
    QTest::newRow("dump, row missing")
        << InputForm::Hex << "0000   81 82\n0004   83" << 2 << 1 << "says byte 4, but 2 bytes";
    QTest::newRow("dump twice") << InputForm::Hex << "0000   81 82\n0000   81 82" << 2 << 1 << "says byte 0";
    QTest::newRow("dump, text") << InputForm::Hex << "0000   81 82\nFrame 2" << 2 << 1 << "offset";
    QTest::newRow("dump, letter") << InputForm::Hex << "0000   81 8z" << 1 << 12 << "“z” is not a hex digit";
    QTest::newRow("dump, digit") << InputForm::Hex << "0000   81 8" << 1 << 11 << "one digit";
    QTest::newRow("dump, words") << InputForm::Hex << "000000 6548 6c6c\n000004" << 1 << 8 << "their order";
    QTest::newRow("hexdump's words") << InputForm::Hex << "0000000 6548 6c6c\n0000004" << 1 << 7
                                     << "one digit";
    QTest::newRow("dump, far") << InputForm::Hex << "0000   81\n*\nfffffffff" << 3 << 1 << "16 MiB";
    QTest::newRow("dump, open *") << InputForm::Hex << "0000   81\n*" << 2 << 2 << "how often";
    QTest::newRow("base64 letter") << InputForm::Base64 << "SGVs\nbG!" << 2 << 3 << "“!”";
    QTest::newRow("base64 padding first") << InputForm::Base64 << "=" << 1 << 1 << "“=”";
    QTest::newRow("base64 after padding") << InputForm::Base64 << "Zg==Zg" << 1 << 5 << "after the padding";
    QTest::newRow("base64 too much padding") << InputForm::Base64 << "Zg===" << 1 << 5 << "“=”";
    QTest::newRow("base64 cut off") << InputForm::Base64 << "SGVsb" << 1 << 6 << "within a byte";
    QTest::newRow("no file") << InputForm::File << "/no/such/file" << 0 << 0 << "cannot be read";
    QTest::newRow("no file name") << InputForm::File << "" << 0 << 0 << "no file is named";
}

void TestPayloadInput::refuses()
{
    QFETCH(InputForm, form);
    QFETCH(QString, source);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, rule);
    const PayloadResult result = readPayload(form, source);
    const auto *error = std::get_if<InputError>(&result);
    QVERIFY(error != nullptr);
    QVERIFY2(error->rule.contains(rule), qPrintable(error->toString()));
    QCOMPARE(error->line, line);
    QCOMPARE(error->column, column);
    QVERIFY(!error->advice.isEmpty());
}

void TestPayloadInput::base64ComesBack()
{
    QByteArray bytes;
    for (int i = 0; i < 70; ++i) {
        for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const QByteArray padded = bytes.toBase64(options);
            const QByteArray bare = bytes.toBase64(options | QByteArray::OmitTrailingEquals);
            QCOMPARE(std::get<QByteArray>(readBase64Payload(QString::fromLatin1(padded))), bytes);
            QCOMPARE(std::get<QByteArray>(readBase64Payload(QString::fromLatin1(bare))), bytes);
        }
        bytes.append(char(i * 37 + 200));
    }
}

void TestPayloadInput::readsFiles()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("payload"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x00{{counter}}\xff", 13);
    file.close();
    QCOMPARE(std::get<QByteArray>(readPayload(InputForm::File, path)), QByteArray("\x00{{counter}}\xff", 13));
}

void TestPayloadInput::boundsFiles()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(MaxComposedPayload));
    QCOMPARE(std::get<QByteArray>(readFilePayload(file.fileName())).size(), MaxComposedPayload);
    QVERIFY(file.resize(MaxComposedPayload + 1));
    const PayloadResult result = readFilePayload(file.fileName());
    QVERIFY(std::holds_alternative<InputError>(result));
    QVERIFY(std::get<InputError>(result).rule.contains(QStringLiteral("16 MiB")));
}

void TestPayloadInput::namesForms()
{
    for (int form = 0; form < InputFormCount; ++form)
        QCOMPARE(inputFormNamed(inputFormName(InputForm(form))), InputForm(form));
    QVERIFY(!inputFormNamed(u"octal"));
}

QTEST_GUILESS_MAIN(TestPayloadInput)
#include "tst_payloadinput.moc"
