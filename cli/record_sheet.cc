#include "cli/record_sheet.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/describe.h"
#include "cli/sheet.h"
#include "cli/sighting_text.h"
#include "directory/display/number.h"
#include "directory/display/text.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {
namespace {

template <typename Items>
std::string JoinWithCodes(const Items& items) {
  std::string list;
  for (const auto& item : items) Append(list, DescribeWithCode(item));
  return list;
}

// One spelling of each number: the files write "0383000000", "03.83.00.00.00" and
// "+33 3 83 00 00 00", whose last nine digits say who is called.
template <typename Phones>
std::string JoinNumbers(const Phones& phones) {
  constexpr std::size_t kDigits = 9;
  std::string list;
  std::set<std::string> known;
  for (const std::string& phone : phones) {
    std::string digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    const bool whole = digits.size() >= kDigits;
    if (known.insert(whole ? digits.substr(digits.size() - kDigits) : phone).second) {
      Append(list, phone);
    }
  }
  return list;
}

// Once each: several files give the same.
template <typename Addresses>
void AddAddresses(Sheet& sheet, const Addresses& addresses) {
  std::set<std::string> known;
  for (const v1::Address& address : addresses) {
    const std::string text = Describe(address);
    if (known.insert(text).second) sheet.Field("Address", text);
  }
}

// "Mailboxes", or "Mailboxes (1,000 of 1,234)" when the record holds the first only.
std::string Heading(std::string_view name, int shown, std::uint32_t count) {
  std::string heading(name);
  if (count <= static_cast<std::uint32_t>(shown)) return heading;
  return heading.append(" (" + WithThousands(static_cast<std::uint64_t>(shown)) + " of " +
                        WithThousands(count) + ")");
}

template <typename Mailboxes>
TextTable MailboxTable(const Mailboxes& mailboxes) {
  TextTable table({{.title = "ADDRESS", .keep = true},
                   {.title = "TYPE", .keep = true},
                   {.title = "SERVICE"},
                   {.title = "STRUCTURE"}});
  for (const v1::MailboxRef& mailbox : mailboxes) {
    table.Add(
        {mailbox.address(), mailbox.type(), mailbox.service(), Describe(mailbox.organization())});
  }
  return table;
}

void AddActivity(Sheet& sheet, const v1::Activity& activity) {
  std::string place = activity.trade_name();
  if (activity.legal_name() != activity.trade_name()) Append(place, activity.legal_name());
  if (place.empty()) place = activity.organization().name();
  sheet.Section("Activity" + (place.empty() ? std::string() : ": " + Printable(place)));
  std::string role = Describe(activity.role());
  Append(role, Describe(activity.genre()));
  sheet.Field("Mode", DescribeWithCode(activity.mode()));
  sheet.Field("Role", role);
  sheet.Field("Sector", DescribeWithCode(activity.sector()));
  sheet.Field("Section", DescribeWithCode(activity.pharmacist_section()));
  sheet.Field("Structure", DescribeWithId(activity.organization()));
  sheet.Field("Address", Describe(activity.address()));
  sheet.Field("Phone", JoinNumbers(std::vector{activity.phone(), activity.phone2()}));
  sheet.Field("Fax", activity.fax());
  sheet.Field("E-mail", activity.email());
  sheet.Field("Authority", activity.registration_authority());
}

std::string_view ToText(v1::OpenState state) {
  if (state == v1::OPEN_STATE_OPEN) return "open";
  if (state == v1::OPEN_STATE_CLOSED) return "closed";
  return {};
}

std::string_view ToText(v1::OrganizationKind kind) {
  if (kind == v1::ORGANIZATION_KIND_ESTABLISHMENT) return "establishment (EG)";
  if (kind == v1::ORGANIZATION_KIND_LEGAL_ENTITY) return "legal entity (EJ)";
  return {};
}

std::string_view ToText(v1::Paperless paperless) {
  if (paperless == v1::PAPERLESS_ACCEPTED) return "accepted";
  if (paperless == v1::PAPERLESS_REFUSED) return "refused";
  return {};
}

void AddDomain(Sheet& sheet, const v1::Domain& domain) {
  sheet.Field("White list", !domain.white_list_loaded() ? "not loaded"
                            : domain.listed()           ? "listed"
                                                        : "not listed");
  if (domain.mailboxes_count() > 0)
    sheet.Field("Mailboxes", WithThousands(domain.mailboxes_count()));
  for (const v1::DomainRegistration& registration : domain.registrations()) {
    sheet.Section("Registration: " + Printable(registration.operator_name()));
    sheet.Field("Description", registration.description());
    sheet.Field("Unit", registration.operator_unit());
    sheet.Field("Common name", registration.operator_common_name());
    sheet.Field("Updated", registration.updated_at());
  }
}

void AddAttachment(Sheet& sheet, const v1::Attachment& attachment) {
  sheet.Section("Attachment" +
                (attachment.type().empty() ? std::string() : " " + Printable(attachment.type())));
  std::string holder = Describe(attachment.name());
  if (!attachment.practitioner_id().empty()) {
    Append(holder, "[" + attachment.practitioner_id() + "]", " ");
    if (!attachment.practitioner_listed()) Append(holder, "(no longer listed)", " ");
  }
  std::string profession = DescribeWithCode(attachment.profession());
  Append(profession, DescribeWithCode(attachment.skill()));
  sheet.Field("Holder", holder);
  sheet.Field("Title", Describe(attachment.title()));
  sheet.Field("Profession", profession);
  sheet.Field("Category", DescribeWithCode(attachment.category()));
  sheet.Field("Service", attachment.service());
  sheet.Field("Description", attachment.description());
  if (attachment.preferred_rank() != 0) {
    sheet.Field("Preferred rank", std::to_string(attachment.preferred_rank()));
  }
  sheet.Field("Structure", DescribeWithId(attachment.organization()));
  sheet.Field("Legal name", attachment.legal_name());
  sheet.Field("Trade name", attachment.trade_name());
  sheet.Field("Address", Describe(attachment.address()));
  sheet.Field("Paperless", ToText(attachment.paperless()));
}

void AddOrganizationFacts(Sheet& sheet, const v1::Organization& organization) {
  sheet.Field("Id", organization.id());
  sheet.Field("Kind", ToText(organization.kind()));
  sheet.Field("State", ToText(organization.state()));
  sheet.Field("FINESS", organization.finess());
  sheet.Field("FINESS of entity", organization.legal_entity_finess());
  sheet.Field("SIRET", Join(organization.sirets()));
  sheet.Field("SIREN", Join(organization.sirens()));
  sheet.Field("Technical ids", Join(organization.technical_ids()));
  sheet.Field("Former ids", Join(organization.former_ids()));
  sheet.Field("Legal names", Join(organization.legal_names()));
  sheet.Field("Trade names", Join(organization.trade_names()));
  sheet.Field("Category", DescribeWithCode(organization.category()));
  sheet.Field("Category group", DescribeWithCode(organization.category_group()));
  sheet.Field("Legal status", DescribeWithCode(organization.legal_status()));
  sheet.Field("Tariff", DescribeWithCode(organization.tariff_mode()));
  sheet.Field("Public service", DescribeWithCode(organization.public_service()));
  sheet.Field("APE", organization.ape());
  sheet.Field("UAI", organization.uai());
  sheet.Field("Sectors", JoinWithCodes(organization.sectors()));
  AddAddresses(sheet, organization.addresses());
  sheet.Field("Phone", JoinNumbers(organization.phones()));
  sheet.Field("Fax", JoinNumbers(organization.faxes()));
  sheet.Field("E-mail", Join(organization.emails()));
  const v1::Coordinates& place = organization.coordinates();
  if (!place.latitude().empty()) {
    sheet.Field("Coordinates", place.latitude() + " " + place.longitude());
  } else if (!place.x().empty()) {
    sheet.Field("Coordinates", place.x() + " " + place.y() + " " + place.source());
  }
  sheet.Field("Opened", organization.opened_on());
  sheet.Field("Closed", organization.closed_on());
  sheet.Field("Authorised", organization.authorised_on());
  sheet.Field("Updated", organization.updated_on());
  sheet.Field("Sources", Join(organization.sources()));
  sheet.Field("Legal entity", DescribeWithId(organization.legal_entity()));
}

}  // namespace

