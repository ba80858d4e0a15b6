#include "parser/stated.h"

#include <algorithm>
#include <array>

#include "parser/claim_words.h"
#include "parser/phrases.h"

namespace claimassay {

namespace {

using namespace claim_words;

bool question(std::string_view sentence) {
  return sentence.ends_with("?") || sentence.ends_with("?\"") || sentence.ends_with("?)") ||
         sentence.ends_with("?\u201D");
}

/// The whole sentence stands in quotation marks: somebody else's words.
bool quotation(std::string_view sentence) {
  if (sentence.size() <= 6) return false;
  const bool curly = sentence.starts_with("\u201C") && (sentence.ends_with("\u201D") || sentence.ends_with("\u201D."));
  return curly;
}

/// The first word sets aside what stands before the first comma: a condition, or a belief that the rest rebuts.
bool opens_aside(const LexToken& first) {
  constexpr std::array<std::string_view, 5> words = {"if", "when", "contrary", "despite", "unless"};
  return std::find(words.begin(), words.end(), written(first)) != words.end();
}

bool concedes(const LexToken& first) {
  constexpr std::array<std::string_view, 7> words = {"although", "though",   "even though", "while",
                                                     "despite",  "contrary", "whereas"};
  return std::find(words.begin(), words.end(), written(first)) != words.end();
}

bool contrasts(const LexToken& token) {
  constexpr std::array<std::string_view, 6> words = {"but", "however", "although", "though", "whereas", "yet"};
  return std::find(words.begin(), words.end(), written(token)) != words.end();
}

}  // namespace

Stated::Stated(const Wording& wording, std::string_view text, Span sentence, const std::vector<LexToken>& tokens)
    : sentence_(sentence), writer_from_(sentence.begin) {
  const std::string_view words = text.substr(sentence.begin, sentence.size());
  nothing_ = tokens.empty() || question(words) || quotation(words) || wording.has(SentenceRole::registry);
  if (nothing_) return;
  research_ = wording.roles(SentenceRole::research);
  method_ = wording.roles(SentenceRole::method);
  concludes_ = wording.has(SentenceRole::conclusion);
  opening_aside_ = opens_aside(tokens.front());
  for (std::size_t at = sentence.begin; at < sentence.end && (opening_aside_ || !research_.empty()); ++at) {
    if (text[at] == ',' || text[at] == ';') boundaries_.push_back(at);
    if (text[at] == ';') semicolons_.push_back(at);
  }
  find_writer(wording, tokens);
}

/// "The makers say that X cures colds, but a trial found no effect": the writer speaks from "but" on. "Although X is said to
/// cure colds, it ...": from the comma on.
void Stated::find_writer(const Wording& wording, const std::vector<LexToken>& tokens) {
  const Span others = wording.role(SentenceRole::attributed);
  if (others.empty()) return;
  const bool first = concedes(tokens.front());
  const auto begin = std::find_if(tokens.begin(), tokens.end(), [&](const LexToken& token) {
    if (token.span.begin + sentence_.begin < others.end) return false;
    return first ? token.symbol == ',' : contrasts(token);
  });
  if (begin == tokens.end()) nothing_ = true;
  else writer_from_ = begin->span.begin + sentence_.begin;
}

bool Stated::between(const std::vector<std::size_t>& marks, std::size_t begin, std::size_t end) {
  const auto mark = std::lower_bound(marks.begin(), marks.end(), begin);
  return mark != marks.end() && *mark < end;
}

bool Stated::operator()(Span predicate) const {
  if (predicate.begin < writer_from_) return false;
  // "If X reduces Y, ask": a condition is not stated.
  if (opening_aside_ && !between(boundaries_, sentence_.begin, predicate.begin)) return false;
  if (!research_.empty()) {
    // "X helps, but further trials are needed": what stands before the comma is a finding. Only the neighbours on
    // either side can be near enough to matter; those beyond stand behind the same comma.
    const auto after = std::lower_bound(research_.begin(), research_.end(), predicate.end,
                                        [](Span role, std::size_t at) { return role.begin < at; });
    if (after != research_.end() && !between(boundaries_, predicate.end, after->begin)) return false;
    if (after != research_.begin() && !between(semicolons_, (after - 1)->end, predicate.begin)) return false;
  }
  for (const Span role : method_) {
    if (predicate.begin >= role.begin || role.begin < sentence_.begin + 60) return concludes_;
  }
  return true;
}

}  // namespace claimassay
