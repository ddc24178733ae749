// What a row says of a structure beyond its address: packed, interned, and
// read back for activities, attachments and organizations. Internal to the
// room.

#pragma once

#include <string_view>

#include "directory/extract/mailbox_row.h"
#include "directory/extract/person_activity_row.h"
#include "directory/join/packed_fields.h"

namespace annuaire {

struct StructureFields {
  std::string_view key;
  std::string_view legal_name;
  std::string_view trade_name;
  std::string_view finess;
  std::string_view legal_entity_finess;
  std::string_view siret;
  std::string_view siren;
  std::string_view technical_id;
  std::string_view former_id;
  // Of mailboxes only, as published.
  std::string_view id_type;
  std::string_view id;
  std::string_view department;
};

inline StructureFields StructureFieldsOf(const PersonActivityRow& row) {
  const StructureId& ids = row.structure;
  return {ids.key,
          row.activity.legal_name,
          row.activity.trade_name,
          ids.finess,
          ids.legal_entity_finess,
          ids.siret,
          ids.siren,
          ids.technical_id,
          row.activity.former_organization_id,
          {},
          {},
          {}};
}

inline StructureFields StructureFieldsOf(const MailboxRow& row) {
  const StructureId& ids = row.structure;
  const Attachment& attachment = row.attachment;
  return {ids.key,
          attachment.legal_name,
          attachment.trade_name,
          ids.finess,
          ids.legal_entity_finess,
          ids.siret,
          ids.siren,
          ids.technical_id,
          {},
          attachment.organization_id_type,
          attachment.organization_id,
          attachment.department};
}

// An id equal to the key, as one of them is, takes one byte: "=".
inline void PackStructure(const StructureFields& fields, FieldPacker& packer) {
  const auto shortened = [&fields](std::string_view id) {
    return !id.empty() && id == fields.key ? std::string_view("=") : id;
  };
  packer.Start().AddAll(fields.key, fields.legal_entity_finess, fields.legal_name,
                        fields.trade_name, shortened(fields.finess), shortened(fields.siret),
                        fields.siren, shortened(fields.technical_id), fields.former_id,
                        fields.id_type, shortened(fields.id), fields.department);
}

// Single fields, without the others.
inline std::string_view StructureKeyIn(std::string_view bytes) {
  return FieldUnpacker(bytes).Next();
}
inline std::string_view StructureEntityIn(std::string_view bytes) {
  FieldUnpacker unpacker(bytes);
  unpacker.Next();
  return unpacker.Next();
}

inline std::string_view StructureFormerIdIn(std::string_view bytes) {
  FieldUnpacker unpacker(bytes);
  for (int before = 0; before < 8; ++before) unpacker.Next();
  return unpacker.Next();
}

// Leaves "unpacker" behind them.
inline StructureFields UnpackStructure(FieldUnpacker& unpacker) {
  StructureFields fields;
  const auto next_id = [&] {
    const std::string_view id = unpacker.Next();
    return id == "=" ? fields.key : id;
  };
  fields.key = unpacker.Next();
  fields.legal_entity_finess = unpacker.Next();
  fields.legal_name = unpacker.Next();
  fields.trade_name = unpacker.Next();
  fields.finess = next_id();
  fields.siret = next_id();
  fields.siren = unpacker.Next();
  fields.technical_id = next_id();
  fields.former_id = unpacker.Next();
  fields.id_type = unpacker.Next();
  fields.id = next_id();
  fields.department = unpacker.Next();
  return fields;
}

}  // namespace annuaire
