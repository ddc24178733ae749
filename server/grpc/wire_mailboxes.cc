#include "server/grpc/wire_mailboxes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "server/grpc/wire_reply.h"
#include "server/grpc/wire_rows.h"

namespace annuaire::grpc_front {
namespace {

template <typename Out>
void WriteRow(std::uint32_t field, const WireRow& row, bool corrected, Out& out) {
  constexpr std::uint32_t kFlagBytes = 2;
  out.Varint(LengthTag(field));
  const std::size_t bytes = row.bytes();
  out.Varint(static_cast<std::uint32_t>(bytes) + (corrected ? kFlagBytes : 0));
  out.Padded(row.pieces, bytes);
  WriteNumber(14, corrected, out);
}

// Until the thread's next call; most calls find the memory there.
std::span<const WireRow> RowsOf(const Edition& edition, const std::vector<MailboxIndex>& found) {
  thread_local std::vector<WireRow> rows;
  edition.parts.rows().Read(found, rows);
  return rows;
}

}  // namespace

void WriteSuggestResponse(const Edition& edition, const Suggestions& found,
                          ::grpc::ByteBuffer& reply) {
  const std::span<const WireRow> rows = RowsOf(edition, found.mailboxes);
  WriteWire(reply, [&](auto& out) {
    for (std::size_t i = 0; i < rows.size(); ++i) WriteRow(1, rows[i], !found.IsAsTyped(i), out);
    WriteNumber(2, found.truncated, out);
    WriteNumber(3, found.corrected(), out);
    WriteElement(4, edition.parts.edition(), out);
  });
}

void WriteSearchMailboxesResponse(const Edition& edition, const std::vector<MailboxIndex>& found,
                                  std::string_view next_page_token, ::grpc::ByteBuffer& reply) {
  const std::span<const WireRow> rows = RowsOf(edition, found);
  WriteWire(reply, [&](auto& out) {
    for (const WireRow& row : rows) WriteRow(1, row, false, out);
    WriteText(2, next_page_token, out);
    WriteElement(3, edition.parts.edition(), out);
  });
}

}  // namespace annuaire::grpc_front
