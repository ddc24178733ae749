#include "cli/unfolded_lines.h"

#include <utility>

#include "directory/base/fold.h"

namespace annuaire::cli {
namespace {

bool Is(std::string_view line, std::string_view wanted) {
  return line.size() >= wanted.size() && FoldAddress(line) == wanted;
}

bool GoesOn(std::string_view line) {
  return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

}  // namespace

bool UnfoldedLines::Next(std::string_view& line) {
  if (std::exchange(vcard_ended_, false)) in_vcard_ = false;
  if (ahead_) {
    unfolded_.swap(ahead_->text);
    line_number_ = ahead_->number;
    ahead_.reset();
  } else {
    if (!source_.Next(line)) return false;
    line_number_ = source_.line_number();
    in_vcard_ = in_vcard_ || Is(line, "begin:vcard");
    if (!in_vcard_) return true;
    unfolded_.assign(line);
  }
  vcard_ended_ = Is(unfolded_, "end:vcard");
  std::string_view next;
  while (!vcard_ended_ && source_.Next(next)) {
    if (!GoesOn(next)) {
      ahead_ = {std::string(next), source_.line_number()};
      break;
    }
    // What goes on longer than a line may is a picture.
    if (unfolded_.size() < LineSource::kLineOctetsMax) unfolded_.append(next.substr(1));
  }
  line = unfolded_;
  return true;
}

}  // namespace annuaire::cli
