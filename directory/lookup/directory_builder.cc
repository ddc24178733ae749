#include "directory/lookup/directory_builder.h"

#include <optional>
#include <utility>

#include "directory/lookup/builder_work.h"

namespace annuaire {

Status RisingKeys::Next(std::string_view key) {
  if (!last_.empty() && key <= last_) {
    return DataLossError("the stored keys do not rise: run annuaire-indexer verify");
  }
  last_ = key;
  return OkStatus();
}

Status DirectoryBuilder::Work::Enter(Phase next) {
  if (next == phase) return OkStatus();
  if (next < phase) {
    return InternalError("records of a directory must come kind by kind");
  }
  if (phase == Phase::kPeople) Link();
  if (next > Phase::kMailboxes) FinishMailboxes();
  phase = next;
  return OkStatus();
}

// Both kinds are complete: what refers to the other can be resolved.
void DirectoryBuilder::Work::Link() {
  std::future<void> finished =
      std::async(std::launch::async, [this] { organizations.Finish(vocabulary, tables); });
  practitioners.Append(std::move(second_run));
  practitioners.IndexIds();
  practitioners.Link(vocabulary);
  finished.get();
  people =
      std::async(std::launch::async, [this] { practitioners.Finish(vocabulary, tables); }).share();
  ordered = std::async(std::launch::async, [this] {
    people.wait();
    while (const std::optional<RecipientBatch> next = batches.Take()) {
      recipients.Add(*next, vocabulary.texts());
    }
    return recipients.Order();
  });
}

DirectoryBuilder::DirectoryBuilder(const DirectoryCounts& expected)
    : work_(std::make_unique<Work>()) {
  work_->organizations.Reserve(expected.organizations);
  // Either run may come to nearly all; room that is not used costs no memory.
  for (PractitionerWork* const run : {&work_->practitioners, &work_->second_run}) {
    run->Reserve(expected.practitioners, expected.activities);
  }
  work_->ReserveMailboxes(expected.mailboxes);
}
DirectoryBuilder::~DirectoryBuilder() = default;

Status DirectoryBuilder::Add(const Organization& organization) {
  RETURN_IF_ERROR(work_->Enter(Work::Phase::kPeople));
  return work_->organizations.Add(organization, work_->vocabulary);
}

Status DirectoryBuilder::Add(const Practitioner& practitioner, Run run) {
  RETURN_IF_ERROR(work_->Enter(Work::Phase::kPeople));
  return (run == Run::kFirst ? work_->practitioners : work_->second_run).Add(practitioner);
}

std::unique_ptr<const Directory> DirectoryBuilder::Build() && {
  Work& w = *work_;
  (void)w.Enter(Work::Phase::kVerdicts);  // never backwards
  Tables& t = w.tables;
  t.remarks_of_mailbox = Csr<RemarkEntry>::FromPairs(t.mailboxes.size() - 1, w.remarks);
  t.recipients = w.indexed.get();
  Vocabulary::Taken taken = std::move(w.vocabulary).Take();
  t.texts = std::move(taken.texts);
  t.coded = std::move(taken.coded);
  t.places = std::move(taken.places);
  auto tables = std::make_unique<const Tables>(std::move(w.tables));
  work_.reset();
  return std::make_unique<const Directory>(std::move(tables));
}

}  // namespace annuaire
