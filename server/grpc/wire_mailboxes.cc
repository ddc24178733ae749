#include "server/grpc/wire_mailboxes.h"

#include <cstddef>
#include <string>

#include "directory/base/letter_case.h"
#include "server/grpc/wire_reply.h"
#include "server/grpc/wire_row.h"

namespace annuaire::grpc_front {
namespace {

// A mailbox with what its row does not spell.
struct Shown {
  MailboxRow row;
  std::string given_name;  // in title case
  bool corrected = false;

  bool IsPerson() const {
    return row.type == MailboxType::kPersonal &&
           !(row.family_name.empty() && row.given_name.empty());
  }
};

// What a mail client shows: "Jean-Noël DUPRÉ" for a person's mailbox, the
// service (else the local part) and the structure for the others:
// "Cardiologie – CH DES TROIS PICS".
template <typename Out>
void WriteDisplayName(std::uint32_t field, const Shown& shown, Out& out) {
  using namespace std::string_view_literals;
  const MailboxRow& row = shown.row;
  if (shown.IsPerson()) {
    const auto blank = shown.given_name.empty() || row.family_name.empty() ? ""sv : " "sv;
    WriteJoined(field, out, shown.given_name, blank, row.family_name);
    return;
  }
  const auto service = row.service.empty() ? LocalPartOf(row.address) : row.service;
  const auto structure = row.has_organization ? row.organization.name() : ""sv;
  const auto dash = service.empty() || structure.empty() ? ""sv : " – "sv;
  WriteJoined(field, out, service, dash, structure);
}

template <typename Out>
void WriteSuggestion(std::uint32_t field, const Shown& shown, Out& out) {
  WriteMessage(field, out, [&shown](auto& inner) {
    const MailboxRow& row = shown.row;
    WriteText(1, row.address, inner);
    WriteText(2, row.type_code, inner);
    WriteDisplayName(3, shown, inner);
    WriteText(4, row.family_name, inner);
    WriteText(5, row.given_name, inner);
    WriteText(6, row.rpps, inner);
    WriteCoded(7, row.profession, inner);
    WriteCoded(8, row.skill, inner);
    if (row.has_organization) WriteOrganizationRef(9, row.organization, inner);
    WriteText(10, row.service, inner);
    WriteText(11, row.city, inner);
    WriteText(12, row.department, inner);
    WriteNumber(13, row.holder_gone, inner);
    WriteNumber(14, shown.corrected, inner);
  });
}

std::vector<Shown> Show(const Directory& directory, const std::vector<MailboxIndex>& found,
                        std::size_t as_typed) {
  directory.Prefetch(found);
  std::vector<Shown> rows(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    Shown& shown = rows[i];
    shown.row = directory.row(found[i]);
    if (shown.IsPerson()) shown.given_name = ToTitleCase(shown.row.given_name);
    shown.corrected = i >= as_typed;
  }
  return rows;
}

}  // namespace

void WriteSuggestResponse(const Edition& edition, const Suggestions& found,
                          ::grpc::ByteBuffer& reply) {
  const std::vector<Shown> rows = Show(*edition.directory, found.mailboxes, found.as_typed);
  WriteWire(reply, [&](auto& out) {
    for (const Shown& shown : rows) WriteSuggestion(1, shown, out);
    WriteNumber(2, found.truncated, out);
    WriteNumber(3, found.corrected(), out);
    WriteElement(4, edition.parts.edition(), out);
  });
}

void WriteSearchMailboxesResponse(const Edition& edition, const std::vector<MailboxIndex>& found,
                                  std::string_view next_page_token, ::grpc::ByteBuffer& reply) {
  const std::vector<Shown> rows = Show(*edition.directory, found, found.size());
  WriteWire(reply, [&](auto& out) {
    for (const Shown& shown : rows) WriteSuggestion(1, shown, out);
    WriteText(2, next_page_token, out);
    WriteElement(3, edition.parts.edition(), out);
  });
}

}  // namespace annuaire::grpc_front
