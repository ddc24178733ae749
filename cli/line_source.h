// A LineSource hands out the lines of a text file, or of standard input ("-"),
// one by one, with their place for messages.
//
// Line ends may be LF or CRLF, the last may lack one; a byte-order mark is
// dropped; UTF-16, by its mark or its zeros, is refused. Lines are bytes: whoever needs UTF-8
// checks it. One thread, but for Interrupt().
//
// Example:
//
//   Result<LineSource> source = LineSource::Open("addresses.txt");
//   if (!source.ok()) return source.status();
//   for (std::string_view line; source->Next(line);) Use(line);
//   RETURN_IF_ERROR(source->status());

#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "directory/base/result.h"

namespace annuaire::cli {

class LineSource {
 public:
  static constexpr std::size_t kLineOctetsMax = std::size_t{1} << 20;

  // A line of more than kLineOctetsMax is an error, or handed out in pieces, cut where words end.
  enum class LongLines { kRefused, kInPieces };

  // kInvalidArgument, naming the file and the reason, when it cannot be opened.
  static Result<LineSource> Open(const std::string& path,
                                 LongLines long_lines = LongLines::kRefused);

  // False at the end and after a failure; see status(). The line holds until
  // the next call.
  bool Next(std::string_view& line);
  // kInvalidArgument when the file cannot be read, is UTF-16, or a line is too long, unless it is
  // handed out in pieces.
  const Status& status() const { return status_; }

  // From any thread: no more lines are wanted. Next(), be it waiting for input, returns false.
  void Interrupt();

  // "addresses.txt:12" of the line handed out last.
  std::string Where() const { return WhereIs(line_number_); }
  std::string WhereIs(std::uint64_t line_number) const;
  std::uint64_t line_number() const { return line_number_; }
  // True when another line that is not blank can be had without waiting for input.
  bool HasText() const;

  // 0 when unknown: a pipe.
  std::uint64_t octets() const { return octets_; }
  std::uint64_t octets_handed_out() const { return octets_handed_out_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const {
      if (file != stdin) std::fclose(file);
    }
  };

  // Turns readable once, for good.
  class Wake {
   public:
    Wake();
    Wake(const Wake&) = delete;
    Wake& operator=(const Wake&) = delete;
    ~Wake();

    int fd() const { return fd_; }

   private:
    int fd_;
  };

  LineSource(std::FILE* file, std::string name, LongLines long_lines)
      : file_(file),
        name_(std::move(name)),
        long_lines_(long_lines),
        interrupt_(std::make_unique<Wake>()) {}

  // Waits for input; false when interrupted.
  bool AwaitInput() const;
  bool Fill();
  // Says why the file is not read any further; false.
  bool Refuse(const std::string& why);
  // Of what is left, which has no line's end, a piece that ends with a word if any does.
  std::size_t PieceOctets() const;
  std::string_view Left() const { return std::string_view(buffer_).substr(start_); }

  std::unique_ptr<std::FILE, Close> file_;
  std::string name_;
  LongLines long_lines_;
  std::unique_ptr<Wake> interrupt_;
  std::string buffer_;
  std::size_t start_ = 0;  // of what is not handed out yet
  bool ended_ = false;
  bool within_line_ = false;  // a piece of it was handed out
  std::uint64_t line_number_ = 0;
  std::uint64_t octets_ = 0;
  std::uint64_t octets_handed_out_ = 0;
  Status status_;
};

}  // namespace annuaire::cli
