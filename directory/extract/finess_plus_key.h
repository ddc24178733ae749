// The keys of the FINESS+ JSON and what each means where it stands. Internal
// to finess_plus.cc.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace annuaire {

// Where in the document an object stands.
enum class PlusPlace : std::uint8_t {
  kIgnored = 0,  // anything below is skipped in silence
  kRoot,
  kLegalEntity,
  kLegalEntityInfo,
  kEstablishment,
  kEstablishmentInfo,
  kAddress,
  kCoordinates,
  kContact,
  kTelecom,
  kValue,  // {code, system} standing for a value
};

// What a value is.
enum class PlusField : std::uint8_t {
  kNone = 0,
  kGeneratedAt,
  kFiness,
  kLongName,
  kShortName,
  kNameComplement,
  kSiret,
  kSiren,
  kApe,
  kUai,
  kLegalStatus,
  kTariffMode,
  kCategory,
  kOpenedOn,
  kClosedOn,
  kAuthorisedOn,
  kUpdatedOn,
  kState,
  kPhone,
  kFax,
  kEmail,
  kLatitude,
  kLongitude,
  kAddressUse,
  kStreetNumber,
  kRepetitionIndex,
  kStreetType,
  kStreetName,
  kGeographicComplement,
  kLocality,
  kCommune,
  kCity,
  kDeliveryLine,
  kPostcode,
  kValueCode,
};

struct PlusKey {
  bool known = true;
  PlusPlace place = PlusPlace::kIgnored;  // of the objects under the key
  PlusField field = PlusField::kNone;     // of the scalar under the key
};

// Finds keys as they are spelled in a file, in either case and with underscores or
// without. What was found is remembered: a file has a hundred spellings, each by the
// hundred thousand. One thread.
class PlusKeyFinder {
 public:
  PlusKey Find(PlusPlace place, std::string_view key);

 private:
  struct Found {
    PlusPlace place = PlusPlace::kIgnored;
    std::string spelling;
    PlusKey key;
  };

  std::array<Found, 512> found_;  // the last of each hash
  std::string folded_;
};

}  // namespace annuaire
