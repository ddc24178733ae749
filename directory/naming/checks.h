// The checks of Checker, one family of rules each; they add findings to a
// Judgement and know of each other only through it.
//
// Private to the room: call Checker. Pure; safe from any thread.

#pragma once

#include <string_view>

#include "directory/naming/address.h"
#include "directory/naming/checker.h"
#include "directory/naming/pieces.h"

namespace annuaire {

// SYN-…
void CheckSyntax(std::string_view address, const ParsedAddress& parsed, Judgement& judgement);
// DOM-…
void CheckDomain(const MailboxFacts& facts, std::string_view domain, Judgement& judgement);
// PAT-…: from the address alone; nothing of it enters the findings.
void CheckPatient(const MailboxFacts& facts, Judgement& judgement);
// Whether a personal mailbox needs no CheckHolderName(), which would find nothing with
// any vocabulary.
bool IsSettledByHolder(const MailboxFacts& facts, std::string_view local_part);
// PER-01. REQUIRES: not settled
void CheckHolderName(const MailboxFacts& facts, std::string_view local_part,
                     const Vocabulary& vocabulary, Judgement& judgement);
// PER-02, PER-03
void CheckHolders(const MailboxFacts& facts, Judgement& judgement);
// ORG-…
void CheckOrganizational(const MailboxFacts& facts, std::string_view local_part,
                         const Vocabulary& vocabulary, Judgement& judgement);
// APP-…
void CheckApplication(std::string_view local_part, const Vocabulary& vocabulary,
                      Judgement& judgement);
// CAB-…
void CheckPractice(const MailboxFacts& facts, std::string_view local_part,
                   const Vocabulary& vocabulary, Judgement& judgement);
// STR-01, STR-02: the structures of one mailbox.
void CheckStructures(const MailboxFacts& facts, Judgement& judgement);
// STR-03: a structure as a whole.
void AdviseStructure(const StructureContext& structure, Judgement& judgement);

}  // namespace annuaire
