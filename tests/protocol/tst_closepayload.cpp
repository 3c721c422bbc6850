// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/closepayload.h"

#include <QTest>

using namespace ws;

class TestClosePayload : public QObject
{
    Q_OBJECT

private slots:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<quint16>("code");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QString>("broken");

        const auto row = [](const char *name, const char *hex, quint16 code, const char *reason = "",
                             const char *broken = "") {
            QTest::newRow(name) << QByteArray::fromHex(hex) << code << QByteArray(reason)
                                << QString::fromLatin1(broken);
        };
        row("empty", "", 1005);
        row("1000", "03e8", 1000);
        row("1001 bye", "03e9627965", 1001, "bye");
        row("one byte", "03", 1005, "", "WS_ERR_INVALID_CLOSE_PAYLOAD_LENGTH");
        row("reason not UTF-8", "03e8ff", 1000, "\xff", "WS_ERR_INVALID_CLOSE_REASON");
        row("reason cut in a code point", "03e8c3", 1000, "\xc3", "WS_ERR_INVALID_CLOSE_REASON");
    }

    void parses()
    {
        QFETCH(QByteArray, payload);
        QFETCH(quint16, code);
        QFETCH(QByteArray, reason);
        QFETCH(QString, broken);
        const ClosePayload close = parseClosePayload(payload);
        QCOMPARE(close.code, code);
        QCOMPARE(close.reason, reason);
        QCOMPARE(close.violation ? QString(ruleInfo(close.violation->rule).name) : QString(), broken);
        if (broken.isEmpty())
            QCOMPARE(encodeClosePayload(code, reason), payload);
    }

    // The edges where implementations differ.
    void codes_data()
    {
        QTest::addColumn<quint16>("code");
        QTest::addColumn<bool>("valid");
        for (const quint16 code :
            {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
            QTest::addRow("%d", code) << code << true;
        for (const quint16 code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
            QTest::addRow("%d", code) << code << false;
    }

    void codes()
    {
        QFETCH(quint16, code);
        QFETCH(bool, valid);
        QCOMPARE(isValidOnWire(code), valid);
        const QByteArray wire = QByteArray(1, char(code >> 8)) + char(code & 0xFF);
        QCOMPARE(!parseClosePayload(wire).violation.has_value(), valid);
    }

    void longReasonIsCutAtACodePoint()
    {
        const QByteArray reason = QByteArray("\xC3\xA9").repeated(80); // 160 bytes
        const QByteArray payload = encodeClosePayload(1000, reason);
        QCOMPARE(payload.size(), 2 + 122);
        QVERIFY(!parseClosePayload(payload).violation);
    }
};

QTEST_GUILESS_MAIN(TestClosePayload)
#include "tst_closepayload.moc"
