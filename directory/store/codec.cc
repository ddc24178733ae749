#include "directory/store/codec.h"

#include "directory/store/archive.h"

namespace annuaire {
namespace {

Status MalformedAt(std::string_view what, std::size_t offset) {
  return DataLossError(std::string(what) + " value malformed at byte " + std::to_string(offset));
}

}  // namespace

template <typename Record>
void EncodeRecord(const Record& record, CodeBookBuilder& codes, std::string& out) {
  out.clear();
  Encode(record, &codes, out);
}

template <typename Record>
Status DecodeRecord(std::string_view key, std::string_view value, const CodeBook& codes,
                    Record& record) {
  record.Clear();
  KeyOf(record) = key;
  Decoder decoder(&codes, value);
  if (!decoder.Read(record)) return MalformedAt(NameOf(kTableOf<Record>), decoder.offset());
  return OkStatus();
}

template void EncodeRecord(const Practitioner&, CodeBookBuilder&, std::string&);
template void EncodeRecord(const Organization&, CodeBookBuilder&, std::string&);
template void EncodeRecord(const Mailbox&, CodeBookBuilder&, std::string&);
template void EncodeRecord(const Domain&, CodeBookBuilder&, std::string&);
template void EncodeRecord(const Verdict&, CodeBookBuilder&, std::string&);
template Status DecodeRecord(std::string_view, std::string_view, const CodeBook&, Practitioner&);
template Status DecodeRecord(std::string_view, std::string_view, const CodeBook&, Organization&);
template Status DecodeRecord(std::string_view, std::string_view, const CodeBook&, Mailbox&);
template Status DecodeRecord(std::string_view, std::string_view, const CodeBook&, Domain&);
template Status DecodeRecord(std::string_view, std::string_view, const CodeBook&, Verdict&);

}  // namespace annuaire
