#include "directory/extract/fhir_mailboxes.h"

#include "directory/base/fold.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

using rapidjson::Value;

constexpr std::string_view kEmailType =
    "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
constexpr std::string_view kMailboxMetadata =
    "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/"
    "as-ext-mailbox-mss-metadata";
constexpr std::string_view kNationalPersonId = "urn:oid:1.2.250.1.71.4.2.1";     // IDNPS
constexpr std::string_view kNationalStructureId = "urn:oid:1.2.250.1.71.4.2.2";  // IDNST
constexpr std::string_view kRpps = "https://rpps.esante.gouv.fr";
constexpr std::string_view kFiness = "https://finess.esante.gouv.fr";
constexpr std::string_view kSirene = "https://sirene.fr";

// Calls "visit" with every object of the list "name".
template <typename Visit>
void ForEach(const Value* object, const char* name, Visit visit) {
  const Value* list = MemberOf(object, name);
  if (list == nullptr || !list->IsArray()) return;
  for (const Value& item : list->GetArray()) {
    if (item.IsObject()) visit(item);
  }
}

const Value* FirstOf(const Value* object, const char* name) {
  const Value* list = MemberOf(object, name);
  return list != nullptr && list->IsArray() && !list->Empty() ? &(*list)[0] : nullptr;
}

const Value* ExtensionOf(const Value* object, std::string_view url) {
  const Value* found = nullptr;
  ForEach(object, "extension", [&](const Value& extension) {
    if (found == nullptr && TextOf(&extension, "url") == url) found = &extension;
  });
  return found;
}

// A code in any of the shapes that are seen.
std::string_view CodeOf(const Value* extension) {
  if (const auto code = TextOf(extension, "valueCode"); !code.empty()) return code;
  const auto code = TextOf(MemberOf(extension, "valueCoding"), "code");
  if (!code.empty()) return code;
  return TextOf(FirstOf(MemberOf(extension, "valueCodeableConcept"), "coding"), "code");
}

bool IsFalse(const Value* object, const char* name) {
  const Value* value = MemberOf(object, name);
  return value != nullptr && value->IsFalse();
}

// The first of "system", and of "length" unless that is 0.
std::string_view IdentifierOf(const Value* object, std::string_view system,
                              std::size_t length = 0) {
  std::string_view found;
  ForEach(object, "identifier", [&](const Value& identifier) {
    if (!found.empty() || TextOf(&identifier, "system") != system) return;
    const std::string_view value = Trim(TextOf(&identifier, "value"));
    if (length == 0 || value.size() == length) found = value;
  });
  return found;
}

// The contained resource that "#id" leads to, or nullptr.
const Value* ContainedIn(const Value& resource, const Value* reference) {
  const std::string_view target = TextOf(reference, "reference");
  const Value* found = nullptr;
  if (!target.starts_with('#')) return found;
  ForEach(&resource, "contained", [&](const Value& contained) {
    if (TextOf(&contained, "id") == target.substr(1)) found = &contained;
  });
  return found;
}

// What a reference says of its target by itself: "identifier" is one object.
std::string_view ReferredIdentifier(const Value* reference, std::string_view system) {
  const Value* identifier = MemberOf(reference, "identifier");
  return TextOf(identifier, "system") == system ? Trim(TextOf(identifier, "value"))
                                                : std::string_view();
}

}  // namespace

const Value* MemberOf(const Value* object, const char* name) {
  if (object == nullptr || !object->IsObject()) return nullptr;
  const auto member = object->FindMember(name);
  return member == object->MemberEnd() ? nullptr : &member->value;
}

std::string_view TextOf(const Value* object, const char* name) {
  const Value* value = MemberOf(object, name);
  if (value == nullptr || !value->IsString()) return {};
  return {value->GetString(), value->GetStringLength()};
}

const FhirResource& FhirMailboxes::Read(const Value& resource) {
  resource_ = {.type = TextOf(&resource, "resourceType"),
               .id = TextOf(&resource, "id"),
               .active = !IsFalse(&resource, "active")};
  texts_.clear();
  const bool person = resource_.type == "Practitioner";
  const bool role = resource_.type == "PractitionerRole";
  const bool structure = resource_.type == "Organization";
  if (!resource_.active || !(person || role || structure)) return resource_;
  MailboxRow common;
  if (person) ReadHolder(resource, common.attachment);
  if (structure) ReadStructure(resource, common);
  if (role) {
    const Value* holder = MemberOf(&resource, "practitioner");
    const Value* contained = ContainedIn(resource, holder);
    if (contained != nullptr) ReadHolder(*contained, common.attachment);
    if (const auto id = ReferredIdentifier(holder, kNationalPersonId); !id.empty()) {
      person_id_ = id;
      common.attachment.practitioner_id = person_id_;
    }
    contained = ContainedIn(resource, MemberOf(&resource, "organization"));
    if (contained != nullptr) ReadStructure(*contained, common);
  }
  if (!PractitionerId::Parse(common.attachment.practitioner_id)) {
    if (!common.attachment.practitioner_id.empty()) common.flags |= kMalformedHolderId;
    common.attachment.practitioner_id = {};
  } else if (!HasValidKey(*PractitionerId::Parse(common.attachment.practitioner_id))) {
    common.flags |= kBadPersonKey;
  }
  ForEach(&resource, "telecom", [&](const Value& telecom) { ReadTelecom(telecom, common); });
  return resource_;
}

