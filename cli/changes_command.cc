#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/commands.h"
#include "cli/csv.h"
#include "cli/describe.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/stream_watch.h"
#include "directory/display/text_table.h"

namespace annuaire::cli {
namespace {

// "mailbox-published"
std::string WordOf(v1::ChangeKind kind) { return cli::WordOf(*v1::ChangeKind_descriptor(), kind); }
std::string WordOf(v1::ChangedFact fact) {
  return cli::WordOf(*v1::ChangedFact_descriptor(), fact);
}

std::vector<v1::ChangeKind> Kinds() {
  std::vector<v1::ChangeKind> kinds;
  for (int kind = v1::ChangeKind_MIN + 1; kind <= v1::ChangeKind_MAX; ++kind) {
    kinds.push_back(static_cast<v1::ChangeKind>(kind));
  }
  return kinds;
}

// Every kind, and the first word of several: "mailbox".
std::vector<std::string> KindWords() {
  std::vector<std::string> words = {"mailbox", "practitioner", "organization", "domain"};
  for (const v1::ChangeKind kind : Kinds()) words.push_back(WordOf(kind));
  return words;
}

void AddKinds(const std::string& word, v1::ChangeFilter& filter) {
  for (const v1::ChangeKind kind : Kinds()) {
    if (WordOf(kind) == word || WordOf(kind).starts_with(word + "-")) filter.add_kinds(kind);
  }
}

// Whether the record was there before and is there now, so that only facts of it
// came or went.
bool Stayed(v1::ChangeKind kind) {
  const std::string word = WordOf(kind);
  return word.ends_with("-changed") || word.ends_with("-renamed");
}

// "type PER → ORG; holder 899700000013 → (none)", or what came or went.
std::string Facts(const v1::Change& change) {
  const bool stayed = Stayed(change.kind());
  const bool whole =
      !stayed && std::all_of(change.facts().begin(), change.facts().end(),
                             [&](const v1::FactChange& fact) { return fact.before().empty(); });
  const bool gone =
      !stayed && std::all_of(change.facts().begin(), change.facts().end(),
                             [&](const v1::FactChange& fact) { return fact.after().empty(); });
  const auto side = [](const auto& values) {
    return values.empty() ? std::string("(none)") : Join(values);
  };
  std::string text;
  for (const v1::FactChange& fact : change.facts()) {
    std::string one = WordOf(fact.fact()) + " ";
    if (whole || gone) {
      one += side(gone ? fact.before() : fact.after());
    } else {
      one += side(fact.before()) + " → " + side(fact.after());
    }
    Append(text, one, "; ");
  }
  return text;
}

// Whether values of the fact are identifiers.
bool IsNumber(v1::ChangedFact fact) {
  switch (fact) {
    case v1::CHANGED_FACT_HOLDER:
    case v1::CHANGED_FACT_STRUCTURE:
    case v1::CHANGED_FACT_PROFESSION:
    case v1::CHANGED_FACT_PLACE:
      return true;
    default:
      return false;
  }
}

// What changed, for CSV: professionals and structures are known by their number.
std::string Subject(const v1::Change& change) {
  const std::string kind = WordOf(change.kind());
  const bool numbered = kind.starts_with("practitioner") || kind.starts_with("organization");
  return numbered ? CsvId(change.subject()) : change.subject();
}

void AddChange(TextTable& table, const v1::Change& change) {
  std::string name = change.given_name();
  Append(name, change.name(), " ");
  table.Add(
      {change.date(), WordOf(change.kind()), change.subject(), std::move(name), Facts(change)});
}

// One line a fact: a change of none is one, too.
std::string CsvLines(const v1::Change& change) {
  std::string lines;
  const auto add = [&](const std::string& fact, const std::string& before,
                       const std::string& after) {
    const std::string fields[] = {change.date(),
                                  WordOf(change.kind()),
                                  Subject(change),
                                  change.name(),
                                  change.given_name(),
                                  fact,
                                  before,
                                  after};
    lines += CsvLine(fields);
  };
  for (const v1::FactChange& fact : change.facts()) {
    const auto side = [&fact](const auto& values) {
      return IsNumber(fact.fact()) ? CsvIds(values) : Join(values);
    };
    add(WordOf(fact.fact()), side(fact.before()), side(fact.after()));
  }
  if (lines.empty()) add("", "", "");
  return lines;
}

std::string CsvHeader() {
  const std::string titles[] = {"extrait du", "changement", "sujet", "nom",
                                "prénom",     "fait",       "avant", "après"};
  return std::string(kCsvStart) + CsvLine(titles);
}

struct ChangesWords {
  v1::ListChangesRequest request;
  std::vector<std::string> kinds;
  std::uint64_t limit = 0;  // 0: none
  bool csv = false;
  bool follow = false;
  std::string cursor;
};

TextTable ChangesTable() {
  return TextTable({{.title = "DATE", .keep = true},
                    {.title = "CHANGE", .keep = true},
                    {.title = "SUBJECT", .keep = true},
                    {.title = "NAME"},
                    {.title = "WHAT"}});
}

void NoteHorizon(Session& session, const v1::Horizon& horizon) {
  session.Note("the mirror remembers what changed after the extract of " + horizon.baseline_date());
}

Status ListChanges(Session& session, const ChangesWords& words) {
  RETURN_IF_ERROR(session.CheckForms(words.csv));
  v1::ListChangesRequest request = words.request;
  for (const std::string& kind : words.kinds) AddKinds(kind, *request.mutable_filter());
  TextTable table = ChangesTable();
  Progress progress(session.err_terminal, session.out_terminal);
  std::uint64_t left = words.limit > 0 ? words.limit : std::numeric_limits<std::uint64_t>::max();
  std::uint64_t rows = 0;
  v1::Horizon horizon;
  do {
    request.set_page_size(static_cast<std::uint32_t>(std::min<std::uint64_t>(left, kPageSizeMax)));
    const auto page = session.client.Call(&v1::MirrorService::Stub::ListChanges, request);
    if (!page.ok()) {
      if (rows == 0) return page.status();
      return Status(page.status())
          .Annotate("the listing is incomplete, " + std::to_string(rows) + " rows so far");
    }
    if (words.csv && request.page_token().empty()) session.out.Write(CsvHeader());
    for (const v1::Change& change : page->changes()) {
      if (words.csv) {
        session.out.Write(CsvLines(change));
      } else if (session.options.json) {
        session.out.Write(ToJson(change, Terminal{}));
      } else {
        AddChange(table, change);
      }
      ++rows;
      --left;
    }
    session.out.Write(table.Print(session.out_terminal));
    RETURN_IF_ERROR(session.out.Flush());
    progress.Show(rows);
    horizon = page->horizon();
    request.set_page_token(page->next_page_token());
  } while (left > 0 && !request.page_token().empty() && !session.out.closed());

  if (rows == 0) session.Note("no changes match");
  const std::string& since = request.filter().since();
  if (since.empty() || since < horizon.baseline_date()) NoteHorizon(session, horizon);
  return OkStatus();
}

// What a watch shows of its messages: changes in a table, publication by
// publication, or every message as it comes.
class WatchedChanges {
 public:
  WatchedChanges(Session& session, std::uint64_t limit) : session_(session), left_(limit) {}

