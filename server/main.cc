// annuaire-server: serves the store's current generation, and the next ones.

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <malloc.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "directory/base/snapshot.h"
#include "directory/base/standard_streams.h"
#include "directory/base/without_exception.h"
#include "server/edition.h"
#include "server/fail.h"
#include "server/grpc/directory_service.h"
#include "server/grpc/mailbox_service.h"
#include "server/grpc/mirror_service.h"
#include "server/ldap/block_server.h"
#include "server/ldap/ldap_service.h"
#include "server/loader.h"
#include "server/log.h"
#include "server/metrics/exporter.h"
#include "server/options.h"
#include "server/rpc/server.h"
#include "version.h"

namespace annuaire {
namespace {

// What signals have asked for.
struct Asked {
  std::atomic<bool> serving{false};    // until then there is nothing to drain
  std::atomic<bool> try_again{false};  // what could not be loaded: SIGHUP
  std::promise<int> end;               // the first SIGTERM or SIGINT
};

// The signals the server knows, held back in every thread from here on.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // who reads our words may leave before us
  return signals;
}

// What gRPC and protobuf have to say is either an error we report ourselves or
// of no use to who runs the server. GRPC_VERBOSITY brings gRPC's words back.
void SilenceLibraries() {
  google::protobuf::SetLogHandler(nullptr);
  if (!std::getenv("GRPC_VERBOSITY")) gpr_set_log_function([](gpr_log_func_args*) {});
}

// An end before it serves ends the process at once, as a second one does.
void WaitForSignals(const sigset_t& signals, Asked& asked) {
  for (bool ending = false;;) {
    int signal = 0;
    sigwait(&signals, &signal);
    if (signal == SIGHUP) {
      asked.try_again = true;
      continue;
    }
    if (!asked.serving) _exit(0);
    if (ending) _exit(kFailed);
    ending = true;
    asked.end.set_value(signal);
  }
}

// Nothing without a path.
Result<std::unique_ptr<ldap_front::BlockServer>> ListenForLdap(
    const std::string& path, const ldap_front::LdapService& service) {
  if (path.empty()) return std::unique_ptr<ldap_front::BlockServer>();
  return ldap_front::BlockServer::Listen(
      {.path = path}, [&service](std::string_view block) { return service.Answer(block); });
}

// Nothing without an address.
Result<std::unique_ptr<metrics::Exporter>> ListenForMetrics(const std::string& address,
                                                            metrics::Observed observed) {
  if (address.empty()) return std::unique_ptr<metrics::Exporter>();
  return metrics::Exporter::Listen(address, std::move(observed));
}

metrics::LdapSeen Seen(const ldap_front::LdapService& service,
                       const ldap_front::BlockServer& server) {
  metrics::LdapSeen seen{.connections = server.connections()};
  for (const auto& [code, count] : service.searches())
    seen.searches[std::string(ToString(code))] = count;
  return seen;
}

// Columns are freed by the tens of megabytes when a generation retires, and
// scratch when one is built: each large block goes back to the system at once,
// where glibc would by and by keep blocks of up to 32 MiB.
void ReturnLargeBlocks() { mallopt(M_MMAP_THRESHOLD, 256 * 1024); }

int Run(const ServerOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const auto asked = std::make_shared<Asked>();
  std::thread([signals = BlockSignals(), asked] { WaitForSignals(signals, *asked); }).detach();
  FailWhenMemoryIsShort();
  SilenceLibraries();
  ReturnLargeBlocks();
  Log("starting", {{"version", kVersion}, {"sha", kGitSha}, {"store", options.store}});

  Editions editions;
  grpc_front::DirectoryService directory(editions);
  grpc_front::MailboxService mailbox(editions);
  grpc_front::MirrorService mirror(editions, options.store, std::string(kVersion), started);
  auto server = rpc::Server::Start(
      {&directory, &mailbox, &mirror},
      {.listen = options.listen, .threads = options.threads, .measured = !options.metrics.empty()});
  if (!server.ok()) return Fail(server.status());
  const ldap_front::LdapService ldap(editions, options.ldap_base);
  auto ldap_server = ListenForLdap(options.ldap_socket, ldap);
  if (!ldap_server.ok()) return Fail(ldap_server.status());

  std::mutex announcing;  // by the loader's thread, maybe, when the signal comes
  Loader loader(options.store,
                {.generation = {.cache_bytes = options.cache_mb << 20},
                 .for_ldap = !options.ldap_socket.empty(),
                 .try_again = &asked->try_again},
                editions);
  metrics::Observed observed{
      .status = [&](auto& response) { return mirror.GetStatus({}, response); },
      .serving = [&] { return (*server)->serving(); },
      .loads =
          [&] {
            return metrics::LoadsSeen{loader.failures(), loader.took()};
          },
      .calls = [&] { return (*server)->calls(); },
      .started = std::chrono::system_clock::now()};
  if (*ldap_server) observed.ldap = [&] { return Seen(ldap, **ldap_server); };
  auto exporter = ListenForMetrics(options.metrics, std::move(observed));
  if (!exporter.ok()) return Fail(exporter.status());
  const Status loaded = WithoutException([&] { return loader.Load(); });
  if (!loaded.ok() && !options.wait) return Fail(loaded);
  const auto announce = [&] {
    const std::lock_guard lock(announcing);
    if (asked->serving.exchange(true)) return;
    (*server)->SetServing(true);
    for (const std::string& address : (*server)->addresses()) {
      std::cout << "listening on " << address << std::endl;
    }
    if (*ldap_server) std::cout << "listening on " << options.ldap_socket << std::endl;
    if (*exporter) std::cout << "listening on " << (*exporter)->url() << std::endl;
  };
  if (loaded.ok()) announce();
  loader.Watch(announce);

  Log("stopping", {{"signal", strsignal(asked->end.get_future().get())}});
  { const std::lock_guard until_announced(announcing); }
  exporter->reset();
  ldap_server->reset();
  (*server)->Shutdown(options.drain);
  const bool loading = !loader.Stop();
  Log("stopped");
  if (loading) _exit(0);  // what nobody will ask is not waited for
  return 0;
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  annuaire::ReserveStandardStreams();
  const auto code = annuaire::WithoutException([&]() -> annuaire::Result<int> {
    const annuaire::ParsedOptions parsed = annuaire::ParseOptions(argc, argv);
    return parsed.options ? annuaire::Run(*parsed.options) : parsed.exit_code;
  });
  return code.ok() ? *code : annuaire::Fail(code.status());
}
