#include "directory/naming/name_run.h"

#include <algorithm>

#include "directory/naming/name_reading.h"

namespace annuaire {
namespace {

constexpr std::size_t kInitialUnknownLettersMin = 4;
constexpr std::size_t kShortTitleLettersMax = 3;

// Letters that stand for a word before an apostrophe or an article more often
// than for a given name: "l.ermitage", "d.accueil", "a.domicile".
bool IsElision(char c) { return std::string_view("aeldouy").find(c) != std::string_view::npos; }

class RunJudge {
 public:
  RunJudge(const Pieces& pieces, const PieceContext& context, TextKind kind)
      : pieces_(pieces), context_(context), kind_(kind) {}

  PersonFound Judge() {
    std::array<Reading, Pieces::kPiecesMax> run;
    std::size_t size = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (context_.famous(i)) NoteFamous(i);
      const Reading reading = ReadName(pieces_, i);
      const bool particle = (pieces_[i].kinds & kParticle) != 0 && !reading.initial;
      if (particle && !reading.named()) continue;
      // A title opens a run of its own.
      const bool bears_fame = context_.famous(i) || context_.saint(i);
      const bool excused = bears_fame || context_.place_word(i);
      if (bears_fame && context_.titled(i)) JudgeTitledFame(i);
      if (excused || !reading.name_like() || context_.titled(i)) {
        JudgeRun({run.data(), size});
        size = 0;
      }
      if (excused || !reading.name_like()) continue;
      // The "d" of "d'angelo" was an initial until now.
      while (size > 0 && run[size - 1].at >= reading.at) --size;
      run[size++] = reading;
    }
    JudgeRun({run.data(), size});
    return std::move(best_);
  }

 private:
  using Run = std::span<const Reading>;

  // "marie-claude.dubois", "anne marie dubois": the given names are one.
  std::size_t JoinCompounds(Run run, std::span<Reading> joined) const {
    std::size_t size = 0;
    for (const Reading& one : run) {
      if (size > 0 && IsCompound(joined[size - 1], one)) {
        joined[size - 1] = JoinGivenNames(joined[size - 1], one);
      } else {
        joined[size++] = one;
      }
    }
    return size;
  }
  bool IsCompound(const Reading& a, const Reading& b) const {
    const bool both_given = a.given != Strength::kNone && b.given != Strength::kNone;
    return both_given && a.end == b.at && (Hyphened(a, b) || StartsCompound(a));
  }
  bool StartsCompound(const Reading& one) const {
    return one.end - one.at == 1 && annuaire::StartsCompound(pieces_[one.at].text);
  }

  void JudgeRun(Run run) {
    // Two alone may be a given and a family name: "jean-bernard", "pierre.laurent".
    if (run.size() <= 2) return JudgeNames(run);
    std::array<Reading, Pieces::kPiecesMax> joined;
    JudgeNames({joined.data(), JoinCompounds(run, joined)});
  }

  void JudgeNames(Run run) {
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      JudgePair(run, run[i], run[i + 1]);
      JudgePair(run, run[i + 1], run[i]);
    }
    for (const Reading& one : run) JudgeLone(run, one);
  }

