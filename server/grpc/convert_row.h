// Rows of the Directory as messages: lines of listings, suggestions, and the
// few words by which one record names another.
//
// Translation only; what is asked and shown is the service's choice. Pure
// functions; safe from any thread.

#pragma once

#include <string>

#include "annuaire/v1/directory_service.pb.h"
#include "annuaire/v1/record.pb.h"
#include "directory/lookup/row.h"

namespace annuaire::grpc_front {

void Encode(const ProfessionHeld& held, v1::ProfessionHeld& out);

void Encode(const OrganizationRow& row, v1::OrganizationRef& out);
void Encode(const PractitionerRow& row, v1::PractitionerRef& out);
void Encode(const MailboxRow& row, v1::MailboxRef& out);

void Encode(const PractitionerRow& row, v1::PractitionerSummary& out);
void Encode(const OrganizationRow& row, v1::OrganizationSummary& out);

// The first holder's: "Jean-Noël DUPRÉ"; empty without one.
std::string PersonDisplayName(const MailboxRow& row);

v1::OrganizationKind ToProto(OrganizationKind kind);
v1::OpenState ToProto(OpenState state);

}  // namespace annuaire::grpc_front
