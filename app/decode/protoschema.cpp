// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/decode/protoschema.h"

#include <QFileInfo>

#include <google/protobuf/compiler/importer.h>
#include <google/protobuf/descriptor.h>

namespace sockscope {

namespace {

namespace pb = google::protobuf;

class FirstError : public pb::compiler::MultiFileErrorCollector
{
public:
    void AddError(const std::string &file, int line, int column, const std::string &message) override
    {
        if (!m_words.isEmpty())
            return;
        m_words = QString::fromStdString(file);
        if (line >= 0)
            m_words += QStringLiteral(", line %1, column %2").arg(line + 1).arg(column + 1);
        m_words += QStringLiteral(": ") + QString::fromStdString(message);
    }
    QString words() const { return m_words; }

private:
    QString m_words;
};

void appendTypes(const pb::Descriptor *type, QStringList *names)
{
    if (type->options().map_entry())
        return;
    names->append(QString::fromStdString(type->full_name()));
    for (int i = 0; i < type->nested_type_count(); ++i)
        appendTypes(type->nested_type(i), names);
}

} // namespace

struct ProtoSchema::Private
{
    QString path;
    QDateTime written;
    pb::compiler::DiskSourceTree sources;
    FirstError errors;
    pb::compiler::Importer importer{&sources, &errors};
    const pb::FileDescriptor *file = nullptr;
};

ProtoSchema::ProtoSchema() : m_private(std::make_unique<Private>())
{ }
ProtoSchema::~ProtoSchema() = default;

std::shared_ptr<const ProtoSchema> ProtoSchema::load(const QString &path, QString *error)
{
    const QFileInfo file(path);
    const std::shared_ptr<ProtoSchema> schema(new ProtoSchema);
    Private &loaded = *schema->m_private;
    loaded.path = path;
    loaded.written = file.lastModified();
    loaded.sources.MapPath("", file.absolutePath().toStdString());
    loaded.file = loaded.importer.Import(file.fileName().toStdString());
    if (!loaded.file)
        *error = loaded.errors.words();
    else if (loaded.file->message_type_count() == 0)
        *error = QStringLiteral("%1 describes no message").arg(file.fileName());
    else
        return schema;
    return nullptr;
}

QString ProtoSchema::path() const
{
    return m_private->path;
}

QStringList ProtoSchema::messageTypes() const
{
    QStringList names;
    for (int i = 0; i < m_private->file->message_type_count(); ++i)
        appendTypes(m_private->file->message_type(i), &names);
    return names;
}

const pb::Descriptor *ProtoSchema::find(const QString &messageType) const
{
    if (messageType.isEmpty())
        return m_private->file->message_type(0);
    return m_private->importer.pool()->FindMessageTypeByName(messageType.toStdString());
}

bool ProtoSchema::isCurrent() const
{
    return QFileInfo(m_private->path).lastModified() == m_private->written;
}

} // namespace sockscope
