// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timingfixture.h"
#include "ui/timing/plotmenu.h"

#include <QAction>
#include <QFileDialog>
#include <QSignalSpy>

using namespace sockscope;

class TestTimingExport : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<BenchSession> m_session;
    std::unique_ptr<Measurer> m_log;
    std::unique_ptr<ShownTimingPanel> m_shown;

    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    PlotMenu *menu() const
    {
        return m_shown->curves()->parentWidget()->parentWidget()->findChild<PlotMenu *>();
    }
    QByteArray saved(PlotFormat format, const char *name) const
    {
        menu()->save(format, file(name));
        QFile written(file(name));
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    }

private slots:
    void init()
    {
        m_session = std::make_unique<BenchSession>();
        m_log = std::make_unique<Measurer>(m_session.get());
        m_log->pong(1, 5);
        m_log->pong(2, 0.25);
        m_log->pong(1, 7.5);
        nameDevice(m_session->connections(), 2, QStringLiteral("valve-02"));
        nameDevice(m_session->connections(), 1, QStringLiteral("=thermo, \"7f2a\""));
        m_shown = std::make_unique<ShownTimingPanel>(m_session.get());
        QTRY_VERIFY(m_shown->drawsCurves(2));
    }

    void cleanup()
    {
        m_shown.reset();
        m_log.reset();
        m_session.reset();
    }

    void pointsInViewAsATable()
    {
        QCOMPARE(saved(PlotFormat::Csv, "a.csv"),
            QByteArray("seconds,curve,milliseconds,row\r\n"
                       "0.000000000,\"'=thermo, \"\"7f2a\"\"\",5,0\r\n"
                       "0.002000000,\"'=thermo, \"\"7f2a\"\"\",7.5,2\r\n"
                       "0.001000000,valve-02,0.25,1\r\n"));
        m_shown->curves()->xAxis->setRange(0.0005, 0.0015);
        QCOMPARE(saved(PlotFormat::Csv, "a.csv"),
            QByteArray("seconds,curve,milliseconds,row\r\n0.001000000,valve-02,0.25,1\r\n"));
    }

    void aPicture()
    {
        const QImage picture = QImage::fromData(saved(PlotFormat::Png, "a.png"), "PNG");
        QVERIFY(!picture.isNull());
        QVERIFY(picture.width() >= 2 * m_shown->curves()->width());
        QCOMPARE(picture.pixelColor(picture.width() - 1, 0), Theme::current().panel);
        QVERIFY(!m_shown->curves()->legend->visible()); // only on the picture
    }

    void aDrawing()
    {
        const QByteArray drawing = saved(PlotFormat::Pdf, "a.pdf");
        QVERIFY(drawing.startsWith("%PDF-1."));
        QVERIFY(drawing.trimmed().endsWith("%%EOF"));
        QVERIFY(drawing.contains("/Font")); // lines and words, no picture
        QVERIFY(!drawing.contains("/Subtype /Image"));
    }

    void whereItWentIsSaid()
    {
        QSignalSpy said(&m_shown->panel, &TimingPanel::remarked);
        saved(PlotFormat::Csv, "b.csv");
        QCOMPARE(said.last(), QVariantList{QStringLiteral("Saved the plot as %1.").arg(file("b.csv"))});
    }

    void whatCannotBeWrittenIsSaid()
    {
        QSignalSpy failed(&m_shown->panel, &TimingPanel::failed);
        const QString path = file("no/such/folder/a.png");
        menu()->save(PlotFormat::Png, path);
        const QString why = failed.last().first().toString();
        QVERIFY2(why.startsWith(QStringLiteral("Cannot write %1: ").arg(path)), qPrintable(why));
        QVERIFY(why.endsWith(u'.'));
        const auto labels = m_shown->panel.findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text() == why; }));
    }

    void byKeys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("picture") << int(Qt::Key_P) << "png";
        QTest::newRow("drawing") << int(Qt::Key_D) << "pdf";
        QTest::newRow("table") << int(Qt::Key_V) << "csv";
    }
    void byKeys()
    {
        QFETCH(int, key);
        QFETCH(QString, suffix);
        m_shown->panel.activateWindow();
        m_shown->curves()->setFocus();
        QTest::keyClick(m_shown->curves(), Qt::Key(key), Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(m_shown->panel.findChild<QFileDialog *>());
        auto *dialog = m_shown->panel.findChild<QFileDialog *>();
        QCOMPARE(dialog->defaultSuffix(), suffix);
        QVERIFY(dialog->selectedFiles().first().endsWith(QStringLiteral("-rtt.%1").arg(suffix)));
        const QString path = m_folder.filePath(QStringLiteral("by-keys.") + suffix);
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(QFileInfo(path).size() > 0);
    }
};

QTEST_MAIN(TestTimingExport)
#include "tst_timingexport.moc"
