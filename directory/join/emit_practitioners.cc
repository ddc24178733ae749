#include <compare>
#include <utility>
#include <vector>

#include "directory/join/distinct.h"
#include "directory/join/join.h"
#include "directory/join/join_rows.h"
#include "directory/join/structure_fields.h"

namespace annuaire {
namespace {

// The columns that tell two activities of one person apart.
struct ActivityIds {
  std::uint32_t profession;
  std::uint32_t codes;
  std::uint32_t structure;
  std::uint32_t address;
  std::uint32_t contact;

  friend auto operator<=>(const ActivityIds&, const ActivityIds&) = default;
};

// The same code is the same fact, whatever labels two files give it.
bool SameCode(const Coded& a, const Coded& b) {
  return a.code.empty() && b.code.empty() ? a.label == b.label : a.code == b.code;
}
bool SameFact(const ProfessionHeld& a, const ProfessionHeld& b) {
  return SameCode(a.profession, b.profession) && SameCode(a.category, b.category);
}
bool SameFact(const Skill& a, const Skill& b) {
  return a.profession_code == b.profession_code && SameCode(a.type, b.type) &&
         SameCode(a.skill, b.skill);
}
bool SameFact(const Coded& a, const Coded& b) { return SameCode(a, b); }
bool SameFact(const Diploma& a, const Diploma& b) {
  return SameCode(a.type, b.type) && SameCode(a.diploma, b.diploma);
}
bool SameFact(const Authorisation& a, const Authorisation& b) {
  return SameCode(a.type, b.type) && SameCode(a.discipline, b.discipline);
}

template <typename T>
void AddFact(const T& fact, std::vector<T>& facts) {
  if (fact == T{}) return;
  for (const T& known : facts) {
    if (SameFact(known, fact)) return;
  }
  facts.push_back(fact);
}

// Builds one practitioner after another, reusing its memory.
class Assembler {
 public:
  explicit Assembler(const JoinRows& rows)
      : rows_(rows),
        activities_(rows.activities.size(), rows.persons.size(),
                    [&rows](std::size_t i) { return rows.activities[i].person; }),
        skills_(rows.skills.size(), rows.persons.size(),
                [&rows](std::size_t i) { return rows.skills[i].person; }),
        diplomas_(rows.diplomas.size(), rows.persons.size(),
                  [&rows](std::size_t i) { return rows.diplomas[i].person; }) {}

  const Practitioner& Assemble(std::uint32_t person) {
    record_.Clear();
    record_.id = rows_.persons.Text(person);
    for (std::vector<std::uint32_t>* ids :
         {&names_, &titles_, &professions_, &held_skills_, &held_diplomas_, &codes_}) {
      ids->clear();
    }
    activity_ids_.clear();
    Collect(person);
    AddFacts();
    AddActivities();
    return record_;
  }

 private:
  void Collect(std::uint32_t person) {
    for (const std::uint32_t i : activities_.RowsOf(person)) {
      const ActivityRow& row = rows_.activities[i];
      names_.push_back(row.name);
      titles_.push_back(row.titles);
      professions_.push_back(row.profession);
      held_skills_.push_back(row.skill);
      codes_.push_back(row.codes);
      activity_ids_.push_back({row.profession, row.codes, row.structure, row.address, row.contact});
    }
    for (const std::uint32_t i : skills_.RowsOf(person)) {
      const HeldSkillRow& row = rows_.skills[i];
      names_.push_back(row.name);
      professions_.push_back(row.profession);
      held_skills_.push_back(row.skill);
    }
    for (const std::uint32_t i : diplomas_.RowsOf(person)) {
      names_.push_back(rows_.diplomas[i].name);
      held_diplomas_.push_back(rows_.diplomas[i].diploma);
    }
  }

  // Calls "add" with each distinct group that is not empty.
  template <typename Add>
  void ForEachDistinct(std::vector<std::uint32_t>& ids, Add add) const {
    DistinctInOrder(ids);
    for (const std::uint32_t id : ids) {
      if (id != 0) add(FieldUnpacker(rows_.groups.Text(id)));
    }
  }