  Status Add(const v1::WatchChangesResponse& message) {
    ++messages_;
    cursor_ = message.cursor();
    if (message.has_horizon() && messages_ > 1) return OkStatus();  // of a stream taken up again
    if (message.has_change() && limited_ && left_-- == 1) full_ = true;
    if (session_.options.json) {
      session_.out.Write(ToJson(message, Terminal{}));
      return session_.out.Flush();
    }
    if (message.has_horizon()) NoteHorizon(session_, message.horizon());
    if (message.has_change()) AddChange(table_, message.change());
    if (!message.has_publication() && !full_) return OkStatus();
    session_.out.Write(table_.Print(session_.out_terminal));
    return session_.out.Flush();
  }

  bool full() const { return full_ || session_.out.closed(); }
  const std::string& cursor() const { return cursor_; }
  std::uint64_t messages() const { return messages_; }

 private:
  Session& session_;
  TextTable table_ = ChangesTable();
  std::uint64_t left_;
  const bool limited_ = left_ > 0;
  bool full_ = false;
  std::string cursor_;
  std::uint64_t messages_ = 0;
};

// Of the way, not of the server: a proxy that cuts idle streams, a server that restarts.
bool WasCutOff(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_message().find("RST_STREAM") != std::string::npos;
}

// One stream, until it ends by itself, "shown" is full or cannot be written.
Result<grpc::Status> WatchOnce(Session& session, const v1::WatchChangesRequest& request,
                               bool wait_for_server, WatchedChanges& shown) {
  grpc::ClientContext context;
  context.set_wait_for_ready(wait_for_server);
  StreamWatch watch(context, session.options.timeout_seconds);
  watch.Begin();  // the first message comes at once; the others when there are news
  const auto reader =
      session.client.stub<v1::MirrorService::Stub>().WatchChanges(&context, request);
  v1::WatchChangesResponse message;
  Status written;
  while (written.ok() && !shown.full() && reader->Read(&message)) {
    watch.End();
    written = shown.Add(message);
  }
  if (!written.ok() || shown.full()) context.TryCancel();
  const grpc::Status ended = reader->Finish();
  watch.End();
  RETURN_IF_ERROR(std::move(written));
  return watch.Judge(ended);
}

Status WatchChanges(Session& session, const ChangesWords& words) {
  using Clock = std::chrono::steady_clock;
  constexpr Clock::duration kPauseMin = std::chrono::milliseconds(100);
  constexpr Clock::duration kPauseMax = std::chrono::seconds(5);
  v1::WatchChangesRequest request;
  *request.mutable_filter() = words.request.filter();
  for (const std::string& kind : words.kinds) AddKinds(kind, *request.mutable_filter());
  request.set_cursor(words.cursor);
  WatchedChanges shown(session, words.limit);
  const std::chrono::duration<double> patience(session.options.timeout_seconds);
  Clock::time_point answered = Clock::now();
  Clock::duration pause = kPauseMin;
  while (true) {
    const Clock::time_point begun = Clock::now();
    const std::uint64_t before = shown.messages();
    const Result<grpc::Status> ended = WatchOnce(session, request, before > 0, shown);
    if (!ended.ok()) return ended.status();
    if (shown.full()) return OkStatus();
    if (ended->error_code() == grpc::StatusCode::ABORTED) return session.client.Explain(*ended);
    const Clock::time_point now = Clock::now();
    if (shown.messages() > before) answered = now;
    if (shown.messages() == 0 || !WasCutOff(*ended) || now - answered > patience) {
      if (ended->ok()) session.Note("the server ended; go on with --cursor " + shown.cursor());
      Status explained = session.client.Explain(*ended);
      if (ended->ok() || shown.messages() == 0) return explained;
      return std::move(explained).Annotate("cut off; go on with --cursor " + shown.cursor());
    }
    pause = now - begun > kPauseMax ? kPauseMin : std::min(2 * pause, kPauseMax);
    std::this_thread::sleep_for(pause);
    request.set_cursor(shown.cursor());
  }
}

}  // namespace

void AddChangesCommand(CLI::App& app, Command& chosen) {
  const auto words = std::make_shared<ChangesWords>();
  v1::ChangeFilter& filter = *words->request.mutable_filter();
  CLI::App* command =
      app.add_subcommand("changes", "What changed from one publication to the next");
  const auto add_text = [&](const char* flag, std::string* (v1::ChangeFilter::*field)(),
                            const char* help) {
    command->add_option(flag, *(filter.*field)(), help);
  };
  add_text("--since", &v1::ChangeFilter::mutable_since, "extracts of this day and later");
  add_text("--until", &v1::ChangeFilter::mutable_until, "extracts of this day and earlier");
  add_text("--domain", &v1::ChangeFilter::mutable_domain,
           "mailboxes of this domain, and itself; with sub-domains when it starts with \".\"");
  add_text("--rpps", &v1::ChangeFilter::mutable_practitioner,
           "what concerns this professional; RPPS or ADELI");
  add_text("--organization", &v1::ChangeFilter::mutable_organization,
           "what concerns this structure; any number of it");
  command->add_option("--kind", words->kinds, "only changes of this kind; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KIND")
      ->check(CLI::IsMember(KindWords()).description(""));
  command->add_option("--limit", words->limit, "rows at most, the oldest (all)")->type_name("N");
  CLI::Option* csv =
      command->add_flag("--csv", words->csv, "for a French spreadsheet, one line a fact");
  CLI::Option* follow = command->add_flag("--follow", words->follow,
                                          "what is remembered, then what is published from now on");
  follow->excludes(csv);
  command
      ->add_option("--cursor", words->cursor, "go on after the message of --follow --json with it")
      ->needs(follow);
  std::string kinds;
  for (const std::string& word : KindWords()) Append(kinds, word);
  command->footer("KIND is one of " + kinds +
                  ".\nAll filters given must hold; with --json one change a line, with --follow "
                  "one message and its cursor.\n\n"
                  "Example:\n  annuaire changes --since 2026-11-01 --kind mailbox-withdrawn "
                  "--domain hopital-robert-debre.mssante.fr");
  command->callback([&chosen, words] {
    chosen = [words](Session& session) {
      return words->follow ? WatchChanges(session, *words) : ListChanges(session, *words);
    };
  });
}

}  // namespace annuaire::cli
