#include "server/grpc/convert_metadata.h"

#include <string_view>

namespace annuaire::grpc_front {
namespace {

std::string_view DateOf(std::string_view kind, const Metadata& metadata) {
  for (const SourceFile& source : metadata.sources) {
    if (source.kind == kind && !source.extract_date.empty()) return source.extract_date;
  }
  return {};
}

}  // namespace

void Encode(const Metadata& metadata, v1::Edition& out) {
  out.set_generation(metadata.generation);
  std::string_view date = DateOf("mailboxes", metadata);
  if (date.empty()) date = DateOf("person-activity", metadata);
  if (date.empty()) date = metadata.extract_date;
  out.mutable_extract_date()->assign(date);
}

void Encode(const SourceFile& source, v1::SourceStatus& out) {
  out.set_kind(source.kind);
  out.set_file_name(source.file_name);
  out.set_date(source.extract_date);
  out.set_rows_read(source.rows_read);
  out.set_rows_rejected(source.rows_rejected);
  for (const RejectCount& reject : source.rejects) {
    (*out.mutable_rejects())[reject.kind] = reject.rows;
  }
  auto& remarks = *out.mutable_remarks();
  if (source.windows_1252_rows > 0) remarks["rows in Windows-1252"] = source.windows_1252_rows;
  if (source.bad_keys > 0) remarks["identifiers with a wrong check digit"] = source.bad_keys;
}

void Encode(const RecordCounts& counts, v1::RecordCounts& out) {
  out.set_practitioners(counts.practitioners);
  out.set_activities(counts.activities);
  out.set_organizations(counts.organizations);
  out.set_mailboxes(counts.mailboxes);
  out.set_domains(counts.domains);
}

}  // namespace annuaire::grpc_front
