#include "directory/naming/pieces.h"

#include <algorithm>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return IsUpper(c) ? static_cast<char>(c | 0x20) : c; }
bool IsVowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// Longer words are left whole: nobody glues more than a full name and a service.
constexpr std::size_t kGluedLettersMax = 40;
constexpr std::size_t kWordLettersMax = 24;
constexpr std::size_t kPartsOfWordMax = 3;  // "oto-rhino-laryngologie"

constexpr std::uint32_t kTitleKinds = kTitleWord | kWeakTitleWord;

}  // namespace

Vocabulary::Vocabulary(std::span<const StructureContext* const> structures, std::string_view domain,
                       const Evidence& evidence)
    : lexicon_(Lexicon::Bundled()), structures_(structures), evidence_(evidence) {
  constexpr std::string_view kSuffix = ".mssante.fr";
  const std::size_t before = domain.size() - std::min(domain.size(), kSuffix.size());
  const std::size_t size = FoldAddress(domain.substr(before)) == kSuffix ? before : domain.size();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < size && domain_size_ < domain_.size(); ++i) {
    const char c = Lower(domain[i]);
    domain_[domain_size_++] = c;
    if (!IsLower(c)) begin = domain_letters_size_ + (c == '.' ? 1 : 0);
    if (!IsLower(c) && c != '.') continue;
    // A dot stays: two labels are not glued.
    token_begin_[domain_letters_size_] = static_cast<std::uint8_t>(begin);
    domain_letters_[domain_letters_size_++] = c;
  }
}

std::uint32_t Vocabulary::KindsOf(WordHash hash, std::string_view word) const {
  std::uint32_t kinds = lexicon_.KindsOf(hash, word);
  if ((kinds & (kNameKinds | kNeutralKinds | kParticle)) != 0) return kinds;
  if (evidence_.given_names.Find(hash, word) >= Evidence::kGivenBearersMin) kinds |= kGivenName;
  if (evidence_.family_names.Find(hash, word) >= Evidence::kFamilyBearersMin) kinds |= kFamilyName;
  return kinds;
}

bool Vocabulary::IsFromDirectory(std::string_view word) const {
  return (lexicon_.KindsOf(word) & kNameKinds) == 0 && (KindsOf(word) & kNameKinds) != 0;
}

bool Vocabulary::IsOwn(WordHash hash, std::string_view glued) const {
  for (const auto* structure : structures_) {
    if (structure->IsOwn(hash, glued)) return true;
  }
  return IsInDomain(glued);
}

bool Vocabulary::IsOwn(std::string_view glued) const { return IsOwn(WordHash(glued), glued); }

bool Vocabulary::IsInDomain(std::string_view glued) const {
  constexpr std::size_t kInsideLettersMin = 4;
  if (glued.size() >= kInsideLettersMin) {
    const std::string_view letters(domain_letters_.data(), domain_letters_size_);
    for (auto at = letters.find(glued); at != std::string_view::npos;
         at = letters.find(glued, at + 1)) {
      if (!IsPartOfAnotherWord(at, glued.size())) return true;
    }
    return false;
  }
  if (glued.size() < 2) return false;
  const std::string_view labels(domain_.data(), domain_size_);
  for (auto at = labels.find(glued); at != std::string_view::npos;
       at = labels.find(glued, at + 1)) {
    const bool starts = at == 0 || !IsLower(labels[at - 1]);
    const auto end = at + glued.size();
    if (starts && (end == labels.size() || !IsLower(labels[end]))) return true;
  }
  return false;
}

// "martin" in "chu-martinique" is not the structure's name.
bool Vocabulary::IsPartOfAnotherWord(std::size_t at, std::size_t size) const {
  const std::size_t begin = token_begin_[at];
  std::size_t end = at;
  while (end < domain_letters_size_ && token_begin_[end] == begin && domain_letters_[end] != '.') {
    ++end;
  }
  if (at + size > end || (begin == at && end == at + size)) return false;
  return lexicon_.KindsOf(std::string_view(domain_letters_.data() + begin, end - begin)) != 0;
}

