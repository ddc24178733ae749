// What the naming rules say, as messages: findings just made, remarks stored
// with a generation, and the rules themselves.
//
// Translation only. Pure functions; safe from any thread.

#pragma once

#include "annuaire/v1/mailbox_service.pb.h"
#include "directory/naming/finding.h"
#include "directory/naming/rule_catalogue.h"
#include "directory/record/verdict.h"

namespace annuaire::grpc_front {

v1::Severity ToProto(Severity severity);
// Of a stored remark, numbered as Severity is.
v1::Severity ToSeverity(std::uint8_t stored);

void Encode(const Finding& finding, v1::Finding& out);
void Encode(const Remark& remark, v1::Finding& out);
void Encode(const Rule& rule, v1::Rule& out);

}  // namespace annuaire::grpc_front
