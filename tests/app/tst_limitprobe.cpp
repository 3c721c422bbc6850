// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limits/limitprobe.h"
#include "serverlib/protocol/frameheader.h"
#include "serverlib/protocol/upgrade.h"

#include <QTest>

using namespace sockscope;

namespace {

struct Frame
{
    ws::Opcode opcode;
    bool fin;
    qint64 size;
    bool operator==(const Frame &) const = default;
};

QList<Frame> framesOf(const QByteArray &bytes)
{
    QList<Frame> frames;
    for (qsizetype at = 0; at < bytes.size();) {
        ws::FrameHeader header;
        const int size = ws::parseFrameHeader(QByteArrayView(bytes).sliced(at), &header);
        if (size == 0 || header.mask)
            return {};
        frames.append({header.opcode, header.fin, qint64(header.payloadLength)});
        at += size + qsizetype(header.payloadLength);
    }
    return frames;
}

} // namespace

class TestLimitProbe : public QObject
{
    Q_OBJECT
private slots:
    void messages_data()
    {
        QTest::addColumn<LimitKind>("kind");
        QTest::addColumn<ws::Opcode>("opcode");
        QTest::newRow("binary") << LimitKind::BinaryMessage << ws::Opcode::Binary;
        QTest::newRow("text") << LimitKind::TextMessage << ws::Opcode::Text;
    }
    void messages()
    {
        QFETCH(LimitKind, kind);
        QFETCH(ws::Opcode, opcode);
        QCOMPARE(framesOf(makeLimitProbe(kind, 70'000, {}).bytes), (QList<Frame>{{opcode, true, 70'000}}));
        // In frames that are known to arrive.
        ProbeContext context;
        context.frameBytes = 1000;
        const LimitProbe probe = makeLimitProbe(kind, 2500, context);
        QCOMPARE(framesOf(probe.bytes),
            (QList<Frame>{{opcode, false, 1000}, {ws::Opcode::Continuation, false, 1000},
                {ws::Opcode::Continuation, true, 500}}));
        QCOMPARE(probe.manner, QStringLiteral("in frames of 1,000 B"));
        QCOMPARE(framesOf(makeLimitProbe(kind, 1000, context).bytes).size(), 1);
    }

    void aFrameIsNeverCut()
    {
        ProbeContext context;
        context.frameBytes = 10;
        QCOMPARE(framesOf(makeLimitProbe(LimitKind::Frame, 126, context).bytes).size(), 1);
    }

    void textIsText()
    {
        const QByteArray bytes = makeLimitProbe(LimitKind::TextMessage, 100, {}).bytes;
        QVERIFY(std::ranges::all_of(bytes.mid(2), [](char c) { return c >= 'a' && c <= 'z'; }));
    }

    void fragments()
    {
        ProbeContext context;
        QCOMPARE(framesOf(makeLimitProbe(LimitKind::Fragments, 1, context).bytes),
            (QList<Frame>{{ws::Opcode::Binary, true, 1}}));
        QCOMPARE(framesOf(makeLimitProbe(LimitKind::Fragments, 4096, context).bytes).size(), 4096);
        context.messageBytes = 2; // then the rest are empty
        QCOMPARE(framesOf(makeLimitProbe(LimitKind::Fragments, 4, context).bytes),
            (QList<Frame>{{ws::Opcode::Binary, false, 1}, {ws::Opcode::Continuation, false, 1},
                {ws::Opcode::Continuation, false, 0}, {ws::Opcode::Continuation, true, 0}}));
    }

    void cuts()
    {
        const LimitProbe whole = makeLimitProbe(LimitKind::HeaderPieces, 1, {});
        QCOMPARE(whole.bytes.size(), 130);
        QVERIFY(whole.plan.cuts.isEmpty());
        QCOMPARE(makeLimitProbe(LimitKind::HeaderPieces, 4, {}).plan.cuts, (QList<qsizetype>{1, 2, 3}));
        QCOMPARE(makeLimitProbe(LimitKind::WriteSize, 1, {}).plan.cuts.size(), 129);
        QVERIFY(makeLimitProbe(LimitKind::WriteSize, 130, {}).plan.cuts.isEmpty());
        QVERIFY(makeLimitProbe(LimitKind::WriteSize, 1, {}).plan.gap.count() > 0);
    }

    void paddingIsExact()
    {
        ws::UpgradeRequest request;
        const QByteArray plain = ws::upgradeResponse(request, {});
        QCOMPARE(paddingHeaders(LeastPadding - 1).size(), 0);
        for (qint64 bytes = LeastPadding; bytes < 5000; ++bytes) {
            const QByteArray padded = ws::upgradeResponse(request, {}, paddingHeaders(bytes));
            QCOMPARE(padded.size(), plain.size() + bytes);
            QCOMPARE(unpaddedSize(padded), plain.size());
        }
        for (const ws::HttpHeader &header : paddingHeaders(100'000))
            QVERIFY(header.value.size() <= 1100);
    }

    void ranges()
    {
        ProbeContext context;
        context.responseBytes = 129;
        const LimitRange response = limitRange({LimitKind::Response, 4096}, context);
        QCOMPARE(response.mildest, 129 + LeastPadding);
        QCOMPARE(response.hardest, 4096);
        QCOMPARE(limitRange({LimitKind::Response, 10}, context).hardest, 129 + LeastPadding);
        const LimitRange write = limitRange({LimitKind::WriteSize, 1}, context);
        QCOMPARE(write.mildest, 130);
        QCOMPARE(write.hardest, 1);
        context.frameBytes = 10; // no message needs more frames than a log can bear
        QCOMPARE(limitRange({LimitKind::TextMessage, 1 << 24}, context).hardest, 163'840);
    }

    void plansThatCannotBe_data()
    {
        QTest::addColumn<LimitsPlan>("plan");
        QTest::addColumn<QString>("words");
        LimitsPlan plan;
        QTest::newRow("nothing") << plan << "No limit is chosen";
        plan.aims = {{LimitKind::Frame, 0}};
        QTest::newRow("bound too small") << plan << "has to be from 1 B to 31,457,280 B, not 0 B";
        plan.aims = {{LimitKind::WriteSize, 2}};
        QTest::newRow("nothing to choose") << plan << "Smallest TCP write";
        plan.aims = {{LimitKind::Frame, 10}, {LimitKind::Frame, 20}};
        QTest::newRow("twice") << plan << "twice";
        plan = fullPlan();
        plan.pongTimeoutMs = 0;
        QTest::newRow("no time") << plan << "50 ms to 1 hour";
        QTest::newRow("good") << fullPlan() << "";
    }
    void plansThatCannotBe()
    {
        QFETCH(LimitsPlan, plan);
        QFETCH(QString, words);
        const QString fault = planFault(plan);
        QVERIFY2(words.isEmpty() ? fault.isEmpty() : fault.contains(words), qPrintable(fault));
    }

    void idsAreUnique()
    {
        for (const LimitInfo &info : limitInfos()) {
            QCOMPARE(limitKindFrom(QLatin1StringView(info.id)), info.kind);
            QCOMPARE(&limitInfo(info.kind), &info);
        }
        QVERIFY(!limitKindFrom(QStringLiteral("x")));
    }
};

QTEST_APPLESS_MAIN(TestLimitProbe)
#include "tst_limitprobe.moc"
