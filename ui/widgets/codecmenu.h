// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadreader.h"

#include <QMenu>

namespace sockscope {

/// Binds a codec to where the shown payload came from: its connection, its subprotocol, its path.
class CodecMenu : public QMenu
{
    Q_OBJECT

public:
    using QMenu::QMenu;

    void fill(const PayloadOrigin &origin, const PayloadReader::Choice &choice);

signals:
    /// nullopt: back to guessing.
    void bound(CodecBindings::Scope scope, const std::optional<CodecBinding> &binding);

private:
    void addScope(CodecBindings::Scope scope, const QString &title, const PayloadReader::Choice &choice);
    void askForSchema(CodecBindings::Scope scope);
};

} // namespace sockscope
