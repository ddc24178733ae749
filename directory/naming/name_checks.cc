#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "directory/base/fold.h"
#include "directory/naming/checks.h"
#include "directory/naming/name_match.h"
#include "directory/naming/nominative.h"

namespace annuaire {
namespace {

struct Sentence {
  std::string fr;
  std::string en;
};

// A text field of a mailbox, with its article: "La partie locale".
struct Field {
  std::string_view fr;
  std::string_view en;
};

std::string Join(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const auto& token : tokens) {
    if (!joined.empty()) joined += ' ';
    joined += token;
  }
  return joined;
}

// What was seen, before what follows from it.
Sentence Describe(const PersonFound& found) {
  const std::string name = Join(found.tokens);
  const std::string fr = "« " + name + " » ";
  const std::string en = "\"" + name + "\" ";
  if (found.basis == Basis::kStaff) {
    const bool family_only =
        found.form == NameForm::kFamilyAlone || found.form == NameForm::kTitleAndName;
    return {fr + (family_only ? "est le nom d'un professionnel de la structure"
                              : "désigne un professionnel de la structure"),
            en + (family_only ? "is the family name of a professional of the structure"
                              : "names a professional of the structure")};
  }
  switch (found.form) {
    case NameForm::kGivenAndFamily:
      return {fr + "se lit comme un prénom et un nom", en + "reads as a given and a family name"};
    case NameForm::kInitialAndFamily:
      return {fr + "se lit comme une initiale et un nom",
              en + "reads as an initial and a family name"};
    case NameForm::kTitleAndName:
      return {fr + "se lit comme un titre et un nom", en + "reads as a title and a name"};
    case NameForm::kFamilyAlone:
      return {fr + "est un nom de famille courant", en + "is a common family name"};
    case NameForm::kGivenAlone:
      return {fr + "est un prénom", en + "is a given name"};
    case NameForm::kGivenAndOther:
      return {fr + "se lit comme un prénom et un nom rare",
              en + "reads as a given name and a rare family name"};
    case NameForm::kFamousPerson:
      return {fr + "est le nom d'un personnage célèbre, que portent des services et des rues",
              en + "is the name of a famous person, which wards and streets bear"};
    case NameForm::kNone:
      break;
  }
  return {fr, en};
}

Sentence Accuse(const Field& field, Severity severity) {
  switch (severity) {
    case Severity::kViolation:
      return {std::string(field.fr) + " nomme une personne",
              std::string(field.en) + " names a person"};
    case Severity::kSuspect:
      return {std::string(field.fr) + " semble nommer une personne",
              std::string(field.en) + " seems to name a person"};
    case Severity::kInfo:
    case Severity::kOk:
      break;
  }
  return {std::string(field.fr) + " porte un nom propre",
          std::string(field.en) + " bears a proper name"};
}

Finding PersonFinding(std::string_view rule_id, PersonFound found, const Field& field) {
  Sentence sentence = Accuse(field, found.severity);
  const Sentence seen = Describe(found);
  sentence.fr += " : " + seen.fr;
  sentence.en += ": " + seen.en;
  if (found.shared_with_place) {
    sentence.fr += ", mais peut être celui d'un lieu ou de la structure";
    sentence.en += ", but may be that of a place or of the structure";
  }
  if (found.severity == Severity::kSuspect) {
    sentence.fr += " ; à vérifier";
    sentence.en += "; to be checked";
  }
  sentence.fr += '.';
  sentence.en += '.';
  return {rule_id, found.severity, found.basis, std::move(found.tokens), sentence.fr, sentence.en};
}

// One person published on two rows is one holder.
bool IsSamePerson(const HolderFacts& a, const HolderFacts& b) {
  return a.national_id == b.national_id && (!a.national_id.empty() || a.name == b.name);
}

bool HasSeveralHolders(std::span<const HolderFacts> holders) {
  return std::any_of(holders.begin(), holders.end(),
                     [&](const HolderFacts& one) { return !IsSamePerson(one, holders.front()); });
}

// "JEAN DUPONT (RPPS 99700000013)"
std::string NameOf(const HolderFacts& holder) {
  std::string name(holder.name.given_name);
  name.append(name.empty() ? "" : " ").append(holder.name.family_name);
  if (holder.national_id.starts_with('8')) {
    name.append(" (RPPS ").append(holder.national_id.substr(1)).append(")");
  }
  return name;
}

Finding SharedMailbox(std::span<const HolderFacts> holders) {
  constexpr std::size_t kNamedMax = 5;
  std::vector<const HolderFacts*> people;
  for (const HolderFacts& one : holders) {
    const bool known = std::any_of(people.begin(), people.end(),
                                   [&](const auto* other) { return IsSamePerson(one, *other); });
    if (!known) people.push_back(&one);
  }
  std::string names;
  for (std::size_t i = 0; i < people.size() && i < kNamedMax; ++i) {
    names.append(i == 0 ? "" : ", ").append(NameOf(*people[i]));
  }
  const std::string count = std::to_string(people.size());
  std::string fr =
      "Cette boîte personnelle est publiée pour " + count + " professionnels : " + names;
  std::string en = "This personal mailbox is published for " + count + " professionals: " + names;
  if (people.size() > kNamedMax) {
    const std::size_t others = people.size() - kNamedMax;
    fr += " et " + std::to_string(others) + (others == 1 ? " autre" : " autres");
    en += " and " + std::to_string(others) + (others == 1 ? " other" : " others");
  }
  return {"PER-02", Severity::kViolation, Basis::kHolder, {}, fr + ".", en + "."};
}

void CheckHolderState(const HolderFacts& holder, Judgement& judgement) {
  if (holder.state == HolderState::kAbsent) {
    std::string fr = "Le titulaire est absent de l'extraction courante";
    std::string en = "The holder is absent from the current extract";
    if (!holder.first_missed.empty()) {
      fr += ", depuis celle du " + std::string(holder.first_missed);
      en += ", since the one of " + std::string(holder.first_missed);
    }
    fr += " : départ, ou inscription éteinte.";
    en += ": departed, or registration lapsed.";
    judgement.Add({"PER-03", Severity::kViolation, Basis::kHolder, {}, fr, en});
  } else if (holder.state == HolderState::kNoActivity) {
    judgement.Add(
        {"PER-03",
         Severity::kSuspect,
         Basis::kHolder,
         {},
         "Le titulaire n'exerce plus aucune activité selon l'extraction courante ; à vérifier.",
         "The holder has no activity left in the current extract; to be checked."});
  }
}

Finding HolderMismatch(const Pieces& pieces, HolderMatch match) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < pieces.size(); ++i) tokens.emplace_back(pieces[i].text);
  const auto finding = [&](Severity severity, const char* fr, const char* en) {
    return Finding{"PER-01", severity, Basis::kHolder, std::move(tokens), fr, en};
  };
  switch (match) {
    case HolderMatch::kInitial:
      return finding(Severity::kInfo,
                     "La partie locale ne porte du prénom du titulaire que l'initiale.",
                     "The local part bears only the initial of the holder's given name.");
    case HolderMatch::kShortened:
      return finding(Severity::kInfo, "La partie locale ne porte que le début du nom du titulaire.",
                     "The local part bears only the beginning of the holder's family name.");
    case HolderMatch::kFamilyOnly:
      return finding(Severity::kInfo,
                     "La partie locale porte le nom de famille du titulaire, sans son prénom.",
                     "The local part bears the holder's family name, not the given name.");
    case HolderMatch::kGivenOnly:
      return finding(Severity::kInfo,
                     "La partie locale porte le prénom du titulaire, sans son nom de famille.",
                     "The local part bears the holder's given name, not the family name.");
    case HolderMatch::kOtherName:
      return finding(Severity::kSuspect,
                     "La partie locale porte le prénom du titulaire avec un autre nom ; un nom "
                     "d'usage peut l'expliquer.",
                     "The local part bears the holder's given name with another name; a usage "
                     "name may explain it.");
    case HolderMatch::kFull:
    case HolderMatch::kNone:
      break;
  }
  if (IsServiceName(pieces)) {
    return {"PER-01",
            Severity::kSuspect,
            Basis::kLexicon,
            std::move(tokens),
            "Une boîte personnelle porte un nom de service ou de fonction.",
            "A personal mailbox bears the name of a service or function."};
  }
  return finding(Severity::kSuspect,
                 "La partie locale ne porte ni le prénom ni le nom du titulaire ; un nom "
                 "d'usage peut l'expliquer.",
                 "The local part bears neither the given nor the family name of the "
                 "holder; a usage name may explain it.");
}

