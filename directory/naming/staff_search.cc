#include "directory/naming/staff_search.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "directory/naming/name_reading.h"

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
  bool own = true;           // every piece is the structure's own
  bool neutral = true;       // every piece is a word, a flower's or a town's
  bool service = false;      // of services: "garde", "interne"
  bool saint = false;        // a saint word governs it
  bool bears_saint = false;  // it begins with one: "saint-martin" may be a ward, or somebody
  bool famous = false;

  bool bears_fame() const { return saint || famous; }
};

enum class Title : std::uint8_t {
  kNone,
  kCivil,   // mme, m.: no street or ward is called so
  kDoctor,  // and what else a street may spell
};

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

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
    const bool given_first = has_given && beside.from < family.from;
    if (!given_first && GoesOnAsTown(family)) return;
    if (has_given)
      return Report(JudgeFull(family, beside), NameForm::kGivenAndFamily, family, beside);
    if (has_initial)
      return Report(JudgeInitial(family, beside), NameForm::kInitialAndFamily, family, beside);
    const bool titled = TitleOf(family) != Title::kNone;
    Report(JudgeFamily(family), titled ? NameForm::kTitleAndName : NameForm::kFamilyAlone, family,
           {family.from, family.from});
  }

  // "germain.en.laye", "laurent.du.maroni"; nobody's name goes on so.
  bool GoesOnAsTown(Range family) const {
    if (family.to + 1 >= pieces_.size()) return false;
    const std::string_view link = pieces_[family.to].text;
    const bool to_town = (pieces_[family.to + 1].kinds & kGeographyWord) != 0;
    return LinksTownName(link) || (link == "du" && to_town);
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

  // "jm.dupont", "j.m.dupont", "dupont-j"; of a compound given name, the first letter will do.
  std::optional<Range> FindInitial(const NameForms& forms, Range family) const {
    for (const std::size_t letters : {forms.initials.size(), std::size_t{1}}) {
      const std::string_view initials = std::string_view(forms.initials).substr(0, letters);
      if (initials.empty()) continue;
      for (const std::size_t count : {letters, std::size_t{1}}) {
        if (family.from >= count) {
          const Range before{family.from - count, family.from};
          if (AreInitials(before, initials)) return before;
        }
        const Range after{family.to, family.to + count};
        if (after.to <= pieces_.size() && AreInitials(after, initials)) return after;
      }
    }
    return std::nullopt;
  }
  bool AreInitials(Range range, std::string_view initials) const {
    if (pieces_.Span(range.from, range.to) != initials) return false;
    for (std::size_t i = range.from; i < range.to; ++i) {
      const Piece& piece = pieces_[i];
      // The digit of "dupontb2" counts homonyms, the one of "dupont.b2" wards.
      if (piece.after_digit || (piece.before_digit && !piece.glued)) return false;
    }
    return true;
  }

  Title TitleOf(Range family) const {
    std::size_t at = family.from;
    while (at > 0 && (pieces_[at - 1].kinds & (kParticle | kTitleWord)) == kParticle) --at;
    if (at > 0 && (pieces_[at - 1].kinds & kTitleWord) != 0) return KindOfTitle(at - 1);
    // A letter that only a surname makes a title of.
    if (at > 0 && IsOneOf(pieces_[at - 1].text, {"m", "mr"}) && !AlibiOf(family).neutral)
      return Title::kCivil;
    const bool last = family.to + 1 == pieces_.size();
    const std::uint32_t kinds = last ? pieces_[family.to].kinds : 0u;
    return (kinds & kTitleWord) != 0 && (kinds & kWeakTitleWord) == 0 ? KindOfTitle(family.to)
                                                                      : Title::kNone;
  }
  Title KindOfTitle(std::size_t i) const {
    const bool civil =
        IsOneOf(pieces_[i].text, {"mme", "mlle", "madame", "mademoiselle", "monsieur"});
    return civil ? Title::kCivil : Title::kDoctor;
  }

  Alibi AlibiOf(Range range) const {
    constexpr std::uint32_t kServices = kNeutralKinds & ~(kOrdinaryWord | kGeographyWord);
    Alibi alibi;
    for (std::size_t i = range.from; i < range.to; ++i) {
      const std::uint32_t kinds = pieces_[i].kinds;
      if ((kinds & kParticle) != 0 && (kinds & kNameKinds) == 0 && range.to - range.from > 1)
        continue;
      alibi.own = alibi.own && context_.own(i);
      alibi.neutral = alibi.neutral && (kinds & kNeutralKinds) != 0;
      alibi.saint = alibi.saint || context_.saint(i);
      alibi.famous = alibi.famous || context_.famous(i);
    }
    const std::uint32_t first = pieces_[range.from].kinds;
    alibi.service = range.to - range.from == 1 && (first & kServices) != 0;
    alibi.bears_saint = (first & kSaintWord) != 0;
    alibi.saint = alibi.saint && !alibi.bears_saint;
    return alibi;
  }

  // What stands before the name announces it; its own letters do not.
  Scope ScopeOf(Range family, Range beside) const {
    return context_.scope(std::min(family.from, beside.from));
  }

  Severity JudgeFull(Range family_at, Range given_at) const {
    const Alibi family = AlibiOf(family_at);
    const Alibi given = AlibiOf(given_at);
    const Scope scope = ScopeOf(family_at, given_at);
    if ((family.own && given.own) || (family.saint && given.saint)) return Severity::kInfo;
    if (family.neutral && given.neutral) {
      // "blanche.petit" is a colleague, "laurier.rose" a shrub.
      const bool adjacent = given_at.to == family_at.from;
      const bool words = family.service || given.service || scope != Scope::kNone || !adjacent;
      return words ? Severity::kInfo : Severity::kViolation;
    }
    if (scope == Scope::kPlace) return family.famous ? Severity::kInfo : Severity::kSuspect;
    return family.bears_fame() || given.saint ? Severity::kSuspect : Severity::kViolation;
  }

  Severity JudgeInitial(Range family_at, Range initial_at) const {
    const Alibi family = AlibiOf(family_at);
    const Scope scope = ScopeOf(family_at, initial_at);
    if (family.own || family.bears_fame() || scope == Scope::kPlace) return Severity::kInfo;
    if (family.bears_saint) return Severity::kSuspect;
    if (!family.neutral) return Severity::kViolation;
    const std::size_t size = family_at.to - family_at.from + initial_at.to - initial_at.from;
    const bool whole = size == pieces_.size();
    // "rose.b" is a ward, "l.orme" an article.
    const bool initial = initial_at.from < family_at.from &&
                         !IsOneOf(pieces_[initial_at.from].text, {"a", "d", "l"});
    const bool person = initial && !family.service && scope == Scope::kNone;
    if (whole) return person ? Severity::kViolation : Severity::kSuspect;
    return person ? Severity::kSuspect : Severity::kInfo;
  }

  // "dr.marie.charteron" is not Paul Marie.
  bool IsGivenNameOfAnother(Range family) const {
    const std::uint32_t kinds = Lexicon::Bundled().KindsOf(pieces_.Span(family.from, family.to));
    if ((kinds & kGivenName) == 0 || family.to == pieces_.size()) return false;
    const Reading next = ReadName(pieces_, family.to);
    return next.unknown || (next.named() && !next.neutral);
  }

  Severity JudgeFamily(Range family_at) const {
    const Alibi family = AlibiOf(family_at);
    const Scope scope = context_.scope(family_at.from);
    const Title title = TitleOf(family_at);
    if (title != Title::kNone && !family.bears_fame()) {
      if (IsGivenNameOfAnother(family_at)) return Severity::kOk;
      const bool place = scope == Scope::kPlace && title != Title::kCivil;
      if (place && family.own) return Severity::kInfo;
      return family.own || family.service || place ? Severity::kSuspect : Severity::kViolation;
    }
    if (family.own || family.bears_fame() || family.bears_saint || family.neutral)
      return Severity::kOk;
    if (scope == Scope::kPlace || scope == Scope::kTrade) return Severity::kInfo;
    const std::uint32_t kinds =
        Lexicon::Bundled().KindsOf(pieces_.Span(family_at.from, family_at.to));
    // A colleague called Marie or Bernard does not make every Marie suspect.
    if ((kinds & kGivenName) != 0 && (kinds & kFamilyName) == 0) return Severity::kInfo;
    return Severity::kSuspect;
  }

  void Report(Severity severity, NameForm form, Range family, Range beside) {
    if (severity == Severity::kOk || severity < best_.severity) return;
    PersonFound found;
    found.severity = severity;
    found.form = form;
    found.basis = Basis::kStaff;
    const Alibi alibi = AlibiOf(family);
    found.shared_with_place = alibi.own || alibi.saint || ScopeOf(family, beside) == Scope::kPlace;
    const bool family_first = std::min(family.from, beside.from) == family.from;
    for (const Range range : {family_first ? family : beside, family_first ? beside : family}) {
      for (std::size_t i = range.from; i < range.to; ++i)
        found.tokens.emplace_back(pieces_[i].text);
    }
    if (found.Outweighs(best_)) best_ = std::move(found);
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
