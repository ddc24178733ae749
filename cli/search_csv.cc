#include "cli/search_csv.h"

#include "cli/csv.h"
#include "cli/describe.h"

namespace annuaire::cli {
namespace {

std::string InFrench(v1::OpenState state) {
  if (state == v1::OPEN_STATE_OPEN) return "ouverte";
  return state == v1::OPEN_STATE_CLOSED ? "fermée" : "";
}

std::string InFrench(v1::OrganizationKind kind) {
  if (kind == v1::ORGANIZATION_KIND_ESTABLISHMENT) return "établissement";
  return kind == v1::ORGANIZATION_KIND_LEGAL_ENTITY ? "entité juridique" : "";
}

std::string Professions(const v1::PractitionerSummary& row) {
  std::string text;
  for (const v1::ProfessionHeld& held : row.professions()) {
    Append(text, Describe(held.profession()));
  }
  return text;
}

std::string Structures(const v1::PractitionerSummary& row) {
  std::string text;
  for (const v1::OrganizationRef& structure : row.organizations()) {
    Append(text, DescribeWithId(structure), "; ");
  }
  return text;
}

}  // namespace

const CsvRow& PractitionerTitles() {
  static const CsvRow titles = {"identifiant", "rpps",         "nom",        "prénom",
                                "professions", "savoir-faire", "structures", "boîtes"};
  return titles;
}

CsvRow CsvCells(const v1::PractitionerSummary& row) {
  return {CsvId(row.id()),  CsvId(row.rpps()),  row.family_name(), row.given_name(),
          Professions(row), Join(row.skills()), Structures(row),   Join(row.mailboxes())};
}

const CsvRow& OrganizationTitles() {
  static const CsvRow titles = {"identifiant",      "raison sociale", "enseigne",
                                "catégorie",        "code postal",    "ville",
                                "département",      "état",           "nature",
                                "entité juridique", "boîtes",         "professionnels"};
  return titles;
}

CsvRow CsvCells(const v1::OrganizationSummary& row) {
  return {CsvId(row.id()),
          row.legal_name(),
          row.trade_name(),
          Describe(row.category()),
          CsvId(row.postcode()),
          row.city(),
          CsvId(row.department()),
          InFrench(row.state()),
          InFrench(row.kind()),
          DescribeWithId(row.legal_entity()),
          std::to_string(row.mailboxes_count()),
          std::to_string(row.practitioners_count())};
}

const CsvRow& MailboxTitles() {
  static const CsvRow titles = {"adresse",
                                "type",
                                "nom",
                                "prénom",
                                "rpps",
                                "titulaire absent de l'extrait",
                                "profession",
                                "savoir-faire",
                                "service",
                                "structure",
                                "identifiant de structure",
                                "ville",
                                "département"};
  return titles;
}

CsvRow CsvCells(const v1::Suggestion& row) {
  const bool held = !row.family_name().empty() || !row.rpps().empty();
  return {row.address(),
          row.mailbox_type(),
          row.family_name(),
          row.given_name(),
          CsvId(row.rpps()),
          held ? (row.holder_gone() ? "oui" : "non") : "",
          Describe(row.profession()),
          Describe(row.skill()),
          row.service(),
          row.organization().name(),
          CsvId(row.organization().id()),
          row.city(),
          CsvId(row.department())};
}

}  // namespace annuaire::cli
