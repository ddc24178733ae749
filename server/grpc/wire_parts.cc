#include "server/grpc/wire_parts.h"

#include "annuaire/v1/record.pb.h"
#include "server/grpc/convert_metadata.h"
#include "server/grpc/wire.h"

namespace annuaire::grpc_front {
namespace {

template <typename Out>
void WriteRegistration(std::uint32_t field, const DomainRegistration& registration, Out& out) {
  WriteMessage(field, out, [&registration](auto& inner) {
    WriteText(1, registration.description, inner);
    WriteText(2, registration.operator_name, inner);
    WriteText(3, registration.operator_unit, inner);
    WriteText(4, registration.operator_common_name, inner);
    WriteText(5, registration.updated_at, inner);
  });
}

}  // namespace

Result<WireParts> WireParts::Build(const Generation& generation, const Directory& directory) {
  WireParts parts;
  parts.rows_ = WireRows(directory);
  v1::Edition edition;
  Encode(generation.metadata(), edition);
  parts.edition_ = edition.SerializeAsString();

  // Both go by name; the Directory also has domains of mailboxes that are in no
  // white list.
  const auto count = static_cast<std::uint32_t>(directory.counts().domains);
  std::uint32_t next = 0;
  const auto add_until = [&](std::string_view name) {
    while (next < count && directory.row(DomainIndex{next}).name < name) {
      parts.AddDomain(directory, DomainIndex{next++}, nullptr);
    }
  };
  RETURN_IF_ERROR(generation.Scan<Domain>([&](const Domain& domain) {
    add_until(domain.name);
    if (next == count || directory.row(DomainIndex{next}).name != domain.name) {
      return InternalError("a stored domain is not in the directory built from the store");
    }
    parts.AddDomain(directory, DomainIndex{next++}, &domain);
    return OkStatus();
  }));
  while (next < count) parts.AddDomain(directory, DomainIndex{next++}, nullptr);
  parts.domains_.shrink_to_fit();
  return parts;
}

void WireParts::AddDomain(const Directory& directory, DomainIndex index, const Domain* listed) {
  const DomainRow row = directory.row(index);
  AppendWire(
      [&](auto& out) {
        WriteText(1, row.name, out);
        WriteNumber(2, row.listed, out);
        WriteNumber(3, directory.white_list_loaded(), out);
        if (listed != nullptr) {
          for (const auto& registration : listed->registrations) {
            WriteRegistration(4, registration, out);
          }
        }
        WriteNumber(5, row.mailboxes_count, out);
      },
      domains_);
  starts_.push_back(static_cast<std::uint32_t>(domains_.size()));
  const auto operators = directory.OperatorsOf(row.name);
  AppendWire(
      [&](auto& out) {
        WriteNumber(11, row.listed, out);
        for (const std::string_view name : operators) WriteElement(12, name, out);
      },
      domains_);
  starts_.push_back(static_cast<std::uint32_t>(domains_.size()));
}

}  // namespace annuaire::grpc_front
