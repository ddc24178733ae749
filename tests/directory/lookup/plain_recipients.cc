#include "tests/directory/lookup/plain_recipients.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "directory/base/fold.h"
#include "directory/words/given_name_terms.h"
#include "directory/words/job_terms.h"
#include "directory/words/place_terms.h"
#include "directory/words/structure_terms.h"

namespace annuaire::plain {
namespace {

void Append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// What "cut" makes of a text; many mailboxes have the same, so each is cut once.
using Cut = std::vector<std::string> (*)(std::string_view);
const std::vector<std::string>& CutOnce(Cut cut, std::string_view text) {
  static std::map<std::pair<Cut, std::string>, std::vector<std::string>> known;
  const auto [found, is_new] = known.try_emplace({cut, std::string(text)});
  if (is_new) found->second = cut(text);
  return found->second;
}

void Share(Terms& terms, Cut cut, std::string_view text) {
  const auto& words = CutOnce(cut, text);
  terms.insert(words.begin(), words.end());
}

// The same terms, held once.
const Terms* Keep(Terms terms) {
  static std::set<Terms> kept;
  return &*kept.insert(std::move(terms)).first;
}

Place PlaceOfStructure(const OrganizationRow& structure) {
  return {std::string(structure.city), std::string(structure.postcode),
          structure.department.empty() ? nullptr : FindDepartment(structure.department)};
}

// Of an attachment: as its row tells, unless it tells no city and its structure is not known to be
// elsewhere; else the first of its holder.
Place PlaceAttached(const Attachment& attachment, const std::optional<OrganizationRow>& structure,
                    const Directory& directory, const FirstPlaces& first_place_of) {
  Place place = PlaceOf(attachment.address);
  if (structure && place.city.empty()) {
    const Place of_structure = PlaceOfStructure(*structure);
    const bool elsewhere =
        place.department != nullptr && place.department != of_structure.department;
    if (!of_structure.empty() && !elsewhere) place = of_structure;
  }
  if (place.empty() && directory.FindPractitioner(attachment.practitioner_id)) {
    place = first_place_of(attachment.practitioner_id);
  }
  return place;
}

int ClassOf(MailboxType type, bool holder_listed) {
  switch (type) {
    case MailboxType::kPersonal:
      return holder_listed ? 0 : 5;
    case MailboxType::kOrganizational:
      return 1;
    case MailboxType::kPractice:
      return 2;
    case MailboxType::kApplication:
      return 3;
    case MailboxType::kUnknown:
      break;
  }
  return 4;
}

std::string_view PurposeOf(const Attachment& attachment) {
  return attachment.service.empty() ? attachment.description : attachment.service;
}

template <typename Has>
const Attachment* FirstThat(const Mailbox& mailbox, Has has) {
  const auto& all = mailbox.attachments;
  const auto found = std::find_if(all.begin(), all.end(), has);
  return found == all.end() ? nullptr : &*found;
}

Recipient::Rank RankOf(const Mailbox& mailbox, const Directory& directory, const Words& words) {
  Recipient::Rank rank;
  const bool listed = std::any_of(
      mailbox.attachments.begin(), mailbox.attachments.end(),
      [&](const Attachment& one) { return directory.FindPractitioner(one.practitioner_id); });
  rank.mailbox_class = ClassOf(mailbox.type(), listed);
  const Attachment* const named =
      FirstThat(mailbox, [](const Attachment& one) { return !one.name.family_name.empty(); });
  const Attachment* const purposeful =
      FirstThat(mailbox, [](const Attachment& one) { return !PurposeOf(one).empty(); });
  if (named != nullptr) {
    rank.name = Fold(named->name.family_name) + ' ' + Fold(named->name.given_name);
  } else if (purposeful != nullptr) {
    rank.name = Fold(PurposeOf(*purposeful));
  } else {
    rank.name = Fold(LocalPartOf(mailbox.folded_address));
  }
  if (!words.personal) {
    rank.words = std::set(words.own[0].begin(), words.own[0].end()).size();
    return rank;
  }
  if (!words.own[0].empty()) rank.family_name = words.own[0].front();
  rank.compound =
      named != nullptr && named->name.family_name.find_first_of(" -") != std::string_view::npos;
  if (!rank.compound && !words.own[2].empty()) rank.given_name = words.own[2].front();
  return rank;
}

}  // namespace

Place PlaceOf(const Address& address) {
  const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
  Place place;
  place.city = WithoutCedex(address.commune.label.empty() ? line.city : address.commune.label);
  place.postcode = address.postcode.empty() ? line.postcode : address.postcode;
  if (!IsAbroad(address.country)) {
    place.department = DepartmentOf(address.commune.code, place.postcode);
  }
  return place;
}

Place FirstPlaceOf(const Practitioner& practitioner) {
  for (const Activity& activity : practitioner.activities) {
    if (const Place place = PlaceOf(activity.address); !place.empty()) return place;
  }
  return {};
}

Recipient RecipientOf(const Mailbox& mailbox, const Directory& directory,
                      const FirstPlaces& first_place_of) {
  Recipient recipient;
  recipient.address = mailbox.folded_address;
  recipient.type_code = mailbox.type_code;
  Words& words = recipient.words;
  words.personal = mailbox.type() == MailboxType::kPersonal;
  Terms of_structures;
  Terms of_places;
  Terms of_jobs;
  struct Shown {
    OrganizationIndex structure;
    Place place;
  };
  constexpr OrganizationIndex kNone{kNoIndex};
  std::vector<Shown> shown;
  for (const Attachment& one : mailbox.attachments) {
    for (const std::string& term : NameTerms(one.name.family_name)) {
      words.own[words.personal && !words.own[0].empty() ? 1 : 0].push_back(term);
    }
    Append(words.own[words.personal ? 2 : 0], GivenNameTerms(one.name.given_name));
    Append(words.own[words.personal ? 3 : 0], CutOnce(StructureTerms, PurposeOf(one)));
    for (const std::string_view name : {one.legal_name, one.trade_name}) {
      Append(words.own[3], CutOnce(StructureTerms, name));
    }
    Share(of_jobs, JobTerms, one.profession.label);
    Share(of_jobs, JobTerms, one.skill.label);
    const auto found = directory.FindOrganization(one.organization_key);
    std::optional<OrganizationRow> structure;
    if (found) {
      structure = directory.row(*found);
      recipient.structures.insert(*found);
      Share(of_structures, StructureTerms, structure->legal_name);
      Share(of_structures, StructureTerms, structure->trade_name);
    }
    const Place place = PlaceAttached(one, structure, directory, first_place_of);
    Share(of_places, PlaceTerms, place.city);
    Share(of_places, PlaceTerms, place.postcode);
    if (place.department != nullptr) {
      Share(of_places, PlaceTerms, place.department->code);
      Share(of_places, PlaceTerms, place.department->name);
    }
    shown.push_back({found.value_or(kNone), place});
  }
  Append(words.own[words.personal ? 4 : 0], IndexTerms(LocalPartOf(mailbox.folded_address)));
  words.structure = Keep(std::move(of_structures));
  words.place = Keep(std::move(of_places));
  words.job = Keep(std::move(of_jobs));
  const auto domain = DomainTerms(DomainOf(mailbox.folded_address));
  words.domain = Keep({domain.begin(), domain.end()});

  // At the first of its structures, where the first attachment tells that tells where.
  const auto known = std::find_if(shown.begin(), shown.end(),
                                  [](const Shown& one) { return one.structure != kNone; });
  const OrganizationIndex there = known == shown.end() ? kNone : known->structure;
  const auto at = std::find_if(shown.begin(), shown.end(), [&](const Shown& one) {
    return one.structure == there && !one.place.empty();
  });
  if (at != shown.end()) recipient.department = at->place.department;
  recipient.rank = RankOf(mailbox, directory, words);
  return recipient;
}

void PutInOrder(std::vector<Recipient>& recipients) {
  std::sort(recipients.begin(), recipients.end(), [](const Recipient& a, const Recipient& b) {
    return std::tie(a.rank, a.address) < std::tie(b.rank, b.address);
  });
}

}  // namespace annuaire::plain
