// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/savedmessages.h"

#include "app/compose/framespecjson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sockscope {

namespace {

constexpr int Version = 1;

QJsonObject messageToJson(const SavedMessage &message)
{
    QJsonObject json{{QStringLiteral("name"), message.name},
        {QStringLiteral("form"), inputFormName(message.form)}, {QStringLiteral("source"), message.source}};
    if (const QJsonObject frame = frameSpecToJson(message.frame); !frame.isEmpty())
        json.insert(QStringLiteral("frame"), frame);
    return json;
}

// Without the name, which the outermost has not.
QJsonObject contentsToJson(const MessageFolder &folder)
{
    QJsonArray folders;
    for (const MessageFolder &inner : folder.folders) {
        QJsonObject json = contentsToJson(inner);
        json.insert(QStringLiteral("name"), inner.name);
        folders.append(json);
    }
    QJsonArray messages;
    for (const SavedMessage &message : folder.messages)
        messages.append(messageToJson(message));
    QJsonObject json;
    if (!folders.isEmpty())
        json.insert(QStringLiteral("folders"), folders);
    if (!messages.isEmpty())
        json.insert(QStringLiteral("messages"), messages);
    return json;
}

/// Reads item by item, and writes down what it leaves out.
class Importer
{
public:
    explicit Importer(QStringList *refused) : m_refused(refused) { }

    void readContents(const QJsonObject &json, const QString &path, int depth, MessageFolder *folder)
    {
        const QJsonArray folders = arrayOf(json, QStringLiteral("folders"), path);
        for (qsizetype i = 0; i < folders.size(); ++i)
            readFolder(folders[i], QStringLiteral("%1.folders[%2]").arg(path).arg(i), depth + 1, folder);
        const QJsonArray messages = arrayOf(json, QStringLiteral("messages"), path);
        for (qsizetype i = 0; i < messages.size(); ++i)
            readMessage(messages[i], QStringLiteral("%1.messages[%2]").arg(path).arg(i), folder);
    }

    void refuseUnknown(const QJsonObject &json, const QString &path, const QStringList &known)
    {
        const QStringList names = json.keys();
        for (const QString &name : names) {
            if (!known.contains(name))
                refuse(QStringLiteral("%1.%2: there is no such field").arg(path, name));
        }
    }

private:
    QJsonArray arrayOf(const QJsonObject &json, const QString &name, const QString &path)
    {
        const QJsonValue value = json.value(name);
        if (!value.isUndefined() && !value.isArray())
            refuse(QStringLiteral("%1.%2 wants an array").arg(path, name));
        return value.toArray();
    }

    void readFolder(const QJsonValue &value, const QString &path, int depth, MessageFolder *parent)
    {
        const QJsonObject json = value.toObject();
        if (depth > SavedLimits::Depth) {
            refuse(QStringLiteral("%1: folders are %2 deep at most").arg(path).arg(SavedLimits::Depth));
        } else if (const QString fault = nameFault(json, path); !fault.isEmpty()) {
            refuse(fault);
        } else {
            refuseUnknown(
                json, path, {QStringLiteral("name"), QStringLiteral("folders"), QStringLiteral("messages")});
            MessageFolder folder{json.value(QStringLiteral("name")).toString(), {}, {}};
            readContents(json, path, depth, &folder);
            parent->folders.append(folder);
        }
    }

    void readMessage(const QJsonValue &value, const QString &path, MessageFolder *folder)
    {
        SavedMessage message;
        if (const QString fault = messageFault(value.toObject(), path, &message); !fault.isEmpty()) {
            refuse(message.name.isEmpty() ? fault
                                          : QStringLiteral("“%1” is left out: %2").arg(message.name, fault));
        } else if (m_messages == SavedLimits::Messages) {
            refuse(QStringLiteral("%1: more than %2 messages").arg(path).arg(SavedLimits::Messages));
        } else {
            ++m_messages;
            folder->messages.append(message);
        }
    }

    // Fills in what it can.
    static QString messageFault(const QJsonObject &json, const QString &path, SavedMessage *message)
    {
        if (const QString fault = nameFault(json, path); !fault.isEmpty())
            return fault;
        message->name = json.value(QStringLiteral("name")).toString();
        const auto form = inputFormNamed(json.value(QStringLiteral("form")).toString());
        if (!form)
            return QStringLiteral("%1.form wants \"text\", \"json\", \"hex\", \"base64\" or \"file\"")
                .arg(path);
        message->form = *form;
        const QJsonValue source = json.value(QStringLiteral("source"));
        if (!source.isString())
            return QStringLiteral("%1.source wants a string").arg(path);
        message->source = source.toString();
        const QJsonValue frame = json.value(QStringLiteral("frame"));
        if (!frame.isUndefined() && !frame.isObject())
            return QStringLiteral("%1.frame wants an object").arg(path);
        const QStringList names = json.keys();
        for (const QString &name : names) {
            if (name != u"name" && name != u"form" && name != u"source" && name != u"frame")
                return QStringLiteral("%1.%2: there is no such field").arg(path, name);
        }
        return frameSpecFromJson(frame.toObject(), path + QStringLiteral(".frame"), &message->frame);
    }

    static QString nameFault(const QJsonObject &json, const QString &path)
    {
        const QString name = json.value(QStringLiteral("name")).toString();
        if (name.isEmpty() || name.size() > SavedLimits::NameChars)
            return QStringLiteral("%1.name wants 1 to %2 characters").arg(path).arg(SavedLimits::NameChars);
        return {};
    }

    void refuse(const QString &why) { m_refused->append(why); }

    QStringList *m_refused;
    qsizetype m_messages = 0;
};

} // namespace

bool operator==(const MessageFolder &a, const MessageFolder &b)
{
    return a.name == b.name && a.messages == b.messages && a.folders == b.folders;
}

QByteArray exportMessages(const MessageFolder &root)
{
    QJsonObject json = contentsToJson(root);
    json.insert(QStringLiteral("sockscope"), QStringLiteral("messages"));
    json.insert(QStringLiteral("version"), Version);
    return QJsonDocument(json).toJson();
}

std::variant<ImportedMessages, QString> importMessages(const QByteArray &json)
{
    if (json.size() > SavedLimits::FileBytes)
        return QStringLiteral("the file is larger than %1 MiB").arg(SavedLimits::FileBytes / (1024 * 1024));
    const auto text = readJsonPayload(QString::fromUtf8(json));
    if (const auto *error = std::get_if<InputError>(&text))
        return error->toString();
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(QStringLiteral("sockscope")).toString() != u"messages")
        return QStringLiteral("$.sockscope wants \"messages\": this is no file of messages");
    if (object.value(QStringLiteral("version")).toInt() != Version)
        return QStringLiteral("$.version wants %1: a newer Sockscope has written this").arg(Version);
    ImportedMessages imported;
    Importer importer(&imported.refused);
    importer.refuseUnknown(object, QStringLiteral("$"),
        {QStringLiteral("sockscope"), QStringLiteral("version"), QStringLiteral("folders"),
            QStringLiteral("messages")});
    importer.readContents(object, QStringLiteral("$"), 0, &imported.root);
    return imported;
}

} // namespace sockscope
