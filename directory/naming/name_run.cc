#include "directory/naming/name_run.h"

#include <algorithm>

namespace annuaire {
namespace {

// How surely a piece is a given name, a family name, or a word nobody knows.
enum class Strength : std::uint8_t { kNone, kWeak, kStrong };

struct Reading {
  std::size_t at = 0;  // position of the piece
  Strength given = Strength::kNone;
  Strength family = Strength::kNone;
  bool neutral = false;  // an ordinary word of a service, a place, a flower...
  bool unknown = false;  // could be a rare family name
  bool initial = false;
  bool weak_title = false;
  bool bygone = false;      // a given name that places bear oftener than people do now
  bool plain_word = false;  // neutral, but of no service: a colour, a flower, a town
};

constexpr std::size_t kUnknownLettersMin = 3;
constexpr std::size_t kInitialUnknownLettersMin = 4;

bool LooksLikeName(std::string_view text) {
  if (text.size() < kUnknownLettersMin) return false;
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0;
  });
  return letters && text.find_first_of("aeiouy") != std::string_view::npos;
}

Reading Read(const Pieces& pieces, std::size_t i) {
  const Piece& piece = pieces[i];
  Reading reading;
  reading.at = i;
  reading.neutral = (piece.kinds & kNeutralKinds) != 0;
  // Of a name known from the directory alone, nobody said that it is nothing else.
  const bool plain =
      !reading.neutral && (piece.kinds & kAmbiguousName) == 0 && !piece.from_directory;
  const bool given = (piece.kinds & kGivenName) != 0;
  if (given) reading.given = plain && piece.text.size() > 2 ? Strength::kStrong : Strength::kWeak;
  if ((piece.kinds & kFamilyName) != 0) {
    reading.family = plain && !given ? Strength::kStrong : Strength::kWeak;
  }
  const bool has_digit = piece.after_digit || piece.before_digit;
  // Two letters may be the initials of a compound given name: "mh.carlier".
  reading.initial = !has_digit && (piece.text.size() == 1 ||
                                   (piece.text.size() == 2 && piece.kinds == 0 && !piece.glued));
  reading.bygone = (piece.kinds & kBygoneName) != 0;
  reading.plain_word =
      reading.neutral && (piece.kinds & kNeutralKinds & ~(kOrdinaryWord | kGeographyWord)) == 0;
  reading.weak_title = (piece.kinds & kWeakTitleWord) != 0;
  reading.unknown = (piece.kinds & ~std::uint32_t{kEponymFamilyName | kAmbiguousName}) == 0 &&
                    !has_digit && LooksLikeName(piece.text);
  return reading;
}

bool IsNameLike(const Reading& reading) {
  return reading.given != Strength::kNone || reading.family != Strength::kNone || reading.unknown ||
         reading.initial || reading.weak_title;
}

