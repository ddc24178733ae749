#include "directory/extract/white_list.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <utility>

#include "directory/base/fold.h"

namespace annuaire {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{256} << 20;
constexpr std::size_t kFieldBytesMax = std::size_t{64} << 10;
constexpr int kDepthMax = 32;

// libxml2 pulls its input through here.
struct Input {
  const ChunkSource* source = nullptr;
  std::span<const char> chunk;
  std::size_t bytes = 0;
  bool too_large = false;

  static int Read(void* context, char* buffer, int length) {
    auto* input = static_cast<Input*>(context);
    if (input->chunk.empty()) input->chunk = (*input->source)();
    const std::size_t count = std::min(input->chunk.size(), static_cast<std::size_t>(length));
    input->bytes += count;
    if (input->bytes > kFileBytesMax) {
      input->too_large = true;
      return -1;
    }
    if (count > 0) std::memcpy(buffer, input->chunk.data(), count);
    input->chunk = input->chunk.subspan(count);
    return static_cast<int>(count);
  }
};

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

// Follows the reader through the document and gathers one <Domaine> at a time.
class Walk {
 public:
  explicit Walk(const WhiteListSink& sink) : sink_(sink) {}

  Status Visit(xmlTextReader* reader) {
    const int depth = xmlTextReaderDepth(reader);
    if (depth > kDepthMax) return InvalidArgumentError("white list: elements nested too deep");
    switch (xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_DOCUMENT_TYPE:
        return InvalidArgumentError("white list: a DOCTYPE is refused");
      case XML_READER_TYPE_ELEMENT:
        return Open(View(xmlTextReaderConstLocalName(reader)), depth,
                    xmlTextReaderIsEmptyElement(reader) == 1);
      case XML_READER_TYPE_END_ELEMENT:
        return Close(depth);
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return Text(View(xmlTextReaderConstValue(reader)));
      default:
        return OkStatus();
    }
  }

  bool saw_root() const { return saw_root_; }
  WhiteListSummary TakeSummary() { return std::move(summary_); }

 private:
  static constexpr int kEntryDepth = 2;

  Status Open(std::string_view name, int depth, bool empty) {
    if (depth == 0) {
      if (name != "ListeBlancheMSSante") {
        return FailedPreconditionError("not a white list: the root element is another");
      }
      saw_root_ = true;
    } else if (depth == 1) {
      in_list_ = name == "ListeDomaines" && !empty;
      if (name == "DateDeGeneration" && !empty) Gather(summary_.generated_at, depth);
    } else if (depth == kEntryDepth) {
      in_entry_ = in_list_ && name == "Domaine";
      for (std::string* field : {&name_, &description_, &dn_, &updated_at_}) field->clear();
      if (in_entry_ && empty) return Emit();
    } else if (depth == kEntryDepth + 1 && in_entry_ && !empty) {
      if (name == "Nom") Gather(name_, depth);
      if (name == "Description") Gather(description_, depth);
      if (name == "DNCertificatOperateur") Gather(dn_, depth);
      if (name == "DateMAJ") Gather(updated_at_, depth);
    }
    return OkStatus();
  }

  void Gather(std::string& field, int depth) {
    field.clear();
    field_ = &field;
    field_depth_ = depth;
  }

  Status Text(std::string_view text) {
    if (field_ == nullptr) return OkStatus();
    if (field_->size() + text.size() > kFieldBytesMax) {
      return ResourceExhaustedError("white list: a field is longer than 64 KiB");
    }
    field_->append(text);
    return OkStatus();
  }

  Status Close(int depth) {
    if (depth == field_depth_) {
      field_ = nullptr;
      field_depth_ = -1;
    }
    if (depth == kEntryDepth && in_entry_) return Emit();
    if (depth == 1) in_list_ = false;
    return OkStatus();
  }

  Status Emit() {
    in_entry_ = false;
    const std::string name = FoldAddress(WithSingleBlanks(name_));
    if (name.empty()) {
      ++summary_.entries_without_name;
      return OkStatus();
    }
    ++summary_.entries;
    const std::string description = WithSingleBlanks(description_);
    const DistinguishedName dn = ParseDistinguishedName(WithSingleBlanks(dn_));
    const std::string updated_at = WithSingleBlanks(updated_at_);
    return sink_({name,
                  {.description = description,
                   .operator_name = dn.organization,
                   .operator_unit = dn.unit,
                   .operator_common_name = dn.common_name,
                   .updated_at = updated_at}});
  }

  const WhiteListSink& sink_;
  WhiteListSummary summary_;
  bool saw_root_ = false;
  bool in_list_ = false;
  bool in_entry_ = false;
  std::string* field_ = nullptr;  // where text goes now; null outside the wanted elements
  int field_depth_ = -1;
  std::string name_;
  std::string description_;
  std::string dn_;
  std::string updated_at_;
};

void AssignPart(DistinguishedName& dn, std::string_view part) {
  const auto equals = part.find('=');
  if (equals == std::string_view::npos) return;
  std::string key = FoldAddress(part.substr(0, equals));
  const std::string_view value = Trim(part.substr(equals + 1));
  const auto set = [&](std::string& field) {
    if (field.empty()) field = value;
  };
  if (key == "o") set(dn.organization);
  if (key == "ou") set(dn.unit);
  if (key == "cn") set(dn.common_name);
}

}  // namespace

DistinguishedName ParseDistinguishedName(std::string_view text) {
  DistinguishedName dn;
  std::string part;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      part.push_back(text[++i]);
    } else if (text[i] == ',') {
      AssignPart(dn, part);
      part.clear();
    } else {
      part.push_back(text[i]);
    }
  }
  AssignPart(dn, part);
  return dn;
}

Result<WhiteListSummary> ReadWhiteList(const ChunkSource& source, const WhiteListSink& sink) {
  Input input;
  input.source = &source;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForIO(&Input::Read, nullptr, &input, nullptr, nullptr,
                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  if (reader == nullptr) return InternalError("white list: libxml2 gives no reader");
  Walk walk(sink);
  int read = xmlTextReaderRead(reader.get());
  for (; read == 1; read = xmlTextReaderRead(reader.get())) {
    RETURN_IF_ERROR(walk.Visit(reader.get()));
  }
  if (input.too_large) return ResourceExhaustedError("white list: larger than 256 MiB");
  if (read < 0) {
    const int line = xmlTextReaderGetParserLineNumber(reader.get());
    return InvalidArgumentError("white list: malformed XML at line " + std::to_string(line));
  }
  if (!walk.saw_root()) return FailedPreconditionError("white list: no root element");
  WhiteListSummary summary = walk.TakeSummary();
  summary.generated_at = WithSingleBlanks(summary.generated_at);
  return summary;
}

}  // namespace annuaire
