// Output files: plain, alone in a .gz, or several in one .zip.
//
// Everything is streamed through a 1 MiB buffer. Times inside archives are the
// extract's own, so that equal data makes equal bytes. The first failure is
// kept and returned by Close(); nothing after it is written. Not thread-safe.
//
// Example:
//
//   OutputFolder folder(directory, OutputFolder::Form::kPacked, kExtractTime);
//   auto zip = folder.Zip("PS_LibreAcces_202611200300.zip");
//   zip->Begin("PS_LibreAcces_SavoirFaire_202611200300.txt");
//   zip->Append(line);
//   RETURN_IF_ERROR(zip->Close());

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "directory/base/status.h"

namespace annuaire::synth {

class Output {
 public:
  virtual ~Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Ends the file before, if any, and begins the next one.
  virtual void Begin(const std::string& name) = 0;
  void Append(std::string_view text);
  Status Close();

  std::uint64_t bytes() const { return bytes_; }

 protected:
  Output() = default;
  void Flush();
  virtual Status Write(std::string_view text) = 0;
  virtual Status Finish() = 0;
  Status status_;

 private:
  std::string buffer_;
  std::uint64_t bytes_ = 0;
};

class OutputFolder {
 public:
  enum class Form : std::uint8_t { kPacked, kPlain };

  OutputFolder(std::string directory, Form form, std::int64_t unix_time)
      : directory_(std::move(directory)), form_(form), unix_time_(unix_time) {}

  // A .zip of several files; when plain, the files themselves.
  std::unique_ptr<Output> Zip(const std::string& name) const;
  // One file as "name.gz"; when plain, as "name".
  std::unique_ptr<Output> Gzip(const std::string& name) const;
  // One file, never compressed.
  std::unique_ptr<Output> Plain(const std::string& name) const;

 private:
  std::string directory_;
  Form form_;
  std::int64_t unix_time_;
};

}  // namespace annuaire::synth
