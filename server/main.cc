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
#include <exception>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "directory/base/snapshot.h"
#include "server/edition.h"
#include "server/grpc/directory_service.h"
#include "server/grpc/mailbox_service.h"
#include "server/grpc/mirror_service.h"
#include "server/ldap/block_server.h"
#include "server/ldap/ldap_service.h"
#include "server/loader.h"
#include "server/log.h"
#include "server/options.h"
#include "server/rpc/server.h"
#include "version.h"

namespace annuaire {
namespace {

constexpr int kFailed = 3;

int Fail(const Status& status) {
  std::cerr << "annuaire-server: " << status.message() << '\n';
  return kFailed;
}

// The signals that end the server, held back in every thread from here on.
sigset_t BlockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
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

// Gives the first signal, once "serving"; before that there is nothing to
// drain, and it ends the process, as any second signal does.
std::future<int> FirstSignal(sigset_t signals, std::shared_ptr<std::atomic<bool>> serving) {
  auto first = std::make_shared<std::promise<int>>();
  std::thread([signals, serving, first] {
    int signal = 0;
    sigwait(&signals, &signal);
    if (!*serving) _exit(0);
    first->set_value(signal);
    sigwait(&signals, &signal);
    _exit(kFailed);
  }).detach();
  return first->get_future();
}

// Nothing without a path.
Result<std::unique_ptr<ldap_front::BlockServer>> ListenForLdap(
    const std::string& path, const ldap_front::LdapService& service) {
  if (path.empty()) return std::unique_ptr<ldap_front::BlockServer>();
  return ldap_front::BlockServer::Listen(
      {.path = path}, [&service](std::string_view block) { return service.Answer(block); });
}

// Columns are freed by the tens of megabytes when a generation retires, and
// scratch when one is built: each large block goes back to the system at once,
// where glibc would by and by keep blocks of up to 32 MiB.
void ReturnLargeBlocks() { mallopt(M_MMAP_THRESHOLD, 256 * 1024); }

int Run(const ServerOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const auto serving = std::make_shared<std::atomic<bool>>(false);
  std::future<int> first_signal = FirstSignal(BlockEndSignals(), serving);
  SilenceLibraries();
  ReturnLargeBlocks();
  Log("starting", {{"version", kVersion}, {"sha", kGitSha}, {"store", options.store}});

  Snapshot<Edition> editions;
  Snapshot<std::string> load_failure;
  grpc_front::DirectoryService directory(editions);
  grpc_front::MailboxService mailbox(editions);
  grpc_front::MirrorService mirror(editions, load_failure, options.store, std::string(kVersion),
                                   started);
  auto server = rpc::Server::Start({&directory, &mailbox, &mirror},
                                   {.listen = options.listen, .threads = options.threads});
  if (!server.ok()) return Fail(server.status());
  const ldap_front::LdapService ldap(editions, options.ldap_base);
  auto ldap_server = ListenForLdap(options.ldap_socket, ldap);
  if (!ldap_server.ok()) return Fail(ldap_server.status());

  std::mutex announcing;  // by the loader's thread, maybe, when the signal comes
  Loader loader(options.store,
                {.generation = {.cache_bytes = options.cache_mb << 20},
                 .for_ldap = !options.ldap_socket.empty(),
                 .failure = &load_failure},
                editions);
  const Status loaded = loader.Load();
  if (!loaded.ok() && !options.wait) return Fail(loaded);
  const auto announce = [&] {
    const std::lock_guard lock(announcing);
    if (serving->exchange(true)) return;
    (*server)->SetServing(true);
    for (const std::string& address : (*server)->addresses()) {
      std::cout << "listening on " << address << std::endl;
    }
    if (*ldap_server) std::cout << "listening on " << options.ldap_socket << std::endl;
  };
  if (loaded.ok()) announce();
  loader.Watch(announce);

  Log("stopping", {{"signal", strsignal(first_signal.get())}});
  { const std::lock_guard until_announced(announcing); }
  ldap_server->reset();
  (*server)->Shutdown(options.drain);
  Log("stopped");
  return 0;
}

}  // namespace
}  // namespace annuaire

int main(int argc, char** argv) {
  try {
    const annuaire::ParsedOptions parsed = annuaire::ParseOptions(argc, argv);
    return parsed.options ? annuaire::Run(*parsed.options) : parsed.exit_code;
  } catch (const std::exception& error) {
    std::cerr << "annuaire-server: " << error.what() << '\n';
    return annuaire::kFailed;
  }
}
