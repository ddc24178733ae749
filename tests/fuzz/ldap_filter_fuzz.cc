// Any bytes as a filter: it is read or refused, planned, and held against an
// entry; what a plan finds nobody for is true for nobody.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "server/ldap/entry.h"
#include "server/ldap/filter.h"
#include "server/ldap/match.h"
#include "server/ldap/plan.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annuaire;
  using namespace annuaire::ldap_front;
  const Result<Filter> filter =
      ParseFilter(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!filter.ok()) return 0;
  const std::vector<Question> questions = Plan(*filter);
  Require(questions.size() <= kQuestionsMax);

  MailboxRow row;
  row.address = "jean.dupont@ch-troispics.mssante.fr";
  row.type_code = "PER";
  row.type = MailboxType::kPersonal;
  row.family_name = "DUPONT";
  row.given_name = "JEAN";
  FoldedValues values([&row](Attribute attribute) { return ValuesOf(row, attribute); });
  const Truth truth = Evaluate(*filter, values);
  Require(!questions.empty() || truth != Truth::kTrue);
  return 0;
}
