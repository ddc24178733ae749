// Writes the mailboxes of a store for other search engines, one a line:
//
//   export_recipients STORE > FILE
//
// Tab-separated, ordered by folded address, which is unique: rank (the
// Directory's own order of mailboxes, 0 first), folded address, display name,
// family name, given name, structure, city, department, profession, words.
// Names are folded (directory/base/fold.h); see document_words.h.

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/document_words.h"
#include "bench/mirror.h"
#include "directory/base/fold.h"

namespace annuaire {
namespace {

void Print(const Directory& directory, std::uint32_t rank, const std::string& address) {
  const MailboxRow row = directory.row(MailboxIndex{rank});
  const std::string fields[] = {address,
                                DisplayName(row),
                                Fold(row.family_name),
                                Fold(row.given_name),
                                Fold(row.organization.name()),
                                Fold(row.city),
                                std::string(row.department),
                                Fold(row.profession.label),
                                DocumentText(row)};
  std::printf("%u", rank);
  for (const std::string& field : fields) std::printf("\t%s", field.c_str());
  std::printf("\n");
}

void Export(const Directory& directory) {
  std::vector<std::pair<std::string, std::uint32_t>> by_address;
  const auto count = static_cast<std::uint32_t>(directory.counts().mailboxes);
  for (std::uint32_t i = 0; i < count; ++i) {
    by_address.emplace_back(FoldAddress(directory.row(MailboxIndex{i}).address), i);
  }
  std::sort(by_address.begin(), by_address.end());
  for (const auto& [address, rank] : by_address) Print(directory, rank, address);
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  if (argc != 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: export_recipients STORE > FILE\n");
    return 2;
  }
  annuaire::Export(*annuaire::OpenMirror("export_recipients", argv[1])->directory);
  return 0;
}
