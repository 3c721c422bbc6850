// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/faultplans.h"
#include "ui/panels/faultspanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/faultlist.h"
#include "uifixture.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

namespace sockscope {

/// The Faults panel on a bench of its own, with the keyboard in its list.
class FaultsFixture : public QObject
{
protected:
    /// Before and after each test.
    void openPanel()
    {
        m_bench = std::make_unique<UiFixture>();
        m_plans = std::make_unique<FaultPlans>(&m_bench->session, &m_bench->settings);
        m_panel = std::make_unique<FaultsPanel>(&m_bench->session, m_plans.get());
        m_list = child<FaultList>(*m_panel, "faultList");
        m_panel->resize(332, 640);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        focusList();
    }
    void closePanel()
    {
        m_panel.reset();
        m_plans.reset();
        m_bench.reset();
    }

    FaultListModel *server() { return m_plans->server(); }
    Fault fault(int row) { return server()->faults()[row]; }
    void add(FaultKind kind) { server()->add(Fault::ofKind(kind), server()->rowCount() - 1); }
    QList<FaultKind> kinds()
    {
        QList<FaultKind> all;
        for (const Fault &fault : m_list->faults()->faults())
            all.append(fault.kind);
        return all;
    }
    QString message() { return child<QLabel>(*m_panel, "faultMessage")->text(); }
    QList<ConnectionStats> connections() { return m_bench->session.connections().snapshot(); }

    void focusList()
    {
        QApplication::setActiveWindow(m_panel.get()); // a closed menu leaves none
        m_list->setFocus();
        QTRY_VERIFY(m_list->hasFocus());
    }

    /// Types @p keys into the menu that is open then.
    static void typeIntoMenu(const QList<Qt::Key> &keys)
    {
        QTimer::singleShot(0, qApp, [keys] {
            QTRY_VERIFY(QApplication::activePopupWidget());
            for (const Qt::Key key : keys)
                QTest::keyClick(QApplication::activePopupWidget(), key);
        });
    }
    static void retype(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }

    std::unique_ptr<UiFixture> m_bench;
    std::unique_ptr<FaultPlans> m_plans;
    std::unique_ptr<FaultsPanel> m_panel;
    FaultList *m_list = nullptr;
};

} // namespace sockscope