std::string ToSheet(const v1::Practitioner& practitioner, const Terminal& terminal) {
  Sheet sheet(terminal);
  sheet.Title(Join(practitioner.names()));
  sheet.Field("RPPS", practitioner.rpps());
  sheet.Field("Id", practitioner.id());
  std::string titles = Join(practitioner.titles());
  Append(titles, Join(practitioner.civilities()));
  sheet.Field("Title", titles);
  for (const v1::ProfessionHeld& held : practitioner.professions()) {
    std::string profession = DescribeWithCode(held.profession());
    Append(profession, Describe(held.category()));
    sheet.Field("Profession", profession);
  }
  for (const v1::Skill& skill : practitioner.skills()) {
    std::string text = DescribeWithCode(skill.skill());
    Append(text, Describe(skill.type()));
    sheet.Field("Savoir-faire", text);
  }
  for (const v1::Diploma& diploma : practitioner.diplomas()) {
    std::string text = DescribeWithCode(diploma.diploma());
    Append(text, Describe(diploma.type()));
    sheet.Field("Diploma", text);
  }
  for (const v1::Authorisation& authorisation : practitioner.authorisations()) {
    std::string text = DescribeWithCode(authorisation.discipline());
    Append(text, Describe(authorisation.type()));
    sheet.Field("Authorisation", text);
  }
  sheet.Field("Authority", Join(practitioner.registration_authorities()));
  sheet.Section("Mailboxes");
  TextTable mailboxes = MailboxTable(practitioner.mailboxes());
  sheet.Rows(mailboxes);
  for (const v1::Activity& activity : practitioner.activities()) AddActivity(sheet, activity);
  return sheet.text();
}

