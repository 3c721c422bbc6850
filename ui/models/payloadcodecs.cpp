// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/payloadcodecs.h"

#include <QSettings>

namespace sockscope {

namespace {

const auto BindingsKey = QStringLiteral("inspector/codecs");

} // namespace

PayloadReader::Choice PayloadCodecs::choose(
    const PayloadOrigin &origin, const QByteArray &payload, bool isText)
{
    readSettings();
    return m_reader.choose(origin, payload, isText);
}

void PayloadCodecs::bind(
    CodecBindings::Scope scope, const PayloadOrigin &origin, const std::optional<CodecBinding> &binding)
{
    readSettings();
    CodecBindings bindings = m_reader.bindings();
    bindings.bind(scope, origin, binding);
    m_reader.setBindings(bindings);
    if (!m_settings)
        return;
    m_read = bindings.toJson();
    m_settings->setValue(BindingsKey, m_read);
}

void PayloadCodecs::readSettings()
{
    const QByteArray json = m_settings ? m_settings->value(BindingsKey).toByteArray() : QByteArray();
    if (json == m_read)
        return;
    m_read = json;
    CodecBindings bindings = m_reader.bindings();
    bindings.readJson(json);
    m_reader.setBindings(bindings);
}

} // namespace sockscope
