// The small world asked what people type, and the addresses it has.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "directory/lookup/directory.h"
#include "tests/directory/lookup/small_world.h"

namespace annuaire {

inline constexpr const char* kJean = "jean.dupont@ch-troispics.mssante.fr";
inline constexpr const char* kJean2 = "jean.dupont2@medecin.mssante.fr";
inline constexpr const char* kLac = "cabinet.du.lac@medecin.mssante.fr";
inline constexpr const char* kNoel = "jn.dupre@ch-troispics.mssante.fr";
inline constexpr const char* kAnne = "annemarie.leguen@ch-troispics.mssante.fr";
inline constexpr const char* kSophie = "sophie.martin@medecin.mssante.fr";
inline constexpr const char* kFrancois = "francois.ndiaye@pharmacien.mssante.fr";
inline constexpr const char* kPaul = "paul.ancien@medecin.mssante.fr";
inline constexpr const char* kCardio = "cardiologie@ch-troispics.mssante.fr";
inline constexpr const char* kSecretariat = "secretariat@ch-troispics.mssante.fr";
inline constexpr const char* kHome = "accueil@ehpad-saint-martin.aura.mssante.fr";
inline constexpr const char* kApp = "dpi-noreply@ch-troispics.mssante.fr";

// The first mailbox of the small world, of somebody else.
inline Mailbox Holder(const World& world, const char* address, const char* family_name,
                      const char* given_name = "ZOE") {
  Mailbox mailbox = world.mailboxes[0];
  mailbox.folded_address = address;
  mailbox.spellings = {mailbox.folded_address};
  mailbox.attachments[0].name = {family_name, given_name};
  return mailbox;
}

class SuggestTest : public ::testing::Test {
 protected:
  std::vector<std::string> Typed(std::string_view text) {
    SuggestQuery query;
    query.text = text;
    return AddressesOf(*directory_, directory_->Suggest(query));
  }
  std::vector<std::string> Asked(const SuggestQuery& query) {
    return AddressesOf(*directory_, directory_->Suggest(query));
  }
  const std::unique_ptr<const Directory> directory_ = SmallWorld().Build();
};

}  // namespace annuaire
