// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/framespecjson.h"
#include "app/compose/messagehistory.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace sockscope;

namespace {

FrameSpec specOfEverything()
{
    FrameSpec spec;
    spec.opcode = ws::Opcode(0xB);
    spec.fin = false;
    spec.rsv1 = spec.rsv3 = true;
    spec.mask = MaskChoice::Key;
    spec.maskKey = {0x37, 0xfa, 0x21, 0x3d};
    spec.length = LengthChoice::Bits64;
    spec.declaredLength = 0x8000000000000001;
    spec.fragmentSizes = {3, 0};
    spec.fragmentEvery = 7;
    spec.pingBetween = QByteArray("\0p", 2);
    spec.writes = WriteChoice::InHeader;
    spec.writeBytes = 2;
    spec.compress = true;
    return spec;
}

SavedMessage messageOf(const QString &source)
{
    return {QStringLiteral("m"), InputForm::Text, source, {}};
}

QByteArray fileWith(const QByteArray &contents)
{
    return "{\"sockscope\":\"messages\",\"version\":1," + contents + '}';
}

} // namespace

class TestSavedMessages : public QObject
{
    Q_OBJECT

private slots:
    void everythingComesBack()
    {
        MessageFolder root;
        root.messages = {{QStringLiteral("grüß\n\"🌡\""), InputForm::Hex,
            QStringLiteral("81 {{random:hex:4}}"), specOfEverything()}};
        root.folders = {{QStringLiteral("a"), {{QStringLiteral("b"), {}, {messageOf(QString())}}}, {}},
            {QStringLiteral("a"), {}, {messageOf(QStringLiteral("x")), messageOf(QStringLiteral("x"))}}};
        const auto imported = std::get<ImportedMessages>(importMessages(exportMessages(root)));
        QCOMPARE(imported.refused, QStringList());
        QVERIFY(imported.root == root);
    }

    void everyChoiceComesBack()
    {
        for (int i = 0; i < 5 * 3 * 4 * 16; ++i) {
            FrameSpec spec;
            spec.writes = WriteChoice(i % 5);
            spec.length = LengthChoice(i / 5 % 3);
            spec.mask = MaskChoice(i / 15 % 4);
            spec.opcode = ws::Opcode(i / 60);
            FrameSpec read;
            QCOMPARE(frameSpecFromJson(frameSpecToJson(spec), QStringLiteral("$"), &read), QString());
            QVERIFY(read == spec);
        }
        QVERIFY(frameSpecToJson({}).isEmpty());
    }

    void readsTheDocumentedExample()
    {
        QFile file(QStringLiteral(FORMAT_FILE));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        const qsizetype start = text.indexOf("```json") + 7;
        const auto result = importMessages(text.mid(start, text.indexOf("```", start) - start));
        const auto imported = std::get<ImportedMessages>(result);
        QCOMPARE(imported.refused, QStringList());
        QCOMPARE(imported.root.folders[0].messages.size(), 2);
        QCOMPARE(imported.root.folders[0].messages[1].frame.writes, WriteChoice::EachByte);
    }