void FhirMailboxes::ReadHolder(const Value& practitioner, Attachment& attachment) {
  person_id_ = IdentifierOf(&practitioner, kNationalPersonId);
  if (person_id_.empty()) {
    const std::string_view rpps = IdentifierOf(&practitioner, kRpps);
    if (!rpps.empty()) person_id_ = "8" + std::string(rpps);
  }
  attachment.practitioner_id = person_id_;
  const Value* name = FirstOf(&practitioner, "name");
  attachment.name.family_name = Trim(TextOf(name, "family"));
  const Value* given = FirstOf(name, "given");
  if (given != nullptr && given->IsString()) {
    attachment.name.given_name = Trim({given->GetString(), given->GetStringLength()});
  }
}

void FhirMailboxes::ReadStructure(const Value& organization, MailboxRow& row) {
  Attachment& attachment = row.attachment;
  StructureColumns columns{.finess = IdentifierOf(&organization, kFiness),
                           .siret = IdentifierOf(&organization, kSirene, SiretId::kLengthMax),
                           .siren = IdentifierOf(&organization, kSirene, SirenId::kLengthMax)};
  const std::string_view national = IdentifierOf(&organization, kNationalStructureId);
  if (national.size() > 1) {
    attachment.organization_id_type = national.substr(0, 1);
    attachment.organization_id = national;
    const StructureId typed =
        ReadTypedStructure(attachment.organization_id_type, national, national_buffer_);
    row.flags |= typed.flags;
    if (!typed.finess.empty()) columns.finess = typed.finess;
    if (!typed.siret.empty()) columns.siret = typed.siret;
    if (!typed.siren.empty()) columns.siren = typed.siren;
    columns.technical_id = typed.technical_id;
  }
  row.structure = ReadStructureColumns(columns, structure_buffer_);
  if (attachment.organization_id.empty()) attachment.organization_id = row.structure.key;
  row.flags |= row.structure.flags;
  attachment.organization_key = row.structure.key;
  attachment.legal_name = Trim(TextOf(&organization, "name"));
  attachment.address.postcode = Trim(TextOf(FirstOf(&organization, "address"), "postalCode"));
}

void FhirMailboxes::ReadTelecom(const Value& telecom, const MailboxRow& common) {
  if (TextOf(&telecom, "system") != "email") return;
  if (CodeOf(ExtensionOf(&telecom, kEmailType)) != "MSSANTE") return;
  const Value* metadata = ExtensionOf(&telecom, kMailboxMetadata);
  const Value* red_list = MemberOf(ExtensionOf(metadata, "listeRouge"), "valueBoolean");
  if (red_list != nullptr && red_list->IsTrue()) return;
  const std::string_view address = Trim(TextOf(&telecom, "value"));
  if (const RowError error = CheckAddress(address); error != RowError::kNone) {
    resource_.problems.push_back(error);
    return;
  }
  MailboxRow& row = resource_.mailboxes.emplace_back(common);
  row.address = address;
  row.folded_address = texts_.emplace_back(FoldAddress(address));
  row.attachment.type_code = CodeOf(ExtensionOf(metadata, "type"));
  row.attachment.service = Trim(TextOf(ExtensionOf(metadata, "service"), "valueString"));
  const std::string_view description = TextOf(ExtensionOf(metadata, "description"), "valueString");
  row.attachment.description = texts_.emplace_back(WithSingleBlanks(description));
  const Value* rank = MemberOf(&telecom, "rank");
  if (rank != nullptr && rank->IsUint()) row.attachment.preferred_rank = rank->GetUint();
  const Value* paperless = MemberOf(ExtensionOf(metadata, "digitization"), "valueBoolean");
  if (paperless != nullptr && paperless->IsBool()) {
    row.attachment.paperless = paperless->GetBool() ? Paperless::kAccepted : Paperless::kRefused;
  }
}

}  // namespace annuaire
