// A Verdict is what the naming rules said of one published mailbox when its
// generation was built, as it is stored.
//
// Only mailboxes with at least one remark have a Verdict; the others are ok.
// Like every record it does not own its text (see practitioner.h).

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace annuaire {

// One finding of one rule; see the naming room for what each part means.
struct Remark {
  std::string_view rule_id;   // "ORG-01"
  std::uint8_t severity = 0;  // 0 ok, 1 info, 2 suspect, 3 violation
  std::string_view basis;     // "staff"
  std::vector<std::string_view> tokens;
  std::string_view message_fr;
  std::string_view message_en;

  friend bool operator==(const Remark&, const Remark&) = default;
};

struct Verdict {
  std::string_view folded_address;  // of the mailbox; the key
  std::vector<Remark> remarks;      // never empty

  std::uint8_t severity() const {
    std::uint8_t worst = 0;
    for (const Remark& remark : remarks) worst = remark.severity > worst ? remark.severity : worst;
    return worst;
  }
  void Clear() {
    folded_address = {};
    remarks.clear();
  }
};

}  // namespace annuaire
