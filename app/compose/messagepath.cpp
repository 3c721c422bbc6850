// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/messagepath.h"

namespace sockscope {

namespace {

/// Returns the number it has afterwards; beyond the end is at the end.
template <typename Item> qsizetype insertAt(QList<Item> *list, qsizetype before, const Item &item)
{
    const qsizetype at = qBound<qsizetype>(0, before, list->size());
    list->insert(at, item);
    return at;
}

bool isWithin(const MessagePath &path, const MessagePath &folder)
{
    return path.size() >= folder.size() && path.first(folder.size()) == folder;
}

} // namespace

MessageFolder *folderAt(MessageFolder *root, const MessagePath &path)
{
    MessageFolder *folder = root;
    for (const int number : path)
        folder = &folder->folders[number];
    return folder;
}

std::optional<MessagePath> moveInFolders(
    MessageFolder *root, const MessagePath &from, const MessagePath &to, int row)
{
    const qsizetype level = from.size() - 1;
    const bool isSameFolder = to == from.first(level);
    if (isSameFolder && row > from.last())
        --row; // counted without it from here on
    MessageFolder *source = folderAt(root, from.first(level));
    const qsizetype folders = source->folders.size();
    MessagePath now = to;
    if (from.last() >= folders) {
        const SavedMessage message = source->messages.takeAt(from.last() - folders);
        MessageFolder *target = folderAt(root, to);
        const qsizetype before = row < 0 ? target->messages.size() : row - target->folders.size();
        now.append(int(target->folders.size() + insertAt(&target->messages, before, message)));
        return now;
    }
    if (isWithin(to, from) || to.size() >= SavedLimits::Depth)
        return std::nullopt;
    const MessageFolder folder = source->folders.takeAt(from.last());
    // The folder that it goes to may have stood behind it.
    if (isWithin(to, from.first(level)) && to.size() > level && to[level] > from.last())
        --now[level];
    MessageFolder *target = folderAt(root, now);
    now.append(int(insertAt(&target->folders, row < 0 ? target->folders.size() : row, folder)));
    return now;
}

} // namespace sockscope