// Whether given and family name of the holder stand in the local part as words of
// their own. Cutting glued words apart gives them more edges to stand between, never
// fewer: what it is told of structures and names can no longer matter.
bool NamesHolderPlainly(std::string_view local_part, const NameForms& holder) {
  constexpr std::size_t kLettersMax = 64;  // of which no cut makes more pieces than there may be
  if (local_part.size() > kLettersMax) return false;
  Pieces words;
  CutIntoWords(local_part, words);
  return MatchHolder(words, holder) == HolderMatch::kFull;
}

// APP: words that say nobody reads the answers.
bool SaysNoReply(std::string_view local_part, const Pieces& pieces) {
  constexpr std::array<std::string_view, 17> kMarks = {"noreply",
                                                       "no-reply",
                                                       "no_reply",
                                                       "no.reply",
                                                       "donotreply",
                                                       "nepasrepondre",
                                                       "ne-pas-repondre",
                                                       "ne_pas_repondre",
                                                       "ne.pas.repondre",
                                                       "auto",
                                                       "automatique",
                                                       "automatiques",
                                                       "automate",
                                                       "robot",
                                                       "batch",
                                                       "daemon",
                                                       "bot"};
  std::string folded(local_part);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  for (const auto mark : kMarks) {
    const bool phrase = mark.size() > 5;  // long enough to mean itself inside a glued word
    if (phrase && folded.find(mark) != std::string::npos) return true;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].text == mark) return true;
    }
  }
  return false;
}

