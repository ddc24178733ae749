#include "tests/directory/lookup/random_world.h"

#include <algorithm>
#include <iterator>

#include "directory/base/fold.h"

namespace annuaire {

std::string_view RandomWorld::Name() {
  static constexpr const char* kNames[] = {
      "MARTIN",  "MARTINE", "MARTINET", "DUPONT", "DUPOND",    "LE GUEN", "LEGUEN", "GUENE",
      "N'DIAYE", "ROSE",    "JEAN",     "JEANNE", "JEAN-NOËL", "MARIE",   "NANCY",  "PAUL",
      "PAULE",   "D'ARC",   "MART",     "GUEN",   "DUP",       "CARDIO",  "MEDECIN"};
  // Hardly anybody is called like a place or a job.
  if (OneIn(200)) return OneIn(2) ? "PARIS" : "INFIRMIER";
  return kNames[Below(std::size(kNames))];
}

// Two domains of many, one of few.
std::string_view RandomWorld::Domain() {
  if (OneIn(40)) return "ehpad-nancy.mssante.fr";
  return OneIn(2) ? "medecin.mssante.fr" : "ch-nancy.mssante.fr";
}

Address RandomWorld::AnyAddress() {
  static constexpr const char* kCities[][3] = {{"54395", "Nancy", "54000"},
                                               {"75108", "Paris", "75008"},
                                               {"2A004", "Ajaccio", "20000"},
                                               {"54329", "Saint-Martin", "54300"}};
  const auto& city = kCities[Below(std::size(kCities))];
  Address address;
  address.postcode = city[2];
  if (!OneIn(8)) address.commune = {city[0], city[1]};
  return address;
}

Organization RandomWorld::MakeOrganization(std::size_t number) {
  Organization organization;
  organization.key = Keep("54000000" + std::to_string(number));
  organization.legal_names = {Keep("CH DE " + std::string(Name()))};
  if (OneIn(2)) {
    organization.trade_names = {
        Keep((OneIn(2) ? "CLINIQUE " : "HOPITAL ST ") + std::string(Name()))};
  }
  if (!OneIn(8)) organization.addresses = {AnyAddress()};
  return organization;
}

void RandomWorld::AddHolder(World& world, Attachment& attachment) {
  attachment.practitioner_id = Keep("8997" + std::to_string(10000000 + kept_.size()));
  attachment.name = {Name(), Name()};
  if (OneIn(2)) return;
  Practitioner holder;
  holder.id = attachment.practitioner_id;
  holder.names = {attachment.name};
  for (std::size_t activities = Below(3); activities > 0; --activities) {
    holder.activities.emplace_back().address = OneIn(4) ? Address() : AnyAddress();
  }
  world.practitioners.push_back(holder);
}

// To a structure, as its row tells it.
void RandomWorld::Attach(const World& world, Attachment& attachment) {
  const Organization& organization = world.organizations[Below(world.organizations.size())];
  attachment.organization_key = organization.key;
  attachment.service = OneIn(2) ? Name() : std::string_view();
  attachment.legal_name = OneIn(4) ? Name() : organization.legal_names.front();
  if (!organization.trade_names.empty()) attachment.trade_name = organization.trade_names.front();
  attachment.address = OneIn(3)                         ? AnyAddress()
                       : organization.addresses.empty() ? Address()
                                                        : organization.addresses.front();
}

Attachment RandomWorld::Further(World& world, const Attachment& first) {
  Attachment further = first;
  const bool held = !first.name.family_name.empty();
  if (held && OneIn(3)) AddHolder(world, further);
  if (held && OneIn(3)) further.skill = {"SM26", "Qualifié en Médecine Générale"};
  if (held && OneIn(3)) further.profession = {"60", "Infirmier"};
  if (held && OneIn(6)) {  // a role of the API that does not name its professional
    further.practitioner_id = {};
    further.name = {};
  }
  if (OneIn(2)) Attach(world, further);
  if (OneIn(4)) further.service = Name();
  return further;
}

Mailbox RandomWorld::MakeMailbox(World& world, std::size_t number) {
  const bool personal = !OneIn(4);
  static constexpr const char* kShared[] = {"ORG", "ORG", "ORG", "APP", "CAB", "NEW"};
  Mailbox mailbox;
  mailbox.type_code = personal ? "PER" : kShared[Below(std::size(kShared))];
  Attachment first;
  first.type_code = mailbox.type_code;
  if (personal || (mailbox.type() == MailboxType::kPractice && OneIn(2))) {
    AddHolder(world, first);
    first.profession = {"10", "Médecin"};
    if (OneIn(3)) first.profession = {"60", "Infirmier"};
    if (OneIn(2)) first.skill = {"SM04", "Cardiologie"};
  }
  if (personal ? OneIn(2) : !OneIn(6)) Attach(world, first);
  if (!personal && OneIn(4)) first.description = Name();
  mailbox.attachments = {first};
  for (std::size_t more = OneIn(4) ? 1 + Below(4) : 0; more > 0; --more) {
    Attachment further = Further(world, first);
    auto& all = mailbox.attachments;
    if (std::find(all.begin(), all.end(), further) == all.end()) all.push_back(further);
  }
  // A role may come before its professional.
  if (OneIn(4)) std::swap(mailbox.attachments.front(), mailbox.attachments.back());
  std::string local = FoldGlued(personal ? first.name.given_name : Name());
  if (personal) local += "." + FoldGlued(first.name.family_name);
  mailbox.folded_address = Keep(local + std::to_string(number) + "@" + std::string(Domain()));
  mailbox.spellings = {mailbox.folded_address};
  return mailbox;
}

World RandomWorld::MakeWorld(std::size_t mailboxes) {
  World world;
  for (std::size_t i = 0; i < 8; ++i) world.organizations.push_back(MakeOrganization(i));
  for (std::size_t i = 0; i < mailboxes; ++i) world.mailboxes.push_back(MakeMailbox(world, i));
  return world;
}

std::string RandomWorld::Text() {
  std::string text;
  if (OneIn(40)) return text;
  const bool impersonal = OneIn(6);  // all of it
  for (std::size_t words = 1 + Below(4); words > 0; --words) {
    std::string word(OneIn(5) ? std::string_view("Médecin") : Name());
    if (OneIn(8)) word = "54";
    if (OneIn(10)) word = OneIn(3) ? "née" : OneIn(2) ? "de" : "Dr";
    static constexpr const char* kImpersonal[] = {"paris",   "infirmier",   "ajaccio",
                                                  "hopital", "cardiologue", "généraliste"};
    if (impersonal || OneIn(8)) word = kImpersonal[Below(std::size(kImpersonal))];
    word = word.substr(0, 1 + (impersonal ? word.size() - 1 : Below(word.size())));
    if (!impersonal && OneIn(3) && word.size() > 3) word[Below(word.size())] = 'x';
    if (word.size() > 7 && OneIn(3)) word[Below(word.size())] = 'x';  // another one
    static constexpr const char* kMeantWhole[] = {"ch", "st", "hopital", "clinique",
                                                  "centre hospitalier"};
    if (OneIn(12)) word = OneIn(2) ? "le guen" : "le";
    if (OneIn(12)) word = kMeantWhole[Below(std::size(kMeantWhole))];
    text += word + (OneIn(9) ? "-" : " ");
  }
  // Not what makes an address of it.
  static constexpr const char* kMarks[] = {"d'", "m. ", "-", ".", ",", "(", ")", "\"", " - ", "'"};
  for (std::size_t marks = OneIn(6) ? 1 + Below(3) : 0; marks > 0; --marks) {
    text.insert(Below(text.size() + 1), kMarks[Below(std::size(kMarks))]);
  }
  return text;
}

}  // namespace annuaire
