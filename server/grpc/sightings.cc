#include "server/grpc/sightings.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "server/grpc/checked_rpps.h"
#include "server/grpc/convert_row.h"
#include "server/grpc/encode.h"

namespace annuaire::grpc_front {
namespace {

constexpr int kHolderMailboxesMax = 10;  // of record.proto

bool Find(const Edition& edition, std::string_view folded_address, MailboxPast& past) {
  const std::shared_ptr<const Result<History>> history = edition.history.Get();
  return history->ok() && (*history)->FindMailbox(folded_address, past).ok();
}

std::vector<std::string_view> LastOf(const Change& withdrawal, ChangedFact fact) {
  const FactChange* found = FindFact(withdrawal, fact);
  return found == nullptr ? std::vector<std::string_view>() : found->before;
}

void EncodeHolder(const Directory& directory, std::string_view id, const Change& withdrawal,
                  v1::WithdrawnMailbox& out) {
  v1::PractitionerRef& holder = *out.add_holders();
  const auto index = directory.FindPractitioner(id);
  if (!index) {
    Set(holder, &v1::PractitionerRef::mutable_id, id);
    Set(holder, &v1::PractitionerRef::mutable_rpps, CheckedRppsOf(id));
    // The change names one holder; of several, nobody knows which.
    if (withdrawal.practitioners.size() == 1) {
      Set(holder, &v1::PractitionerRef::mutable_family_name, withdrawal.name);
      Set(holder, &v1::PractitionerRef::mutable_given_name, withdrawal.given_name);
    }
    return;
  }
  Encode(directory.row(*index), holder);
  for (const MailboxIndex mailbox : directory.MailboxesOf(*index)) {
    if (out.holder_mailboxes_size() == kHolderMailboxesMax) break;
    const MailboxRow row = directory.row(mailbox);
    const bool known = std::any_of(out.holder_mailboxes().begin(), out.holder_mailboxes().end(),
                                   [&](const auto& one) { return one.address() == row.address; });
    if (!known) Encode(row, *out.add_holder_mailboxes());
  }
}

void EncodeOrganization(const Directory& directory, std::string_view key, const Change& withdrawal,
                        v1::OrganizationRef& out) {
  if (const auto index = directory.FindOrganization(key)) {
    Encode(directory.row(*index), out);
    return;
  }
  Set(out, &v1::OrganizationRef::mutable_id, key);
  if (withdrawal.practitioners.empty()) {
    Set(out, &v1::OrganizationRef::mutable_name, withdrawal.name);
  }
}

}  // namespace

std::optional<PublishedSighting> FindSighting(const Edition& edition,
                                              std::string_view folded_address) {
  MailboxPast past;
  if (!Find(edition, folded_address, past) || past.first_seen.empty()) return std::nullopt;
  return PublishedSighting{.first_seen = std::move(past.first_seen),
                           .since_baseline = past.since_baseline,
                           .last_seen = EditionDateOf(edition.generation.metadata())};
}

bool EncodeSighting(const Edition& edition, std::string_view folded_address, v1::Sighting& out) {
  const auto sighting = FindSighting(edition, folded_address);
  if (!sighting) return false;
  out.set_first_seen(sighting->first_seen);
  out.set_since_baseline(sighting->since_baseline);
  out.mutable_last_seen()->assign(sighting->last_seen);
  return true;
}

bool EncodeWithdrawn(const Edition& edition, std::string_view folded_address,
                     v1::WithdrawnMailbox& out) {
  MailboxPast past;
  if (!Find(edition, folded_address, past) || !past.withdrawn) return false;
  const Directory& directory = *edition.directory;
  out.mutable_address()->assign(past.withdrawal.subject);
  for (const std::string_view type : LastOf(past.withdrawal, ChangedFact::kType)) {
    out.mutable_type()->assign(type);
  }
  v1::Sighting& sighting = *out.mutable_sighting();
  sighting.set_first_seen(past.first_seen);
  sighting.set_since_baseline(past.since_baseline);
  sighting.set_last_seen(past.last_seen);
  sighting.set_withdrawn_on(past.withdrawn_on);
  for (const std::string_view id : LastOf(past.withdrawal, ChangedFact::kHolder)) {
    EncodeHolder(directory, id, past.withdrawal, out);
  }
  const auto structures = LastOf(past.withdrawal, ChangedFact::kStructure);
  if (!structures.empty()) {
    EncodeOrganization(directory, structures.front(), past.withdrawal, *out.mutable_organization());
  }
  const auto services = LastOf(past.withdrawal, ChangedFact::kService);
  if (!services.empty()) Set(out, &v1::WithdrawnMailbox::mutable_service, services.front());
  return true;
}

std::string DepartureOf(const Edition& edition, std::string_view practitioner_id) {
  const std::shared_ptr<const Result<History>> history = edition.history.Get();
  if (!history->ok()) return {};
  const Result<std::optional<Departure>> departure = (*history)->FindDeparture(practitioner_id);
  if (!departure.ok() || !*departure) return {};
  const auto& [date, name, given_name] = **departure;
  return given_name + (given_name.empty() ? "" : " ") + name + " left with the extract of " + date;
}

}  // namespace annuaire::grpc_front
