#include "indexer/judge.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <deque>
#include <functional>
#include <future>
#include <iterator>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "directory/base/give_way.h"

namespace annuaire::indexer {
namespace {

constexpr std::size_t kMailboxesPerTurn = 1024;
// Professionals in the contexts a worker keeps, some 300 bytes each; a lone
// hospital may exceed it, and is kept while its mailboxes are at hand.
constexpr std::size_t kKeptStaffMax = 20'000;
constexpr std::size_t kKeptContextsMax = 2'000;

struct Judged {
  std::uint32_t mailbox;
  Verdict verdict;
};

template <typename T>
void PushNew(const T& value, std::vector<T>& values) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

// Texts in one line, each once: "Cardiologie ; Secrétariat".
class DistinctTexts {
 public:
  void Clear() {
    texts_.clear();
    line_.clear();
  }
  void Add(std::string_view text) {
    const std::size_t known = texts_.size();
    if (!text.empty()) PushNew(text, texts_);
    if (texts_.size() == known) return;
    line_.append(line_.empty() ? "" : " ; ").append(text);
  }
  std::string_view line() const { return line_; }

 private:
  std::vector<std::string_view> texts_;
  std::string line_;
};

// Judges one mailbox after the other on one thread.
class Worker {
 public:
  Worker(const JudgeNotes& notes, const Evidence& evidence) : notes_(notes), evidence_(evidence) {}

  void Judge(std::uint32_t number);
  // After the last mailbox, so that each thread frees what is its own.
  void Finish() { contexts_.clear(); }

  std::vector<Judged>& judged() { return judged_; }
  TextArena& texts() { return texts_; }

 private:
  void GatherFacts(const MailboxNote& mailbox);
  void GatherContexts();  // of the structures of the mailbox at hand
  const StructureContext* ContextOf(std::uint32_t structure);
  void ForgetContexts();
  void Keep(std::uint32_t number, const Judgement& judgement);
  std::string_view KeepText(std::string_view text);

  const JudgeNotes& notes_;
  const Evidence& evidence_;
  Checker checker_;
  struct KeptContext {
    StructureContext context;
    std::size_t staff;
  };
  std::unordered_map<std::uint32_t, KeptContext> contexts_;
  std::size_t kept_staff_ = 0;
  // Of the mailbox at hand.
  std::vector<HolderFacts> holders_;
  std::vector<std::uint32_t> structures_;
  std::vector<const StructureContext*> structure_contexts_;
  DistinctTexts services_;
  DistinctTexts descriptions_;