  bool IsWhole(Run run) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool inside = i >= run.front().at && i < run.back().end;
      if (!inside && (pieces_[i].kinds & (kParticle | kTitleWord)) == 0) return false;
    }
    return true;
  }
  bool Dotted(const Reading& a, const Reading& b) const {
    const char separator = pieces_[std::max(a.at, b.at)].separator;
    return kind_ == TextKind::kLocalPart && (separator == '.' || separator == '_');
  }
  bool Hyphened(const Reading& a, const Reading& b) const {
    return pieces_[std::max(a.at, b.at)].tied();
  }

  // "a" as a given name or an initial, "b" as the family name.
  void JudgePair(Run run, const Reading& a, const Reading& b) {
    // "la main de jeanne": what stands before the particle is no family name.
    if (b.end < a.at) return;
    if (a.end + 1 == b.at && LinksTownName(pieces_[a.end].text)) return;
    const bool titled = context_.titled(run.front().at);
    NameForm form = NameForm::kGivenAndFamily;
    Severity severity = Severity::kOk;
    if (a.given != Strength::kNone && b.family != Strength::kNone) {
      severity = GivenAndFamily(run, a, b);
      if (GluedByChance(a, b) || BesideTown(run)) severity = std::min(severity, Severity::kSuspect);
      if (titled && severity == Severity::kSuspect && !b.neutral) severity = Severity::kViolation;
    } else if (a.given != Strength::kNone && b.unknown) {
      form = NameForm::kGivenAndOther;
      severity = GivenAndUnknown(run, a, b);
      if (titled && severity == Severity::kSuspect) severity = Severity::kViolation;
    } else if (a.initial || (a.weak_title && !titled)) {
      form = a.weak_title && !a.initial ? NameForm::kTitleAndName : NameForm::kInitialAndFamily;
      severity = InitialAndFamily(run, a, b);
    } else if (a.family == Strength::kStrong && kind_ == TextKind::kLocalPart) {
      form = NameForm::kFamilyAlone;
      const bool both_families = b.family != Strength::kNone && !b.neutral;
      if (both_families || (b.unknown && Dotted(a, b) && IsWhole(run)))
        severity = BearsOwnersName(run) ? Severity::kInfo : Severity::kSuspect;
    } else if (a.given != Strength::kNone && b.given != Strength::kNone) {
      form = NameForm::kGivenAlone;
      severity = Severity::kInfo;
    }
    // "dr jean moulin": named like somebody famous, or called after him.
    if (context_.eponym(a.at) && context_.eponym(b.at)) {
      severity = std::min(severity, Severity::kSuspect);
    }
    Report(Capped(severity, run, titled, IsOwn(a), IsOwn(b)), form, run, a, b);
  }
  bool IsOwn(const Reading& one) const {
    for (std::size_t i = one.at; i < one.end; ++i) {
      if (!context_.own(i) && (pieces_[i].kinds & kParticle) == 0) return false;
    }
    return true;
  }

  Severity GivenAndFamily(Run run, const Reading& a, const Reading& b) const {
    const bool also_given = b.given != Strength::kNone;
    if (also_given && (Hyphened(a, b) || StartsCompound(a))) return Severity::kInfo;
    if (a.given == Strength::kStrong && b.family == Strength::kStrong) {
      return a.bygone ? Severity::kSuspect : Severity::kViolation;
    }
    if (a.given == Strength::kStrong) {
      if (b.neutral) return Dotted(a, b) ? Severity::kSuspect : Severity::kInfo;
      return also_given || a.bygone ? Severity::kSuspect : Severity::kViolation;
    }
    if (b.family == Strength::kStrong) {
      return a.neutral || a.bygone ? Severity::kSuspect : Severity::kViolation;
    }
    if (!a.neutral && !b.neutral) return Severity::kSuspect;
    // Two words that are names too: "marguerite.duval", "victor.petit"; not "rose.blanc".
    const bool one_name = a.neutral != b.neutral && !also_given;
    return one_name && Dotted(a, b) && IsWhole(run) ? Severity::kSuspect : Severity::kInfo;
  }

  // "mesnilroch": cut by us, not by its author; only a full given name beside a long
  // family name leaves no doubt.
  bool GluedByChance(const Reading& a, const Reading& b) const {
    if (!pieces_[std::max(a.at, b.at)].glued) return false;
    if (FromDirectory(a) || FromDirectory(b)) return true;
    const std::size_t given_letters_min = b.at < a.at ? 5 : 4;
    return pieces_.Span(a.at, a.end).size() < given_letters_min ||
           pieces_.Span(b.at, b.end).size() < 5;
  }
  bool FromDirectory(const Reading& one) const {
    for (std::size_t i = one.at; i < one.end; ++i) {
      if (pieces_[i].from_directory) return true;
    }
    return false;
  }
  // "jean-valette-bordeaux": homes are called so.
  bool BesideTown(Run run) const {
    const std::size_t after = run.back().end;
    return after < pieces_.size() && (pieces_[after].kinds & kGeographyWord) != 0;
  }

  Severity GivenAndUnknown(Run run, const Reading& a, const Reading& b) const {
    if (a.given == Strength::kStrong) {
      // In a sentence, a given name beside any word is usual: only capitals would tell.
      return Severity::kSuspect;
    }
    return !a.neutral && Dotted(a, b) && IsWhole(run) ? Severity::kSuspect : Severity::kInfo;
  }

  Severity InitialAndFamily(Run run, const Reading& a, const Reading& b) const {
    const bool two_letters = a.initial && pieces_[a.at].text.size() == 2;
    if (b.family == Strength::kStrong && !two_letters) return Severity::kSuspect;
    if (b.family != Strength::kNone && !b.neutral) {
      const bool evident = Dotted(a, b) && (IsWhole(run) || context_.has_function());
      return evident ? Severity::kSuspect : Severity::kInfo;
    }
    const bool readable = b.unknown && a.initial && pieces_[a.at].text.size() == 1 &&
                          !IsElision(pieces_[a.at].text[0]) &&
                          pieces_[b.at].text.size() >= kInitialUnknownLettersMin;
    return readable && Dotted(a, b) && IsWhole(run) ? Severity::kSuspect : Severity::kOk;
  }

  void JudgeLone(Run run, const Reading& one) {
    const bool titled = context_.titled(run.front().at) && IsFirstName(run, one);
    const bool own = IsOwn(one);
    Severity severity = Severity::kOk;
    NameForm form = NameForm::kFamilyAlone;
    if (titled && !one.initial) {
      form = NameForm::kTitleAndName;
      const bool person = !one.neutral ? one.named() || one.unknown
                                       : one.plain_word && one.family != Strength::kNone;
      severity = person ? Severity::kSuspect : Severity::kOk;
    } else if (one.family == Strength::kStrong) {
      severity = LoneFamily(run);
    } else if (one.given == Strength::kStrong) {
      form = NameForm::kGivenAlone;
      severity = Severity::kInfo;
    } else if (one.family == Strength::kWeak && !one.neutral && IsWhole(run)) {
      severity = Severity::kInfo;
    }
    Report(Capped(severity, run, titled, own, own), form, run, one, one);
  }

  // "dr.j.moulin", "dr.n-diaye": initials do not keep the title for themselves.
  static bool IsFirstName(Run run, const Reading& one) {
    const auto first =
        std::find_if(run.begin(), run.end(), [](const Reading& each) { return !each.initial; });
    return first != run.end() && first->at == one.at;
  }

  // "dr.saint-martin", "dr.marie-curie": with a doctor's title they are his own names.
  void JudgeTitledFame(std::size_t i) {
    const std::size_t title = TitleBefore(i);
    const bool abbreviated = pieces_[title].text.size() <= kShortTitleLettersMax &&
                             (pieces_[title].kinds & kWeakTitleWord) == 0;
    if (!abbreviated || context_.own(i) || context_.scope(i) == Scope::kPlace) return;
    Reading whole;
    whole.at = i;
    for (whole.end = i;
         whole.end < pieces_.size() && (context_.famous(whole.end) || context_.saint(whole.end));
         ++whole.end) {
    }
    Report(Severity::kSuspect, NameForm::kTitleAndName, {&whole, 1}, whole, whole);
  }

  // "lefebvre@" or "secretariat.lefebvre@": nothing else explains it.
  Severity LoneFamily(Run run) const {
    if (BearsOwnersName(run)) return Severity::kInfo;
    const bool alone = run.size() == 1 && IsWhole(run);
    const bool announced =
        context_.has_function() || context_.scope(run.front().at) == Scope::kCare;
    return alone || announced ? Severity::kSuspect : Severity::kInfo;
  }
  // "pharmacie.martin-dupont", "unite.dupont".
  bool BearsOwnersName(Run run) const {
    const Scope scope = context_.scope(run.front().at);
    return scope == Scope::kUnit || scope == Scope::kTrade;
  }

  Severity Capped(Severity severity, Run run, bool titled, bool own_a, bool own_b) const {
    if (own_a && own_b) return Severity::kOk;
    if (own_a || own_b) severity = std::min(severity, Severity::kSuspect);
    switch (context_.scope(run.front().at)) {
      case Scope::kPlace: {
        // Streets spell "docteur"; who abbreviates it means his own.
        const bool person = titled && (severity == Severity::kViolation || HasShortTitle(run));
        return std::min(severity, person ? Severity::kSuspect : Severity::kInfo);
      }
      case Scope::kUnit:
      case Scope::kCare:
      case Scope::kTrade:
        return titled ? severity : std::min(severity, Severity::kSuspect);
      case Scope::kNone:
        return severity;
    }
    return severity;
  }

  // Position of the title. REQUIRES: piece i is titled
  std::size_t TitleBefore(std::size_t i) const {
    do --i;
    while (i > 0 && (pieces_[i].kinds & kTitleWord) == 0);
    return i;
  }
  bool HasShortTitle(Run run) const {
    return pieces_[TitleBefore(run.front().at)].text.size() <= kShortTitleLettersMax;
  }

  void NoteFamous(std::size_t i) {
    if (best_.severity >= Severity::kInfo || context_.own(i) || context_.saint(i)) return;
    best_.severity = Severity::kInfo;
    best_.form = NameForm::kFamousPerson;
    for (std::size_t k = i; k < pieces_.size() && context_.famous(k); ++k) {
      best_.tokens.emplace_back(pieces_[k].text);
    }
  }

  void Report(Severity severity, NameForm form, Run run, const Reading& a, const Reading& b) {
    if (severity == Severity::kOk || severity < best_.severity) return;
    const bool titled = context_.titled(run.front().at);
    const bool from_directory = pieces_[a.at].from_directory || pieces_[b.at].from_directory;
    PersonFound found;
    found.severity = severity;
    found.form = form;
    found.basis = form == NameForm::kTitleAndName || titled ? Basis::kTitle
                  : from_directory                          ? Basis::kDirectory
                                                            : Basis::kLexicon;
    found.shared_with_place =
        context_.own(a.at) || context_.own(b.at) || context_.scope(run.front().at) == Scope::kPlace;
    const std::size_t first = titled ? TitleBefore(run.front().at) : FirstOf(run, a, b, form);
    const std::size_t end = EndOf(run, a, b, form);
    for (std::size_t i = first; i < end; ++i) found.tokens.emplace_back(pieces_[i].text);
    if (found.Outweighs(best_)) best_ = std::move(found);
  }

  // Where the name of "a" and "b" begins and ends, the other halves of hyphened
  // names with it.
  std::size_t FirstOf(Run run, const Reading& a, const Reading& b, NameForm form) const {
    auto first =
        std::find_if(run.begin(), run.end(),
                     [at = std::min(a.at, b.at)](const Reading& one) { return one.at == at; });
    if (form == NameForm::kFamilyAlone || form == NameForm::kGivenAlone) return first->at;
    while (first != run.begin() && AreHalves(*(first - 1), *first)) --first;
    return first->at;
  }
  std::size_t EndOf(Run run, const Reading& a, const Reading& b, NameForm form) const {
    auto last =
        std::find_if(run.begin(), run.end(),
                     [at = std::max(a.at, b.at)](const Reading& one) { return one.at == at; });
    if (form == NameForm::kFamilyAlone || form == NameForm::kGivenAlone) return last->end;
    const auto goes_on = [&](const Reading& one, const Reading& next) {
      const bool surname = next.named() || (one.given != Strength::kNone && next.unknown);
      return AreHalves(one, next) || (form == NameForm::kTitleAndName && surname);
    };
    while (last + 1 != run.end() && goes_on(*last, *(last + 1))) ++last;
    return last->end;
  }
  bool AreHalves(const Reading& one, const Reading& next) const {
    // A rare name follows a known one; an unknown word before it may be anything.
    const bool may_follow = next.named() || next.unknown || next.initial;
    return one.end == next.at && pieces_[next.at].separator == '-' && one.named() && may_follow;
  }
  const Pieces& pieces_;
  const PieceContext& context_;
  const TextKind kind_;
  PersonFound best_;
};

}  // namespace

PersonFound FindListedName(const Pieces& pieces, const PieceContext& context, TextKind kind) {
  return RunJudge(pieces, context, kind).Judge();
}

}  // namespace annuaire
