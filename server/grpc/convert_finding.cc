#include "server/grpc/convert_finding.h"

#include "server/grpc/encode.h"

namespace annuaire::grpc_front {

v1::Severity ToProto(Severity severity) {
  switch (severity) {
    case Severity::kOk:
      return v1::SEVERITY_OK;
    case Severity::kInfo:
      return v1::SEVERITY_INFO;
    case Severity::kSuspect:
      return v1::SEVERITY_SUSPECT;
    case Severity::kViolation:
      return v1::SEVERITY_VIOLATION;
  }
  return v1::SEVERITY_OK;
}

v1::Severity ToSeverity(std::uint8_t stored) { return ToProto(static_cast<Severity>(stored)); }

void Encode(const Finding& finding, v1::Finding& out) {
  Set(out, &v1::Finding::mutable_rule, finding.rule_id);
  out.set_severity(ToProto(finding.severity));
  Set(out, &v1::Finding::mutable_message_fr, finding.message_fr);
  Set(out, &v1::Finding::mutable_message_en, finding.message_en);
  AddTexts(finding.tokens, *out.mutable_tokens());
  Set(out, &v1::Finding::mutable_basis, ToString(finding.basis));
}

void Encode(const Remark& remark, v1::Finding& out) {
  Set(out, &v1::Finding::mutable_rule, remark.rule_id);
  out.set_severity(ToSeverity(remark.severity));
  Set(out, &v1::Finding::mutable_message_fr, remark.message_fr);
  Set(out, &v1::Finding::mutable_message_en, remark.message_en);
  AddTexts(remark.tokens, *out.mutable_tokens());
  Set(out, &v1::Finding::mutable_basis, remark.basis);
}

void Encode(const Rule& rule, v1::Rule& out) {
  Set(out, &v1::Rule::mutable_id, rule.id);
  out.set_severity(ToProto(rule.severity));
  Set(out, &v1::Rule::mutable_text_fr, rule.text_fr);
  Set(out, &v1::Rule::mutable_text_en, rule.text_en);
  Set(out, &v1::Rule::mutable_remedy_fr, rule.remedy_fr);
  Set(out, &v1::Rule::mutable_remedy_en, rule.remedy_en);
  Set(out, &v1::Rule::mutable_source, rule.source);
  Set(out, &v1::Rule::mutable_source_date, rule.source_date);
}

}  // namespace annuaire::grpc_front
