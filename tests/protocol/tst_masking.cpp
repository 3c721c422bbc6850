// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/protocol/masking.h"

#include <QSet>
#include <QTest>

using namespace ws;

class TestMasking : public QObject
{
    Q_OBJECT

private slots:
    void rfcExample()
    {
        QByteArray text = "Hello";
        applyMask(text.data(), text, {0x37, 0xFA, 0x21, 0x3D});
        QCOMPARE(text.toHex(), QByteArray("7f9f4d5158"));
    }

    // Every size around those of words and blocks, at every offset: the same as one byte at a time.
    void agreesWithTheDefinition()
    {
        const MaskKey key{0x01, 0x80, 0xFF, 0x5A};
        for (qsizetype size = 0; size < 300; ++size) {
            for (quint64 offset = 0; offset < 9; ++offset) {
                QByteArray data(size, '\0');
                QByteArray expected(size, '\0');
                for (qsizetype i = 0; i < size; ++i) {
                    data[i] = char(i * 7);
                    expected[i] = char(quint8(data[i]) ^ key[(quint64(i) + offset) % 4]);
                }
                applyMask(data.data(), data, key, offset);
                QCOMPARE(data.toHex(), expected.toHex());
            }
        }
    }

    void keysDiffer()
    {
        QSet<QByteArray> keys;
        for (int i = 0; i < 64; ++i) {
            const MaskKey key = randomMaskKey();
            keys.insert(QByteArray(reinterpret_cast<const char *>(key.data()), key.size()));
        }
        QVERIFY(keys.size() > 60);
    }
};

QTEST_GUILESS_MAIN(TestMasking)
#include "tst_masking.moc"
