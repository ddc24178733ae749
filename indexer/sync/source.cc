#include "indexer/sync/source.h"

#include <algorithm>
#include <utility>

namespace annuaire::indexer {
namespace {

// https://www.data.gouv.fr/api/2/datasets/resources/ID/ describes a resource
// whose id never changes, though its file's address does with each publication.
std::string ResourceUrl(std::string_view id) {
  return "https://www.data.gouv.fr/api/2/datasets/resources/" + std::string(id) + "/";
}

// Redirects to the file a resource has now.
std::string RedirectUrl(std::string_view id) {
  return "https://www.data.gouv.fr/api/1/datasets/r/" + std::string(id);
}

// A file that has its own resource.
Source Resource(std::string name, std::string_view id, FileKind kind, bool required) {
  return {.name = std::move(name),
          .probe = Probe::kDataGouv,
          .url = ResourceUrl(id),
          .fallback_url = RedirectUrl(id),
          .kinds = {kind},
          .required = required};
}

std::string ExtractionUrl(std::string_view name) {
  return "https://service.annuaire.sante.fr/annuaire-sante-webservices/V300/services/extraction/" +
         std::string(name);
}

}  // namespace

std::vector<Source> BuiltInSources() {
  return {
      // Datasets annuaire-sante-extractions-… and annuaire-sante-extraction-des-bal-mssante.
      Resource("persons", "fffda7e9-0ea2-4c35-bba0-4496f3af935d", FileKind::kPersonActivity, true),
      Resource("skills", "fb55f15f-bd61-4402-b551-51ef387f2fab", FileKind::kSkill, false),
      Resource("diplomas", "41ae70ac-90c8-4c4e-8644-4ef1b100f045", FileKind::kDiploma, false),
      Resource("mailboxes", "afe01105-d9a1-41fe-921f-e40ea48b2ba6", FileKind::kMailbox, true),
      // FINESS+ publishes a new resource each day: its dataset is asked.
      {.name = "finess",
       .probe = Probe::kDataGouv,
       .url = "https://www.data.gouv.fr/api/1/datasets/finess-structures-1/",
       .file_prefix = "finess-structures-journalier",
       .kinds = {FileKind::kFinessPlus}},
      // The hosts below have certificates of the IGC-Santé, which no system
      // trusts: they are turned on by giving its authorities.
      {.name = "ans-persons",
       .probe = Probe::kHead,
       .url = ExtractionUrl("PS_LibreAcces"),
       .kinds = {FileKind::kPersonActivity, FileKind::kSkill, FileKind::kDiploma},
       .replaces = {"persons", "skills", "diplomas"},
       .enabled = false,
       .required = true},
      {.name = "ans-mailboxes",
       .probe = Probe::kHead,
       .url = ExtractionUrl("Extraction_Correspondance_MSSante"),
       .kinds = {FileKind::kMailbox},
       .replaces = {"mailboxes"},
       .enabled = false,
       .required = true},
      {.name = "white-list",
       .url = "https://espacedeconfiance.mssante.fr/listeblanchemssante.xml",
       .kinds = {FileKind::kWhiteList},
       .enabled = false,
       .signature = {.issuer_common_name = "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS",
                     .signer_common_name = "alb.mssante.fr"}},
      // Last: files before it win where they publish the same.
      {.name = "fhir",
       .probe = Probe::kFhir,
       .url = "https://gateway.api.esante.gouv.fr/fhir/v2",
       .kinds = {FileKind::kFhir}},
  };
}

Source* FindSource(std::vector<Source>& sources, std::string_view name) {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const Source& source) { return source.name == name; });
  return found == sources.end() ? nullptr : &*found;
}

}  // namespace annuaire::indexer