// "jean-paul", "anne.marie": one given name, not a person.
bool StartsCompound(std::string_view given) {
  return given == "jean" || given == "marie" || given == "anne" || given == "pierre";
}

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
      Reading reading = Read(pieces_, i);
      if (EndsFamilyWithParticle(i)) reading.family = Strength::kStrong;
      const bool particle = (pieces_[i].kinds & kParticle) != 0 && !reading.initial;
      if (particle && reading.given == Strength::kNone && reading.family == Strength::kNone)
        continue;
      // A title opens a run of its own.
      const bool excused = context_.famous(i) || context_.saint(i) || context_.place_word(i);
      if (excused || !IsNameLike(reading) || context_.titled(i)) {
        JudgeRun({run.data(), size});
        size = 0;
      }
      if (!excused && IsNameLike(reading)) run[size++] = reading;
    }
    JudgeRun({run.data(), size});
    return std::move(best_);
  }

 private:
  using Run = std::span<const Reading>;

  // "le.guen", "de-la-tour": the list has the name with its particles glued.
  bool EndsFamilyWithParticle(std::size_t i) const {
    constexpr std::size_t kParticlesMax = 3;
    for (std::size_t from = i; from > 0 && i - from < kParticlesMax; --from) {
      if ((pieces_[from - 1].kinds & kParticle) == 0) return false;
      const std::uint32_t kinds = Lexicon::Bundled().KindsOf(pieces_.Span(from - 1, i + 1));
      if ((kinds & kFamilyName) != 0 && (kinds & kNeutralKinds) == 0) return true;
    }
    return false;
  }

  void JudgeRun(Run run) {
    if (run.empty()) return;
    for (std::size_t i = 0; i + 1 < run.size(); ++i) {
      JudgePair(run, run[i], run[i + 1]);
      JudgePair(run, run[i + 1], run[i]);
    }
    for (const Reading& one : run) JudgeLone(run, one);
  }

  bool IsWhole(Run run) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool inside = i >= run.front().at && i <= run.back().at;
      if (!inside && (pieces_[i].kinds & (kParticle | kTitleWord)) == 0) return false;
    }
    return true;
  }
  bool Dotted(const Reading& a, const Reading& b) const {
    const char separator = pieces_[std::max(a.at, b.at)].separator;
    return kind_ == TextKind::kLocalPart && (separator == '.' || separator == '_');
  }
  bool Hyphened(const Reading& a, const Reading& b) const {
    const Piece& second = pieces_[std::max(a.at, b.at)];
    return second.separator == '-' || second.glued;
  }

  // "a" as a given name or an initial, "b" as the family name.
  void JudgePair(Run run, const Reading& a, const Reading& b) {
    // "la main de jeanne": what stands before the particle is no family name.
    if (b.at < a.at && a.at - b.at > 1) return;
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
        severity = Severity::kSuspect;
    } else if (a.given != Strength::kNone && b.given != Strength::kNone) {
      form = NameForm::kGivenAlone;
      severity = Severity::kInfo;
    }
    Report(Capped(severity, run, titled, context_.own(a.at), context_.own(b.at)), form, run, a, b);
  }

  Severity GivenAndFamily(Run run, const Reading& a, const Reading& b) const {
    const bool also_given = b.given != Strength::kNone;
    if (also_given && (Hyphened(a, b) || StartsCompound(pieces_[a.at].text))) {
      return Severity::kInfo;
    }
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

  // "mesnilroch": cut by us, not by its author; only a full given name in front
  // of a long family name leaves no doubt.
  bool GluedByChance(const Reading& a, const Reading& b) const {
    if (!pieces_[std::max(a.at, b.at)].glued) return false;
    if (pieces_[a.at].from_directory || pieces_[b.at].from_directory) return true;
    return b.at < a.at || pieces_[a.at].text.size() < 4 || pieces_[b.at].text.size() < 5;
  }
  // "jean-valette-bordeaux": homes are called so.
  bool BesideTown(Run run) const {
    const std::size_t after = run.back().at + 1;
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
    const bool titled = context_.titled(run.front().at) && one.at == run.front().at;
    const bool own = context_.own(one.at);
    Severity severity = Severity::kOk;
    NameForm form = NameForm::kFamilyAlone;
    if (titled && !one.initial) {
      form = NameForm::kTitleAndName;
      const bool named = one.family != Strength::kNone || one.given != Strength::kNone;
      const bool person =
          !one.neutral ? named || one.unknown : one.plain_word && one.family != Strength::kNone;
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

  // "lefebvre@" or "secretariat.lefebvre@": nothing else explains it.
  Severity LoneFamily(Run run) const {
    const Scope scope = context_.scope(run.front().at);
    if (scope == Scope::kUnit || scope == Scope::kTrade) return Severity::kInfo;
    const bool alone = run.size() == 1 && IsWhole(run);
    const bool announced = context_.has_function() || scope == Scope::kCare;
    return alone || announced ? Severity::kSuspect : Severity::kInfo;
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

  // REQUIRES: the run is titled
  std::string_view TitleBefore(Run run) const {
    std::size_t i = run.front().at - 1;
    while (i > 0 && (pieces_[i].kinds & kTitleWord) == 0) --i;
    return pieces_[i].text;
  }
  bool HasShortTitle(Run run) const { return TitleBefore(run).size() <= 3; }

  void NoteFamous(std::size_t i) {
    if (best_.severity >= Severity::kInfo || context_.own(i) || context_.saint(i)) return;
    best_.severity = Severity::kInfo;
    best_.form = NameForm::kFamousPerson;
    for (std::size_t k = i; k < pieces_.size() && context_.famous(k); ++k) {
      best_.tokens.emplace_back(pieces_[k].text);
    }
  }

  void Report(Severity severity, NameForm form, Run run, const Reading& a, const Reading& b) {
    if (severity <= best_.severity) return;
    const bool titled = context_.titled(run.front().at);
    const bool from_directory = pieces_[a.at].from_directory || pieces_[b.at].from_directory;
    best_.severity = severity;
    best_.form = form;
    best_.basis = form == NameForm::kTitleAndName || titled ? Basis::kTitle
                  : from_directory                          ? Basis::kDirectory
                                                            : Basis::kLexicon;
    best_.shared_with_place =
        context_.own(a.at) || context_.own(b.at) || context_.scope(run.front().at) == Scope::kPlace;
    best_.tokens.clear();
    if (titled) best_.tokens.emplace_back(TitleBefore(run));
    const std::size_t first = std::min(a.at, b.at);
    const std::size_t last = std::max(a.at, b.at);
    best_.tokens.emplace_back(pieces_[first].text);
    if (last != first) best_.tokens.emplace_back(pieces_[last].text);
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
