#include "bench/synth/output.h"

#include <archive.h>
#include <archive_entry.h>

#include <fstream>
#include <utility>

namespace annuaire::synth {
namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

class PlainOutput final : public Output {
 public:
  explicit PlainOutput(std::string directory) : directory_(std::move(directory)) {}

  void Begin(const std::string& name) override {
    Flush();
    if (file_.is_open()) file_.close();
    file_.open(directory_ + '/' + name, std::ios::binary | std::ios::trunc);
    if (!file_ && status_.ok()) {
      status_ = FailedPreconditionError("cannot write " + directory_ + '/' + name);
    }
  }

 private:
  Status Write(std::string_view text) override {
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    return file_ ? OkStatus() : FailedPreconditionError("cannot write to " + directory_);
  }
  Status Finish() override {
    file_.close();
    return file_ ? OkStatus() : FailedPreconditionError("cannot write to " + directory_);
  }

  std::string directory_;
  std::ofstream file_;
};

class ArchiveOutput final : public Output {
 public:
  enum class Kind : std::uint8_t { kZip, kGzip };

  ArchiveOutput(const std::string& path, Kind kind, std::int64_t unix_time)
      : path_(path), unix_time_(unix_time), archive_(archive_write_new()) {
    archive* a = archive_.get();
    if (kind == Kind::kZip) {
      Check(archive_write_set_format_zip(a));
      Check(archive_write_set_options(a, "zip:compression-level=4"));
    } else {
      Check(archive_write_set_format_raw(a));
      Check(archive_write_add_filter_gzip(a));
      Check(archive_write_set_options(a, "gzip:!timestamp,gzip:compression-level=4"));
    }
    Check(archive_write_open_filename(a, path.c_str()));
  }

  void Begin(const std::string& name) override {
    Flush();
    std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                   archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), unix_time_, 0);
    Check(archive_write_header(archive_.get(), entry.get()));
  }

 private:
  Status Write(std::string_view text) override {
    if (archive_write_data(archive_.get(), text.data(), text.size()) < 0) Check(ARCHIVE_FATAL);
    return status_;
  }
  Status Finish() override {
    Check(archive_write_close(archive_.get()));
    return status_;
  }

  void Check(int code) {
    if (code == ARCHIVE_OK || !status_.ok()) return;
    const char* reason = archive_error_string(archive_.get());
    status_ = FailedPreconditionError("cannot write " + path_ + ": " +
                                      (reason == nullptr ? "unknown reason" : reason));
  }

  std::string path_;
  std::int64_t unix_time_;
  struct Free {
    void operator()(archive* a) const { archive_write_free(a); }
  };
  std::unique_ptr<archive, Free> archive_;
};

}  // namespace

void Output::Append(std::string_view text) {
  bytes_ += text.size();
  buffer_.append(text);
  if (buffer_.size() >= kBufferBytes) Flush();
}

void Output::Flush() {
  if (status_.ok() && !buffer_.empty()) status_ = Write(buffer_);
  buffer_.clear();
}

Status Output::Close() {
  Flush();
  if (status_.ok()) status_ = Finish();
  return status_;
}

std::unique_ptr<Output> OutputFolder::Zip(const std::string& name) const {
  if (form_ == Form::kPlain) return std::make_unique<PlainOutput>(directory_);
  return std::make_unique<ArchiveOutput>(directory_ + '/' + name, ArchiveOutput::Kind::kZip,
                                         unix_time_);
}

std::unique_ptr<Output> OutputFolder::Gzip(const std::string& name) const {
  if (form_ == Form::kPlain) {
    auto output = std::make_unique<PlainOutput>(directory_);
    output->Begin(name);
    return output;
  }
  auto output = std::make_unique<ArchiveOutput>(directory_ + '/' + name + ".gz",
                                                ArchiveOutput::Kind::kGzip, unix_time_);
  output->Begin(name);
  return output;
}

std::unique_ptr<Output> OutputFolder::Plain(const std::string& name) const {
  auto output = std::make_unique<PlainOutput>(directory_);
  output->Begin(name);
  return output;
}

}  // namespace annuaire::synth
