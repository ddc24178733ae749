#include "server/grpc/convert_change.h"

#include <string_view>

#include "directory/base/day.h"
#include "server/grpc/decode.h"
#include "server/grpc/encode.h"
#include "server/grpc/page_token.h"

namespace annuaire::grpc_front {
namespace {

static_assert(v1::ChangeKind_MAX == kChangeKindMax);
static_assert(v1::ChangedFact_MAX == static_cast<int>(kChangedFactLast));

Status CheckDay(std::string_view field, std::string_view day) {
  if (day.empty() || IsDay(day)) return OkStatus();
  return InvalidArgumentError(std::string(field) + ": not a day such as 2026-11-01");
}

}  // namespace

void Encode(const Publication& publication, const Change& change, v1::Change& out) {
  out.set_kind(static_cast<v1::ChangeKind>(change.kind));
  out.set_date(publication.date);
  out.set_generation(publication.generation);
  Set(out, &v1::Change::mutable_subject, change.subject);
  Set(out, &v1::Change::mutable_name, change.name);
  Set(out, &v1::Change::mutable_given_name, change.given_name);
  for (const FactChange& fact : change.facts) {
    v1::FactChange& encoded = *out.add_facts();
    encoded.set_fact(static_cast<v1::ChangedFact>(fact.fact));
    AddTexts(fact.before, *encoded.mutable_before());
    AddTexts(fact.after, *encoded.mutable_after());
  }
  AddTexts(change.practitioners, *out.mutable_practitioners());
  AddTexts(change.organizations, *out.mutable_organizations());
}

void Encode(const Publication& publication, v1::PublishedGeneration& out) {
  out.set_generation(publication.generation);
  out.set_date(publication.date);
  out.set_former_generation(publication.former_generation);
  out.set_former_date(publication.former_date);
  out.set_rollback(publication.is_rollback);
  out.set_changes(publication.changes);
}

void Encode(const History& history, v1::Horizon& out) {
  out.set_baseline_date(history.publications().front().date);
  out.set_baseline_generation(history.publications().front().generation);
  out.set_publications(static_cast<std::uint32_t>(history.publications().size()));
  out.set_cursor(EncodeCursor(history.end(), history));
}

Result<ChangeFilter> Decode(const v1::ChangeFilter& filter, const Edition& edition) {
  ChangeFilter decoded;
  RETURN_IF_ERROR(CheckDay("since", filter.since()));
  RETURN_IF_ERROR(CheckDay("until", filter.until()));
  if (!filter.until().empty() && filter.until() < filter.since()) {
    return InvalidArgumentError("until: a day before since");
  }
  decoded.since = filter.since();
  decoded.until = filter.until();
  Result<std::string> domain = DecodeDomainOrSuffix(filter.domain(), "domain");
  if (!domain.ok()) return domain.status();
  decoded.domain = *std::move(domain);
  if (!filter.practitioner().empty()) {
    const Result<PractitionerId> id = DecodePractitionerId(filter.practitioner(), "practitioner");
    if (!id.ok()) return id.status();
    decoded.practitioner = id->text();
  }
  if (!filter.organization().empty()) {
    const Result<std::string_view> number =
        DecodeOrganizationNumber(filter.organization(), "organization");
    if (!number.ok()) return number.status();
    const auto found = edition.directory->FindOrganization(*number);
    decoded.organization = found ? edition.directory->row(*found).key : *number;
  }
  for (const int kind : filter.kinds()) {
    if (kind <= 0 || kind > kChangeKindMax) {
      return InvalidArgumentError("kinds: " + std::to_string(kind) + " is no kind of change");
    }
    decoded.kinds |= 1u << kind;
  }
  return decoded;
}

std::string EncodeCursor(ChangePosition position, const History& history) {
  return EncodePageToken(ToCursor(position), {.generation = history.identity(), .filter = {}});
}

Result<ChangePosition> DecodeCursor(const std::string& cursor, const History& history) {
  if (cursor.empty()) return history.begin();
  const Result<std::uint64_t> number =
      DecodePageToken(cursor, {.generation = history.identity(), .filter = {}});
  if (number.ok()) return ToPosition(*number);
  if (number.status().code() == StatusCode::kAborted) {
    return AbortedError("cursor: the history was begun anew; start again without a cursor");
  }
  return InvalidArgumentError("cursor: not one this server gave");
}

}  // namespace annuaire::grpc_front
