// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchfill.h"
#include "ui/models/payloadtreemodel.h"
#include "ui/panels/inspectorpanel.h"
#include "ui/theme/theme.h"
#include "ui/views/hexview.h"
#include "ui/views/payloadtreeview.h"
#include "ui/views/payloadview.h"
#include "ui/widgets/codecmenu.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>

using namespace sockscope;

/// A payload as a tree and as hex, side by side in the inspector.
class TestPayloadInspection : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<InspectorPanel> m_panel;

    void openPanel()
    {
        m_panel = std::make_unique<InspectorPanel>(m_session.get(), m_settings.get());
        m_panel->resize(840, 420);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }

    void inspect(const QByteArray &payload, ws::Opcode opcode = ws::Opcode::Text, quint64 connection = 1)
    {
        m_panel->showRow(
            m_session->capture().append(receivedFrame(opcode, quint64(payload.size()), connection), payload));
    }

    QTreeView *tree() const { return m_panel->findChild<QTreeView *>(QStringLiteral("payloadTree")); }
    HexView *hex() const { return m_panel->findChild<HexView *>(); }
    QAction *action(const char *name) const { return tree()->findChild<QAction *>(QLatin1StringView(name)); }
    QString codecWords() const { return m_panel->findChild<QToolButton *>(QStringLiteral("codec"))->text(); }
    QString problem() const { return m_panel->findChild<QLabel *>(QStringLiteral("decodeProblem"))->text(); }
    QString currentName() const { return tree()->currentIndex().siblingAtColumn(0).data().toString(); }

    QModelIndex find(const QString &name) const
    {
        const QModelIndexList found = tree()->model()->match(
            tree()->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }

    void click(const QModelIndex &index)
    {
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
    }

    void bindFromMenu(int scope, const QString &codec)
    {
        auto *menu = m_panel->findChild<CodecMenu *>();
        QMenu *codecs = menu->actions().at(scope)->menu();
        for (QAction *choice : codecs->actions()) {
            if (choice->text() == codec)
                return choice->trigger();
        }
        QFAIL(qPrintable(codec));
    }

private slots:
    void initTestCase() { Theme::apply(*qApp, Theme::Mode::Dark); }
    void init();
    void cleanup();
    void theModelIsOne_data();
    void theModelIsOne();
    void aValueMarksItsBytes();
    void aByteSelectsItsValue();
    void theFieldStaysChosenFromRowToRow();
    void brokenPayloadsSayWhere();
    void aCodecIsBound();
    void aBindingOfAPathSurvives();
    void plotAndFilter();
    void copies();
    void inflatedBytesAreWhatTheTreeSpeaksOf();
};

void TestPayloadInspection::init()
{
    m_settings = std::make_unique<QSettings>(m_directory.filePath("settings.ini"), QSettings::IniFormat);
    m_settings->clear();
    m_session = std::make_unique<BenchSession>();
    for (const quint64 connection : {1, 2}) {
        m_session->connections().update(connection, [](ConnectionStats &stats, BenchTotals &) {
            stats.path = QStringLiteral("/telemetry");
            stats.subprotocol = QStringLiteral("sensor.v2");
        });
    }
    openPanel();
}

void TestPayloadInspection::cleanup()
{
    m_panel.reset();
    m_session.reset();
}

void TestPayloadInspection::theModelIsOne_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("JSON") << QByteArray(R"({"a":[1,{"b":null}],"c":"x"})");
    QTest::newRow("a value alone") << QByteArray("[]");
    QTest::newRow("broken") << QByteArray(R"({"a":[1,)");
    QTest::newRow("nothing") << QByteArray();
}

void TestPayloadInspection::theModelIsOne()
{
    QFETCH(QByteArray, payload);
    PayloadTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTree(makeDecoder(Codec::Json)->decode(payload).tree);
    QCOMPARE(model.rowCount(), payload.isEmpty() ? 0 : 1);
    model.setTree({});
    QCOMPARE(model.rowCount(), 0);
}

void TestPayloadInspection::aValueMarksItsBytes()
{
    const QByteArray payload = R"({"seq":57,"temp":21.9})";
    inspect(payload);
    QCOMPARE(codecWords(), QStringLiteral("JSON, guessed"));
    click(find("temp"));
    constexpr int HeaderBytes = 6; // a masked frame's
    QCOMPARE(hex()->markedBytes(), (ByteRange{HeaderBytes + payload.indexOf("\"temp\""), 11}));
    click(find("object"));
    QCOMPARE(hex()->markedBytes(), (ByteRange{HeaderBytes, payload.size()}));
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(hex()->markedBytes(), (ByteRange{HeaderBytes + 1, 8}));
}

