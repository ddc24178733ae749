#include <algorithm>
#include <vector>

#include "directory/join/distinct.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/organization_fields.h"
#include "directory/join/structure_fields.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

void AddText(std::string_view text, std::vector<std::string_view>& texts) {
  if (!text.empty()) texts.push_back(text);
}

// Builds one organization after another, reusing its memory.
class Assembler {
 public:
  explicit Assembler(const JoinRows& rows)
      : rows_(rows),
        finess_(rows.finess.size(), rows.organizations.size(),
                [&rows](std::size_t i) { return rows.finess[i].organization; }),
        activities_(
            rows.activities.size(), rows.organizations.size(),
            [&rows](std::size_t i) { return rows.structure_owners[rows.activities[i].structure]; }),
        addressed_(rows.addressed.size(), rows.organizations.size(), [&rows](std::size_t i) {
          return rows.mailbox_structure_owners[rows.addressed[i].attachment.structure];
        }) {}

  const Organization& Assemble(std::uint32_t organization) {
    record_.Clear();
    record_.key = rows_.organizations.Text(organization);
    for (std::vector<std::uint32_t>* ids :
         {&structures_, &mailbox_structures_, &addresses_, &contacts_, &codes_}) {
      ids->clear();
    }
    MergeFiness(organization);
    Collect(organization);
    AddStructures(structures_, rows_.structures, kFromActivities);
    AddStructures(mailbox_structures_, rows_.mailbox_structures, kFromMailboxes);
    AddContacts();
    AddSectors();
    AddAddresses();
    SettleKind(organization);
    DropRepeats(record_);
    return record_;
  }

 private:
  // FINESS+ before the legacy files; of two files of one kind, the first given.
  void MergeFiness(std::uint32_t organization) {
    for (const bool plus : {true, false}) {
      for (const std::uint32_t i : finess_.RowsOf(organization)) {
        const FinessRow& row = rows_.finess[i];
        if (row.plus == plus) Merge(UnpackOrganization(rows_.groups.Text(row.packed)), record_);
      }
    }
  }

  void Collect(std::uint32_t organization) {
    for (const std::uint32_t i : activities_.RowsOf(organization)) {
      const ActivityRow& row = rows_.activities[i];
      structures_.push_back(row.structure);
      addresses_.push_back(row.address);
      contacts_.push_back(row.contact);
      codes_.push_back(row.codes);
    }
    for (const std::uint32_t i : addressed_.RowsOf(organization)) {
      const AttachmentIds& ids = rows_.addressed[i].attachment;
      mailbox_structures_.push_back(ids.structure);
      addresses_.push_back(ids.address);
    }
  }

  void AddStructures(std::vector<std::uint32_t>& ids, const ByteInterner& texts,
                     OrganizationSource source) {
    DistinctInOrder(ids);
    if (!ids.empty()) record_.sources |= static_cast<std::uint8_t>(source);
    for (const std::uint32_t id : ids) {
      const StructureFields fields = UnpackStructure(texts.Text(id));
      if (record_.finess.empty()) record_.finess = fields.finess;
      if (record_.legal_entity_finess.empty() && fields.legal_entity_finess != record_.key) {
        record_.legal_entity_finess = fields.legal_entity_finess;
      }
      is_site_ = is_site_ || (source == kFromActivities && !fields.finess.empty());
      AddText(fields.siret, record_.sirets);
      AddText(fields.siren, record_.sirens);
      AddText(fields.technical_id, record_.technical_ids);
      AddText(fields.former_id, record_.former_ids);
      AddText(fields.legal_name, record_.legal_names);
      AddText(fields.trade_name, record_.trade_names);
    }
  }

  void AddContacts() {
    DistinctInOrder(contacts_);
    for (const std::uint32_t id : contacts_) {
      FieldUnpacker contact(rows_.groups.Text(id));
      AddText(contact.Next(), record_.phones);
      AddText(contact.Next(), record_.phones);
      AddText(contact.Next(), record_.faxes);
      AddText(contact.Next(), record_.emails);
    }
  }

  void AddSectors() {
    DistinctInOrder(codes_);
    for (const std::uint32_t id : codes_) {
      FieldUnpacker codes(rows_.groups.Text(id));
      codes.Next();       // whether it is an activity
      codes.Next();       // authority
      codes.NextCoded();  // mode
      const Coded sector = codes.NextCoded();
      const auto known = [&sector](const Coded& other) { return other.code == sector.code; };
      if (sector.empty() || std::any_of(record_.sectors.begin(), record_.sectors.end(), known)) {
        continue;
      }
      record_.sectors.push_back(sector);
    }
  }

  void AddAddresses() {
    DistinctInOrder(addresses_);
    DropRepeatedFinessAddresses();
    const auto of_finess = static_cast<std::ptrdiff_t>(record_.addresses.size());
    for (const std::uint32_t id : addresses_) {
      if (id == 0) continue;
      const Address address = FieldUnpacker(rows_.groups.Text(id)).NextAddress();
      // Those of the rows are distinct already.
      const auto end = record_.addresses.begin() + of_finess;
      if (std::find(record_.addresses.begin(), end, address) == end) {
        record_.addresses.push_back(address);
      }
    }
  }

  void DropRepeatedFinessAddresses() {
    std::vector<Address>& addresses = record_.addresses;
    auto end = addresses.begin();
    for (auto it = addresses.begin(); it != addresses.end(); ++it) {
      if (std::find(addresses.begin(), end, *it) == end) *end++ = *it;
    }
    addresses.erase(end, addresses.end());
  }

  // What no FINESS file settled: a site named by activities is an
  // establishment; a number named only as the owner of others a legal entity.
  void SettleKind(std::uint32_t organization) {
    std::uint8_t named = 0;
    if (organization < rows_.legal_entity_sources.size()) {
      named = rows_.legal_entity_sources[organization];
    }
    record_.sources |= named;
    if (record_.kind == OrganizationKind::kUnknown && is_site_) {
      record_.kind = OrganizationKind::kEstablishment;
    }
    if (record_.kind == OrganizationKind::kUnknown && named != 0) {
      record_.kind = OrganizationKind::kLegalEntity;
    }
    const bool is_finess = OrganizationKey::KindOf(record_.key) == OrganizationKey::Kind::kFiness;
    if (record_.finess.empty() && is_finess) record_.finess = record_.key;
    is_site_ = false;
  }

  const JoinRows& rows_;
  Grouping finess_;
  Grouping activities_;
  Grouping addressed_;
  Organization record_;
  bool is_site_ = false;
  std::vector<std::uint32_t> structures_;
  std::vector<std::uint32_t> mailbox_structures_;
  std::vector<std::uint32_t> addresses_;
  std::vector<std::uint32_t> contacts_;
  std::vector<std::uint32_t> codes_;
};

}  // namespace

Status Join::EmitOrganizations(const std::function<Status(const Organization&)>& sink) const {
  RETURN_IF_ERROR(rows_->CheckComplete());
  const std::vector<std::uint32_t> order = IdsInTextOrder(rows_->organizations);
  Assembler assembler(*rows_);
  for (const std::uint32_t organization : order) {
    RETURN_IF_ERROR(sink(assembler.Assemble(organization)));
  }
  return OkStatus();
}

}  // namespace annuaire
