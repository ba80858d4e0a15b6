#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "audit/reference_findings.h"
#include "citations/numbering.h"
#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t window = 400;  // bytes on either side of a marker in which its sentence is looked for

/// The sentence around a marker, found in a window: one paragraph of 100 MB with a million markers stays linear.
std::string_view sentence_around(const Article& article, const CitationMarker& marker) {
  const std::string_view text = article.source().text;
  Span block{0, text.size()};
  if (marker.block < article.document.blocks.size()) block = article.document.blocks[marker.block].span;
  std::size_t begin = std::max(block.begin, marker.span.begin > window ? marker.span.begin - window : 0);
  std::size_t end = std::min({block.end, marker.span.end + window, text.size()});
  while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  while (end < text.size() && end > begin && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  const std::string_view around = text.substr(begin, end - begin);
  for (const Span& sentence : sentences(around)) {
    if (begin + sentence.end >= marker.span.end) return around.substr(sentence.begin, sentence.size());
  }
  return around;
}

bool mentions_retraction(std::string_view text) { return fold(text).find("retract") != std::string::npos; }

bool is_retracted(const ResolvedReference& reference) {
  return reference.status.checked && reference.status.status == RecordStatus::retracted;
}

/// Numbers of retracted references that are cited as such: the entry says so, or every sentence that cites it. One pass over
/// the markers, however many references there are.
std::set<int> cited_as_retracted(const Article& article, const std::vector<ResolvedReference>& references) {
  std::set<int> retracted, said_in_list;
  for (const ResolvedReference& reference : references) {
    if (!is_retracted(reference)) continue;
    retracted.insert(reference.number);
    if (reference.entry && mentions_retraction(reference.entry->text)) said_in_list.insert(reference.number);
  }
  if (retracted.empty()) return {};
  std::set<int> said, not_said;
  for (const CitationMarker& marker : article.markers) {
    std::optional<bool> says;
    for (int number : marker.numbers) {
      if (!retracted.contains(number)) continue;
      if (!says) says = mentions_retraction(sentence_around(article, marker));
      (*says ? said : not_said).insert(number);
    }
  }
  for (int number : not_said) said.erase(number);
  said.merge(said_in_list);
  return said;
}

Scope source_facts(const ResolvedReference& reference, const std::set<int>& said_to_be_retracted) {
  Scope source;
  source.kind = ScopeKind::source;
  source.id = stable_id(reference);
  source.set("source.number", static_cast<double>(reference.number), FactOrigin::read);
  source.set("source.cited", static_cast<double>(reference.cited), FactOrigin::derived);
  source.set("source.resolution", std::string(word(reference.resolution)), FactOrigin::derived);
  if (reference.status.checked) {
    source.set("source.status", std::string(word(reference.status.status)), FactOrigin::indexed);
  } else {
    source.set_unknown("source.status", reference.because);
  }
  if (reference.title_similarity >= 0) {
    source.set("source.title_similarity", reference.title_similarity, FactOrigin::derived);
  } else {
    source.set_unknown("source.title_similarity", "no titles to compare");
  }
  if (reference.resolution == Resolution::found) {
    source.set("source.identifiers_agree", reference.identifier_conflict.empty(), FactOrigin::derived);
  } else {
    source.set_unknown("source.identifiers_agree", reference.because);
  }
  if (is_retracted(reference)) {
    source.set("source.cited_as_retracted", said_to_be_retracted.contains(reference.number), FactOrigin::read);
  }
  return source;
}

}  // namespace

Scope reference_facts(const Article& article, const std::vector<ResolvedReference>& references) {
  Scope facts;
  facts.kind = ScopeKind::article;
  const std::set<int> said_to_be_retracted = cited_as_retracted(article, references);
  bool listed = false;
  for (const ResolvedReference& reference : references) {
    listed |= reference.entry.has_value();
    facts.inside.push_back(source_facts(reference, said_to_be_retracted));
  }
  TextSet problems;
  for (const NumberingProblem& problem : numbering_problems(article, references)) problems.push_back(problem.kind);
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  facts.set("article.markers", static_cast<double>(article.markers.size()), FactOrigin::read);
  facts.set("article.has_references", listed, FactOrigin::read);
  facts.set("article.numbering_problems", problems, FactOrigin::derived);
  facts.set("article.banner_contradictory", article.banner.contradictory, FactOrigin::read);
  return facts;
}

}  // namespace claimassay
