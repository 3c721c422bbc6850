// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/framespec.h"
#include "app/compose/payloadinput.h"

#include <QList>
#include <QStringList>

#include <variant>

namespace sockscope {

/// What the composer needs to make a message again.
struct SavedMessage
{
    QString name;
    InputForm form = InputForm::Text;
    QString source; ///< as it was typed, with its variables
    FrameSpec frame;

    bool operator==(const SavedMessage &) const = default;
};

/// Messages in the order that somebody gave them. The outermost folder has no name.
struct MessageFolder
{
    QString name;
    QList<MessageFolder> folders;
    QList<SavedMessage> messages;
};
bool operator==(const MessageFolder &a, const MessageFolder &b);

/// Bounds on a file of messages.
struct SavedLimits
{
    static constexpr qsizetype FileBytes = 64 * 1024 * 1024;
    static constexpr qsizetype Messages = 10'000;
    static constexpr int Depth = 16; ///< folders within folders
    static constexpr qsizetype NameChars = 200;
};

/// Everything of @p root, as FORMAT.md describes it.
QByteArray exportMessages(const MessageFolder &root);

/// What a file of messages holds.
struct ImportedMessages
{
    MessageFolder root;
    /// What was left out, one sentence each, with its JSON path: "$.folders[0].messages[2].frame.opcode ...".
    QStringList refused;
};

/// Reads what exportMessages() has written, or somebody by hand. A wrong item is refused by name, and the
/// rest is loaded; a sentence when the whole is no such file.
std::variant<ImportedMessages, QString> importMessages(const QByteArray &json);

} // namespace sockscope
