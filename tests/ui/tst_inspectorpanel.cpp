// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/verdicts.h"
#include "benchfill.h"
#include "ui/models/headerfields.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/theme/theme.h"
#include "ui/views/bitsview.h"
#include "ui/views/chip.h"
#include "ui/views/hexview.h"
#include "ui/views/panelheader.h"
#include "ui/views/payloadview.h"
#include "ui/views/verdictbox.h"

#include <QApplication>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

using namespace sockscope;

class TestInspectorPanel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<InspectorPanel> m_panel;

    void inspect(const FrameRecord &record, const QByteArray &payload)
    {
        m_panel->showRow(m_session->capture().append(record, payload));
    }

    template <typename Widget> Widget *find(const QString &name = {}) const
    {
        return m_panel->findChild<Widget *>(name);
    }

    QString shownText() const { return find<QPlainTextEdit>(QStringLiteral("payloadText"))->toPlainText(); }
    QString facts() const { return find<QLabel>(QStringLiteral("rowFacts"))->text(); }

    // "1|000|0001|0|0110100", with ! before a broken cell.
    static QString drawn(const QList<HeaderField> &fields)
    {
        QStringList words;
        for (const HeaderField &field : fields) {
            QString word;
            for (const HeaderField::Cell &cell : field.cells)
                word += (cell.broken ? QStringLiteral("!") : QString()) + cell.text;
            words.append(word);
        }
        return words.join(u'|');
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }

    void init()
    {
        m_session = std::make_unique<BenchSession>();
        nameDevice(m_session->connections(), 1, QStringLiteral("thermo-91bc"));
        m_panel = std::make_unique<InspectorPanel>(m_session.get(), nullptr);
        m_panel->resize(840, 300);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void cleanup()
    {
        m_panel.reset();
        m_session.reset();
    }

    void bits_data()
    {
        QTest::addColumn<FrameRecord>("record");
        QTest::addColumn<QString>("bits");
        QTest::newRow("masked text") << receivedFrame(ws::Opcode::Text, 52)
                                     << "1|000|0001|1|0110100|9c41e07d";
        QTest::newRow("close to the device") << sentFrame(ws::Opcode::Close, 2) << "1|000|1000|0|0000010";
        QTest::newRow("16-bit length") << sentFrame(ws::Opcode::Binary, 16384) << "1|000|0010|0|1111110|4000";
        QTest::newRow("64-bit length")
            << sentFrame(ws::Opcode::Binary, 65536) << "1|000|0010|0|1111111|0000000000010000";
        QTest::newRow("unmasked") << unmaskedFrame(52) << "1|000|0001|!0|0110100";
        FrameRecord record = sentFrame(ws::Opcode::Text, 1);
        record.header.rsv1 = true;
        record.header.rsv3 = true;
        record.violation = ws::Rule::UnexpectedRsv1;
        QTest::newRow("RSV1 alone is what this rule is about") << record << "1|!101|0001|0|0000001";
        record.violation = ws::Rule::UnexpectedRsv23;
        QTest::newRow("RSV3") << record << "1|10!1|0001|0|0000001";
        record = sentFrame(ws::Opcode(0x3), 0);
        record.violation = ws::Rule::InvalidOpcode;
        QTest::newRow("reserved opcode") << record << "1|000|!0!0!1!1|0|0000000";
        record = sentFrame(ws::Opcode::Ping, 0);
        record.header.fin = false;
        record.violation = ws::Rule::ExpectedFin;
        QTest::newRow("fragmented ping") << record << "!0|000|1001|0|0000000";
        record = sentFrame(ws::Opcode::Text, 5);
        record.header.lengthEncoding = ws::LengthEncoding::Bits16;
        record.violation = ws::Rule::NonMinimalLength;
        QTest::newRow("length not minimal") << record << "1|000|0001|0|!1!1!1!1!1!1!0|!00!05";
        record = receivedFrame(ws::Opcode::Text, 1);
        record.violation = ws::Rule::InvalidUtf8;
        QTest::newRow("a broken payload breaks no bit") << record << "1|000|0001|1|0000001|9c41e07d";
    }

    void bits()
    {
        QFETCH(FrameRecord, record);
        QTEST(drawn(headerFields(record)), "bits");
        inspect(record, {});
        QCOMPARE(find<BitsView>()->fields(), headerFields(record));
    }

    void aBitsViewWrapsBetweenBytes()
    {
        BitsView view;
        view.setFields(headerFields(receivedFrame(ws::Opcode::Binary, 65536)));
        QVERIFY(view.heightForWidth(300) > view.heightForWidth(2000));
        QVERIFY(view.accessibleDescription().contains(QStringLiteral("mask key: 9c 41 e0 7d")));
    }

    void everyRuleHasAVerdict()
    {
        for (int i = 0; i < ws::RuleCount; ++i) {
            const Verdict &verdict = verdictFor(ws::Rule(i));
            QVERIFY2(verdict.cause.endsWith(QLatin1Char('.')), ws::ruleInfo(ws::Rule(i)).name.data());
            QVERIFY2(verdict.advice.endsWith(QLatin1Char('.')), ws::ruleInfo(ws::Rule(i)).name.data());
        }
    }

    void anUnmaskedFrameGetsItsVerdict()
    {
        m_session->connections().update(1, [](ConnectionStats &stats, BenchTotals &) {
            stats.failed = true;
            stats.lastViolation = ws::Violation{ws::Rule::ExpectedMask, 1234, QStringLiteral("MASK 0")};
        });
        inspect(unmaskedFrame(2), "{}");
        const QString verdict = find<VerdictBox>()->text();
        QVERIFY(find<VerdictBox>()->isVisible());
        for (const char *words : {"A client must mask every frame", "RFC 6455 5.1", "WS_ERR_EXPECTED_MASK",
                 "closed with 1002", "second send path"})
            QVERIFY2(verdict.contains(QLatin1StringView(words)), qPrintable(verdict));
    }

    void aToleratedViolationSaysThatTheConnectionWentOn()
    {
        inspect(unmaskedFrame(2), "{}");
        QVERIFY(find<VerdictBox>()->text().contains(QStringLiteral("noted, the connection went on")));
        inspect(receivedFrame(ws::Opcode::Text, 2), "{}");
        QVERIFY(!find<VerdictBox>()->isVisible());
    }

    void aFaultIsToldAsOneOnPurpose()
    {
        FrameRecord record;
        record.kind = RowKind::Event;
        record.event = EventKind::Fault;
        const QByteArray words = "dropped <b>a text frame</b> of 58 B";
        const auto row = [&](const QByteArray &facts) {
            return m_session->capture().append(record, words, facts);
        };
        m_panel->showRow(row(R"({"fault": "drop", "index": 1, "direction": "toDevice"})"));
        QVERIFY(find<VerdictBox>()->isVisible());
        QCOMPARE(find<VerdictBox>()->text(),
            QStringLiteral("Broken on purpose: Drop   fault 2 of its list · to the device\n"
                           "Dropped <b>a text frame</b> of 58 B. Loses frames."));
        QVERIFY(find<PanelHeader>()->words().endsWith(QStringLiteral("fault")));
        m_panel->showRow(row(R"({"fault": "of a later version"})"));
        QVERIFY(!find<VerdictBox>()->isVisible());
        QCOMPARE(shownText(), QString::fromUtf8(words));
    }

    void titleNamesTheFrame()
    {
        inspect(receivedFrame(ws::Opcode::Text, 52), QByteArray(52, 'x'));
        QCOMPARE(find<PanelHeader>()->words(), QStringLiteral("frame 0 · thermo-91bc → · text · 52 B"));
    }

    void picksWhatThePayloadIs_data()
    {
        QTest::addColumn<ws::Opcode>("opcode");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<PayloadView::Mode>("mode");
        using Mode = PayloadView::Mode;
        QTest::newRow("JSON") << ws::Opcode::Text << QByteArray("{\"seq\":57}") << Mode::Tree;
        QTest::newRow("JSON in a binary message") << ws::Opcode::Binary << QByteArray("[1,2]") << Mode::Tree;
        QTest::newRow("CBOR") << ws::Opcode::Binary << QByteArray::fromHex("a1616101") << Mode::Tree;
        QTest::newRow("text") << ws::Opcode::Text << QByteArray("hello") << Mode::Text;
        QTest::newRow("bytes") << ws::Opcode::Binary << QByteArray::fromHex("ffd8ffe0") << Mode::Hex;
    }

    void picksWhatThePayloadIs()
    {
        QFETCH(ws::Opcode, opcode);
        QFETCH(QByteArray, payload);
        inspect(receivedFrame(opcode, quint64(payload.size())), payload);
        QTEST(find<PayloadView>()->shownMode(), "mode");
    }

    void theTabsChoose()
    {
        inspect(receivedFrame(ws::Opcode::Text, 10), "{\"seq\":57}");
        QTest::mouseClick(find<Chip>(QStringLiteral("JSON")), Qt::LeftButton);
        QCOMPARE(shownText(), QStringLiteral("{\"seq\": 57}"));
        QTest::mouseClick(find<Chip>(QStringLiteral("base64")), Qt::LeftButton);
        QCOMPARE(shownText(), QStringLiteral("eyJzZXEiOjU3fQ=="));
        QTest::mouseClick(find<Chip>(QStringLiteral("text")), Qt::LeftButton);
        QCOMPARE(shownText(), QStringLiteral("{\"seq\":57}"));
        QTest::mouseClick(find<Chip>(QStringLiteral("hex")), Qt::LeftButton);
        QVERIFY(!find<QPlainTextEdit>(QStringLiteral("payloadText"))->isVisible());
        QVERIFY(find<HexView>()->toPlainText().contains(QStringLiteral("7b 22")));
    }

    void hexBeginsWithTheHeaderInItsColour()
    {
        inspect(unmaskedFrame(2), "{}");
        QTextBlock block = find<HexView>()->document()->firstBlock();
        for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
            if (range.format.foreground().color() == Theme::current().error)
                QCOMPARE(block.text().mid(range.start, range.length).trimmed(), QStringLiteral("81 02"));
        }
        QVERIFY(block.text().contains(QStringLiteral("81 02 7b 7d")));
        QVERIFY(std::ranges::any_of(block.layout()->formats(), [](const QTextLayout::FormatRange &range) {
            return range.format.foreground().color() == Theme::current().error;
        }));
    }

    void closeFramesAreRead()
    {
        inspect(receivedFrame(ws::Opcode::Close, 5), QByteArray::fromHex("03e9") + "bye");
        QVERIFY2(facts().startsWith(QStringLiteral("close code 1001, ")), qPrintable(facts()));
        QVERIFY(facts().contains(QStringLiteral(": bye · ")));
    }

    void pongsTellTheirRoundTrip()
    {
        FrameRecord record = receivedFrame(ws::Opcode::Pong, 0);
        record.rttNs = 3'100'000;
        inspect(record, {});
        QCOMPARE(facts(), QStringLiteral("answers a ping after 3.1 ms · arrived in one TCP read"));
        record.rttSource = RttSource::Kernel;
        inspect(record, {});
        QVERIFY(facts().startsWith(QStringLiteral("answers a ping after 3.1 ms by the kernel's clock · ")));
    }

    void fragmentsTellTheirPlace()
    {
        FrameRecord record = receivedFrame(ws::Opcode::Continuation, 0);
        record.message = 14;
        record.fragment = 3;
        inspect(record, {});
        QCOMPARE(facts(), QStringLiteral("fragment 3, the last, of message 14 · arrived in one TCP read"));
    }

    void missingPayloadIsAccountedFor()
    {
        inspect(unmaskedFrame(47), {});
        QCOMPARE(facts(), QStringLiteral("failed after 0 B of 47 B payload · arrived in one TCP read"));
        inspect(receivedFrame(ws::Opcode::Binary, 2048), QByteArray(1024, 'x'));
        QCOMPARE(
            facts(), QStringLiteral("1.0 KiB of 2.0 KiB payload kept · arrived in one TCP read, with row 0"));
    }

    void readsAreCounted()
    {
        FrameRecord record = receivedFrame(ws::Opcode::Text, 1);
        record.reads = 3;
        inspect(record, "x");
        QCOMPARE(facts(), QStringLiteral("arrived in 3 TCP reads"));
        record.reads = 1;
        inspect(record, "x"); // at the same nanosecond
        QCOMPARE(facts(), QStringLiteral("arrived in one TCP read, with row 0"));
        inspect(sentFrame(ws::Opcode::Text, 1), "x");
        QVERIFY(facts().isEmpty());
    }

    void keepsWhatItShowsWhenTheLogDropsIt()
    {
        inspect(receivedFrame(ws::Opcode::Text, 5), "hello");
        m_session->capture().clear();
        m_panel->showRow(0);
        QCOMPARE(shownText(), QStringLiteral("hello"));
        m_panel->clear();
        QCOMPARE(find<PanelHeader>()->words(), QString());
        QVERIFY(!find<PayloadView>()->isVisible());
    }

    void hostilePayloadsStayText()
    {
        const QByteArray payload = "<img src=x><b>bold</b>";
        nameDevice(m_session->connections(), 1, QStringLiteral("<b>device</b>"));
        inspect(receivedFrame(ws::Opcode::Text, quint64(payload.size())), payload);
        QCOMPARE(shownText(), QString::fromLatin1(payload));
        QVERIFY(find<PanelHeader>()->words().contains(QStringLiteral("<b>device</b>")));
        QCOMPARE(richLabels(*m_panel), QStringList());
    }

    void longTextIsBounded()
    {
        const QByteArray payload(PayloadView::MaxTextBytes + 1024, 'x');
        inspect(receivedFrame(ws::Opcode::Text, quint64(payload.size())), payload);
        QVERIFY(shownText().endsWith(QStringLiteral("… 1.0 KiB more")));
    }
};

QTEST_MAIN(TestInspectorPanel)
#include "tst_inspectorpanel.moc"
