// Whether the texts of a request can be answered at all: none too long, no list too long, and each
// that is set with something to look for. One check for every field of every listing, so that a
// field cannot be forgotten.
//
// Failures are kInvalidArgument, name the field and repeat nothing of it. Pure; safe from any
// thread.

#pragma once

#include <google/protobuf/message.h>

#include <cstddef>

#include "directory/base/status.h"
#include "directory/lookup/query.h"

namespace annuaire::grpc_front {

constexpr std::size_t kTextBytesMax = SuggestQuery::kTextBytesMax;
constexpr std::size_t kListedMax = 128;

Status CheckTexts(const google::protobuf::Message& request);

}  // namespace annuaire::grpc_front
