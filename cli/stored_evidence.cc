#include "cli/stored_evidence.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "directory/base/fold.h"
#include "directory/base/text_hash.h"
#include "directory/store/store.h"

namespace annuaire::cli {
namespace {

// "540000001", "2A0000154", "R10100000328372", "SIREN:851315283"; not "CH 12".
bool IsNumber(std::string_view text) {
  constexpr std::ptrdiff_t kDigitsMin = 8;
  constexpr std::ptrdiff_t kOthersMax = 1;
  constexpr std::string_view kSiren = "SIREN:";
  if (text.starts_with(kSiren)) text.remove_prefix(kSiren.size());
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= kDigitsMin && static_cast<std::ptrdiff_t>(text.size()) - digits <= kOthersMax;
}

bool GoesBy(const Organization& organization, std::string_view number) {
  const auto holds = [number](const std::vector<std::string_view>& numbers) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  };
  return organization.finess == number || holds(organization.sirets) ||
         holds(organization.technical_ids) || holds(organization.former_ids);
}

}  // namespace

Result<StoredEvidence> StoredEvidence::Read(const std::string& directory) {
  const Result<Store> store = Store::Open(directory);
  if (!store.ok()) return store.status();
  Result<Generation> generation = store->OpenCurrent();
  if (!generation.ok()) return generation.status();
  StoredEvidence evidence(*std::move(generation));
  RETURN_IF_ERROR(evidence.ReadPeople());
  RETURN_IF_ERROR(evidence.generation_.Scan<Domain>([&](const Domain& domain) {
    evidence.operators_.emplace(domain.name, OperatorOf(domain));
    return OkStatus();
  }));
  return evidence;
}

Status StoredEvidence::ReadPeople() {
  const auto copy = [this](const PersonName& name) -> PersonName {
    return {texts_.Copy(name.family_name), texts_.Copy(name.given_name)};
  };
  std::vector<std::uint64_t> structures;
  RETURN_IF_ERROR(generation_.Scan<Practitioner>([&](const Practitioner& practitioner) {
    if (practitioner.names.empty()) return OkStatus();
    names_.Add(practitioner.names.front());
    structures.clear();
    for (const Activity& activity : practitioner.activities) {
      if (!activity.organization_key.empty()) {
        structures.push_back(HashText(activity.organization_key));
      }
    }
    if (structures.empty()) return OkStatus();
    std::sort(structures.begin(), structures.end());
    structures.erase(std::unique(structures.begin(), structures.end()), structures.end());
    for (const PersonName& name : practitioner.names) {
      const PersonName kept = copy(name);
      for (const std::uint64_t structure : structures) {
        employments_.push_back({structure, kept});
      }
    }
    return OkStatus();
  }));
  RETURN_IF_ERROR(generation_.Scan<Mailbox>([&](const Mailbox& mailbox) {
    for (const Attachment& one : mailbox.attachments) {
      if (one.organization_key.empty() || one.name.family_name.empty()) continue;
      employments_.push_back({HashText(one.organization_key), copy(one.name)});
    }
    return OkStatus();
  }));
  std::sort(employments_.begin(), employments_.end(),
            [](const Employment& a, const Employment& b) { return a.structure < b.structure; });
  return OkStatus();
}

Result<std::optional<StoredEvidence::Structure>> StoredEvidence::FindStructure(
    std::string_view text) const {
  Result<Stored<Organization>> record = FindOrganization(text);
  if (!record.ok()) return record.status();
  if (!record->has_value()) {
    if (IsNumber(text))
      return NotFoundError("no structure " + std::string(text) + " in the mirror");
    return std::optional<Structure>();
  }
  Structure structure{*std::move(record), {}};
  StructureFacts& facts = structure.facts;
  facts = FactsOf(*structure.record);
  const std::uint64_t key = HashText(structure.record->key);
  auto at = std::lower_bound(
      employments_.begin(), employments_.end(), key,
      [](const Employment& one, std::uint64_t sought) { return one.structure < sought; });
  for (; at != employments_.end() && at->structure == key; ++at) {
    facts.staff.push_back(at->name);
  }
  return std::optional<Structure>(std::move(structure));
}

Result<Stored<Organization>> StoredEvidence::FindOrganization(std::string_view number) const {
  Result<Stored<Organization>> by_key = generation_.Get<Organization>(number);
  if (!by_key.ok() || by_key->has_value() || !IsNumber(number)) return by_key;
  std::string key;
  RETURN_IF_ERROR(generation_.Scan<Organization>([&](const Organization& organization) {
    if (key.empty() && GoesBy(organization, number)) key = organization.key;
    return OkStatus();
  }));
  return key.empty() ? std::move(by_key) : generation_.Get<Organization>(key);
}

StoredEvidence::ListedDomain StoredEvidence::FindDomain(std::string_view domain) const {
  if (operators_.empty()) return {};
  const std::string folded = FoldAddress(domain);
  auto listed = operators_.end();
  const std::string_view nearest = NearestListed(folded, [&](std::string_view name) {
    listed = operators_.find(name);
    return listed != operators_.end();
  });
  if (nearest.empty()) return {WhiteListState::kNotListed, {}};
  const bool is_listed = nearest.size() == folded.size();
  return {is_listed ? WhiteListState::kListed : WhiteListState::kNotListed, listed->second};
}

}  // namespace annuaire::cli
