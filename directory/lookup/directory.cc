#include "directory/lookup/directory.h"

#include <algorithm>
#include <utility>

#include "directory/base/distinct.h"
#include "directory/base/fold.h"
#include "directory/base/prefetch.h"
#include "directory/lookup/tables.h"
#include "directory/record/domain.h"
#include "directory/record/geography.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

std::uint32_t At(PractitionerIndex index) { return static_cast<std::uint32_t>(index); }
std::uint32_t At(OrganizationIndex index) { return static_cast<std::uint32_t>(index); }
std::uint32_t At(MailboxIndex index) { return static_cast<std::uint32_t>(index); }
std::uint32_t At(DomainIndex index) { return static_cast<std::uint32_t>(index); }

template <typename Index>
std::optional<Index> Found(std::uint32_t position) {
  if (position == kNoIndex) return std::nullopt;
  return Index{position};
}

char AsciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Most addresses are published in lower case.
bool IsSpelling(std::string_view spelled, std::string_view folded) {
  return spelled == folded ||
         std::equal(spelled.begin(), spelled.end(), folded.begin(), folded.end(),
                    [](char a, char b) { return AsciiLower(a) == b; });
}

template <typename T, typename Memory>
std::size_t BytesOf(const std::vector<T, Memory>& column) {
  return column.capacity() * sizeof(T);
}

}  // namespace

std::string FoldPlace(std::string_view city) {
  std::string folded = Fold(city);
  std::replace_if(
      folded.begin(), folded.end(), [](char c) { return c == '-' || c == '\''; }, ' ');
  return folded;
}

CodedId Tables::ProfessionOf(const AttachmentEntry& attachment) const {
  if (attachment.profession != CodedId::kEmpty) return attachment.profession;
  if (attachment.practitioner() == kNoIndex) return CodedId::kEmpty;
  for (const TraitEntry& trait : TraitsOf(attachment.practitioner())) {
    if (trait.profession != CodedId::kEmpty) return trait.profession;
  }
  return CodedId::kEmpty;
}

ShownAttachment ShownOf(std::span<const AttachmentEntry> attachments) {
  ShownAttachment shown;
  for (const AttachmentEntry& attachment : attachments) {
    shown.organization = attachment.organization;
    if (shown.organization != kNoIndex) break;
  }
  for (const AttachmentEntry& attachment : attachments) {
    if (attachment.organization != shown.organization) continue;
    if (shown.service == Symbol::kEmpty) shown.service = attachment.service;
    if (shown.place == 0) shown.place = attachment.place;
  }
  return shown;
}

std::string_view Tables::department_at(std::uint32_t department) const {
  return department == 0 ? std::string_view{} : Departments()[department - 1u].code;
}

std::uint32_t Tables::FindOrganization(std::string_view number) const {
  const auto by_key = [this](std::string_view key) {
    return organizations_by_key.Find(key, texts,
                                     [this](std::uint32_t i) { return organizations.key(i); });
  };
  if (const std::uint32_t found = by_key(number); found != kNoIndex) return found;
  std::uint32_t first = kNoIndex;
  organizations_by_number.ForEach(HashIndex::Hash(number), [&](std::uint32_t organization) {
    first = std::min(first, organization);
  });
  if (first != kNoIndex) return first;
  // The extract's technical id of a structure that has a better key.
  if (number.size() > 1 && (number[0] == 'F' || number[0] == 'C')) {
    return by_key(number.substr(1));
  }
  return kNoIndex;
}

std::uint32_t Tables::FindMailbox(const FoldedAddress& address) const {
  return mailboxes_by_address.Find(address.hash(), [&](std::uint32_t, std::uint32_t spelled) {
    return IsSpelling(text(Symbol{spelled}), address.view());
  });
}

std::uint32_t Tables::FindPractitioner(std::string_view id) const {
  return FindId(practitioners_by_id, id, texts,
                [this](std::uint32_t i) { return practitioners.id(i); });
}

