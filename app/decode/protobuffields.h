// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/decode/payloadtree.h"

#include <google/protobuf/descriptor.h>

namespace sockscope {

/// What a field's value means by its type, or by the likeliest of the wire's types without one. Ranges are
/// the caller's.
PayloadNode varintNode(quint64 value, const google::protobuf::FieldDescriptor *known);
PayloadNode fixed64Node(quint64 value, const google::protobuf::FieldDescriptor *known);
PayloadNode fixed32Node(quint32 value, const google::protobuf::FieldDescriptor *known);

/// All of @p content reads as fields.
bool isProtobufMessage(QByteArrayView content);

} // namespace sockscope