void TestPayloadInspection::aByteSelectsItsValue()
{
    inspect(R"({"seq":57,"temp":21.9,"rssi":-60})");
    // "57" stands at bytes 13 and 14, behind a header of six.
    const QTextBlock line = hex()->document()->firstBlock();
    QVERIFY(line.text().mid(50, 5) == QStringLiteral("35 37"));
    QTextCursor cursor(line);
    cursor.setPosition(line.position() + 50);
    const QPoint at = hex()->cursorRect(cursor).center() + QPoint(2, 0);
    QTest::mouseClick(hex()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(currentName(), QStringLiteral("seq"));
    QTest::keyClick(hex(), Qt::Key_Down); // sixteen bytes on
    QCOMPARE(currentName(), QStringLiteral("rssi"));
    QTest::keyClick(hex(), Qt::Key_Up);
    QTest::keyClick(hex(), Qt::Key_Home); // the header is no value
    QCOMPARE(currentName(), QStringLiteral("seq"));
}

void TestPayloadInspection::theFieldStaysChosenFromRowToRow()
{
    inspect(R"({"seq":57,"temp":21.9})");
    click(find("temp"));
    inspect(R"({"temp":22,"seq":58})");
    QCOMPARE(currentName(), QStringLiteral("temp"));
    inspect(R"({"seq":59})");
    QVERIFY(!tree()->currentIndex().isValid());
    QVERIFY(!action("plotValue")->isEnabled());
}

void TestPayloadInspection::brokenPayloadsSayWhere()
{
    inspect(R"({"seq":57 "temp":1})");
    QVERIFY(!tree()->isVisible()); // no longer JSON: text
    bindFromMenu(0, QStringLiteral("JSON"));
    QVERIFY(tree()->isVisible());
    QVERIFY2(problem().startsWith(QStringLiteral("byte 10: ")), qPrintable(problem()));
    QVERIFY(find("seq").isValid()); // what was read before it
}

void TestPayloadInspection::aCodecIsBound()
{
    const QByteArray payload = QByteArray::fromHex("0801");
    inspect(payload, ws::Opcode::Binary);
    QVERIFY(!tree()->isVisible());
    bindFromMenu(0, QStringLiteral("Protobuf, fields by number"));
    QCOMPARE(codecWords(), QStringLiteral("Protobuf, bound to this connection"));
    QVERIFY(find("1").isValid());
    inspect(payload, ws::Opcode::Binary, 2);
    QVERIFY(!tree()->isVisible());
    inspect(payload, ws::Opcode::Binary, 1);
    bindFromMenu(0, QStringLiteral("Guess from the bytes"));
    QVERIFY(!tree()->isVisible());
}

void TestPayloadInspection::aBindingOfAPathSurvives()
{
    const QByteArray payload = QByteArray::fromHex("0801");
    inspect(payload, ws::Opcode::Binary);
    bindFromMenu(2, QStringLiteral("MessagePack"));
    openPanel();
    inspect(payload, ws::Opcode::Binary, 2);
    QCOMPARE(codecWords(), QStringLiteral("MessagePack, bound to its path"));
    QVERIFY2(problem().contains(QStringLiteral("bytes follow")), qPrintable(problem()));
}

void TestPayloadInspection::plotAndFilter()
{
    QSignalSpy plots(m_panel.get(), &InspectorPanel::plotRequested);
    QSignalSpy filters(m_panel.get(), &InspectorPanel::filterRequested);
    inspect(R"({"id":"a\"b","list":[{"temp":21.9}]})");
    click(find("temp"));
    QTest::keyClick(tree(), Qt::Key_P);
    QCOMPARE(plots.size(), 1);
    const auto source = plots.first().first().value<FieldSource>();
    QCOMPARE(source.path.text(), QStringLiteral(".list[0].temp"));
    QCOMPARE(source.connection, quint64(1));
    QCOMPARE(source.decoder->numberAt(R"({"list":[{"temp":3}]})", source.path), 3.);
    action("filterByValue")->trigger();
    QCOMPARE(filters.takeFirst().first().toString(), QStringLiteral("json.list[0].temp == 21.9"));
    click(find("id"));
    QVERIFY(!action("plotValue")->isEnabled());
    action("filterByValue")->trigger();
    QCOMPARE(filters.takeFirst().first().toString(), QStringLiteral(R"(json.id == "a\"b")"));
}

void TestPayloadInspection::copies()
{
    const QString text(1000, u'x');
    inspect(QStringLiteral(R"({"a":["%1"],"n":1.50})").arg(text).toUtf8());
    click(find("[0]"));
    QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    action("copyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(".a[0]"));
    click(find("n"));
    QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1.50"));
}

void TestPayloadInspection::inflatedBytesAreWhatTheTreeSpeaksOf()
{
    FrameRecord record = receivedFrame(ws::Opcode::Text, 4);
    record.compressed = true;
    record.inflatedLength = 10;
    m_panel->showRow(m_session->capture().append(record, "\xab\x56\x2a\x02", R"({"seq":57})"));
    click(find("seq"));
    QCOMPARE(hex()->markedBytes(), (ByteRange{1, 8}));
    QVERIFY(hex()->toPlainText().contains(QStringLiteral("7b 22 73 65 71")));
}

QTEST_MAIN(TestPayloadInspection)
#include "tst_payloadinspection.moc"
