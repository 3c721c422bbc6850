// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filterstore.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace sockscope;

class TestFilterStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_folder.filePath(QStringLiteral("filters.ini")), QSettings::IniFormat);
        m_settings->clear();
    }

    void keepsEachRecentFilterOnce()
    {
        FilterStore store(nullptr);
        for (const char *filter : {"a", "b", "a", "", "a"})
            store.remember(QString::fromLatin1(filter));
        QCOMPARE(store.recent(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    }

    void recentFiltersAreBounded()
    {
        FilterStore store(nullptr);
        for (int i = 0; i < FilterStore::MaxRecent + 5; ++i)
            store.remember(QString::number(i));
        QCOMPARE(store.recent().size(), FilterStore::MaxRecent);
        QCOMPARE(store.recent().constLast(), QStringLiteral("5"));
    }

    void savedFiltersAreBounded()
    {
        FilterStore store(nullptr);
        for (int i = 0; i < FilterStore::MaxSaved + 1; ++i)
            store.save(QString::number(i), QStringLiteral("fin"));
        QCOMPARE(store.saved().size(), FilterStore::MaxSaved);
        QCOMPARE(store.saved().constFirst().name, QStringLiteral("1"));
    }

    void survivesARestart()
    {
        const QString odd = QStringLiteral("text contains \"a, b\\\"\" or %7Bé");
        FilterStore before(m_settings.get());
        before.remember(odd);
        before.save(QStringLiteral("one"), odd);
        before.save(QStringLiteral("two"), QStringLiteral("fin"));
        before.save(QStringLiteral("one"), QStringLiteral("rtt"));
        m_settings->sync();
        const FilterStore after(m_settings.get());
        QCOMPARE(after.recent(), QStringList{odd});
        QCOMPARE(after.saved(),
            (QList<SavedFilter>{{QStringLiteral("two"), QStringLiteral("fin")},
                {QStringLiteral("one"), QStringLiteral("rtt")}}));
    }

    void removedFiltersStayRemoved()
    {
        FilterStore before(m_settings.get());
        before.save(QStringLiteral("one"), QStringLiteral("fin"));
        before.save(QStringLiteral("two"), QStringLiteral("rtt"));
        before.remove(QStringLiteral("one"));
        before.remove(QStringLiteral("no such name"));
        QCOMPARE(FilterStore(m_settings.get()).saved(),
            (QList<SavedFilter>{{QStringLiteral("two"), QStringLiteral("rtt")}}));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

QTEST_GUILESS_MAIN(TestFilterStore)
#include "tst_filterstore.moc"
