#include "directory/naming/nominative.h"

#include "directory/naming/name_run.h"
#include "directory/naming/staff_search.h"

namespace annuaire {
namespace {

bool IsClauseEnd(char c) {
  return std::string_view(",;:()[]/|\n\t\"").find(c) != std::string_view::npos;
}

PersonFound FindInClause(std::string_view clause, const Vocabulary& vocabulary, TextKind kind) {
  Pieces pieces;
  CutIntoPieces(clause, vocabulary, pieces);
  if (pieces.size() == 0) return {};
  const PieceContext context(pieces, vocabulary);
  PersonFound staff = FindStaffName(pieces, context, vocabulary);
  if (staff.severity == Severity::kViolation) return staff;
  PersonFound listed = FindListedName(pieces, context, kind);
  return listed.severity > staff.severity ? listed : staff;
}

}  // namespace

PersonFound FindPerson(std::string_view text, const Vocabulary& vocabulary, TextKind kind) {
  if (kind == TextKind::kLocalPart) return FindInClause(text, vocabulary, kind);
  PersonFound worst;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !IsClauseEnd(text[i])) continue;
    if (i > start) {
      PersonFound found = FindInClause(text.substr(start, i - start), vocabulary, kind);
      if (found.Outweighs(worst)) worst = std::move(found);
    }
    start = i + 1;
  }
  return worst;
}

bool IsServiceName(const Pieces& pieces) {
  constexpr std::uint32_t kService = kFunctionWord | kCareWord | kStructureWord | kApplicationWord |
                                     kPlaceWord | kUnitWord | kTradeWord;
  bool service = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t kinds = pieces[i].kinds;
    const bool name = (kinds & kNameKinds) != 0;
    if (name && (kinds & kNeutralKinds) == 0) return false;
    if ((kinds & kService) != 0) {
      service = service || !name;  // "long.sejour"; not "long"
    } else if ((kinds & (kNeutralKinds | kParticle)) == 0) {
      return false;
    }
  }
  return service;
}

}  // namespace annuaire
