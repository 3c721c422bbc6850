// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framespec.h"

#include <QWidget>

#include <array>
#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace sockscope {

class FormGrid;
class MessageDraft;

/// Every field of the draft's frame headers, its fragments and its TCP writes, each free.
class FrameForm : public QWidget
{
    Q_OBJECT

public:
    /// @p draft must outlive this.
    explicit FrameForm(MessageDraft *draft, QWidget *parent = nullptr);

    /// What cannot be read; empty if nothing. The draft has what the field said before.
    const QString &fault() const { return m_fault; }

signals:
    void faultChanged();

private:
    void buildHeader(FormGrid *grid);
    void buildFragments(FormGrid *grid);
    void buildBits(FormGrid *grid);
    void buildWrites(FormGrid *grid);
    void setUp(QComboBox *box, const char *name, const QString &label, const QStringList &items);
    void setUp(QLineEdit *line, const char *name, const QString &label, const QString &placeholder);
    void setUp(QCheckBox *check, const char *name, const QString &label);

    void write(const QString &step);
    void readBits(FrameSpec *spec) const;
    void readMask(FrameSpec *spec);
    void readLength(FrameSpec *spec);
    void readFragments(FrameSpec *spec);
    void readWrites(FrameSpec *spec);
    void judge(QLineEdit *line, bool isRight, const QString &wants);
    void show();
    void showChoices(const FrameSpec &spec);
    void showLines(const FrameSpec &spec);

    MessageDraft *m_draft;
    QComboBox *m_opcode;
    struct Bit
    {
        QCheckBox *check;
        bool FrameSpec::*flag;
    };
    std::array<Bit, 5> m_bits; // and compression, which is one on the wire, too
    QComboBox *m_mask;
    QLineEdit *m_key;
    QComboBox *m_length;
    QLineEdit *m_declared;
    QLineEdit *m_sizes;
    QLineEdit *m_every;
    QCheckBox *m_ping;
    QLineEdit *m_pingPayload;
    QComboBox *m_writes;
    QLineEdit *m_writeBytes;
    QString m_fault;
    bool m_isShowing = false; // the draft, not what somebody does
    bool m_isWriting = false;
    std::optional<FrameSpec> m_shown;
};

} // namespace sockscope
