// How many letters until the wanted mailbox is among the first five:
//
//   keystrokes STORE [--recipients 5000] [--seed 1] [--json]
//   keystrokes STORE --show TEXT     the first five, in each order
//
// Recipients are drawn from the published mailboxes, each as likely as any
// other, for every kind of text people type (typing.h); one text in ten has one
// wrong letter where the row says so. After each letter the Directory is asked,
// with what the sender's client may know; and so are the two orders a directory
// without a ranking gives (document_index.h). A mailbox that never comes counts
// the whole text and ten letters more.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "bench/keystrokes/document_index.h"
#include "bench/mirror.h"
#include "bench/typing.h"
#include "directory/lookup/query.h"

namespace annuaire {
namespace {

constexpr std::size_t kShown = 5;
constexpr std::size_t kNeverPenalty = 10;
constexpr std::size_t kCorrespondentsCount = 30;
constexpr std::size_t kErrorOneIn = 10;

struct Recipient {
  MailboxIndex mailbox;
  std::string text;
  std::string misspelt;  // one time in ten; else as "text"
  std::vector<std::string> correspondents;
};

std::vector<Recipient> Draw(const Directory& directory, RecipientSampler& sampler, TypedQuery query,
                            std::size_t count) {
  std::vector<Recipient> recipients;
  while (recipients.size() < count) {
    const MailboxIndex mailbox = sampler.AnyFor(query);
    if (mailbox == MailboxIndex{kNoIndex}) break;
    Recipient recipient{mailbox, TypeText(query, directory.row(mailbox)), {}, {}};
    recipient.misspelt = sampler.random()() % kErrorOneIn == 0
                             ? Misspell(recipient.text, sampler.random())
                             : recipient.text;
    recipient.correspondents = sampler.Correspondents(mailbox, kCorrespondentsCount);
    recipients.push_back(std::move(recipient));
  }
  return recipients;
}

// Letters typed, over many recipients.
class Tally {
 public:
  // "letters" typed until found; 0: never, in a text of "length".
  void Add(std::size_t letters, std::size_t length) {
    ++recipients_;
    never_ += letters == 0 ? 1 : 0;
    letters_ += letters == 0 ? length + kNeverPenalty : letters;
  }
  double mean() const { return static_cast<double>(letters_) / Recipients(); }
  double never() const { return static_cast<double>(never_) / Recipients(); }

 private:
  double Recipients() const { return static_cast<double>(std::max<std::size_t>(recipients_, 1)); }

  std::size_t recipients_ = 0;
  std::size_t never_ = 0;
  std::size_t letters_ = 0;
};

// Types "text" letter by letter until "found" says so; 0 when it never does.
std::size_t LettersUntil(std::string_view text,
                         const std::function<bool(std::string_view)>& found) {
  for (std::size_t letters = 1; letters <= text.size(); ++letters) {
    if (text[letters - 1] != ' ' && found(text.substr(0, letters))) return letters;
  }
  return 0;
}

enum class Hints : std::uint8_t { kNone, kDepartment, kCorrespondents };

std::size_t LettersWithSuggest(const Directory& directory, const Recipient& recipient,
                               std::string_view text, Hints hints) {
  SuggestQuery query;
  const std::string_view department = directory.row(recipient.mailbox).department;
  const std::vector<std::string_view> correspondents(recipient.correspondents.begin(),
                                                     recipient.correspondents.end());
  if (hints != Hints::kNone) query.near_departments = {&department, 1};
  if (hints == Hints::kCorrespondents) query.correspondents = correspondents;
  return LettersUntil(text, [&](std::string_view typed) {
    query.text = typed;
    const std::vector<MailboxIndex> rows = directory.Suggest(query).mailboxes;
    const auto shown = rows.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, rows.size()));
    return std::find(rows.begin(), shown, recipient.mailbox) != shown;
  });
}

using FirstRows = std::function<std::vector<std::uint32_t>(TypedMatches&)>;

std::size_t LettersWithIndex(DocumentIndex& index, const Recipient& recipient,
                             std::string_view text, const FirstRows& first_rows) {
  const std::uint32_t wanted = index.DocumentOf(recipient.mailbox);
  TypedMatches matches(index);
  return LettersUntil(text, [&](std::string_view typed) {
    matches.Type(typed);
    if (!matches.Has(wanted)) return false;
    const std::vector<std::uint32_t> shown = first_rows(matches);
    return std::find(shown.begin(), shown.end(), wanted) != shown.end();
  });
}

// A way to be shown five mailboxes.
struct Way {
  const char* name;
  const char* hints;
  std::function<std::size_t(const Recipient&, std::string_view text)> letters;
};