  void AddFacts() {
    ForEachDistinct(names_, [this](FieldUnpacker fields) {
      const std::string_view family = fields.Next();
      record_.names.push_back({family, fields.Next()});
    });
    ForEachDistinct(titles_, [this](FieldUnpacker fields) {
      AddFact(fields.NextCoded(), record_.titles);
      AddFact(fields.NextCoded(), record_.civilities);
    });
    ForEachDistinct(professions_, [this](FieldUnpacker fields) {
      const Coded profession = fields.NextCoded();
      AddFact(ProfessionHeld{profession, fields.NextCoded()}, record_.professions);
    });
    ForEachDistinct(held_skills_, [this](FieldUnpacker fields) {
      const std::string_view profession = fields.Next();
      const Coded type = fields.NextCoded();
      AddFact(Skill{profession, type, fields.NextCoded()}, record_.skills);
    });
    ForEachDistinct(held_diplomas_, [this](FieldUnpacker fields) {
      const Coded type = fields.NextCoded();
      AddFact(Diploma{type, fields.NextCoded()}, record_.diplomas);
      const Coded authorisation = fields.NextCoded();
      AddFact(Authorisation{authorisation, fields.NextCoded()}, record_.authorisations);
    });
    ForEachDistinct(codes_, [this](FieldUnpacker fields) {
      fields.Next();
      const std::string_view authority = fields.Next();
      if (!authority.empty()) record_.registration_authorities.push_back(authority);
    });
    DistinctInOrder(record_.registration_authorities);
  }

  void AddActivities() {
    DistinctInOrder(activity_ids_);
    for (const ActivityIds& ids : activity_ids_) {
      FieldUnpacker codes(rows_.groups.Text(ids.codes));
      if (codes.Next() != "A") continue;
      Activity& activity = record_.activities.emplace_back();
      activity.registration_authority = codes.Next();
      activity.mode = codes.NextCoded();
      activity.sector = codes.NextCoded();
      activity.pharmacist_section = codes.NextCoded();
      activity.role = codes.NextCoded();
      activity.genre = codes.NextCoded();
      FieldUnpacker profession(rows_.groups.Text(ids.profession));
      activity.profession_code = profession.NextCoded().code;
      activity.category_code = profession.NextCoded().code;
      const StructureFields structure = UnpackStructure(rows_.structures.Text(ids.structure));
      activity.organization_key = structure.key;
      activity.legal_name = structure.legal_name;
      activity.trade_name = structure.trade_name;
      activity.former_organization_id = structure.former_id;
      activity.address = FieldUnpacker(rows_.groups.Text(ids.address)).NextAddress();
      FieldUnpacker contact(rows_.groups.Text(ids.contact));
      activity.phone = contact.Next();
      activity.phone2 = contact.Next();
      activity.fax = contact.Next();
      activity.email = contact.Next();
    }
  }

  const JoinRows& rows_;
  Grouping activities_;
  Grouping skills_;
  Grouping diplomas_;
  Practitioner record_;
  std::vector<std::uint32_t> names_;
  std::vector<std::uint32_t> titles_;
  std::vector<std::uint32_t> professions_;
  std::vector<std::uint32_t> held_skills_;
  std::vector<std::uint32_t> held_diplomas_;
  std::vector<std::uint32_t> codes_;
  std::vector<ActivityIds> activity_ids_;
};

}  // namespace

Status Join::EmitPractitioners(const std::function<Status(const Practitioner&)>& sink) const {
  RETURN_IF_ERROR(rows_->CheckComplete());
  const std::vector<std::uint32_t> order = IdsInTextOrder(rows_->persons);
  Assembler assembler(*rows_);
  for (const std::uint32_t person : order) {
    if (person >= rows_->known_persons.size() || !rows_->known_persons[person]) continue;
    RETURN_IF_ERROR(sink(assembler.Assemble(person)));
  }
  return OkStatus();
}

}  // namespace annuaire
