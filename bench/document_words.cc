#include "bench/document_words.h"

#include <iterator>

#include "directory/base/fold.h"
#include "directory/record/geography.h"
#include "directory/words/given_name_terms.h"
#include "directory/words/job_terms.h"
#include "directory/words/place_terms.h"
#include "directory/words/structure_terms.h"

namespace annuaire {

std::vector<std::string> DocumentWords(const MailboxRow& row) {
  const std::string address = FoldAddress(row.address);
  std::vector<std::string> words;
  const auto add = [&](std::vector<std::string> terms) {
    std::move(terms.begin(), terms.end(), std::back_inserter(words));
  };
  add(NameTerms(row.family_name));
  add(GivenNameTerms(row.given_name));
  add(IndexTerms(LocalPartOf(address)));
  add(IndexTerms(row.service));
  if (row.has_organization) {
    add(StructureTerms(row.organization.legal_name));
    add(StructureTerms(row.organization.trade_name));
    add(PlaceTerms(row.organization.postcode));
  }
  add(PlaceTerms(row.city));
  if (const Department* found = FindDepartment(row.department)) {
    add(IndexTerms(found->code));
    add(StructureTerms(found->name));
  }
  add(JobTerms(row.profession.label));
  add(JobTerms(row.skill.label));
  add(DomainTerms(DomainOf(address)));
  return words;
}

std::string DocumentText(const MailboxRow& row) {
  std::string text;
  for (const std::string& word : DocumentWords(row)) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

std::string DisplayName(const MailboxRow& row) {
  std::string name = Fold(row.family_name);
  if (name.empty()) name = Fold(row.service.empty() ? row.organization.name() : row.service);
  const std::string given_name = Fold(row.given_name);
  return given_name.empty() ? name : name + ' ' + given_name;
}

}  // namespace annuaire