std::vector<Way> Ways(const Directory& directory, DocumentIndex& index) {
  const auto suggest = [&](Hints hints) {
    return [&, hints](const Recipient& recipient, std::string_view text) {
      return LettersWithSuggest(directory, recipient, text, hints);
    };
  };
  const auto plain = [&](FirstRows first_rows) {
    return [&, first_rows](const Recipient& recipient, std::string_view text) {
      return LettersWithIndex(index, recipient, text, first_rows);
    };
  };
  return {{"annuaire", "none", suggest(Hints::kNone)},
          {"annuaire", "department", suggest(Hints::kDepartment)},
          {"annuaire", "department and correspondents", suggest(Hints::kCorrespondents)},
          {"by name", "none", plain([](TypedMatches& m) { return m.FirstByName(kShown); })},
          {"bm25", "none", plain([](TypedMatches& m) { return m.FirstByBm25(kShown); })}};
}

struct Options {
  std::string store;
  std::size_t recipients = 5000;
  std::uint64_t seed = 1;
  bool json = false;
  std::vector<std::string> shown_texts;
};

void Print(const Options& options, std::string_view query, bool errors, const Way& way,
           std::size_t count, const Tally& tally) {
  if (options.json) {
    std::printf(R"({"what":"keystrokes","query":"%.*s","errors":%s,"way":"%s","hints":"%s",)"
                R"("mean":%.3f,"never":%.4f,"n":%zu})"
                "\n",
                static_cast<int>(query.size()), query.data(), errors ? "true" : "false", way.name,
                way.hints, tally.mean(), tally.never(), count);
  } else {
    std::printf("%-18.*s %-6s %-9s %-31s %7.2f %8.1f %%\n", static_cast<int>(query.size()),
                query.data(), errors ? "10 %" : "none", way.name, way.hints, tally.mean(),
                100 * tally.never());
  }
}

void Measure(const Options& options, const Directory& directory) {
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  DocumentIndex index(directory);
  const std::vector<Way> ways = Ways(directory, index);
  if (!options.json) {
    std::printf("%-18s %-6s %-9s %-31s %7s %10s\n", "typed", "errors", "by", "known of the sender",
                "letters", "never");
  }
  for (const TypedQuery query : kTypedQueries) {
    RecipientSampler sampler(directory, options.seed);
    const std::vector<Recipient> recipients = Draw(directory, sampler, query, options.recipients);
    for (const Way& way : ways) {
      Tally as_spelled;
      Tally with_errors;
      for (const Recipient& recipient : recipients) {
        const std::size_t letters = way.letters(recipient, recipient.text);
        const bool wrong = recipient.misspelt != recipient.text;
        as_spelled.Add(letters, recipient.text.size());
        with_errors.Add(wrong ? way.letters(recipient, recipient.misspelt) : letters,
                        recipient.misspelt.size());
      }
      Print(options, NameOf(query), false, way, recipients.size(), as_spelled);
      Print(options, NameOf(query), true, way, recipients.size(), with_errors);
    }
  }
}

void Show(const Directory& directory, const std::string& text) {
  DocumentIndex index(directory);
  TypedMatches matches(index);
  for (std::size_t letters = 1; letters <= text.size(); ++letters) {
    matches.Type(std::string_view(text).substr(0, letters));
  }
  const auto print = [&](const char* way, MailboxIndex mailbox) {
    const std::string_view address = directory.row(mailbox).address;
    std::printf("%s\t%.*s\n", way, static_cast<int>(address.size()), address.data());
  };
  for (const MailboxIndex mailbox :
       directory.Suggest({.text = text, .limit = static_cast<std::uint32_t>(kShown)}).mailboxes) {
    print("annuaire", mailbox);
  }
  for (const std::uint32_t document : matches.FirstByName(kShown)) {
    print("by name", index.MailboxOf(document));
  }
  for (const std::uint32_t document : matches.FirstByBm25(kShown)) {
    print("bm25", index.MailboxOf(document));
  }
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  annuaire::Options options;
  CLI::App app("Counts the letters typed until the wanted mailbox is among the first five.");
  app.add_option("store", options.store, "a store annuaire-indexer made")->required();
  app.add_option("--recipients", options.recipients, "how many for each kind of text");
  app.add_option("--seed", options.seed, "of the draw");
  app.add_flag("--json", options.json, "one JSON object a line");
  app.add_option("--show", options.shown_texts, "print the first five for this text");
  CLI11_PARSE(app, argc, argv);
  const auto edition = annuaire::OpenMirror("keystrokes", options.store);
  for (const std::string& text : options.shown_texts) annuaire::Show(*edition->directory, text);
  if (options.shown_texts.empty()) annuaire::Measure(options, *edition->directory);
  return 0;
}
