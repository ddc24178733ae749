#include "server/ldap/hospitals.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "directory/base/fold.h"
#include "directory/lookup/structure_terms.h"
#include "directory/record/mailbox.h"

namespace annuaire::ldap_front {
namespace {

std::vector<std::string> TermsOf(const MailboxRow& row) {
  std::vector<std::string> terms = DomainTerms(DomainOf(row.address));
  for (const std::string_view name : {row.organization.legal_name, row.organization.trade_name}) {
    for (std::string& term : StructureTerms(name)) terms.push_back(std::move(term));
  }
  return terms;
}

}  // namespace

Hospitals::Hospitals(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    std::vector<std::string> typed = QueryWords(question.text);
    if (typed.empty()) continue;
    const HospitalName name = HospitalNameAt(typed);
    if (name.words == 0 || !IsHospital(name.kind)) continue;
    std::string term = std::string(name.kind) + name.place;
    Hospital hospital{.typed = std::move(typed), .words = name.words, .term = std::move(term)};
    if (std::find(hospitals_.begin(), hospitals_.end(), hospital) == hospitals_.end()) {
      hospitals_.push_back(std::move(hospital));
    }
  }
}

void Hospitals::AddTo(const MailboxRow& row, std::vector<std::string>& common_names) const {
  if (hospitals_.empty()) return;
  const std::vector<std::string> terms = TermsOf(row);
  const std::vector<std::string> published = common_names;
  std::set<std::string> names;
  for (const auto& [typed, words, term] : hospitals_) {
    const bool is_of = std::any_of(terms.begin(), terms.end(),
                                   [&](const std::string& own) { return own.starts_with(term); });
    if (!is_of) continue;
    std::string name;
    for (std::size_t i = 0; i < typed.size(); ++i) {
      if (i >= words && std::find(terms.begin(), terms.end(), typed[i]) == terms.end()) break;
      name += typed[i] + " ";
    }
    if (!names.insert(name).second) continue;
    for (const std::string& common_name : published) common_names.push_back(name + common_name);
  }
}

}  // namespace annuaire::ldap_front
