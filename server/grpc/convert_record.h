// Whole records of the store as messages. What a record says of others, it says
// by key; "directory" gives those others a name. Relations the other way round
// (who practises here) are the service's to add.
//
// Translation only. Pure functions; safe from any thread.

#pragma once

#include "annuaire/v1/record.pb.h"
#include "directory/lookup/directory.h"
#include "directory/record/domain.h"
#include "directory/record/organization.h"
#include "directory/record/practitioner.h"

namespace annuaire::grpc_front {

void Encode(const Practitioner& practitioner, const Directory& directory, v1::Practitioner& out);
void Encode(const Organization& organization, v1::Organization& out);
void Encode(const Domain& domain, v1::Domain& out);

// With the department its commune, else its postcode, lies in.
void Encode(const Address& address, v1::Address& out);

}  // namespace annuaire::grpc_front
