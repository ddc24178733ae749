#include <algorithm>
#include <string>

#include "directory/base/edit_distance.h"
#include "directory/base/fold.h"
#include "directory/lookup/builder_work.h"

namespace annuaire {

void DirectoryBuilder::Work::ReserveMailboxes(std::size_t mailboxes) {
  tables.mailboxes.reserve(mailboxes + 1);
  tables.attachments.reserve(mailboxes + mailboxes / 4);  // some have several
  address_hashes.reserve(mailboxes);
  local_part_letters.reserve(mailboxes);
  recipients.Reserve(mailboxes);
}

Status DirectoryBuilder::Add(const Domain& domain) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kMailboxes));
  RETURN_IF_ERROR(w.domain_keys.Next(domain.name));
  DomainEntry entry{};
  entry.name = w.vocabulary.Intern(domain.name);
  entry.first_operator = static_cast<std::uint32_t>(w.tables.domain_operators.size());
  entry.listed = !domain.registrations.empty();
  for (const DomainRegistration& registration : domain.registrations) {
    const Symbol name = w.vocabulary.Intern(registration.operator_name);
    const auto own = w.tables.domain_operators.begin() + entry.first_operator;
    if (std::find(own, w.tables.domain_operators.end(), name) == w.tables.domain_operators.end()) {
      w.tables.domain_operators.push_back(name);
    }
  }
  entry.operators_count =
      static_cast<std::uint32_t>(w.tables.domain_operators.size()) - entry.first_operator;
  w.tables.domains.push_back(entry);
  if (!domain.registrations.empty()) w.tables.white_list_loaded = true;
  return OkStatus();
}

void DirectoryBuilder::Work::PrefetchLinks(const Mailbox& mailbox) const {
  for (const Attachment& attachment : mailbox.attachments) {
    if (!attachment.practitioner_id.empty()) {
      PrefetchId(practitioners.by_id, attachment.practitioner_id);
    }
    if (!attachment.organization_key.empty()) {
      tables.organizations_by_key.Prefetch(attachment.organization_key, vocabulary.texts());
    }
  }
}

// AttachmentEntry::holder, practitioners by the numbers they came under.
std::uint32_t DirectoryBuilder::Work::HolderOf(const Attachment& attachment) {
  if (attachment.practitioner_id.empty()) return kNoIndex;
  const std::uint32_t practitioner = practitioners.Find(attachment.practitioner_id, vocabulary);
  if (practitioner != kNoIndex) return practitioner;
  tables.unlisted_holders.push_back(vocabulary.Add(attachment.practitioner_id));
  return AttachmentEntry::kUnlisted + static_cast<std::uint32_t>(tables.unlisted_holders.size()) -
         1;
}

// The place of a mailbox's own row, but its structure's where the row has no city and the
// structure is not known to be elsewhere.
std::uint32_t DirectoryBuilder::Work::FullerPlace(std::uint32_t own,
                                                  std::uint32_t of_structure) const {
  const PlaceEntry& place = vocabulary.place(own);
  if (place.city != Symbol::kEmpty || of_structure == 0) return own;
  const bool elsewhere =
      place.department != 0 && place.department != vocabulary.place(of_structure).department;
  return elsewhere ? own : of_structure;
}

Status DirectoryBuilder::Add(const Mailbox& mailbox) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kMailboxes));
  RETURN_IF_ERROR(w.mailbox_keys.Next(mailbox.folded_address));
  Tables& t = w.tables;
  w.PrefetchLinks(mailbox);
  MailboxEntry entry{};
  const std::string_view address =
      mailbox.spellings.empty() ? mailbox.folded_address : mailbox.spellings.front();
  entry.address = w.vocabulary.Add(address);
  entry.type = w.vocabulary.Code({mailbox.type_code, {}});
  entry.first_attachment = static_cast<std::uint32_t>(t.attachments.size());
  entry.domain = w.mailbox_domains.Intern(DomainOf(mailbox.folded_address));  // until all are known
  w.address_hashes.push_back(HashIndex::Hash(mailbox.folded_address));
  w.local_part_letters.push_back(LettersOf(LocalPartOf(mailbox.folded_address)));
  for (const Attachment& from : mailbox.attachments) {
    AttachmentEntry to{};
    to.holder = w.HolderOf(from);
    // Not interned, as the address: the texts that are a mailbox's own stand side
    // by side, on one or two cache lines.
    to.family_name = w.vocabulary.Add(from.name.family_name);
    to.given_name = w.vocabulary.Intern(from.name.given_name);
    to.profession = w.vocabulary.Code(from.profession);
    to.skill = w.vocabulary.Code(from.skill);
    to.organization = kNoIndex;
    if (!from.organization_key.empty()) to.organization = w.FindOrganization(from.organization_key);
    to.service = w.vocabulary.Intern(PurposeOf(from));
    to.place = w.vocabulary.Place(from.address);
    if (to.organization != kNoIndex) {
      to.place = w.FullerPlace(to.place, t.organizations[to.organization].place);
    }
    if (to.place == 0 && to.practitioner() != kNoIndex) {
      to.place = w.practitioners.first_places[to.practitioner()];
    }
    w.TellIndex(to, from);
    t.attachments.push_back(to);
  }
  const std::uint32_t place =
      ShownOf(std::span(t.attachments).subspan(entry.first_attachment)).place;
  w.TellIndex(entry, mailbox.type(),
              static_cast<std::uint8_t>(w.vocabulary.place(place).department));
  t.mailboxes.push_back(entry);
  return OkStatus();
}

