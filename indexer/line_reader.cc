#include "indexer/line_reader.h"

namespace annuaire::indexer {

bool LineReader::Next() {
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos) return NextAcrossChunks();
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  ++line_number_;
  return true;
}

bool LineReader::NextAcrossChunks() {
  if (!status_.ok()) return false;
  carried_.assign(rest_);
  rest_ = {};
  while (true) {
    const std::span<const char> chunk = source_();
    const std::string_view bytes(chunk.data(), chunk.size());
    const std::size_t end = bytes.find('\n');
    carried_.append(bytes.substr(0, end));
    if (carried_.size() > kLineBytesMax) {
      status_ =
          ResourceExhaustedError("line " + std::to_string(line_number_ + 1) + " is longer than " +
                                 std::to_string(kLineBytesMax) + " bytes");
      return false;
    }
    if (end != std::string_view::npos) {
      rest_ = bytes.substr(end + 1);
      break;
    }
    if (bytes.empty()) {
      if (carried_.empty()) return false;
      break;
    }
  }
  line_ = carried_;
  ++line_number_;
  return true;
}

}  // namespace annuaire::indexer
