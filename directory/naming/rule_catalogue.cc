#include "directory/naming/rule_catalogue.h"

#include <algorithm>
#include <array>

namespace annuaire {
namespace {

constexpr std::string_view kMailboxGuide = "ANS, guide d'implémentation « API BAL MSSanté »";
constexpr std::string_view kMailboxGuideDate = "2026-07-10";
constexpr std::string_view kTraining = "ANS, formation MSSanté médico-social";
constexpr std::string_view kTrainingDate = "2021-12";
constexpr std::string_view kWebinar = "ARS Île-de-France et SESAN, webinaire MSSanté ESMS";
constexpr std::string_view kWebinarDate = "2025-07";
constexpr std::string_view kJourney = "ANS, parcours patients et MSSanté";
constexpr std::string_view kWhiteList = "ANS, liste blanche des domaines MSSanté";
constexpr std::string_view kWhiteListDate = "2025-02-28";
constexpr std::string_view kPatientGuide = "Assurance Maladie, Mon espace santé, mode d'emploi";
constexpr std::string_view kPatientGuideDate = "2023-01";
constexpr std::string_view kUndated = "sans date";

constexpr std::array kRules = {
    Rule{"SYN-01", Severity::kViolation,
         "L'adresse suit la syntaxe du courrier : partie locale en « dot-atom » de 64 octets au "
         "plus, "
         "domaine en étiquettes de lettres, chiffres et tirets, 254 octets en tout, sans "
         "guillemets, "
         "espace ni point final.",
         "The address follows mail syntax: a dot-atom local part of at most 64 octets, a domain of "
         "letter-digit-hyphen labels, 254 octets in all, no quotes, blank or trailing dot.",
         "Corriger l'adresse dans l'annuaire ou la recréer chez l'opérateur.",
         "Correct the address in the directory or create it anew with the operator.",
         "RFC 5321, RFC 5322, RFC 1035", "2008-10"},
    Rule{
        "SYN-02", Severity::kViolation,
        "La partie locale ne contient que de l'ASCII : ni accent ni caractère d'un autre alphabet.",
        "The local part is ASCII only: no accent, no character of another alphabet.",
        "Recréer l'adresse sans accent.", "Create the address anew without accents.",
        "RFC 6531, RFC 6532", "2012-02"},
    Rule{"DOM-01", Severity::kViolation,
         "Le domaine est un sous-domaine de mssante.fr, ou interop-mssante.apicrypt.org ; "
         "mssante.apicrypt.org, inscrit sur la liste blanche hors du motif officiel, est signalé.",
         "The domain is a sub-domain of mssante.fr, or interop-mssante.apicrypt.org; "
         "mssante.apicrypt.org, white-listed but outside the official pattern, is reported.",
         "Remplacer par une adresse MSSanté : celle-ci n'est pas dans l'espace de confiance.",
         "Replace it by an MSSanté address: this one is outside the trusted space.", kMailboxGuide,
         kMailboxGuideDate},
    Rule{"DOM-02", Severity::kSuspect,
         "Le domaine figure sur la liste blanche chargée ; la liste évoluant par à-coups, une "
         "absence "
         "n'est qu'un indice.",
         "The domain is on the loaded white list; as the list moves in bursts, absence is a hint "
         "only.",
         "Attendre la liste suivante, puis interroger l'opérateur.",
         "Wait for the next list, then ask the operator.", kWhiteList, kWhiteListDate},
    Rule{
        "DOM-03", Severity::kViolation,
        "Une boîte n'est pas ouverte directement sous mssante.fr : il faut au moins une étiquette.",
        "No mailbox stands at mssante.fr itself: at least one label is needed.",
        "Utiliser l'adresse complète, avec le domaine de la structure.",
        "Use the full address, with the structure's domain.", kMailboxGuide, kMailboxGuideDate},
    Rule{"DOM-04", Severity::kInfo,
         "Les domaines d'essai et d'audit des opérateurs n'abritent pas de boîte de soin.",
         "Operators' test and audit domains hold no care mailbox.",
         "Vérifier que la boîte n'est pas utilisée pour des échanges réels.",
         "Check that the mailbox is not used for real exchanges.", kWhiteList, kWhiteListDate},
    Rule{
        "PER-01", Severity::kSuspect,
        "La partie locale d'une boîte personnelle porte le prénom et le nom de son titulaire, dans "
        "un ordre ou dans l'autre ; un nom d'usage peut légitimement en différer.",
        "The local part of a personal mailbox bears its holder's given and family name, in either "
        "order; a usage name may legitimately differ.",
        "Vérifier le titulaire ; pour une boîte de service, demander le type ORG.",
        "Check the holder; for a service mailbox ask for type ORG.", kTraining, kTrainingDate},
    Rule{"PER-02", Severity::kViolation,
         "Une boîte personnelle appartient à un seul professionnel.",
         "A personal mailbox belongs to one professional only.",
         "Ouvrir une boîte organisationnelle pour l'usage partagé et rendre la boîte à son "
         "titulaire.",
         "Open an organisational mailbox for shared use and give this one back to its holder.",
         kTraining, kTrainingDate},
    Rule{"PER-03", Severity::kViolation,
         "Le titulaire d'une boîte personnelle figure dans l'extraction courante et y exerce une "
         "activité : un compte n'est pas conservé après un départ.",
         "The holder of a personal mailbox is in the current extract with an activity: an account "
         "is "
         "not kept after a departure.",
         "Suspendre la boîte ou faire mettre à jour l'inscription du titulaire.",
         "Suspend the mailbox or have the holder's registration updated.", kTraining,
         kTrainingDate},
    Rule{
        "ORG-01", Severity::kViolation,
        "La partie locale d'une boîte organisationnelle désigne un service ou une fonction, jamais "
        "une personne.",
        "The local part of an organisational mailbox names a service or a function, never a "
        "person.",
        "Créer une boîte au nom du service et fermer celle-ci ; pour une personne, le type est "
        "PER.",
        "Create a mailbox named after the service and close this one; for a person the type is "
        "PER.",
        kTraining, kTrainingDate},
    Rule{
        "ORG-02", Severity::kViolation,
        "La description et le service de rattachement d'une boîte organisationnelle ne nomment pas "
        "de personne.",
        "The description and service of an organisational mailbox name no person.",
        "Faire corriger le libellé par l'opérateur ; l'adresse peut rester.",
        "Have the operator correct the wording; the address may stay.", kTraining, kTrainingDate},
    Rule{"ORG-03", Severity::kSuspect, "Une boîte organisationnelle est rattachée à une structure.",
         "An organisational mailbox is attached to a structure.",
         "Faire rattacher la boîte à la structure qui en répond.",
         "Have the mailbox attached to the structure that answers for it.", kMailboxGuide,
         kMailboxGuideDate},
    Rule{
        "APP-01", Severity::kInfo,
        "Le nom d'une boîte applicative est libre ; il est utile qu'il dise qu'elle ne lit pas les "
        "réponses (« noreply », « auto »).",
        "The name of an application mailbox is free; it helps to say that replies are not read "
        "(noreply, auto).",
        "Si la boîte ne reçoit pas, ajouter la mention à la prochaine création.",
        "If the mailbox does not receive, add the mark at the next creation.", kWebinar,
        kWebinarDate},
    Rule{"APP-02", Severity::kSuspect,
         "Une boîte applicative est celle d'un logiciel, pas d'une personne.",
         "An application mailbox is a software's, not a person's.",
         "Vérifier le type : une personne a une boîte PER, un service une boîte ORG.",
         "Check the type: a person has a PER mailbox, a service an ORG one.", kJourney, kUndated},
    Rule{"CAB-01", Severity::kInfo,
         "Une boîte de cabinet peut porter le nom de ses praticiens ; celui d'une autre personne "
         "est "
         "signalé.",
         "A practice mailbox may bear its practitioners' names; another person's is reported.",
         "Vérifier que le praticien nommé exerce encore au cabinet.",
         "Check that the practitioner named still works in the practice.", kMailboxGuide,
         kMailboxGuideDate},
    Rule{"PAT-01", Severity::kViolation,
         "Une adresse de patient est son matricule INS : 13 caractères et une clé de 2 chiffres.",
         "A patient's address is the national health number: 13 characters and a key of 2 digits.",
         "Relire le matricule auprès du patient ou du téléservice INSi.",
         "Read the number again with the patient or the INSi service.", kPatientGuide,
         kPatientGuideDate},
    Rule{"PAT-02", Severity::kViolation,
         "Le domaine patient.mssante.fr n'abrite aucune boîte professionnelle.",
         "The domain patient.mssante.fr holds no professional mailbox.",
         "Remplacer par l'adresse professionnelle ; ne pas diffuser l'adresse d'un patient.",
         "Replace it by the professional address; do not publish a patient's address.",
         kPatientGuide, kPatientGuideDate},
    Rule{"PAT-03", Severity::kInfo,
         "La clé du matricule INS vaut 97 moins le reste du nombre par 97.",
         "The key of the health number is 97 minus the number modulo 97.",
         "Contrôler la saisie avant d'écrire à ce patient.",
         "Check the typing before writing to this patient.", kPatientGuide, kPatientGuideDate},
    Rule{"STR-01", Severity::kSuspect,
         "La structure d'une boîte organisationnelle ou applicative est ouverte.",
         "The structure of an organisational or application mailbox is open.",
         "Rattacher la boîte à la structure qui a repris l'activité, ou la fermer.",
         "Attach the mailbox to the structure that took over the activity, or close it.", kTraining,
         kTrainingDate},
    Rule{"STR-02", Severity::kSuspect,
         "Une structure qui échange a un numéro FINESS ou au moins un professionnel inscrit au "
         "RPPS.",
         "A structure that exchanges has a FINESS number or at least one professional with an RPPS "
         "number.",
         "Compléter l'identification de la structure ou l'inscription de ses professionnels.",
         "Complete the structure's identification or its professionals' registration.", kJourney,
         kUndated},
    Rule{"STR-03", Severity::kInfo,
         "Bonne pratique, où il y a un numéro FINESS : une boîte organisationnelle par service "
         "assure la continuité quand les "
         "personnes sont absentes.",
         "Good practice where there is a FINESS number: one organisational mailbox per service "
         "keeps things going when people are "
         "away.",
         "Ouvrir une boîte organisationnelle à côté des boîtes personnelles.",
         "Open an organisational mailbox beside the personal ones.", kTraining, kTrainingDate},
};

std::string RemedyOf(const Rule& rule, Severity severity, std::string_view remedy,
                     std::string_view verify_first) {
  if (severity >= rule.severity) return std::string(remedy);
  if (severity < Severity::kSuspect) return {};
  std::string softened(verify_first);
  softened.append(remedy);
  softened[verify_first.size()] |= 0x20;  // a capital letter of ASCII
  return softened;
}

// "capitals" has no small letter.
bool EqualsInAnyCase(std::string_view text, std::string_view capitals) {
  return std::equal(text.begin(), text.end(), capitals.begin(), capitals.end(),
                    [](char a, char b) { return a == b || (a >= 'a' && a <= 'z' && a - 32 == b); });
}

}  // namespace

std::span<const Rule> Rules() { return kRules; }

std::string RemedyFr(const Rule& rule, Severity severity) {
  return RemedyOf(rule, severity, rule.remedy_fr, "Vérifier d'abord ; si c'est exact, ");
}

std::string RemedyEn(const Rule& rule, Severity severity) {
  return RemedyOf(rule, severity, rule.remedy_en, "Verify first; if it is so, ");
}

const Rule* FindRule(std::string_view id) {
  for (const Rule& rule : kRules) {
    if (EqualsInAnyCase(id, rule.id)) return &rule;
  }
  return nullptr;
}

std::string_view FindRuleOrFamily(std::string_view text) {
  for (const Rule& rule : kRules) {
    for (const std::string_view name : {rule.id, rule.id.substr(0, rule.id.find('-'))}) {
      if (EqualsInAnyCase(text, name)) return name;
    }
  }
  return {};
}

}  // namespace annuaire
