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
    if (!domain.registrations.empty()) {
      evidence.operators_.emplace(domain.name, domain.registrations.front().operator_name);
    }
    return OkStatus();
  }));
  return evidence;
}

StoredEvidence::ListedDomain StoredEvidence::FindDomain(std::string_view domain) const {
  if (operators_.empty()) return {};
  const std::string folded = FoldAddress(domain);
  ListedDomain found{WhiteListState::kNotListed, {}};
  for (std::string_view name = folded; !name.empty();) {
    if (const auto it = operators_.find(name); it != operators_.end()) {
      found.operator_name = it->second;
      if (name.size() == folded.size()) found.state = WhiteListState::kListed;
      break;
    }
    const std::size_t dot = name.find('.');
    name = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
  }
  return found;
}

}  // namespace annuaire::cli
