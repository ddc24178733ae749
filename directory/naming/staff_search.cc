#include "directory/naming/staff_search.h"

#include <algorithm>
#include <optional>

namespace annuaire {
namespace {

constexpr std::size_t kFamilyPiecesMax = 4;
constexpr std::size_t kGivenPiecesMax = 3;
constexpr std::size_t kFamilyLettersMin = 3;

// Pieces [from, to).
struct Range {
  std::size_t from;
  std::size_t to;
};

// What explains a span otherwise than by a person.
struct Alibi {
  bool own = true;      // every piece is the structure's own
  bool neutral = true;  // every piece is an ordinary word
  bool saint = false;
  bool famous = false;
  Scope scope = Scope::kNone;
  bool titled = false;
};

class Search {
 public:
  Search(const Pieces& pieces, const PieceContext& context, const Vocabulary& vocabulary)
      : pieces_(pieces), context_(context), vocabulary_(vocabulary) {}

  PersonFound Run() {
    for (const auto* structure : vocabulary_.structures()) {
      if (!structure->has_staff()) continue;
      for (std::size_t from = 0; from < pieces_.size(); ++from) {
        const std::size_t last = std::min(pieces_.size(), from + kFamilyPiecesMax);
        for (std::size_t to = last; to > from; --to) TryFamily(*structure, {from, to});
      }
    }
    return std::move(best_);
  }

 private:
  void TryFamily(const StructureContext& structure, Range family) {
    const std::string_view glued = pieces_.Span(family.from, family.to);
    if (glued.size() < kFamilyLettersMin || !structure.IsStaffFamily(glued)) return;
    bool has_initial = false;
    bool has_given = false;
    Range beside{};
    structure.ForEachStaff(glued, [&](const NameForms& forms) {
      if (has_given) return;
      if (const auto given = FindGiven(forms, family)) {
        has_given = true;
        beside = *given;
      } else if (!has_initial) {
        if (const auto initial = FindInitial(forms, family)) {
          has_initial = true;
          beside = *initial;
        }
      }
    });
    const Alibi alibi = AlibiOf(family);
    if (has_given)
      return Report(JudgeFull(alibi, AlibiOf(beside)), NameForm::kGivenAndFamily, family, beside);
    if (has_initial)
      return Report(JudgeInitial(alibi, pieces_.size() == 2), NameForm::kInitialAndFamily, family,
                    beside);
    Report(JudgeFamily(alibi, glued),
           alibi.titled ? NameForm::kTitleAndName : NameForm::kFamilyAlone, family,
           {family.from, family.from});
  }

  std::optional<Range> FindGiven(const NameForms& forms, Range family) const {
    for (std::size_t from = 0; from < pieces_.size(); ++from) {
      const std::size_t last = std::min(pieces_.size(), from + kGivenPiecesMax);
      for (std::size_t to = last; to > from; --to) {
        if (from < family.to && family.from < to) continue;
        const std::string_view glued = pieces_.Span(from, to);
        if (glued.size() < 2) continue;
        if (std::find(forms.given.begin(), forms.given.end(), glued) != forms.given.end()) {
          return WithCompound({from, to}, family);
        }
      }
    }
    return std::nullopt;
  }

  // "marie-laure" where "marie" was found: the whole of a compound given name.
  Range WithCompound(Range given, Range family) const {
    while (given.from > 0 && given.from != family.to && pieces_[given.from].tied() &&
           (pieces_[given.from - 1].kinds & kGivenName) != 0) {
      --given.from;
    }
    while (given.to < pieces_.size() && given.to != family.from && pieces_[given.to].tied() &&
           (pieces_[given.to].kinds & kGivenName) != 0) {
      ++given.to;
    }
    return given;
  }

  std::optional<Range> FindInitial(const NameForms& forms, Range family) const {
    if (forms.initials.empty()) return std::nullopt;
    for (const std::size_t i : {family.from - 1, family.to}) {  // wraps round at 0, caught below
      if (i >= pieces_.size()) continue;
      const Piece& piece = pieces_[i];
      if (piece.after_digit || piece.before_digit) continue;
      const bool one = piece.text.size() == 1 && piece.text[0] == forms.initials[0];
      if (one || (forms.initials.size() > 1 && piece.text == forms.initials))
        return Range{i, i + 1};
    }
    return std::nullopt;
  }

  Alibi AlibiOf(Range range) const {
    Alibi alibi;
    alibi.scope = context_.scope(range.from);
    alibi.titled = context_.titled(range.from);
    for (std::size_t i = range.from; i < range.to; ++i) {
      const std::uint32_t kinds = pieces_[i].kinds;
      if ((kinds & kParticle) != 0 && (kinds & kNameKinds) == 0 && range.to - range.from > 1)
        continue;
      alibi.own = alibi.own && context_.own(i);
      alibi.neutral = alibi.neutral && (kinds & kNeutralKinds) != 0;
      alibi.saint = alibi.saint || context_.saint(i);
      alibi.famous = alibi.famous || context_.famous(i);
    }
    return alibi;
  }

  static Severity JudgeFull(const Alibi& family, const Alibi& given) {
    if (family.own && given.own) return Severity::kInfo;
    if (family.neutral && given.neutral) return Severity::kInfo;
    const bool place = family.scope == Scope::kPlace && given.scope == Scope::kPlace;
    if (place || family.saint || family.famous || given.saint) return Severity::kSuspect;
    return Severity::kViolation;
  }

  // "whole": the text holds nothing else.
  static Severity JudgeInitial(const Alibi& family, bool whole) {
    if (family.own || family.saint || family.famous) return Severity::kInfo;
    if (family.scope == Scope::kPlace) return Severity::kInfo;
    if (family.neutral) return whole ? Severity::kSuspect : Severity::kInfo;
    return Severity::kViolation;
  }

  static Severity JudgeFamily(const Alibi& family, std::string_view glued) {
    if (family.titled && !family.saint && !family.famous) {
      const bool doubtful = family.own || family.neutral || family.scope == Scope::kPlace;
      return doubtful ? Severity::kSuspect : Severity::kViolation;
    }
    if (family.own || family.saint || family.famous || family.neutral) return Severity::kOk;
    if (family.scope == Scope::kPlace || family.scope == Scope::kTrade) return Severity::kInfo;
    const std::uint32_t kinds = Lexicon::Bundled().KindsOf(glued);
    // A colleague called Marie or Bernard does not make every Marie suspect.
    if ((kinds & kGivenName) != 0 && (kinds & kFamilyName) == 0) return Severity::kInfo;
    return Severity::kSuspect;
  }

  void Report(Severity severity, NameForm form, Range family, Range beside) {
    if (severity <= best_.severity) return;
    best_.severity = severity;
    best_.form = form;
    best_.basis = Basis::kStaff;
    const Alibi alibi = AlibiOf(family);
    best_.shared_with_place = alibi.own || alibi.saint || alibi.scope == Scope::kPlace;
    best_.tokens.clear();
    AddTokens(std::min(family.from, beside.from) == family.from ? family : beside);
    AddTokens(std::min(family.from, beside.from) == family.from ? beside : family);
  }
  void AddTokens(Range range) {
    for (std::size_t i = range.from; i < range.to; ++i) best_.tokens.emplace_back(pieces_[i].text);
  }

  const Pieces& pieces_;
  const PieceContext& context_;
  const Vocabulary& vocabulary_;
  PersonFound best_;
};

}  // namespace

PersonFound FindStaffName(const Pieces& pieces, const PieceContext& context,
                          const Vocabulary& vocabulary) {
  return Search(pieces, context, vocabulary).Run();
}

}  // namespace annuaire
