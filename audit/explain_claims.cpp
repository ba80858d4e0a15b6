#include "audit/explain_claims.h"

#include <charconv>

#include "audit/grade_claims.h"
#include "grading/explain.h"
#include "grading/why_not.h"

namespace claimassay {

namespace {

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// The claim that stands there; else the first that begins on that line.
std::optional<std::size_t> claim_at(const ArticleAppraisal& appraisal, std::size_t line, std::size_t column) {
  const LineIndex lines(appraisal.article.source());
  std::optional<std::size_t> on_line;
  for (std::size_t i = 0; i < appraisal.claims.size(); ++i) {
    const Span span = appraisal.claims[i].claim.span;
    const LineColumn begin = lines.locate(span.begin), end = lines.locate(span.end);
    const std::pair at(line, column);
    const std::pair<std::size_t, std::size_t> from(begin.line, begin.column), to(end.line, end.column);
    if (from <= at && at < to) return i;
    if (from.first == line && !on_line) on_line = i;
  }
  return on_line;
}

}  // namespace

std::optional<std::size_t> find_claim(const ArticleAppraisal& appraisal, const std::string& which) {
  if (const std::size_t colon = which.find(':'); colon != std::string::npos) {
    const auto line = whole_number(std::string_view(which).substr(0, colon));
    const auto column = whole_number(std::string_view(which).substr(colon + 1));
    return line && column ? claim_at(appraisal, *line, *column) : std::nullopt;
  }
  for (std::size_t i = 0; i < appraisal.claims.size(); ++i) {
    if (appraisal.claims[i].claim.key == which) return i;
  }
  const auto number = whole_number(which);
  if (!number || *number == 0 || *number > appraisal.claims.size()) return std::nullopt;
  return *number - 1;
}

std::vector<ClaimExplanation> explain_claims(const rules::Pack& pack, const ArticleAppraisal& appraisal,
                                             const ExplainOptions& options) {
  std::vector<ClaimExplanation> out;
  ClaimReader reader(appraisal, options.as_of);
  for (const std::size_t place : options.claims) {
    const AppraisedClaim& claim = appraisal.claims[place];
    ClaimToGrade read = reader.read(claim);
    read.context.audience = options.audience;
    const auto asked = [&](const rules::Pack& by, const Graded& graded, std::optional<Certainty> wanted) {
      std::optional<WhyNot> why;
      if (wanted) why = why_not(by, claim.claim, read.context, read.cited, {}, graded, *wanted);
      return why;
    };
    Graded graded = grade(pack, claim.claim, read.context, read.cited);
    std::optional<WhyNot> why = asked(pack, graded, options.why_not);
    ClaimExplanation made = explain(claim.claim, std::move(graded));
    if (options.scheme) {
      Graded other = grade(*options.scheme, claim.claim, read.context, read.cited);
      std::optional<WhyNot> why_other = asked(*options.scheme, other, options.why_not_in_scheme);
      made.in_scheme = explain_grade(std::move(other));
      made.in_scheme->why_not = std::move(why_other);
    }
    made.number = place + 1;
    made.references = claim.references;
    made.support = read.support;
    made.with_reasons = options.reasons;
    made.why_not = std::move(why);
    out.push_back(std::move(made));
  }
  return out;
}

}  // namespace claimassay
