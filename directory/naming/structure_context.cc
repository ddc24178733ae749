#include "directory/naming/structure_context.h"

#include <algorithm>

#include "directory/base/fold.h"
#include "directory/naming/lexicon.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

constexpr std::size_t kOwnSpanWordsMax = 5;
constexpr std::size_t kOwnLettersMin = 2;

}  // namespace

StructureFacts FactsOf(const Organization& organization) {
  StructureFacts facts;
  facts.names = organization.legal_names;
  facts.names.insert(facts.names.end(), organization.trade_names.begin(),
                     organization.trade_names.end());
  for (const Address& address : organization.addresses) {
    for (const std::string_view place :
         {address.recipient_complement, address.geographic_complement, address.street_name,
          address.distribution, SplitDeliveryLine(address.delivery_line).city,
          address.commune.label}) {
      if (!place.empty()) facts.places.push_back(place);
    }
  }
  // A hospital's hundred addresses have a few streets and one city.
  std::sort(facts.places.begin(), facts.places.end());
  facts.places.erase(std::unique(facts.places.begin(), facts.places.end()), facts.places.end());
  facts.state = organization.state;
  facts.closed_on = organization.closed_on;
  facts.rpps = OrganizationKey::RppsOf(organization.key);
  const bool has_finess =
      !organization.finess.empty() || !organization.legal_entity_finess.empty() ||
      OrganizationKey::KindOf(organization.key) == OrganizationKey::Kind::kFiness;
  facts.has_finess = has_finess ? Known::kYes : Known::kNo;
  return facts;
}

StructureContext::StructureContext(const StructureFacts& facts)
    : display_name_(facts.names.empty() ? std::string_view{} : facts.names.front()),
      closed_on_(facts.closed_on),
      rpps_(facts.rpps),
      state_(facts.state),
      has_finess_(facts.has_finess),
      has_professional_(facts.has_professional),
      has_personal_mailbox_(facts.has_personal_mailbox),
      has_organizational_mailbox_(facts.has_organizational_mailbox) {
  for (const auto name : facts.names) {
    const auto words = PartsOf(Fold(name));
    AddOwn(words);
    AddInitials(words);
  }
  for (const auto place : facts.places) AddOwn(PartsOf(Fold(place)));
  for (const auto& name : facts.staff) AddStaff(name);
}

void StructureContext::AddOwn(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string span;
    std::string spaceless;  // the same without particles: "jardinsanne" for "jardins d'anne"
    for (std::size_t j = i; j < words.size() && j < i + kOwnSpanWordsMax; ++j) {
      span += words[j];
      if ((Lexicon::Bundled().KindsOf(words[j]) & kParticle) == 0) spaceless += words[j];
      if (span.size() >= kOwnLettersMin) own_.Value(span) = 1;
      if (spaceless.size() >= kOwnLettersMin) own_.Value(spaceless) = 1;
    }
  }
}

void StructureContext::AddInitials(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool given = (Lexicon::Bundled().KindsOf(words[i]) & kGivenName) != 0;
    if (given) own_.Value(words[i].substr(0, 1) + words[i + 1]) = 1;
  }
}

void StructureContext::AddStaff(const PersonName& name) {
  NameForms forms = FormsOf(name);
  if (forms.family.empty()) return;
  const auto staff = static_cast<std::uint32_t>(staff_.size());
  for (const auto& family : forms.family) {
    std::uint32_t& head = families_.Value(family);
    links_.push_back({staff, head});
    head = static_cast<std::uint32_t>(links_.size());
  }
  for (const auto& given : forms.given) given_.Value(given) = 1;
  staff_.push_back(std::move(forms));
}

}  // namespace annuaire