// Of a mailbox once its attachments have been told of.
void DirectoryBuilder::Work::TellIndex(const MailboxEntry& mailbox, MailboxType type,
                                       std::uint8_t department) {
  constexpr std::size_t kBatch = 2048;
  const auto attachments =
      static_cast<std::uint32_t>(tables.attachments.size()) - mailbox.first_attachment;
  batch.recipients.push_back({mailbox.address, type, department, mailbox.domain, attachments});
  if (batch.recipients.size() < kBatch) return;
  batches.Put(std::move(batch));
  batch = {};
}

void DirectoryBuilder::Work::TellIndex(const AttachmentEntry& attachment, const Attachment& from) {
  const PlaceEntry& place = vocabulary.place(attachment.place);
  OrganizationEntry organization;
  if (attachment.organization != kNoIndex) {
    organization = tables.organizations[attachment.organization];
  }
  batch.attached.push_back({.family_name = attachment.family_name,
                            .given_name = attachment.given_name,
                            .service = attachment.service,
                            .profession = vocabulary.label(attachment.profession),
                            .skill = vocabulary.label(attachment.skill),
                            .place = attachment.place,
                            .city = place.city,
                            .postcode = place.postcode,
                            .department = place.department,
                            .organization = attachment.organization,
                            .legal_name = organization.legal_name,
                            .trade_name = organization.trade_name,
                            .holder_listed = attachment.practitioner() != kNoIndex});
  batch.structure_names.Append(from.legal_name);
  batch.structure_names.Append(from.trade_name);
}

// Adds domains that hold mailboxes but stand in no white list, sorts all, and
// gives mailboxes theirs.
void DirectoryBuilder::Work::FinishDomains() {
  Tables& t = tables;
  const auto find = [&](std::string_view name) {
    const auto it = std::lower_bound(t.domains.begin(), t.domains.end(), name,
                                     [&](const DomainEntry& entry, std::string_view wanted) {
                                       return vocabulary.text(entry.name) < wanted;
                                     });
    return it != t.domains.end() && vocabulary.text(it->name) == name
               ? static_cast<std::uint32_t>(it - t.domains.begin())
               : kNoIndex;
  };
  std::vector<DomainEntry> unlisted;
  for (std::uint32_t i = 0; i < mailbox_domains.size(); ++i) {
    if (find(mailbox_domains.at(i)) != kNoIndex) continue;
    unlisted.push_back(DomainEntry{});
    unlisted.back().name = vocabulary.Intern(mailbox_domains.at(i));
  }
  t.domains.insert(t.domains.end(), unlisted.begin(), unlisted.end());
  std::sort(t.domains.begin(), t.domains.end(), [&](const DomainEntry& a, const DomainEntry& b) {
    return vocabulary.text(a.name) < vocabulary.text(b.name);
  });
  t.domains.shrink_to_fit();
  std::vector<std::uint32_t> resolved(mailbox_domains.size());
  for (std::uint32_t i = 0; i < resolved.size(); ++i) resolved[i] = find(mailbox_domains.at(i));
  for (MailboxEntry& mailbox : t.mailboxes) {
    mailbox.domain = resolved[mailbox.domain];
    ++t.domains[mailbox.domain].mailboxes_count;
  }
  Free(mailbox_domains);
}

// Attachments name their holders by the numbers they came under until the
// practitioners are in order.
void DirectoryBuilder::Work::LinkHolders() {
  Tables& t = tables;
  t.practitioners_by_id = std::move(practitioners.by_id);
  t.practitioners_by_id.Renumber(practitioners.renumbered);
  for (AttachmentEntry& attachment : t.attachments) {
    if (attachment.practitioner() == kNoIndex) continue;
    attachment.holder = practitioners.renumbered[attachment.practitioner()];
  }
  Free(practitioners);
}

