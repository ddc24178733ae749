// A RejectLog writes the first rejected rows of an ingest to DIR/rejects.jsonl: one
// JSON object a line, at most kKeptPerKind of each kind and file.
//
//   {"file":"a.zip!b.txt","line":7,"field":2,"column":"Identifiant PP","kind":"blank person id"}
//
// Only places and kinds, never the row's text: a rejected row may hold a
// patient's number. Add() is safe from any thread; the rejects of one file are in
// order. What cannot be written is reported by Close().

#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::indexer {

inline constexpr std::string_view kRejectsFile = "rejects.jsonl";

struct Reject {
  std::string_view file;
  std::uint64_t line = 0;
  std::uint64_t field = 0;  // 0 when the whole line is meant
  std::string_view column;
  std::string_view kind;
};

class RejectLog {
 public:
  static constexpr std::uint64_t kKeptPerKind = 100;

  // Replaces the file.
  explicit RejectLog(std::string path);

  void Add(const Reject& reject);
  Status Close();

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::mutex mutex_;  // guards the next two
  std::ofstream out_;
  std::map<std::string, std::uint64_t, std::less<>> kept_;  // by file and kind
};

}  // namespace annuaire::indexer
