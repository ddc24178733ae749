#include "cli/stored_evidence.h"

#include <utility>

#include "directory/base/fold.h"
#include "directory/store/store.h"

namespace annuaire::cli {

Result<StoredEvidence> StoredEvidence::Read(const std::string& directory) {
  const Result<Store> store = Store::Open(directory);
  if (!store.ok()) return store.status();
  Result<Generation> generation = store->OpenCurrent();
  if (!generation.ok()) return generation.status();
  StoredEvidence evidence(*std::move(generation));
  RETURN_IF_ERROR(evidence.generation_.ScanPractitioners([&](const Practitioner& practitioner) {
    if (!practitioner.names.empty()) evidence.names_.Add(practitioner.names.front());
    return OkStatus();
  }));
  RETURN_IF_ERROR(evidence.generation_.ScanDomains([&](const Domain& domain) {
    evidence.operators_.emplace(domain.name, OperatorOf(domain));
    return OkStatus();
  }));
  return evidence;
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
