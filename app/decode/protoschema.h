// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <memory>

namespace google::protobuf {
class Descriptor;
}

namespace sockscope {

/// The message types of a .proto file and of what it imports: from its own directory, and Google's well-known
/// ones where they are installed.
class ProtoSchema
{
public:
    /// Null, and in @p error what is wrong with the file and in which line, when it cannot be read.
    static std::shared_ptr<const ProtoSchema> load(const QString &path, QString *error);
    ~ProtoSchema();

    QString path() const;
    /// Full names of the file's own messages, in their order: "sensors.Reading".
    QStringList messageTypes() const;
    /// By its full name, or the first for an empty name; null when there is none.
    const google::protobuf::Descriptor *find(const QString &messageType) const;
    /// The file has not been written since it was loaded.
    bool isCurrent() const;

private:
    ProtoSchema();
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace sockscope
