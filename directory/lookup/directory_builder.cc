#include "directory/lookup/directory_builder.h"

#include <cassert>

#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"
#include "directory/record/geography.h"

namespace annuaire {
namespace {

std::uint8_t DepartmentNumber(const Address& address) {
  const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
  const Department* department = DepartmentOf(
      address.commune.code, address.postcode.empty() ? line.postcode : address.postcode);
  if (department == nullptr) return 0;
  return static_cast<std::uint8_t>(department - Departments().data() + 1);
}

}  // namespace

std::uint32_t DirectoryBuilder::Work::Place(const Address& address) {
  const DeliveryLine line = SplitDeliveryLine(address.delivery_line);
  const std::string_view city =
      WithoutCedex(address.commune.label.empty() ? line.city : address.commune.label);
  PlaceKey key{};
  key.city = texts.Intern(city);
  key.folded_city = texts.Intern(FoldPlace(city));
  key.postcode = texts.Intern(address.postcode.empty() ? line.postcode : address.postcode);
  key.department = DepartmentNumber(address);
  return places.Intern(key);
}

Status DirectoryBuilder::Work::Enter(Phase next, std::string_view key) {
  if (next < phase) {
    return InternalError("records of a directory must come kind by kind");
  }
  while (phase < next) {
    FinishPhase();
    phase = static_cast<Phase>(static_cast<int>(phase) + 1);
    last_key.clear();
  }
  if (!last_key.empty() && key <= last_key) {
    return DataLossError("the stored keys do not rise: run annuaire-indexer verify");
  }
  last_key = key;
  return OkStatus();
}

void DirectoryBuilder::Work::FinishPhase() {
  if (phase == Phase::kOrganizations) FinishOrganizations();
  if (phase == Phase::kPractitioners) FinishPractitioners();
  if (phase == Phase::kMailboxes) FinishMailboxes();
}

DirectoryBuilder::DirectoryBuilder() : work_(std::make_unique<Work>()) {}
DirectoryBuilder::~DirectoryBuilder() = default;

std::unique_ptr<const Directory> DirectoryBuilder::Build() && {
  Work& w = *work_;
  while (w.phase < Work::Phase::kVerdicts) {
    w.FinishPhase();
    w.phase = static_cast<Work::Phase>(static_cast<int>(w.phase) + 1);
  }
  Tables& t = w.tables;
  t.remarks_of_mailbox = Csr<RemarkEntry>::FromPairs(t.mailboxes.size() - 1, w.remarks);
  t.organizations.shrink_to_fit();
  t.domains.shrink_to_fit();
  t.texts = std::move(w.texts).Build();
  t.coded = std::move(w.coded).Take();
  for (const PlaceKey& key : std::move(w.places).Take()) {
    t.places.push_back(
        {key.city, key.folded_city, key.postcode, static_cast<std::uint8_t>(key.department)});
  }
  auto tables = std::make_unique<const Tables>(std::move(w.tables));
  work_.reset();
  return std::make_unique<const Directory>(std::move(tables));
}

}  // namespace annuaire
