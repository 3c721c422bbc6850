// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchfill.h"
#include "ui/panels/framelogpanel.h"
#include "ui/views/chip.h"
#include "ui/views/framelogview.h"

#include <QScrollBar>
#include <QTest>

namespace sockscope {

/// A frame log in a window of its own, and what one does with it.
struct LogPanelFixture
{
    LogPanelFixture()
    {
        panel.resize(1200, 400);
        panel.show();
        panel.activateWindow(); // shortcuts work in the active window only
        isActive = QTest::qWaitForWindowActive(&panel);
    }

    void append(int count, ws::Opcode opcode = ws::Opcode::Text, const QByteArray &payload = "x")
    {
        for (int i = 0; i < count; ++i)
            appendFrame(store, opcode, payload);
        panel.refresh();
        settle();
    }

    /// Waits until every row there is has been put through the filter.
    void settle()
    {
        const auto *model = panel.findChild<FrameLogModel *>();
        QTRY_VERIFY(!model->isScanning());
        panel.refresh();
    }

    void click(const char *chip, Qt::KeyboardModifiers modifiers = {})
    {
        auto *button = panel.findChild<Chip *>(QLatin1StringView(chip));
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton, modifiers);
        settle();
    }

    void clickRow(int row)
    {
        const QRect cell = view->visualRect(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.center());
    }

    int rows()
    {
        settle();
        return view->model()->rowCount();
    }
    bool isAtEnd() const
    {
        return view->verticalScrollBar()->value() == view->verticalScrollBar()->maximum();
    }
    QString words(const char *label) const
    {
        return panel.findChild<QLabel *>(QLatin1StringView(label))->text();
    }

    BenchSession session;
    CaptureStore &store = session.capture();
    FrameLogPanel panel{&session};
    bool isActive = false;
    FrameLogView *view = panel.findChild<FrameLogView *>();
};

} // namespace sockscope
