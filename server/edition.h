// An Edition is what the server answers from at a time: one generation of the
// store and the Directory built from it.
//
// Immutable, but for what may come after it, "history", "details" and "phones"; any
// number of threads may read it. Services reach the current one through a
// Editions, one Get() per call, so that an answer never mixes two.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "directory/base/snapshot.h"
#include "directory/lookup/directory.h"
#include "directory/store/generation.h"
#include "directory/store/history.h"
#include "server/grpc/wire_details.h"
#include "server/grpc/wire_parts.h"
#include "server/ldap/phone_book.h"
#include "server/ldap/shared_names.h"

namespace annuaire {

// Whether what failed may succeed without anybody's doing.
inline bool MayPass(const Status& failure) {
  return failure.code() == StatusCode::kUnavailable ||
         failure.code() == StatusCode::kResourceExhausted;
}

struct Edition {
  Edition(Generation opened, std::unique_ptr<const Directory> built, grpc_front::WireParts ready,
          std::string loaded)
      : generation(std::move(opened)),
        directory(std::move(built)),
        parts(std::move(ready)),
        loaded_at(std::move(loaded)) {
    history.Publish(std::make_shared<const Result<History>>(NotFoundError("not looked for yet")));
  }

  const std::string& name() const { return generation.metadata().generation; }

  Generation generation;
  std::unique_ptr<const Directory> directory;
  grpc_front::WireParts parts;                          // of answers over gRPC
  std::string loaded_at;                                // RFC 3339, UTC
  std::optional<ldap_front::SharedNames> shared_names;  // for LDAP alone
  // Up to this generation, or why there is none: kNotFound when nothing is remembered, MayPass()
  // when it could not be opened for want of something and is tried again. Never null.
  Snapshot<Result<History>> history;
  // Made once it serves, so that nobody waits for them; until then what they
  // spare is read from the store.
  Snapshot<grpc_front::WireDetails> details;
  Snapshot<ldap_front::PhoneBook> phones;  // for LDAP alone
};

// What is served; and why what CURRENT names cannot be, while that is so.
struct Editions : Snapshot<Edition> {
  Snapshot<std::string> load_failure;
};

}  // namespace annuaire
