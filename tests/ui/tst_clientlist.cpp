// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/clientpool.h"
#include "ui/models/clientlist.h"
#include "ui/models/clientmodel.h"
#include "ui/models/clientstore.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

class TestClientList : public QObject
{
    Q_OBJECT

private:
    static QList<quint64> numbers(const ClientList &list)
    {
        QList<quint64> all;
        for (const ClientEntry &entry : list.entries())
            all.append(entry.number);
        return all;
    }
    static ClientSettings withUrl(const QString &url)
    {
        ClientSettings settings;
        settings.url = url;
        return settings;
    }

private slots:
    void everythingCanBeUndone()
    {
        ClientList list({});
        QCOMPARE(numbers(list), QList<quint64>{1});
        QSignalSpy changed(&list, &ClientList::changed);
        QCOMPARE(list.add(withUrl("ws://a/")), quint64(2));
        QCOMPARE(list.add(withUrl("ws://b/"), 1), quint64(3));
        list.remove(2);
        list.change(3, withUrl("ws://c/"));
        QCOMPARE(numbers(list), (QList<quint64>{1, 3}));
        QCOMPARE(list.find(3)->settings.url, "ws://c/");
        list.undoStack()->undo();
        QCOMPARE(list.find(3)->settings.url, "ws://b/");
        list.undoStack()->undo();
        QCOMPARE(numbers(list), (QList<quint64>{1, 3, 2}));
        list.undoStack()->undo();
        list.undoStack()->undo();
        QCOMPARE(numbers(list), QList<quint64>{1});
        QCOMPARE(list.add({}), quint64(4)); // no number comes twice
        QCOMPARE(changed.size(), 9);
    }

    void nothingIsPushedForNothing()
    {
        ClientList list({{7, withUrl("ws://a/")}});
        list.change(7, withUrl("ws://a/"));
        list.change(8, withUrl("ws://b/"));
        list.remove(8);
        QVERIFY(!list.undoStack()->canUndo());
        QCOMPARE(list.add({}), quint64(8));
    }

    void isBounded()
    {
        ClientList list({});
        while (list.entries().size() < ClientPool::MaxClients)
            QVERIFY(list.add({}) != 0);
        QCOMPARE(list.add({}), quint64(0));
    }

    void survivesRestarts()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        QVERIFY(loadClients(&settings).isEmpty());
        ClientSettings other;
        other.kind = ClientKind::Standard;
        other.url = "wss://localhost:8443/a?b";
        other.subprotocols = QStringList{"a", "b"};
        other.headers = {{"X-One", "1: 2"}, {"X-Two", ""}};
        other.offersCompression = true;
        other.toleratesViolations = true;
        other.answersPings = false;
        other.masks = false;
        other.trustsDevelopmentCa = false;
        other.verifiesServer = false;
        other.reconnect = {
            ReconnectPolicy::Kind::Backoff, std::chrono::milliseconds(7), std::chrono::hours(1)};
        const QList<ClientEntry> entries{{1, {}}, {2, other}, {3, withUrl("half a")}};
        saveClients(entries, &settings);
        QCOMPARE(loadClients(&settings), entries);
        saveClients(entries.first(1), &settings);
        QCOMPARE(loadClients(&settings), entries.first(1));
    }

    void readsNoNonsense()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        settings.setValue("clients/size", 2);
        settings.setValue("clients/1/reconnect", 17);
        settings.setValue("clients/1/reconnectFirst", -3);
        settings.setValue("clients/2/reconnectMost", "often");
        settings.setValue("clients/2/kind", "odd");
        QCOMPARE(loadClients(&settings), (QList<ClientEntry>{{1, {}}, {2, {}}}));
    }

    void headersAsLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("back");
        QTest::addColumn<bool>("isSound");
        QTest::newRow("none") << "\n  \n"
                              << "" << true;
        QTest::newRow("two") << "A:1\nB:  2 "
                             << "A: 1\nB: 2" << true;
        QTest::newRow("colon") << "A: b:c"
                               << "A: b:c" << true;
        QTest::newRow("no colon") << "A b"
                                  << "A b" << false;
        QTest::newRow("no name") << ": b"
                                 << ": b" << false;
        QTest::newRow("space in name") << "A b: c"
                                       << "A b: c" << false;
    }

    void headersAsLines()
    {
        QFETCH(QString, text);
        QFETCH(QString, back);
        QFETCH(bool, isSound);
        ClientSettings settings = withUrl("ws://a/");
        settings.headers = headersFromLines(text);
        QCOMPARE(headerLines(settings.headers), back);
        QCOMPARE(settings.faults().isEmpty(), isSound);
    }

    void modelShowsTheClients()
    {
        ClientModel model;
        QAbstractItemModelTester tester(&model);
        ClientStats first;
        first.number = 4;
        first.url = "ws://127.0.0.1:80/x";
        first.revision = 1;
        ClientStats second;
        second.number = 2;
        model.update({first, second});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(2), 1);
        QCOMPARE(model.index(0, ClientModel::AddressColumn).data().toString(), "127.0.0.1:80/x");
        QCOMPARE(model.index(1, ClientModel::AddressColumn).data().toString(), "no address yet");
        QCOMPARE(model.index(0, ClientModel::RttColumn).data().toString(), "–");
        QSignalSpy dataChanged(&model, &QAbstractItemModel::dataChanged);
        first.revision = 2;
        first.state = ClientState::Open;
        model.update({first, second});
        QCOMPARE(dataChanged.size(), 1);
        QCOMPARE(model.index(0, 0).data(ClientModel::HealthRole).value<ClientModel::Health>(),
            ClientModel::Health::Open);
        model.update({second});
        QCOMPARE(model.rowCount(), 1);
    }

    void wordsAreOneLine()
    {
        ClientStats client;
        QCOMPARE(clientWords(client), "closed");
        client.closeCode = 4001;
        client.closeReason = "<b>no\nmore";
        QCOMPARE(clientWords(client), "closed with 4001 <b>no\\nmore");
        client.error = "WS_ERR_X";
        QCOMPARE(clientWords(client), "closed: WS_ERR_X");
        QCOMPARE(ClientModel::health(client), ClientModel::Health::Failed);
        client.state = ClientState::Open;
        client.error.clear();
        client.subprotocol = "v1";
        QCOMPARE(clientWords(client), "open, v1");
    }
};

QTEST_GUILESS_MAIN(TestClientList)
#include "tst_clientlist.moc"