// The service is called so, and innocently: "jean.valette@" of "Pavillon Jean Valette".
// What a colleague is called, only a place of that name explains.
bool IsExplainedBy(std::string_view service, const PersonFound& in_service,
                   const PersonFound& in_local) {
  if (in_service.severity >= in_local.severity || in_local.severity < Severity::kSuspect)
    return false;
  const bool place = in_service.shared_with_place;
  if (in_local.basis == Basis::kStaff ? !place : in_service.severity > Severity::kInfo)
    return false;
  std::string glued;
  for (const auto& token : in_local.tokens) {
    // The service spells "docteur" where its mailbox writes "dr".
    const bool title = (Lexicon::Bundled().KindsOf(token) & kTitleWord) != 0;
    if (!title || !in_local.shared_with_place) glued += token;
  }
  return FoldGlued(service).find(glued) != std::string::npos;
}

Finding UnregisteredStructure(const StructureContext& structure) {
  std::string fr = "La structure n'a ni numéro FINESS ni professionnel inscrit au RPPS.";
  std::string en =
      "The structure has neither a FINESS number nor a professional with an RPPS number.";
  if (!structure.rpps().empty()) {
    fr = "La structure est le cabinet du professionnel RPPS " + structure.rpps() +
         ", qui n'exerce plus à cette adresse ; personne d'autre n'y exerce.";
    en = "The structure is the practice of the professional RPPS " + structure.rpps() +
         ", who no longer works at this address; nobody else does.";
  }
  return {"STR-02", Severity::kSuspect, Basis::kStructure, {}, fr, en};
}

constexpr Field kLocalPart{"La partie locale", "The local part"};

}  // namespace

bool IsSettledByHolder(const MailboxFacts& facts, std::string_view local_part) {
  if (facts.holders.empty() || HasSeveralHolders(facts.holders)) return true;
  const PersonName& name = facts.holders.front().name;
  return name.family_name.empty() || NamesHolderPlainly(local_part, FormsOf(name));
}

void CheckHolderName(const MailboxFacts& facts, std::string_view local_part,
                     const Vocabulary& vocabulary, Judgement& judgement) {
  Pieces pieces;
  CutIntoPieces(local_part, vocabulary, pieces);
  const HolderMatch match = MatchHolder(pieces, FormsOf(facts.holders.front().name));
  if (match != HolderMatch::kFull) judgement.Add(HolderMismatch(pieces, match));
}

void CheckHolders(const MailboxFacts& facts, Judgement& judgement) {
  if (facts.holders.empty()) return;
  if (HasSeveralHolders(facts.holders)) judgement.Add(SharedMailbox(facts.holders));
  // One row per activity: the holder is judged once, at his best.
  const auto best = std::min_element(
      facts.holders.begin(), facts.holders.end(),
      [](const HolderFacts& a, const HolderFacts& b) { return a.state < b.state; });
  CheckHolderState(*best, judgement);
}

