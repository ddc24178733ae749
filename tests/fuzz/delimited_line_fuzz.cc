// Any bytes as a header and lines of a '|' file.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "directory/extract/file_kind.h"
#include "directory/extract/mailbox_row.h"
#include "directory/extract/person_activity_row.h"
#include "directory/join/join.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)DateInFirstBytes(DetectFileKind(text), text);
  const std::string_view header = text.substr(0, text.find('\n'));
  auto mailboxes = MailboxParser::Make(header);
  auto activities = PersonActivityParser::Make(header);
  Join join;
  JoinPart& part = join.AddPart();
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (mailboxes.ok() && mailboxes->Parse(line).ok()) part.Add(mailboxes->row());
    if (activities.ok() && activities->Parse(line).ok()) part.Add(activities->row());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  part.Close();
  (void)join.EmitMailboxes([](const Mailbox&) { return OkStatus(); }).ok();
  (void)join.EmitPractitioners([](const Practitioner&) { return OkStatus(); }).ok();
  (void)join.EmitOrganizations([](const Organization&) { return OkStatus(); }).ok();
  return 0;
}
