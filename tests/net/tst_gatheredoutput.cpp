// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlib/net/gatheredoutput.h"

#include <QTest>

using namespace ws;

namespace {

QByteArray joined(GatheredOutput &output)
{
    QByteArray all;
    for (const iovec &part : output.parts())
        all.append(static_cast<const char *>(part.iov_base), qsizetype(part.iov_len));
    return all;
}

} // namespace

class TestGatheredOutput : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrder()
    {
        const QByteArray large(100, 'L');
        GatheredOutput output;
        output.copy("ab");
        output.copy({});
        output.copy("c");
        output.refer(large);
        output.refer("R");
        output.copy("d");
        QCOMPARE(output.size(), qsizetype(105));
        QCOMPARE(joined(output), "abc" + large + "Rd");
        QCOMPARE(output.parts().size(), size_t(4)); // what is copied in a row is one part
        QCOMPARE(output.parts()[1].iov_base, static_cast<const void *>(large.constData()));
        output.copy("e");
        QCOMPARE(joined(output), "abc" + large + "Rde");

        output.clear();
        QVERIFY(output.isEmpty());
        QVERIFY(output.parts().empty());
        output.copy("f");
        QCOMPARE(joined(output), "f");
    }

    void restAtEverySplit()
    {
        GatheredOutput output;
        output.copy("ab");
        output.refer("cde");
        output.copy("f");
        const QByteArray all = joined(output);
        for (qsizetype sent = 0; sent <= all.size(); ++sent) {
            QByteArray rest = "before";
            output.copyRest(sent, &rest);
            QCOMPARE(rest, "before" + all.sliced(sent));
        }
    }

    void roomEnds()
    {
        GatheredOutput output;
        const QByteArray piece(1000, 'x');
        QByteArray all;
        while (output.hasRoom(piece.size())) {
            output.copy(piece);
            all += piece;
        }
        QCOMPARE(joined(output), all);
        QVERIFY(output.hasRoom(0)); // what is referred to takes none

        while (output.hasRoom(0)) {
            output.refer("r");
            all += 'r';
        }
        QCOMPARE(joined(output), all);
    }
};

QTEST_APPLESS_MAIN(TestGatheredOutput)
#include "tst_gatheredoutput.moc"
