// A page token says where the next page of a listing starts, in which
// generation and under which filter.
//
// Tokens are opaque to clients: url-safe letters, a few dozen bytes. They hold
// nothing secret and are no protection against a client that forges one: a
// forged token gives it a page of what it may list anyway.
//
// Layout before base64url (RFC 4648, section 5, without padding): version byte
// 1; check, 8 bytes; cursor, 8 bytes, both little-endian; the generation's name.
// "check" is FNV-1a over the other parts and the filter.
//
// Pure functions; safe from any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/base/result.h"
#include "directory/lookup/query.h"

namespace annuaire::grpc_front {

// What a token belongs to.
struct Listing {
  std::string_view generation;
  // The request without its page, see FilterOf().
  std::string_view filter;
};

// REQUIRES: cursor != 0
std::string EncodePageToken(std::uint64_t cursor, const Listing& listing);

// Returns the cursor; 0 for an empty token. kInvalidArgument for one of another filter, not whole
// or none of ours, else kAborted for one of another generation.
Result<std::uint64_t> DecodePageToken(std::string_view token, const Listing& listing);

// The bytes of "request" that must be the same on every page: all but its
// page_size and page_token.
template <typename Request>
std::string FilterOf(Request request) {
  request.clear_page_size();
  request.clear_page_token();
  return Request::descriptor()->full_name() + '\0' + request.SerializeAsString();
}

// Reads both page fields of a request. page_size 0 means the default.
template <typename Request>
Result<PageRequest> DecodePage(const Request& request, const Listing& listing) {
  PageRequest page;
  if (request.page_size() > PageRequest::kSizeMax) {
    return InvalidArgumentError("page_size: " + std::to_string(request.page_size()) + " is above " +
                                std::to_string(PageRequest::kSizeMax));
  }
  if (request.page_size() > 0) page.size = request.page_size();
  const Result<std::uint64_t> cursor = DecodePageToken(request.page_token(), listing);
  if (!cursor.ok()) return cursor.status();
  page.cursor = *cursor;
  return page;
}

}  // namespace annuaire::grpc_front