  TextArena texts_;
  std::unordered_set<std::string_view> kept_texts_;  // most sentences are a few hundred
  std::vector<Judged> judged_;
};

void Worker::Judge(std::uint32_t number) {
  const MailboxNote& mailbox = notes_.mailboxes()[number];
  ForgetContexts();
  GatherFacts(mailbox);
  const JudgeNotes::DomainFacts domain = notes_.FactsOf(DomainOf(mailbox.folded_address));
  MailboxFacts facts;
  facts.type = mailbox.type;
  facts.address = mailbox.address;
  facts.holders = holders_;
  facts.structures_known = true;
  facts.service = services_.line();
  facts.description = descriptions_.line();
  facts.white_list = domain.state;
  facts.operator_name = domain.operator_name;
  Judgement judgement =
      checker_.Check(facts, evidence_, [this]() -> std::span<const StructureContext* const> {
        GatherContexts();
        return structure_contexts_;
      });
  if (judgement.is_patient) return;
  for (const std::uint32_t structure : structures_) {
    if (!notes_.IsFirstOf(structure, number)) continue;
    const StructureContext state(notes_.StateOf(structure));
    for (Finding& advice : checker_.CheckStructure(state).findings) {
      judgement.Add(std::move(advice));
    }
  }
  if (!judgement.findings.empty()) Keep(number, judgement);
}

void Worker::GatherFacts(const MailboxNote& mailbox) {
  holders_.clear();
  structures_.clear();
  services_.Clear();
  descriptions_.Clear();
  for (std::uint32_t i = 0; i < mailbox.attachment_count; ++i) {
    const AttachmentNote& attachment = notes_.AttachmentOf(mailbox, i);
    if (attachment.holder != 0 || attachment.name != 0) {
      holders_.push_back(notes_.HolderOf(attachment));
    }
    if (attachment.structure != 0) PushNew(attachment.structure, structures_);
    const Wording& wording = notes_.WordingOf(attachment);
    services_.Add(wording.service);
    descriptions_.Add(wording.description);
  }
}

void Worker::GatherContexts() {
  structure_contexts_.clear();
  for (const std::uint32_t structure : structures_) {
    structure_contexts_.push_back(ContextOf(structure));
  }
}

const StructureContext* Worker::ContextOf(std::uint32_t structure) {
  const auto found = contexts_.find(structure);
  if (found != contexts_.end()) return &found->second.context;
  const StructureFacts facts = notes_.FactsOf(structure);
  kept_staff_ += facts.staff.size();
  KeptContext kept{StructureContext(facts), facts.staff.size()};
  return &contexts_.emplace(structure, std::move(kept)).first->second.context;
}

// Between two mailboxes only: the one at hand points into them. Those of the one
// before stay, since mailboxes come structure by structure.
void Worker::ForgetContexts() {
  if (kept_staff_ <= kKeptStaffMax && contexts_.size() <= kKeptContextsMax) return;
  std::erase_if(contexts_, [this](const auto& one) {
    const bool just_used =
        std::find(structures_.begin(), structures_.end(), one.first) != structures_.end();
    if (!just_used) kept_staff_ -= one.second.staff;
    return !just_used;
  });
}

void Worker::Keep(std::uint32_t number, const Judgement& judgement) {
  Judged& judged = judged_.emplace_back();
  judged.mailbox = number;
  judged.verdict.folded_address = notes_.mailboxes()[number].folded_address;
  judged.verdict.remarks.reserve(judgement.findings.size());
  for (const Finding& finding : judgement.findings) {
    Remark& remark = judged.verdict.remarks.emplace_back();
    remark.rule_id = finding.rule_id;
    remark.severity = static_cast<std::uint8_t>(finding.severity);
    remark.basis = ToString(finding.basis);
    remark.tokens.reserve(finding.tokens.size());
    for (const std::string& token : finding.tokens) remark.tokens.push_back(KeepText(token));
    remark.message_fr = KeepText(finding.message_fr);
    remark.message_en = KeepText(finding.message_en);
  }
}

std::string_view Worker::KeepText(std::string_view text) {
  const auto found = kept_texts_.find(text);
  if (found != kept_texts_.end()) return *found;
  return *kept_texts_.insert(texts_.Copy(text)).first;
}

void Count(const Verdict& verdict, VerdictCounts& counts) {
  switch (static_cast<Severity>(verdict.severity())) {
    case Severity::kOk:
      break;
    case Severity::kInfo:
      ++counts.info;
      break;
    case Severity::kSuspect:
      ++counts.suspect;
      break;
    case Severity::kViolation:
      ++counts.violation;
      break;
  }
  for (const Remark& remark : verdict.remarks) ++counts.remarks_by_rule[remark.rule_id];
}

// What the mailboxes some turns after "i" will ask for.
void PrefetchFrom(std::size_t i, const JudgeNotes& notes) {
  constexpr std::size_t kMailboxesPerStep = 2;
  const std::vector<std::uint32_t>& order = notes.by_structure();
  for (std::size_t step = 0; step < JudgeNotes::kPrefetchSteps; ++step) {
    const std::size_t at = i + (JudgeNotes::kPrefetchSteps - step) * kMailboxesPerStep;
    if (at < order.size()) notes.Prefetch(order[at], step);
  }
}

}  // namespace

Verdicts JudgeAll(const JudgeNotes& notes, const Evidence& evidence, unsigned threads) {
  assert(threads > 0);
  const std::vector<std::uint32_t>& order = notes.by_structure();
  std::atomic<std::size_t> next = 0;
  const auto work = [&](Worker& worker) {
    for (std::size_t begin = next.fetch_add(kMailboxesPerTurn); begin < order.size();
         begin = next.fetch_add(kMailboxesPerTurn)) {
      const std::size_t end = std::min(begin + kMailboxesPerTurn, order.size());
      for (std::size_t i = begin; i < end; ++i) {
        PrefetchFrom(i, notes);
        worker.Judge(order[i]);
        GiveWay();
      }
    }
    worker.Finish();
  };
  std::deque<Worker> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back(notes, evidence);
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < threads; ++i) {
    others.push_back(std::async(std::launch::async, work, std::ref(workers[i])));
  }
  work(workers.front());
  for (std::future<void>& other : others) other.get();

  std::vector<Judged> judged;
  Verdicts all;
  for (Worker& worker : workers) {
    std::move(worker.judged().begin(), worker.judged().end(), std::back_inserter(judged));
    all.texts.push_back(std::move(worker.texts()));
  }
  std::sort(judged.begin(), judged.end(),
            [](const Judged& a, const Judged& b) { return a.mailbox < b.mailbox; });
  all.verdicts.reserve(judged.size());
  for (Judged& one : judged) {
    Count(one.verdict, all.counts);
    all.verdicts.push_back(std::move(one.verdict));
  }
  return all;
}

}  // namespace annuaire::indexer
