// One FHIR resource, parsed, to its mailboxes. Internal to the room: see fhir.h.

#pragma once

#include <rapidjson/document.h>

#include <deque>
#include <string>
#include <string_view>

#include "directory/extract/fhir.h"

namespace annuaire {

// The member of an object, or nullptr when there is no such thing.
const rapidjson::Value* MemberOf(const rapidjson::Value* object, const char* name);
// The text of the member, empty when it has none.
std::string_view TextOf(const rapidjson::Value* object, const char* name);

class FhirMailboxes {
 public:
  // The resource's views point into "resource" and into this reader, until the next call.
  const FhirResource& Read(const rapidjson::Value& resource);

 private:
  void ReadHolder(const rapidjson::Value& resource, Attachment& attachment);
  void ReadStructure(const rapidjson::Value& resource, MailboxRow& row);
  void ReadTelecom(const rapidjson::Value& telecom, const MailboxRow& common);

  FhirResource resource_;
  std::string person_id_;
  std::string national_buffer_;
  std::string structure_buffer_;
  std::deque<std::string> texts_;
};

}  // namespace annuaire