std::string ToSheet(const v1::Organization& organization, const Terminal& terminal) {
  Sheet sheet(terminal);
  sheet.Title(!organization.trade_names().empty()   ? organization.trade_names(0)
              : !organization.legal_names().empty() ? organization.legal_names(0)
                                                    : organization.id());
  AddOrganizationFacts(sheet, organization);

  sheet.Section(
      Heading("Mailboxes", organization.mailboxes_size(), organization.mailboxes_count()));
  TextTable mailboxes = MailboxTable(organization.mailboxes());
  sheet.Rows(mailboxes);

  sheet.Section(Heading("Professionals", organization.practitioners_size(),
                        organization.practitioners_count()));
  TextTable practitioners({{.title = "ID", .keep = true},
                           {.title = "NAME"},
                           {.title = "PROFESSION"},
                           {.title = "SAVOIR-FAIRE"}});
  for (const v1::PractitionerRef& practitioner : organization.practitioners()) {
    std::string name = practitioner.given_name();
    Append(name, practitioner.family_name(), " ");
    practitioners.Add({practitioner.id(), std::move(name), Describe(practitioner.profession()),
                       Describe(practitioner.skill())});
  }
  sheet.Rows(practitioners);

  sheet.Section(Heading("Establishments", organization.establishments_size(),
                        organization.establishments_count()));
  TextTable establishments({{.title = "ID", .keep = true}, {.title = "NAME"}, {.title = "PLACE"}});
  for (const v1::OrganizationRef& establishment : organization.establishments()) {
    establishments.Add({establishment.id(), establishment.name(),
                        Place(establishment.city(), establishment.department())});
  }
  sheet.Rows(establishments);
  return sheet.text();
}

std::string ToSheet(const v1::Mailbox& mailbox, const Terminal& terminal) {
  Sheet sheet(terminal);
  sheet.Title(mailbox.address());
  sheet.Field("Type", mailbox.type());
  sheet.Field("Other spellings", Join(mailbox.other_spellings()));
  sheet.Field("Published", Describe(mailbox.sighting()));
  for (const v1::Attachment& attachment : mailbox.attachments()) AddAttachment(sheet, attachment);
  if (mailbox.has_domain()) {
    sheet.Section("Domain " + Printable(mailbox.domain().name()));
    AddDomain(sheet, mailbox.domain());
  }
  return sheet.text();
}

std::string ToSheet(const v1::WithdrawnMailbox& withdrawn, const Terminal& terminal) {
  Sheet sheet(terminal);
  sheet.Title(withdrawn.address());
  sheet.Line(Describe(withdrawn));
  sheet.Field("Type", withdrawn.type());
  sheet.Field("Published", Describe(withdrawn.sighting()));
  sheet.Field("Missing since", withdrawn.sighting().withdrawn_on());
  for (const v1::PractitionerRef& holder : withdrawn.holders()) {
    std::string text = holder.given_name();
    Append(text, holder.family_name(), " ");
    Append(text, holder.rpps().empty() ? holder.id() : holder.rpps(), " ");
    Append(text, Describe(holder.profession()));
    sheet.Field("Holder", text);
  }
  sheet.Field("Structure", DescribeWithId(withdrawn.organization()));
  sheet.Field("Service", withdrawn.service());
  TextTable mailboxes = MailboxTable(withdrawn.holder_mailboxes());
  sheet.Section("The holder's mailboxes now");
  sheet.Rows(mailboxes);
  return sheet.text();
}

std::string ToSheet(const v1::Domain& domain, const Terminal& terminal) {
  Sheet sheet(terminal);
  sheet.Title(domain.name());
  AddDomain(sheet, domain);
  return sheet.text();
}

}  // namespace annuaire::cli