void CheckOrganizational(const MailboxFacts& facts, std::string_view local_part,
                         const Vocabulary& vocabulary, Judgement& judgement) {
  PersonFound in_local = FindPerson(local_part, vocabulary, TextKind::kLocalPart);
  PersonFound in_text = FindPerson(facts.service, vocabulary, TextKind::kDescription);
  if (IsExplainedBy(facts.service, in_text, in_local)) {
    const bool doubt = in_local.basis == Basis::kStaff && in_local.severity == Severity::kViolation;
    in_local.severity = doubt ? Severity::kSuspect : Severity::kInfo;
    in_local.shared_with_place = true;
  }
  if (in_local.severity > Severity::kOk) {
    judgement.Add(PersonFinding("ORG-01", std::move(in_local), kLocalPart));
  }
  Field field{"Le service de rattachement", "The service"};
  PersonFound in_description = FindPerson(facts.description, vocabulary, TextKind::kDescription);
  if (in_description.severity > in_text.severity) {
    in_text = std::move(in_description);
    field = {"La description", "The description"};
  }
  // A lone given name or a famous one in a sentence is no news.
  if (in_text.severity > Severity::kInfo) {
    judgement.Add(PersonFinding("ORG-02", std::move(in_text), field));
  }
  if (facts.structures_known && facts.structures.empty()) {
    judgement.Add({"ORG-03",
                   Severity::kSuspect,
                   Basis::kStructure,
                   {},
                   "Aucune structure n'est rattachée à cette boîte organisationnelle.",
                   "No structure is attached to this organisational mailbox."});
  }
}

void CheckApplication(std::string_view local_part, const Vocabulary& vocabulary,
                      Judgement& judgement) {
  Pieces pieces;
  CutIntoPieces(local_part, vocabulary, pieces);
  if (!SaysNoReply(local_part, pieces)) {
    judgement.Add({"APP-01",
                   Severity::kInfo,
                   Basis::kSyntax,
                   {},
                   "Rien dans le nom ne dit si cette boîte applicative lit les réponses.",
                   "Nothing in the name says whether this application mailbox reads replies."});
  }
  PersonFound found = FindPerson(local_part, vocabulary, TextKind::kLocalPart);
  if (found.severity < Severity::kSuspect) return;
  found.severity = Severity::kSuspect;
  judgement.Add(PersonFinding("APP-02", std::move(found), kLocalPart));
}

void CheckPractice(const MailboxFacts& facts, std::string_view local_part,
                   const Vocabulary& vocabulary, Judgement& judgement) {
  PersonFound found = FindPerson(local_part, vocabulary, TextKind::kLocalPart);
  if (found.severity < Severity::kSuspect) return;
  Pieces pieces;
  CutIntoPieces(local_part, vocabulary, pieces);
  const bool of_holder =
      std::any_of(facts.holders.begin(), facts.holders.end(), [&](const HolderFacts& holder) {
        return MatchHolder(pieces, FormsOf(holder.name)) <= HolderMatch::kFamilyOnly;
      });
  if (of_holder || found.basis == Basis::kStaff) return;
  found.severity = Severity::kInfo;
  judgement.Add(PersonFinding("CAB-01", std::move(found), kLocalPart));
}

void CheckStructures(const MailboxFacts& facts, Judgement& judgement) {
  const auto all = [&](auto holds) {
    return !facts.structures.empty() &&
           std::all_of(facts.structures.begin(), facts.structures.end(), holds);
  };
  if (all([](const auto* one) { return one->state() == OpenState::kClosed; })) {
    const std::string& date = facts.structures.front()->closed_on();
    judgement.Add(
        {"STR-01",
         Severity::kSuspect,
         Basis::kStructure,
         {},
         "La structure de cette boîte est fermée" + (date.empty() ? "" : " depuis le " + date) +
             ".",
         "This mailbox's structure is closed" + (date.empty() ? "" : " since " + date) + "."});
  }
  if (all([](const auto* one) {
        return one->has_finess() == Known::kNo && one->has_professional() == Known::kNo;
      })) {
    judgement.Add(UnregisteredStructure(*facts.structures.front()));
  }
}

void AdviseStructure(const StructureContext& structure, Judgement& judgement) {
  // A practice without a FINESS number has no services to open mailboxes for.
  if (structure.has_finess() == Known::kNo || structure.has_personal_mailbox() != Known::kYes ||
      structure.has_organizational_mailbox() != Known::kNo) {
    return;
  }
  judgement.Add(
      {"STR-03",
       Severity::kInfo,
       Basis::kStructure,
       {},
       "La structure n'a que des boîtes personnelles : une boîte organisationnelle par service "
       "assurerait la continuité.",
       "The structure has personal mailboxes only: an organisational one per service would keep "
       "things going when people are away."});
}

}  // namespace annuaire
