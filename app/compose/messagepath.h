// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose/savedmessages.h"

namespace sockscope {

/// Where something stands among saved messages: its number in each folder, from the outermost inwards. A
/// folder's folders are counted first, then its messages.
using MessagePath = QList<int>;

/// The folder at @p path, which is one.
MessageFolder *folderAt(MessageFolder *root, const MessagePath &path);

/// Takes what is at @p from to the folder @p to, before what is number @p row there, or to its end if that is
/// -1; folders and messages stay apart. Returns its new path; nullopt for a folder that would be in itself.
std::optional<MessagePath> moveInFolders(
    MessageFolder *root, const MessagePath &from, const MessagePath &to, int row);

} // namespace sockscope
