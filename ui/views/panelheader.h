// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace sockscope {

/// The bar on top of a panel: its name, a few words, and controls at the right. Its words are plain text, so
/// they may be a peer's. It can also serve as the title bar of the panel's dock.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHeader(const QString &title, QWidget *parent = nullptr);

    void setWords(const QString &words);
    QString words() const;
    /// At the right, in the order added.
    void addControl(QWidget *control);
    /// False for a bare name, which a tab says as well.
    bool hasControls() const { return m_hasControls; }
    /// In place of the words: takes the room between the name and the controls.
    void setMiddle(QWidget *middle);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_layout;
    QLabel *m_words;
    bool m_hasControls = false;
};

} // namespace sockscope
