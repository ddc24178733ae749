// Packs an Organization whole, and merges several descriptions of one
// structure, the best first. Internal to the room.

#pragma once

#include <string_view>

#include "directory/join/packed_fields.h"
#include "directory/record/organization.h"

namespace annuaire {

void PackOrganization(const Organization& organization, FieldPacker& packer);

// Replaces "organization", which keeps the memory of its lists. Views point into
// "bytes".
void UnpackOrganization(std::string_view bytes, Organization& organization);
// Its legal_entity_finess alone; its key is the first field.
std::string_view LegalEntityIn(std::string_view bytes);

// Takes from "other" every single value that "into" lacks and appends its
// lists. Call DropRepeats() when all are in.
void Merge(const Organization& other, Organization& into);

// Distinct values of every list, in order of first appearance.
void DropRepeats(Organization& organization);

}  // namespace annuaire