std::uint32_t Tables::FindDomain(std::string_view name) const {
  const std::string folded = FoldAddress(name);
  const auto it = std::lower_bound(domains.begin(), domains.end(), folded,
                                   [this](const DomainEntry& entry, const std::string& wanted) {
                                     return text(entry.name) < wanted;
                                   });
  if (it == domains.end() || text(it->name) != folded) return kNoIndex;
  return static_cast<std::uint32_t>(it - domains.begin());
}

std::uint32_t Tables::FindListedDomain(std::string_view name) const {
  std::uint32_t found = kNoIndex;
  const std::string_view nearest = NearestListed(name, [&](std::string_view domain) {
    found = FindDomain(domain);
    return found != kNoIndex && domains[found].listed;
  });
  return nearest.empty() ? kNoIndex : found;
}

std::uint32_t Tables::FindProfession(std::string_view code) const {
  for (std::uint32_t i = 0; i < profession_codes.size(); ++i) {
    if (profession_codes[i] == code) return i;
  }
  return kNoIndex;
}

Directory::Directory(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Directory::~Directory() = default;

std::optional<PractitionerIndex> Directory::FindPractitioner(std::string_view id) const {
  return Found<PractitionerIndex>(tables_->FindPractitioner(id));
}

std::optional<OrganizationIndex> Directory::FindOrganization(std::string_view number) const {
  return Found<OrganizationIndex>(tables_->FindOrganization(number));
}

std::optional<MailboxIndex> Directory::FindMailbox(std::string_view address) const {
  return Found<MailboxIndex>(tables_->FindMailbox(address));
}

void Directory::Prefetch(const FoldedAddress& address) const {
  tables_->mailboxes_by_address.Prefetch(address.hash());
}

std::optional<MailboxIndex> Directory::LikelyMailbox(const FoldedAddress& address) const {
  return Found<MailboxIndex>(tables_->mailboxes_by_address.Find(
      address.hash(), [this](std::uint32_t, std::uint32_t spelled) {
        tables_->texts.Prefetch(Symbol{spelled});
        return true;
      }));
}

std::optional<MailboxIndex> Directory::FindMailbox(const FoldedAddress& address) const {
  return Found<MailboxIndex>(tables_->FindMailbox(address));
}

std::optional<DomainIndex> Directory::FindDomain(std::string_view name) const {
  return Found<DomainIndex>(tables_->FindDomain(name));
}

PractitionerRow Directory::row(PractitionerIndex index) const {
  const Tables& t = *tables_;
  const PractitionerEntry entry = t.practitioners[At(index)];
  PractitionerRow row;
  row.id = t.id_text(entry.id);
  row.family_name = t.families.names[entry.family];
  row.given_name = t.givens.names[entry.given];
  for (const TraitEntry& trait : t.trait_sets[entry.trait_set]) {
    if (trait.profession != CodedId::kEmpty) {
      row.professions.push_back({t.coded_at(trait.profession), t.coded_at(trait.other)});
    } else {
      row.skills.push_back(t.coded_at(trait.other));
    }
  }
  return row;
}

OrganizationRow Directory::row(OrganizationIndex index) const {
  const Tables& t = *tables_;
  const OrganizationEntry entry = t.organizations[At(index)];
  const PlaceEntry& place = t.places[entry.place];
  return {.key = t.id_text(entry.key),
          .legal_name = t.text(entry.legal_name),
          .trade_name = t.text(entry.trade_name),
          .category = t.coded_at(entry.category),
          .city = t.text(place.city),
          .postcode = t.text(place.postcode),
          .department = t.department_at(place.department),
          .state = entry.state,
          .kind = entry.kind};
}

MailboxRow Directory::row(MailboxIndex index) const {
  const Tables& t = *tables_;
  const MailboxEntry& entry = t.mailboxes[At(index)];
  MailboxRow row;
  row.address = t.text(entry.address);
  row.type_code = t.code_at(entry.type);
  row.type = MailboxTypeOf(row.type_code);
  const std::span<const AttachmentEntry> attachments = t.AttachmentsOf(At(index));
  for (const AttachmentEntry& attachment : attachments) {
    if (!attachment.has_holder()) continue;
    row.practitioner_id = t.HolderId(attachment);
    row.family_name = t.text(attachment.family_name);
    row.given_name = t.text(attachment.given_name);
    row.profession = t.coded_at(t.ProfessionOf(attachment));
    row.skill = t.coded_at(attachment.skill);
    row.holder_gone = attachment.practitioner() == kNoIndex;
    break;
  }
  const ShownAttachment shown = ShownOf(attachments);
  row.has_organization = shown.organization != kNoIndex;
  if (row.has_organization) row.organization = this->row(OrganizationIndex{shown.organization});
  row.service = t.text(shown.service);
  row.city = t.text(t.places[shown.place].city);
  row.department = t.department_at(t.places[shown.place].department);
  for (const RemarkEntry& remark : t.remarks_of_mailbox[At(index)]) {
    row.severity = std::max(row.severity, remark.severity);
  }
  return row;
}

void Directory::Prefetch(std::span<const MailboxIndex> mailboxes) const {
  const Tables& t = *tables_;
  for (const MailboxIndex index : mailboxes) PrefetchLine(&t.mailboxes[At(index)]);
  for (const MailboxIndex index : mailboxes) {
    const MailboxEntry& entry = t.mailboxes[At(index)];
    t.texts.Prefetch(entry.address);
    PrefetchLine(t.attachments.data() + entry.first_attachment);
  }
  for (const MailboxIndex index : mailboxes) {
    const std::uint32_t first = t.mailboxes[At(index)].first_attachment;
    if (first == t.attachments.size()) continue;
    const AttachmentEntry& attachment = t.attachments[first];
    if (attachment.practitioner() != kNoIndex) t.practitioners.Prefetch(attachment.practitioner());
    if (attachment.organization == kNoIndex) continue;
    const OrganizationEntry organization = t.organizations[attachment.organization];
    t.texts.Prefetch(organization.legal_name);
    t.texts.Prefetch(organization.trade_name);
  }
}

DomainRow Directory::row(DomainIndex index) const {
  const DomainEntry& entry = tables_->domains[At(index)];
  return {tables_->text(entry.name), entry.listed, entry.mailboxes_count};
}

NumberList<MailboxIndex> Directory::MailboxesOf(PractitionerIndex index) const {
  return tables_->mailboxes_of_practitioner[At(index)];
}

NumberList<MailboxIndex> Directory::MailboxesOf(OrganizationIndex index) const {
  return tables_->mailboxes_of_organization[At(index)];
}

std::vector<std::string_view> Directory::DepartmentsOf(MailboxIndex index) const {
  const Tables& t = *tables_;
  std::vector<std::string_view> codes;
  for (const AttachmentEntry& attachment : t.AttachmentsOf(At(index))) {
    const std::string_view code = t.department_at(t.places[attachment.place].department);
    if (code.empty() || std::find(codes.begin(), codes.end(), code) != codes.end()) continue;
    codes.push_back(code);
  }
  return codes;
}

std::vector<HolderRow> Directory::HoldersOf(MailboxIndex index) const {
  const Tables& t = *tables_;
  std::vector<HolderRow> holders;
  for (const AttachmentEntry& attachment : t.AttachmentsOf(At(index))) {
    if (!attachment.has_holder()) continue;
    HolderRow& holder = holders.emplace_back();
    holder.practitioner_id = t.HolderId(attachment);
    holder.family_name = t.text(attachment.family_name);
    holder.given_name = t.text(attachment.given_name);
    holder.listed = attachment.practitioner() != kNoIndex;
    holder.active = holder.listed && IsActive(PractitionerIndex{attachment.practitioner()});
  }
  DistinctInOrder(holders, [](const HolderRow& holder) { return holder.practitioner_id.view(); });
  return holders;
}

DomainIndex Directory::DomainOfMailbox(MailboxIndex index) const {
  return DomainIndex{tables_->mailboxes[At(index)].domain};
}

NumberList<PractitionerIndex> Directory::PractitionersAt(OrganizationIndex index) const {
  return tables_->practitioners_at[At(index)];
}

NumberList<OrganizationIndex> Directory::EstablishmentsOf(OrganizationIndex legal_entity) const {
  return tables_->establishments[At(legal_entity)];
}

std::optional<OrganizationIndex> Directory::LegalEntityOf(OrganizationIndex establishment) const {
  return Found<OrganizationIndex>(tables_->organizations[At(establishment)].legal_entity);
}

std::uint32_t Directory::PractitionersCount(std::string_view profession_code) const {
  const std::uint32_t profession = tables_->FindProfession(profession_code);
  if (profession == kNoIndex) return 0;
  return static_cast<std::uint32_t>(tables_->practitioners_of_profession[profession].size());
}

bool Directory::HasCode(std::string_view code) const {
  const auto& coded = tables_->coded;
  return std::any_of(coded.begin(), coded.end(),
                     [&](const CodedEntry& entry) { return tables_->text(entry.code) == code; });
}

bool Directory::IsActive(PractitionerIndex index) const {
  const auto [first, last] = tables_->activities_of_practitioner[At(index)];
  return first < last;
}

std::vector<std::string_view> Directory::OperatorsOf(std::string_view domain) const {
  std::vector<std::string_view> names;
  const std::uint32_t found = tables_->FindListedDomain(domain);
  if (found == kNoIndex) return names;
  for (const Symbol name : tables_->OperatorsOf(tables_->domains[found])) {
    names.push_back(tables_->text(name));
  }
  return names;
}

DirectoryCounts Directory::counts() const {
  const Tables& t = *tables_;
  return {.practitioners = t.practitioners.size(),
          .activities = t.activities.size(),
          .organizations = t.organizations.size(),
          .mailboxes = t.mailboxes.size() - 1,
          .domains = t.domains.size()};
}

bool Directory::white_list_loaded() const { return tables_->white_list_loaded; }

std::vector<MemoryUse> Directory::memory() const {
  const Tables& t = *tables_;
  const RecipientIndex& recipients = t.recipients;
  std::size_t postings = BytesOf(recipients.extra) + recipients.given_postings.bytes();
  for (const Postings& field : recipients.extra_postings) postings += field.bytes();
  return {
      {"texts", t.texts.bytes() + BytesOf(t.coded) + BytesOf(t.places)},
      {"organizations", t.organizations.bytes() + t.organizations_by_key.bytes() +
                            t.organizations_by_number.bytes() + t.establishments.bytes()},
      {"organization names", t.organization_terms.bytes() + t.organizations_with_term.bytes()},
      {"practitioners",
       t.practitioners.bytes() + t.practitioners_by_id.bytes() + t.trait_sets.bytes()},
      {"practitioner names",
       t.families.bytes() + t.givens.bytes() + BytesOf(t.family_starts) + BytesOf(t.aliases)},
      {"activities", t.activities.bytes() + t.activities_of_practitioner.bytes()},
      {"practitioners by place, structure, profession", t.practitioners_at.bytes() +
                                                            t.practitioners_in_place.bytes() +
                                                            t.practitioners_of_profession.bytes()},
      {"mailboxes by holder and structure",
       t.mailboxes_of_practitioner.bytes() + t.mailboxes_of_organization.bytes()},
      {"mailboxes", BytesOf(t.mailboxes) + BytesOf(t.attachments) + BytesOf(t.unlisted_holders) +
                        t.mailboxes_by_address.bytes() + t.mailboxes_of_domain.bytes() +
                        BytesOf(t.local_part_letters) + t.remarks_of_mailbox.bytes() +
                        BytesOf(t.domains)},
      {"recipient words", recipients.terms.bytes()},
      {"recipient own words", postings},
      {"recipient facets", recipients.facets.bytes()},
      {"recipient columns",
       recipients.bytes() - recipients.terms.bytes() - postings - recipients.facets.bytes()},
  };
}

}  // namespace annuaire