bool Vocabulary::IsStaffFamily(WordHash hash, std::string_view glued) const {
  return std::any_of(structures_.begin(), structures_.end(),
                     [&](const auto* one) { return one->IsStaffFamily(hash, glued); });
}

bool Vocabulary::IsStaffGiven(WordHash hash, std::string_view glued) const {
  return std::any_of(structures_.begin(), structures_.end(),
                     [&](const auto* one) { return one->IsStaffGiven(hash, glued); });
}

// Fills a Pieces; the cheapest cut of a glued word is found by dynamic
// programming over its letters, where known words are cheap and at most one
// unknown stretch is allowed.
class Cutter {
 public:
  // Without a vocabulary, words are left whole.
  Cutter(const Vocabulary* vocabulary, Pieces& pieces) : vocabulary_(vocabulary), pieces_(pieces) {}

  void Cut(std::string_view text) {
    pieces_.size_ = 0;
    pieces_.letters_count_ = 0;
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<signed char>(c) >= 0; });
    if (ascii) {
      CutAscii(text, true);
    } else {
      CutAscii(Fold(text), false);  // case is gone, so are its hints
    }
    if (vocabulary_ != nullptr) KnowDividedWords();
  }

 private:
  struct Step {
    int cost = kUnreachable;
    std::uint8_t from = 0;
    bool from_used = false;  // whether the unknown stretch was used before "from"
    bool unknown = false;
  };
  static constexpr int kUnreachable = 1 << 20;

  void CutAscii(std::string_view text, bool has_case) {
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ' ';
      const bool letter = IsLower(c) || IsUpper(c) || static_cast<signed char>(c) < 0;
      if (letter && !(has_case && i > start && IsHump(text, i))) continue;
      if (i > start) AddWord(text, start, i);
      start = letter ? i : i + 1;
    }
  }

  // "gastro-enterologie", "nouveau.nes": a word of the lists that a separator divides.
  void KnowDividedWords() {
    for (std::size_t i = 0; i < pieces_.size_; ++i) {
      if (!MayBePartOfWord(pieces_[i])) continue;
      const std::size_t from_min = i < kPartsOfWordMax ? 0 : i + 1 - kPartsOfWordMax;
      for (std::size_t from = from_min; from <= i; ++from) {
        const std::size_t to_max = std::min(pieces_.size_, from + kPartsOfWordMax);
        for (std::size_t to = std::max(i + 1, from + 2); to <= to_max; ++to) KnowWord(from, to);
      }
    }
  }
  static bool MayBePartOfWord(const Piece& piece) {
    return (piece.kinds == 0 || piece.from_directory) && piece.text.size() >= 3;
  }
  void KnowWord(std::size_t from, std::size_t to) {
    constexpr std::uint32_t kWords = kFunctionWord | kCareWord | kStructureWord | kApplicationWord;
    const std::uint32_t kinds = Lexicon::Bundled().KindsOf(pieces_.Span(from, to)) & kWords;
    if (kinds == 0) return;
    for (std::size_t i = from; i < to; ++i) {
      Piece& piece = pieces_[i];
      if (!MayBePartOfWord(piece)) continue;
      piece.kinds = kinds;
      piece.from_directory = false;
    }
  }

  // "jeanDupont" at D, "EHPADSaint" at S; not inside "DUPONT".
  static bool IsHump(std::string_view text, std::size_t i) {
    if (!IsUpper(text[i])) return false;
    if (IsLower(text[i - 1])) return true;
    return i + 1 < text.size() && IsUpper(text[i - 1]) && IsLower(text[i + 1]);
  }

  // The word text[from, to).
  void AddWord(std::string_view text, std::size_t from, std::size_t to) {
    const std::string_view raw = text.substr(from, to - from);
    const char before = from > 0 ? text[from - 1] : '\0';
    if (pieces_.letters_count_ + raw.size() > Pieces::kLettersMax) return;
    char* const start = pieces_.letters_.data() + pieces_.letters_count_;
    std::transform(raw.begin(), raw.end(), start, Lower);
    pieces_.letters_count_ += raw.size();
    const std::string_view word(start, raw.size());
    const std::size_t first = pieces_.size_;
    if (StaysWhole(word) || (!CutGlued(word) && !CutInitial(word))) {
      pieces_.size_ = first;
      AddPiece(word, false);
    }
    if (pieces_.size_ == first) return;
    if (vocabulary_ != nullptr) UncutSurname(first);
    pieces_[first].separator = before;
    pieces_[first].after_digit = IsDigit(before);
    pieces_[pieces_.size_ - 1].before_digit = to < text.size() && IsDigit(text[to]);
  }

  // "dr.lyonnet", "drtoursel": after a title a surname, sooner than a town and a rest.
  void UncutSurname(std::size_t first) {
    const std::size_t end = pieces_.size_;
    std::size_t from = first;
    while (from < end && !IsTitled(from)) ++from;
    while (from < end && IsName(pieces_[from])) ++from;
    if (end - from < 2) return;
    bool known = true;
    bool service = false;
    for (std::size_t k = from; k < end; ++k) {
      const std::uint32_t kinds = pieces_[k].kinds;
      if (IsName(pieces_[k]) || IsStaff(pieces_[k])) return;
      known = known && kinds != 0;
      service = service || (kinds & (kFunctionWord | kCareWord | kSaintWord)) != 0;
    }
    if (known && service) return;
    const std::string_view surname = pieces_.Span(from, end);
    pieces_.size_ = from;
    AddPiece(surname, from > first);
  }
  bool IsStaff(const Piece& piece) const {
    const WordHash hash(piece.text);
    return vocabulary_->IsStaffFamily(hash, piece.text) ||
           vocabulary_->IsStaffGiven(hash, piece.text);
  }
  // Names may stand between: "dr.sophie.lyonnet".
  bool IsTitled(std::size_t i) const {
    const auto may_stand_between = [](const Piece& piece) {
      return (piece.kinds & kParticle) != 0 || IsName(piece) || piece.text.size() == 1;
    };
    while (i > 0 && may_stand_between(pieces_[i - 1])) --i;
    return i > 0 && (pieces_[i - 1].kinds & kTitleKinds) == kTitleWord;
  }

  bool StaysWhole(std::string_view word) const {
    return vocabulary_ == nullptr || vocabulary_->KindsOf(word) != 0 || word.size() < 5 ||
           word.size() > kGluedLettersMax || vocabulary_->IsOwn(word) ||
           vocabulary_->IsStaffFamily(WordHash(word), word);
  }

  void AddPiece(std::string_view text, bool glued) {
    if (pieces_.size_ == Pieces::kPiecesMax) return;
    Piece& piece = pieces_.pieces_[pieces_.size_++];
    piece = Piece{};
    piece.text = text;
    piece.glued = glued;
    if (vocabulary_ == nullptr) return;
    piece.kinds = vocabulary_->KindsOf(text);
    piece.from_directory = (piece.kinds & kNameKinds) != 0 && vocabulary_->IsFromDirectory(text);
  }

  static int CostOf(std::size_t length) {
    return length >= 5 ? 10 : length == 4 ? 12 : length == 3 ? 18 : 14;
  }

  // Two letters are too few to stand inside a glued word, but for "dr", "st"
  // and particles between names.
  static bool MayStand(std::string_view piece, std::uint32_t kinds, bool first, bool last) {
    if (piece.size() >= 4) return true;
    if (piece.size() == 3) return kinds != 0;
    if (first) return piece == "dr" || piece == "st" || piece == "pr" || piece == "ch";
    return !last && (piece == "dr" || (kinds & kParticle) != 0);
  }

  bool CutGlued(std::string_view word) {
    std::array<std::array<Step, 2>, kGluedLettersMax + 1> best;
    best[0][0].cost = 0;
    const std::size_t size = word.size();
    for (std::size_t i = 0; i < size; ++i) {
      if (best[i][0].cost == kUnreachable && best[i][1].cost == kUnreachable) continue;
      WordHash hash;
      const std::size_t end = std::min(size, i + kWordLettersMax);
      for (std::size_t j = i + 1; j <= end; ++j) {
        hash.Push(word[j - 1]);
        if (j - i < 2 || (i == 0 && j == size)) continue;
        Relax(word.substr(i, j - i), hash, i, size, best);
      }
    }
    const bool used = best[size][1].cost < best[size][0].cost;
    if (best[size][used ? 1 : 0].cost >= kUnreachable) return false;
    return AcceptCut(word, best, used);
  }

  template <typename Best>
  void Relax(std::string_view piece, WordHash hash, std::size_t i, std::size_t size, Best& best) {
    const std::size_t j = i + piece.size();
    const std::uint32_t kinds = vocabulary_->KindsOf(hash, piece);
    const bool known =
        kinds != 0 || (piece.size() >= 4 &&
                       (vocabulary_->IsStaffFamily(hash, piece) ||
                        vocabulary_->IsStaffGiven(hash, piece) || vocabulary_->IsOwn(hash, piece)));
    // The directory's rarest names are too many to be met by chance in a longer word.
    const bool rare = known && piece.size() < 5 && vocabulary_->IsFromDirectory(piece);
    const bool may_stand = known && !rare && MayStand(piece, kinds, i == 0, j == size);
    for (const bool used : {false, true}) {
      const Step& before = best[i][used ? 1 : 0];
      const int cost = before.cost;
      if (cost == kUnreachable) continue;
      // Of a word that begins we know not how, only a long end tells what it is.
      const bool unknown_head = before.unknown && before.from == 0;
      if (unknown_head && piece.size() < kKnownEndLettersMin) continue;
      const auto from = static_cast<std::uint8_t>(i);
      Step& same = best[j][used ? 1 : 0];
      if (may_stand && cost + CostOf(piece.size()) < same.cost) {
        same = {cost + CostOf(piece.size()), from, used, false};
      }
      if (used || known || piece.size() < 3 || StartsWithTitle(piece)) continue;
      Step& after = best[j][1];
      const int unknown_cost = cost + kUnknownCost + 3 * static_cast<int>(piece.size());
      if (unknown_cost < after.cost) after = {unknown_cost, from, false, true};
    }
  }
  static constexpr int kUnknownCost = 24;
  static constexpr std::size_t kKnownEndLettersMin = 5;

  template <typename Best>
  bool AcceptCut(std::string_view word, const Best& best, bool used) {
    std::array<std::size_t, kGluedLettersMax> starts;
    std::size_t count = 0;
    std::size_t unknown_at = word.size();  // letter where the unknown stretch starts
    bool state = used;
    for (std::size_t at = word.size(); at > 0;) {
      const Step& step = best[at][state ? 1 : 0];
      if (step.unknown) unknown_at = step.from;
      starts[count++] = step.from;
      state = step.from_used;
      at = step.from;
    }
    std::reverse(starts.begin(), starts.begin() + static_cast<std::ptrdiff_t>(count));
    if (count < 2) return false;
    const std::size_t first = pieces_.size_;
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t end = k + 1 < count ? starts[k + 1] : word.size();
      AddPiece(word.substr(starts[k], end - starts[k]), k > 0);
    }
    if (IsCredible(first, used ? word.data() + unknown_at : nullptr)) return true;
    pieces_.size_ = first;
    return false;
  }

  // A cut must not make a person out of an ordinary word we happen not to know.
  bool IsCredible(std::size_t first, const char* unknown) const {
    const std::size_t end = pieces_.size_;
    for (std::size_t k = first; k < end; ++k) {
      const Piece& piece = pieces_[k];
      const bool is_name = IsName(piece);
      if (piece.text.data() == unknown && !IsCredibleUnknown(k, first, end)) return false;
      if (piece.text == "dr" && k > first && !IsNeutral(pieces_[k - 1])) return false;
      if (is_name && k > first && IsChanceBefore(piece, pieces_[k - 1])) return false;
      if (!is_name || piece.text.size() >= 4) continue;
      // "leadupont" but not "valmer": a short name needs a long one beside it.
      const bool beside_long = (k > first && pieces_[k - 1].text.size() >= 5) ||
                               (k + 1 < end && pieces_[k + 1].text.size() >= 5);
      if (!beside_long) return false;
    }
    return true;
  }

  // "secroux" but not "capella": of three letters, an ordinary word is met by chance.
  static bool IsChanceBefore(const Piece& name, const Piece& word) {
    constexpr std::uint32_t kOrdinary = kOrdinaryWord | kGeographyWord;
    const std::uint32_t kinds = word.kinds & kNeutralKinds;
    return word.text.size() == 3 && name.text.size() <= 5 && kinds != 0 &&
           (kinds & ~kOrdinary) == 0;
  }

  bool IsCredibleUnknown(std::size_t k, std::size_t first, std::size_t end) const {
    const Piece& piece = pieces_[k];
    if (k > first) {
      const Piece& before = pieces_[k - 1];
      if ((before.kinds & kTitleKinds) != 0) {
        if (before.text == "dr") return piece.text.size() >= 4 && !IsVowel(piece.text[0]);
        return before.text.size() >= 6 || before.text == "mme";
      }
      if (IsPlainGiven(before)) return StartsName(before.text) && piece.text.size() >= 4;
      if (IsNeutral(before)) return before.text.size() >= 4 || (before.kinds & kSaintWord) != 0;
      return false;
    }
    if (k + 1 < end) {
      const Piece& after = pieces_[k + 1];
      return IsPlainGiven(after) ? piece.text.size() >= 4 : IsNeutral(after);
    }
    return false;
  }

  // French has no word in "dr" + consonant; it has many in "dr" + vowel, "pr", "prof"...
  static bool StartsWithTitle(std::string_view text) {
    return text.size() >= 6 && text.starts_with("dr") && !IsVowel(text[2]);
  }

  // Given names that people glue before a family name, and few words start with.
  static bool StartsName(std::string_view given) {
    static constexpr std::array<std::string_view, 8> kShort = {"jean", "paul", "marc", "anne",
                                                               "rene", "yves", "eric", "jose"};
    return given.size() >= 5 || std::find(kShort.begin(), kShort.end(), given) != kShort.end();
  }
  static bool IsNeutral(const Piece& piece) {
    return (piece.kinds & kNeutralKinds) != 0 || piece.kinds == 0;  // 0: the structure's own word
  }
  static bool IsName(const Piece& piece) {
    return (piece.kinds & kNameKinds) != 0 && (piece.kinds & kNeutralKinds) == 0;
  }
  static bool IsPlainGiven(const Piece& piece) {
    return (piece.kinds & kGivenName) != 0 && (piece.kinds & (kNeutralKinds | kAmbiguousName)) == 0;
  }

  // "jdupont", "dupontj": one letter and the family name of a colleague, or a
  // common one that is nothing else.
  bool CutInitial(std::string_view word) {
    for (const std::size_t initials : {std::size_t{1}, std::size_t{2}}) {
      const std::string_view tail = word.substr(initials);
      const std::string_view head = word.substr(0, word.size() - initials);
      if (IsFamilyOfInitials(tail, initials)) {
        AddPiece(word.substr(0, initials), false);
        AddPiece(tail, true);
        return true;
      }
      if (IsFamilyOfInitials(head, initials)) {
        AddPiece(head, false);
        AddPiece(word.substr(head.size()), true);
        return true;
      }
    }
    return false;
  }
  bool IsFamilyOfInitials(std::string_view name, std::size_t initials) const {
    if (name.size() < 4) return false;
    const WordHash hash(name);
    if (vocabulary_->IsStaffFamily(hash, name)) return true;
    const std::uint32_t kinds = vocabulary_->KindsOf(hash, name);
    return initials == 1 && name.size() >= 5 && (kinds & kFamilyName) != 0 &&
           (kinds & (kNeutralKinds | kAmbiguousName | kGivenName)) == 0;
  }

  const Vocabulary* const vocabulary_;
  Pieces& pieces_;
};

void CutIntoPieces(std::string_view text, const Vocabulary& vocabulary, Pieces& pieces) {
  Cutter(&vocabulary, pieces).Cut(text);
}

void CutIntoWords(std::string_view text, Pieces& pieces) { Cutter(nullptr, pieces).Cut(text); }

}  // namespace annuaire
