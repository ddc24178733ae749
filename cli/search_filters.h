// The filters of each search, one row per field of the contract.

#pragma once

#include "cli/filter_flags.h"

namespace annuaire::cli {

inline constexpr FilterFlag kPractitionerFilters[] = {
    {"name", "words of the name, each a prefix, in any order: \"dup jea\""},
    {"family_name", "words of the family name, each a prefix: dupon finds ANDRÉ-DUPONT"},
    {"given_name", "words of the given name, each a prefix"},
    {"identifier", "RPPS or ADELI, with or without its leading digit"},
    {"profession", "profession code: 10"},
    {"category", "category code: C, E, F, M"},
    {"skill", "savoir-faire code: SM04"},
    {"mode", "mode code: L, S, B"},
    {"sector", "sector code: SA07"},
    {"city", "prefix of the city of an activity"},
    {"postcode", "prefix of the postcode of an activity"},
    {"department", "department of an activity: 54, 2A"},
    {"region", "INSEE region code, or its name"},
    {"organization", "structure of an activity: any number of it, or words of its name"},
    {"has_mailbox", "only those with (--no-mailbox: without) a published mailbox"},
};

inline constexpr FilterFlag kOrganizationFilters[] = {
    {"name", "words of a legal or trade name, each a prefix, in any order"},
    {"finess", "FINESS number"},
    {"legal_entity_finess", "all establishments of this legal entity"},
    {"siret", "SIRET number"},
    {"siren", "SIREN number"},
    {"category", "category code (TRE_R66)"},
    {"city", "prefix of the city"},
    {"postcode", "prefix of the postcode"},
    {"department", "department: 54, 2A"},
    {"region", "INSEE region code, or its name"},
    {"state", "open or closed"},
    {"kind", "establishment or legal-entity"},
    {"mailbox_types", "only structures holding a mailbox of this type; repeated: of each"},
};

inline constexpr FilterFlag kMailboxFilters[] = {
    {"text", "words, each a prefix, as for suggest"},
    {"domain", "exactly this domain; with its sub-domains when it starts with \".\""},
    {"type", "PER, ORG, APP, CAB or any published code"},
    {"department", "department: 54, 2A"},
    {"organization", "any number of the structure"},
    {"practitioner", "RPPS or other identifier of a holder"},
    {"profession", "profession code of a holder"},
};

}  // namespace annuaire::cli