// Puts mailboxes and their attachments in the fixed order and an end mark behind them.
void DirectoryBuilder::Work::Reorder() {
  Tables& t = tables;
  MailboxEntry end{};
  end.first_attachment = static_cast<std::uint32_t>(t.attachments.size());
  t.mailboxes.push_back(end);
  // One table after the other, so that only one is there twice.
  Column<AttachmentEntry> attachments;
  attachments.reserve(t.attachments.size());
  for (const std::uint32_t old : order) {
    attachments.insert(attachments.end(), t.attachments.begin() + t.mailboxes[old].first_attachment,
                       t.attachments.begin() + t.mailboxes[old + 1].first_attachment);
  }
  t.attachments = std::move(attachments);
  Column<MailboxEntry> mailboxes;
  mailboxes.reserve(order.size() + 1);
  std::uint32_t attachment = 0;
  for (const std::uint32_t old : order) {
    mailboxes.push_back(t.mailboxes[old]);
    mailboxes.back().first_attachment = attachment;
    attachment += t.mailboxes[old + 1].first_attachment - t.mailboxes[old].first_attachment;
  }
  mailboxes.push_back(end);
  t.mailboxes = std::move(mailboxes);
}

// Renumbers mailboxes in the fixed order of suggestions and links them.
void DirectoryBuilder::Work::FinishMailboxes() {
  Tables& t = tables;
  const auto count = static_cast<std::uint32_t>(t.mailboxes.size());
  batches.Put(std::move(batch));
  batches.Close();
  people.get();
  practitioners.Index(tables);
  organizations.IndexNames(tables);
  FinishDomains();
  LinkHolders();
  order = ordered.get();
  indexed = std::async(std::launch::async, [this] { return std::move(recipients).Build(order); });
  Reorder();

  t.mailboxes_by_address = NotedIndex(count);
  NumberPairs of_domain;
  of_domain.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    t.mailboxes_by_address.Insert(address_hashes[order[i]], i,
                                  static_cast<std::uint32_t>(t.mailboxes[i].address));
    of_domain.emplace_back(t.mailboxes[i].domain, i);
  }
  Free(address_hashes);
  const auto for_each_attachment = [&](auto visit) {
    for (std::uint32_t i = 0; i < count; ++i) {
      for (std::uint32_t a = t.mailboxes[i].first_attachment;
           a < t.mailboxes[i + 1].first_attachment; ++a) {
        visit(i, t.attachments[a]);
      }
    }
  };
  t.mailboxes_of_practitioner =
      NumberLists<MailboxIndex>::Build(t.practitioners.size(), count, [&](auto emit) {
        for_each_attachment([&](std::uint32_t i, const AttachmentEntry& attachment) {
          if (attachment.practitioner() != kNoIndex) emit(attachment.practitioner(), i);
        });
      });
  t.mailboxes_of_organization =
      NumberLists<MailboxIndex>::Build(t.organizations.size(), count, [&](auto emit) {
        for_each_attachment([&](std::uint32_t i, const AttachmentEntry& attachment) {
          if (attachment.organization != kNoIndex) emit(attachment.organization, i);
        });
      });
  t.mailboxes_of_domain = Csr<std::uint32_t>::FromPairs(t.domains.size(), of_domain);
  t.local_part_letters.reserve(count);
  for (const std::uint32_t i : t.mailboxes_of_domain.Range(0, t.domains.size())) {
    t.local_part_letters.push_back(local_part_letters[order[i]]);
  }
  Free(local_part_letters);
}

Status DirectoryBuilder::Add(const Verdict& verdict) {
  Work& w = *work_;
  RETURN_IF_ERROR(w.Enter(Work::Phase::kVerdicts));
  RETURN_IF_ERROR(w.verdict_keys.Next(verdict.folded_address));
  Tables& t = w.tables;
  const std::uint32_t mailbox = t.mailboxes_by_address.Find(
      NotedIndex::Hash(verdict.folded_address), [&](std::uint32_t, std::uint32_t spelled) {
        return FoldAddress(w.vocabulary.text(Symbol{spelled})) == verdict.folded_address;
      });
  if (mailbox == kNoIndex) {
    return DataLossError("a stored verdict has no mailbox: run annuaire-indexer verify");
  }
  for (const Remark& remark : verdict.remarks) {
    const Symbol id = w.vocabulary.Intern(remark.rule_id);
    auto rule = std::find(t.rules.begin(), t.rules.end(), id);
    if (rule == t.rules.end()) rule = t.rules.insert(rule, id);
    w.remarks.push_back(
        {mailbox, {static_cast<std::uint16_t>(rule - t.rules.begin()), remark.severity}});
  }
  return OkStatus();
}

}  // namespace annuaire
