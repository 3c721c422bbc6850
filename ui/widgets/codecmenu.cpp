// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/codecmenu.h"

#include "app/decode/protoschema.h"
#include "app/text/payloadtext.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>

#include <array>

namespace sockscope {

namespace {

using Scope = CodecBindings::Scope;

constexpr std::array Codecs{
    Codec::Json, Codec::Cbor, Codec::MessagePack, Codec::Protobuf, Codec::Base64, Codec::None};
constexpr qsizetype MaxTitle = 40;

QString menuTitle(const QString &text)
{
    return textPreview(text.toUtf8(), MaxTitle).replace(u'&', QStringLiteral("&&"));
}

QString titleOf(Codec codec)
{
    if (codec == Codec::None)
        return CodecMenu::tr("Plain text or bytes");
    return codec == Codec::Protobuf ? CodecMenu::tr("Protobuf, fields by number") : codecName(codec);
}

} // namespace

void CodecMenu::fill(const PayloadOrigin &origin, const PayloadReader::Choice &choice)
{
    clear();
    addScope(Scope::Connection, tr("This connection"), choice);
    if (!origin.subprotocol.isEmpty())
        addScope(Scope::Subprotocol, tr("Subprotocol %1").arg(menuTitle(origin.subprotocol)), choice);
    if (!origin.path.isEmpty())
        addScope(Scope::Path, tr("Path %1").arg(menuTitle(origin.path)), choice);
}

void CodecMenu::addScope(Scope scope, const QString &title, const PayloadReader::Choice &choice)
{
    QMenu *menu = addMenu(title);
    auto *group = new QActionGroup(menu);
    const bool isBound = choice.boundBy == scope;
    const auto add = [&](const QString &name, bool isChosen, const std::optional<CodecBinding> &binding) {
        QAction *action = menu->addAction(name, this, [this, scope, binding] { emit bound(scope, binding); });
        action->setCheckable(true);
        action->setChecked(isChosen);
        group->addAction(action);
    };
    add(tr("Guess from the bytes"), !isBound, std::nullopt);
    menu->addSeparator();
    for (const Codec codec : Codecs)
        add(titleOf(codec), isBound && choice.binding == CodecBinding{codec}, CodecBinding{codec});
    if (isBound && !choice.binding.protoFile.isEmpty())
        add(tr("Protobuf, %1").arg(menuTitle(QFileInfo(choice.binding.protoFile).fileName())), true,
            choice.binding);
    menu->addAction(tr("Protobuf with a .proto file…"), this, [this, scope] { askForSchema(scope); });
}

void CodecMenu::askForSchema(Scope scope)
{
    const QString path = QFileDialog::getOpenFileName(
        parentWidget(), tr("Messages of this protocol"), {}, tr("Protocol Buffers (*.proto);;All files (*)"));
    if (path.isEmpty())
        return;
    CodecBinding binding{Codec::Protobuf, path};
    QString error; // told beside the payload, where it stays until it is mended
    if (const auto schema = ProtoSchema::load(path, &error); schema && schema->messageTypes().size() > 1) {
        bool isChosen = false;
        binding.messageType = QInputDialog::getItem(parentWidget(), tr("Which message is it?"),
            tr("Every payload is one of these:"), schema->messageTypes(), 0, false, &isChosen);
        if (!isChosen)
            return;
    }
    emit bound(scope, binding);
}

} // namespace sockscope
