#include "audit/guideline_record.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "parser/guideline_grades.h"

namespace claimassay {

namespace {

std::string_view strength_word(RecommendationStrength strength) {
  switch (strength) {
    case RecommendationStrength::strong: return "strong";
    case RecommendationStrength::conditional: return "conditional";
    default: return "";
  }
}

/// "Limited; Low": the guideline's own words, strength first, as its tables print them.
std::string own_words(const Recommendation& recommendation) {
  std::string words(trim(recommendation.strength_words));
  const std::string_view certainty = trim(recommendation.certainty_words);
  if (!words.empty() && !certainty.empty() && words != certainty) words += "; ";
  if (words != certainty) words += certainty;
  return words;
}

/// The stars are no part of the words that were read; they stand in the lines below the recommendation.
std::string stars_below(const std::string& text, const std::string& recommendation) {
  constexpr std::size_t most_lines = 6;
  const std::size_t at = text.find(recommendation);
  if (at == std::string::npos) return "";
  std::string_view rest = std::string_view(text).substr(at + recommendation.size());
  for (std::size_t line = 0; line < most_lines && !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (std::string said = stars_against_word(rest.substr(0, end)); !said.empty()) return said;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return "";
}

}  // namespace

void read_guideline_summary(const Guideline& guideline, CitedRecord& cited) {
  Citation record;
  record.title = guideline.title;
  record.doi = guideline.doi;
  record.published.year = guideline.year;
  cited.guideline_summary = true;
  cited.study.design = Design::guideline;
  std::string text;
  for (const Recommendation& recommendation : guideline.recommendations) {
    const std::string_view said = trim(recommendation.text);
    if (said.empty()) continue;
    if (!text.empty()) text += '\n';
    StatedGradeMention mention;
    mention.grade = recommendation.certainty;
    mention.scheme = recommendation.scheme;
    mention.strength = strength_word(recommendation.strength);
    // Without a word for certainty there is no grade that could be in an unnamed scheme.
    const bool worded = recommendation.certainty || !recommendation.certainty_words.empty();
    mention.words = {worded ? own_words(recommendation) : "", {text.size(), text.size() + said.size()}};
    text += said;
    cited.disagree.push_back(stars_below(guideline.text, recommendation.text));
    cited.study.declared_grades.push_back(std::move(mention));
    cited.against.push_back(recommendation.direction == RecommendationDirection::against);
  }
  // Spans above count in this text; an abstract of one part without a label is that part.
  cited.abstract = text;
  if (!text.empty()) record.abstract.push_back({"", "", std::move(text)});
  cited.record = std::move(record);
}

}  // namespace claimassay