    void isNoSuchFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{\n\"a\":}") << "Line 2, column 5";
        QTest::newRow("array") << QByteArray("[]") << "$.sockscope wants";
        QTest::newRow("other file") << QByteArray("{\"sockscope\":\"log\"}") << "$.sockscope wants";
        QTest::newRow("version") << QByteArray("{\"sockscope\":\"messages\",\"version\":2}")
                                 << "$.version wants 1";
        QTest::newRow("large") << QByteArray(SavedLimits::FileBytes + 1, ' ') << "64 MiB";
    }

    void isNoSuchFile()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, words);
        const auto result = importMessages(file);
        QVERIFY(std::holds_alternative<QString>(result));
        QVERIFY2(std::get<QString>(result).contains(words), qPrintable(std::get<QString>(result)));
    }

    void refusesByName_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *item, const char *path) {
            QTest::newRow(item) << QByteArray(item) << QString::fromUtf8(path);
        };
        row("5", "$.messages[1].name wants");
        row(R"({"name":""})", "$.messages[1].name wants");
        row(R"({"name":"n","form":"octal","source":""})", "“n” is left out: $.messages[1].form wants");
        row(R"({"name":"n","form":"text"})", "$.messages[1].source wants a string");
        row(R"({"name":"n","form":"text","source":"","colour":1})",
            "$.messages[1].colour: there is no such field");
        row(R"({"name":"n","form":"text","source":"","frame":[]})", "$.messages[1].frame wants an object");
        const auto frame = [&row](const char *field, const char *path) {
            const QByteArray item =
                R"({"name":"n","form":"text","source":"","frame":{)" + QByteArray(field) + "}}";
            row(item.constData(), path);
        };
        frame(R"("opcode":16)", "$.messages[1].frame.opcode wants a whole number from 0 to 15");
        frame(R"("opcode":1.5)", "frame.opcode wants");
        frame(R"("opcode":"1")", "frame.opcode wants");
        frame(R"("fin":1)", "frame.fin wants true or false");
        frame(R"("rsv":[1,1])", "frame.rsv wants");
        frame(R"("rsv":[4])", "frame.rsv wants");
        frame(R"("mask":"37fa213")", "frame.mask wants");
        frame(R"("mask":true)", "frame.mask wants");
        frame(R"("lengthEncoding":16)", "frame.lengthEncoding wants");
        frame(R"("length":5)", "frame.length wants");
        frame(R"("length":"18446744073709551616")", "frame.length wants");
        frame(R"("fragmentSizes":[-1])", "frame.fragmentSizes wants");
        frame(R"("fragmentEvery":1e300)", "frame.fragmentEvery wants");
        frame(R"("pingBetween":"!")", "frame.pingBetween wants base64");
        frame(R"("writes":"slowly")", "frame.writes wants");
        frame(R"("writeBytes":0)", "frame.writeBytes wants");
        frame(R"("compress":null)", "frame.compress wants");
        frame(R"("urgent":true)", "$.messages[1].frame.urgent: there is no such field");
    }

    void refusesByName()
    {
        QFETCH(QByteArray, item);
        QFETCH(QString, path);
        const QByteArray good = R"({"name":"good","form":"text","source":"x"})";
        const auto result = importMessages(fileWith("\"messages\":[" + good + ',' + item + ',' + good + ']'));
        const auto imported = std::get<ImportedMessages>(result);
        QCOMPARE(imported.root.messages.size(), 2);
        QCOMPARE(imported.refused.size(), 1);
        QVERIFY2(imported.refused[0].contains(path), qPrintable(imported.refused[0]));
    }

    void whatFoldersLack()
    {
        const auto imported = std::get<ImportedMessages>(importMessages(
            fileWith(R"("x":1,"messages":{},"folders":[{"name":"f","y":1},{"folders":[]},7])")));
        QCOMPARE(imported.root.folders.size(), 1);
        QCOMPARE(imported.refused.size(), 5);
        QVERIFY(imported.refused.contains(QStringLiteral("$.x: there is no such field")));
        QVERIFY(imported.refused.contains(QStringLiteral("$.messages wants an array")));
        QVERIFY(imported.refused.contains(QStringLiteral("$.folders[0].y: there is no such field")));
    }

    void isBounded()
    {
        QByteArray deep = R"({"name":"f"})";
        for (int i = 0; i < SavedLimits::Depth; ++i)
            deep = R"({"name":"f","folders":[)" + deep + "]}";
        const auto folders =
            std::get<ImportedMessages>(importMessages(fileWith("\"folders\":[" + deep + ']')));
        QCOMPARE(folders.refused.size(), 1);
        QVERIFY(folders.refused[0].contains(QStringLiteral("16 deep")));
        QByteArray many;
        for (qsizetype i = 0; i <= SavedLimits::Messages; ++i)
            many += QByteArray(i > 0 ? "," : "") + R"({"name":"m","form":"text","source":""})";
        const auto messages =
            std::get<ImportedMessages>(importMessages(fileWith("\"messages\":[" + many + ']')));
        QCOMPARE(messages.root.messages.size(), SavedLimits::Messages);
        QCOMPARE(messages.refused.size(), 1);
    }

    void historyIsNewestFirst()
    {
        MessageHistory history;
        for (const char *source : {"a", "b", "b", "a"})
            history.add(messageOf(QString::fromLatin1(source)));
        QCOMPARE(history.messages().size(), 3);
        QCOMPARE(history.messages()[0].source, QStringLiteral("a"));
        QCOMPARE(history.messages()[1].source, QStringLiteral("b"));
        history.clear();
        QVERIFY(history.messages().isEmpty());
    }

    void historyIsBounded()
    {
        MessageHistory history;
        for (int i = 0; i < MessageHistory::MaxMessages + 50; ++i)
            history.add(messageOf(QString::number(i)));
        QCOMPARE(history.messages().size(), MessageHistory::MaxMessages);
        QCOMPARE(history.messages().last().source, QStringLiteral("50"));
        history.add(messageOf(QString(MessageHistory::MaxChars + 1, u'x')));
        QCOMPARE(history.messages().size(), 1);
        history.add(messageOf(QStringLiteral("y")));
        QCOMPARE(history.messages().size(), 1);
        QCOMPARE(history.messages()[0].source, QStringLiteral("y"));
    }
};

QTEST_GUILESS_MAIN(TestSavedMessages)
#include "tst_savedmessages.moc"
