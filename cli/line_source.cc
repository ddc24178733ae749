#include "cli/line_source.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kReadOctets = std::size_t{256} << 10;

// UTF-16 without a byte-order mark: letters of Latin, and the ends of empty lines before them,
// have a zero before or after them.
bool BeginsWithEverySecondZero(std::string_view text) {
  using std::string_view_literals::operator""sv;
  const std::size_t letter = text.find_first_not_of("\r\n\0"sv);
  text = text.substr(0, text.find('\n', letter));
  if (text.size() < 4) return false;
  for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
    bool all = true;
    for (std::size_t at = first; at < text.size(); at += 2) all = all && text[at] == '\0';
    if (all) return true;
  }
  return false;
}

}  // namespace

Result<LineSource> LineSource::Open(const std::string& path, LongLines long_lines) {
  const bool standard = path == "-";
  std::FILE* file = standard ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return InvalidArgumentError("cannot open " + path + ": " + std::strerror(errno));
  }
  LineSource source(file, standard ? "standard input" : path, long_lines);
  struct stat facts {};
  if (fstat(fileno(file), &facts) == 0 && S_ISREG(facts.st_mode)) {
    source.octets_ = static_cast<std::uint64_t>(facts.st_size);
  }
  return source;
}

LineSource::Wake::Wake() : fd_(eventfd(0, EFD_CLOEXEC)) {}
LineSource::Wake::~Wake() {
  if (fd_ >= 0) close(fd_);
}

void LineSource::Interrupt() { eventfd_write(interrupt_->fd(), 1); }

bool LineSource::AwaitInput() const {
  std::array<pollfd, 2> fds = {pollfd{fileno(file_.get()), POLLIN, 0},
                               pollfd{interrupt_->fd(), POLLIN, 0}};
  while (poll(fds.data(), fds.size(), -1) < 0 && errno == EINTR) {
  }
  return fds[1].revents == 0;
}

// Reads once more; false at the end and after a failure.
bool LineSource::Fill() {
  if (!AwaitInput()) {
    start_ = buffer_.size();
    ended_ = true;
    return false;
  }
  buffer_.erase(0, std::exchange(start_, 0));
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + kReadOctets);
  ssize_t got = 0;
  do {
    got = ::read(fileno(file_.get()), buffer_.data() + kept, kReadOctets);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    status_ = InvalidArgumentError("cannot read " + name_ + ": " + std::strerror(errno));
  }
  buffer_.resize(kept + static_cast<std::size_t>(got > 0 ? got : 0));
  ended_ = got <= 0;
  return !ended_;
}

bool LineSource::Refuse(const std::string& why) {
  status_ = InvalidArgumentError(why);
  ended_ = true;
  start_ = buffer_.size();
  return false;
}

std::size_t LineSource::PieceOctets() const {
  const std::size_t last = Left().substr(0, kLineOctetsMax).find_last_of(" \t,;<>\"");
  return last == std::string_view::npos ? kLineOctetsMax : last + 1;
}

bool LineSource::Next(std::string_view& line) {
  std::size_t scanned = 0;
  std::size_t end = Left().find('\n');
  while (end == std::string_view::npos && !ended_ && scanned <= kLineOctetsMax) {
    scanned = Left().size();
    if (scanned <= kLineOctetsMax && Fill()) end = Left().find('\n', scanned);
  }
  if (!status_.ok()) return false;
  if (end == std::string_view::npos && Left().empty()) return false;
  if (!within_line_) ++line_number_;
  const bool in_pieces = end == std::string_view::npos && !ended_;  // there is more of it
  if (in_pieces && long_lines_ == LongLines::kRefused) {
    return Refuse(Where() + ": a line of more than " + std::to_string(kLineOctetsMax) +
                  " bytes; is this a text file?");
  }
  if (in_pieces) end = PieceOctets();
  end = std::min(end, Left().size());
  line = Left().substr(0, end);
  const bool first = line_number_ == 1 && !within_line_;
  if (first && (IsUtf16(line) || BeginsWithEverySecondZero(Left()))) {
    return Refuse(name_ +
                  " is UTF-16: save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8");
  }
  const std::size_t used = in_pieces ? end : std::min(end + 1, Left().size());
  start_ += used;
  octets_handed_out_ += used;
  within_line_ = in_pieces;
  if (first && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

bool LineSource::HasText() const {
  const std::size_t text = Left().find_first_not_of(" \t\r\n");
  return text != std::string_view::npos && Left().find('\n', text) != std::string_view::npos;
}

std::string LineSource::WhereIs(std::uint64_t line_number) const {
  return name_ + ":" + std::to_string(line_number);
}

}  // namespace annuaire::cli
