#include <algorithm>
#include <string_view>
#include <vector>

#include "directory/base/distinct.h"
#include "directory/join/former_keys.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/key_order.h"
#include "directory/join/organization_fields.h"
#include "directory/join/structure_fields.h"
#include "directory/record/identifier.h"

namespace annuaire {
namespace {

void AddText(std::string_view text, std::vector<std::string_view>& texts) {
  if (!text.empty()) texts.push_back(text);
}

constexpr std::size_t kSiteBytes = 220;  // as a rule

// What one file says of structures in one of its ways.
struct StructureList {
  // In the order in which the sources are listened to.
  enum class Kind {
    kFinessPlus,
    kFinessLegacy,
    kSites,   // of activities
    kPlaces,  // of mailboxes
    kPlacesByFormerKey,
    kEntityOfFinessPlus,
    kEntityOfFinessLegacy,
    kEntityOfSites,
    kFallbackPlaces,  // of JoinPart::AddFallback(): where nobody else has a name
  };
  static constexpr int kKinds = 9;
  static bool IsEmpty(const JoinRows& rows, Kind kind) {
    return kind == (rows.fallbacks.empty() ? Kind::kFallbackPlaces : Kind::kPlaces);
  }

  const JoinRows* rows;
  Kind kind;
  const FormerKeys* former;
  std::vector<std::uint32_t> former_order = {};  // of kPlacesByFormerKey

  const std::vector<std::uint32_t>& order() const {
    switch (kind) {
      case Kind::kFinessPlus:
        return rows->finess_plus_order;
      case Kind::kFinessLegacy:
        return rows->finess_legacy_order;
      case Kind::kSites:
        return rows->sites_order;
      case Kind::kPlaces:
      case Kind::kFallbackPlaces:
        return rows->places_order;
      case Kind::kPlacesByFormerKey:
        return former_order;
      case Kind::kEntityOfFinessPlus:
        return rows->entities_of_finess_plus;
      case Kind::kEntityOfFinessLegacy:
        return rows->entities_of_finess_legacy;
      case Kind::kEntityOfSites:
        break;
    }
    return rows->entities_of_sites;
  }

  std::string_view TextOf(std::uint32_t item) const {
    switch (kind) {
      case Kind::kFinessPlus:
      case Kind::kEntityOfFinessPlus:
        return rows->texts.Text(rows->finess_plus[item]);
      case Kind::kFinessLegacy:
      case Kind::kEntityOfFinessLegacy:
        return rows->texts.Text(rows->finess_legacy[item]);
      case Kind::kPlaces:
      case Kind::kPlacesByFormerKey:
      case Kind::kFallbackPlaces:
        return rows->places.Text(item);
      case Kind::kSites:
      case Kind::kEntityOfSites:
        break;
    }
    return rows->sites.Text(item);
  }

  std::string_view KeyOf(std::uint32_t item) const {
    const std::string_view text = TextOf(item);
    switch (kind) {
      case Kind::kEntityOfFinessPlus:
      case Kind::kEntityOfFinessLegacy:
        return LegalEntityIn(text);
      case Kind::kEntityOfSites:
        return StructureEntityIn(text);
      case Kind::kPlacesByFormerKey:
        return former->Now(StructureKeyIn(text));
      default:
        return FieldUnpacker(text).Next();
    }
  }

  void Prefetch(std::uint32_t item, int step) const {
    if (kind != Kind::kSites) return;
    if (step == 1) rows->sites.PrefetchPlace(item);
    if (step == 2) rows->sites.Prefetch(item, kSiteBytes);
  }
};

// Builds one organization after another, reusing its memory.
class Assembler {
 public:
  const Organization& Assemble(std::string_view key,
                               const std::vector<KeyMerge<StructureList>::Item>& items) {
    using Kind = StructureList::Kind;
    record_.Clear();
    record_.key = key;
    is_site_ = false;
    entity_sources_ = 0;
    addresses_.clear();
    for (const auto& [list, item] : items) {
      switch (list->kind) {
        case Kind::kFinessPlus:
        case Kind::kFinessLegacy:
          UnpackOrganization(list->TextOf(item), of_finess_);
          Merge(of_finess_, record_);
          break;
        case Kind::kSites:
          AddSite(FieldUnpacker(list->TextOf(item)));
          break;
        case Kind::kPlaces:
          AddPlace(FieldUnpacker(list->TextOf(item)));
          break;
        case Kind::kPlacesByFormerKey:
          if (list->rows->fallbacks.empty() || record_.legal_names.empty()) {
            AddPlaceByFormerKey(FieldUnpacker(list->TextOf(item)));
          }
          break;
        case Kind::kEntityOfFinessPlus:
          entity_sources_ |= kFromFinessPlus;
          break;
        case Kind::kEntityOfFinessLegacy:
          entity_sources_ |= kFromFinessLegacy;
          break;
        case Kind::kEntityOfSites:
          entity_sources_ |= kFromActivities;
          break;
        case Kind::kFallbackPlaces:
          if (record_.legal_names.empty()) AddPlace(FieldUnpacker(list->TextOf(item)));
          break;
      }
    }
    AddAddresses();
    SettleKind();
    DropRepeats(record_);
    PutPlaceFirst();
    return record_;
  }

