// Small pieces every conversion to proto is made of. An absent fact is an empty
// field, and an empty field is not written at all.

#pragma once

#include <string>
#include <string_view>

#include "annuaire/v1/record.pb.h"
#include "directory/record/coded.h"

namespace annuaire::grpc_front {

// A member such as &v1::Address::mutable_postcode.
template <typename Message>
using TextField = std::string* (Message::*)();
template <typename Message>
using CodedField = v1::Coded* (Message::*)();

template <typename Message>
void Set(Message& message, TextField<Message> field, std::string_view text) {
  if (!text.empty()) (message.*field)()->assign(text);
}

inline void Encode(const Coded& coded, v1::Coded& out) {
  Set(out, &v1::Coded::mutable_code, coded.code);
  Set(out, &v1::Coded::mutable_label, coded.label);
}

template <typename Message>
void Set(Message& message, CodedField<Message> field, const Coded& coded) {
  if (!coded.empty()) Encode(coded, *(message.*field)());
}

// For repeated fields: AddTexts(views, *out.mutable_sirets()).
template <typename Texts, typename Field>
void AddTexts(const Texts& texts, Field& field) {
  for (const std::string_view text : texts) field.Add()->assign(text);
}

template <typename Values, typename Field>
void AddCoded(const Values& values, Field& field) {
  for (const Coded& coded : values) Encode(coded, *field.Add());
}

}  // namespace annuaire::grpc_front