 private:
  void AddSite(FieldUnpacker site) {
    is_site_ |= AddStructure(site, kFromActivities);
    AddText(site.Next(), record_.phones);
    AddText(site.Next(), record_.phones);
    AddText(site.Next(), record_.faxes);
    AddText(site.Next(), record_.emails);
    const Coded sector = site.NextCoded();
    if (!sector.empty()) record_.sectors.push_back(sector);
  }

  void AddPlace(FieldUnpacker place) { AddStructure(place, kFromMailboxes); }

  // Its id is none of today's; it stands among the former ones already.
  void AddPlaceByFormerKey(FieldUnpacker place) {
    const auto ids = record_.technical_ids.size();
    AddPlace(place);
    record_.technical_ids.resize(ids);
  }

  // True when the structure has a FINESS number of its own.
  bool AddStructure(FieldUnpacker& unpacker, OrganizationSource source) {
    record_.sources |= static_cast<std::uint8_t>(source);
    const StructureFields fields = UnpackStructure(unpacker);
    if (record_.finess.empty()) record_.finess = fields.finess;
    if (record_.legal_entity_finess.empty() && fields.legal_entity_finess != record_.key) {
      record_.legal_entity_finess = fields.legal_entity_finess;
    }
    AddText(fields.siret, record_.sirets);
    AddText(fields.siren, record_.sirens);
    AddText(fields.technical_id, record_.technical_ids);
    AddText(fields.former_id, record_.former_ids);
    AddText(fields.legal_name, record_.legal_names);
    AddText(fields.trade_name, record_.trade_names);
    const std::string_view from = unpacker.Rest();
    unpacker.NextAddress();
    addresses_.push_back(from.substr(0, from.size() - unpacker.Rest().size()));
    return !fields.finess.empty();
  }

  // After those of FINESS.
  void AddAddresses() {
    DistinctInOrder(addresses_);
    for (const std::string_view packed : addresses_) {
      const Address address = FieldUnpacker(packed).NextAddress();
      if (!address.empty()) record_.addresses.push_back(address);
    }
  }

  // It stands where one of its rows says, though another only names a street.
  void PutPlaceFirst() {
    std::vector<Address>& addresses = record_.addresses;
    const auto placed =
        std::find_if(addresses.begin(), addresses.end(), [](const Address& address) {
          return !address.postcode.empty() || !address.commune.code.empty();
        });
    if (placed != addresses.end()) std::rotate(addresses.begin(), placed, placed + 1);
  }

  // What no FINESS file settled: a site named by activities is an
  // establishment; a number named only as the owner of others a legal entity.
  void SettleKind() {
    record_.sources |= entity_sources_;
    if (record_.kind == OrganizationKind::kUnknown && is_site_) {
      record_.kind = OrganizationKind::kEstablishment;
    }
    if (record_.kind == OrganizationKind::kUnknown && entity_sources_ != 0) {
      record_.kind = OrganizationKind::kLegalEntity;
    }
    const bool is_finess = OrganizationKey::KindOf(record_.key) == OrganizationKey::Kind::kFiness;
    if (record_.finess.empty() && is_finess) record_.finess = record_.key;
  }

  Organization record_;
  Organization of_finess_;  // scratch
  bool is_site_ = false;
  std::uint8_t entity_sources_ = 0;
  std::vector<std::string_view> addresses_;  // packed
};

}  // namespace

Status Join::EmitOrganizations(const std::function<Status(const Organization&)>& sink) const {
  RETURN_IF_ERROR(CheckComplete());
  const FormerKeys former(parts_);
  std::vector<StructureList> lists;
  for (int kind = 0; kind < StructureList::kKinds; ++kind) {
    for (const JoinPart& part : parts_) {
      const auto of = static_cast<StructureList::Kind>(kind);
      if (StructureList::IsEmpty(part.rows(), of)) continue;
      lists.push_back({&part.rows(), of, &former});
      if (of == StructureList::Kind::kPlacesByFormerKey) {
        lists.back().former_order = former.PlacesOf(part.rows());
      }
    }
  }
  KeyMerge<StructureList> merge(lists);
  Assembler assembler;
  while (merge.Next()) {
    if (former.Holds(merge.key())) continue;  // it goes by its key of now
    RETURN_IF_ERROR(sink(assembler.Assemble(merge.key(), merge.items())));
  }
  return OkStatus();
}

}  // namespace annuaire
