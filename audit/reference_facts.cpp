#include "audit/reference_findings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

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

/// Where an editor looks: at the citation in the text, at the entry, or at the title where there is neither. The first
/// citation of every number is looked up once, not per reference.
class Places {
 public:
  explicit Places(const Article& article) : article_(article) {
    for (const CitationMarker& marker : article.markers) {
      for (int number : marker.numbers) first_cited_.try_emplace(number, marker.span);
    }
  }

  std::vector<Quote> at(Span span) const { return {{"article", "", span, std::string(article_.source().view(span))}}; }
  std::vector<Quote> at_title() const { return at(article_.title_span); }
  /// An entry of a --refs file has no place in the article.
  std::vector<Quote> in_text(const ResolvedReference& reference) const {
    const auto cited = first_cited_.find(reference.number);
    if (cited != first_cited_.end()) return at(cited->second);
    return listed_here(reference) ? at(reference.entry->span) : at_title();
  }
  /// Where the reference itself has to be mended: its entry.
  std::vector<Quote> in_list(const ResolvedReference& reference) const {
    return listed_here(reference) ? at(reference.entry->span) : in_text(reference);
  }

 private:
  static bool listed_here(const ResolvedReference& reference) {
    return reference.entry && !reference.entry->from_refs_file;
  }

  const Article& article_;
  std::map<int, Span> first_cited_;
};

/// `the entry says "...", the record is "..."`; empty where the two agree or were not compared.
std::string title_conflict(const ResolvedReference& reference) {
  constexpr std::size_t most = 120;
  const bool compared = reference.title_similarity >= 0 && reference.entry && reference.record;
  if (!compared || reference.title_similarity >= same_title) return "";
  return "the entry says \"" + shorten(reference.entry->title, most) + "\", the record is \"" +
         shorten(reference.record->title, most) + "\"";
}

void set_identity(Scope& source, const ResolvedReference& reference) {
  source.set("source.resolution", std::string(word(reference.resolution)), FactOrigin::derived);
  source.set("source.unresolved_because", reference.because, FactOrigin::derived);
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
  const std::string titles = title_conflict(reference);
  if (!reference.identifier_conflict.empty()) {
    source.set("source.identity_conflict", reference.identifier_conflict, FactOrigin::derived);
  } else if (!titles.empty()) {
    source.set("source.identity_conflict", titles, FactOrigin::derived);
  }
}

Scope source_facts(const ResolvedReference& reference, const std::set<int>& said_to_be_retracted,
                   const Places& places) {
  Scope source;
  source.kind = ScopeKind::source;
  source.id = stable_id(reference);
  source.set("source.id", source.id, FactOrigin::derived);
  source.set("source.number", static_cast<double>(reference.number), FactOrigin::read);
  source.set("source.cited", static_cast<double>(reference.cited), FactOrigin::derived, places.in_text(reference));
  source.set("source.listed", reference.entry.has_value(), FactOrigin::read, places.in_list(reference));
  set_identity(source, reference);
  if (reference.record) source.set("source.title", reference.record->title, FactOrigin::indexed);
  if (reference.record && reference.record->year()) {
    source.set("source.year", static_cast<double>(reference.record->year()), FactOrigin::indexed);
  }
  source.set("source.status_checked", reference.status.checked, FactOrigin::derived);
  if (reference.status.checked) {
    source.set("source.status", std::string(word(reference.status.status)), FactOrigin::indexed);
    source.set("source.status_notice", in_words(reference.status), FactOrigin::indexed);
  } else {
    source.set_unknown("source.status", reference.because);
  }
  if (is_retracted(reference)) {
    source.set("source.cited_as_retracted", said_to_be_retracted.contains(reference.number), FactOrigin::read);
  }
  return source;
}

std::string in_words(const NumberingProblem& problem) {
  const std::string numbers = number_list(problem.numbers);
  if (problem.kind == "undefined") return "cited, but not in the list: " + numbers;
  if (problem.kind == "uncited") return "in the list, but not cited: " + numbers;
  if (problem.kind == "duplicate") return "used twice in the list: " + numbers;
  if (problem.kind == "gap") return "left out in the list: " + numbers;
  return "a range written backwards: " + problem.text;
}

/// The kinds of problem, for rules; all of them in words, for readers; and where the first of them is.
void set_numbering(Scope& facts, const Article& article, const std::vector<ResolvedReference>& references,
                   const Places& places) {
  constexpr std::size_t most = 12;
  TextSet kinds;
  std::string words;
  std::optional<Span> place;
  std::size_t shown = 0;
  const auto problems = numbering_problems(article, references);
  for (const NumberingProblem& problem : problems) {
    kinds.push_back(problem.kind);
    if (problem.span && (!place || problem.span->begin < place->begin)) place = problem.span;
    if (shown++ < most) words += (words.empty() ? "" : "; ") + in_words(problem);
  }
  if (problems.size() > most) words += "; and " + std::to_string(problems.size() - most) + " more";
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  facts.set("article.numbering_problems", kinds, FactOrigin::derived, places.at(place.value_or(article.title_span)));
  if (!words.empty()) facts.set("article.numbering_words", words, FactOrigin::derived);
}

void set_markers(Scope& facts, const Article& article, const Places& places) {
  std::vector<int> numbers;
  for (const CitationMarker& marker : article.markers)
    numbers.insert(numbers.end(), marker.numbers.begin(), marker.numbers.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  facts.set("article.markers", static_cast<double>(article.markers.size()), FactOrigin::read,
            article.markers.empty() ? places.at_title() : places.at(article.markers.front().span));
  facts.set("article.cited_numbers", number_list(numbers), FactOrigin::read);
}

/// The first statement that the page was reviewed and the first that it was not; the contradiction stands at whichever
/// comes first and quotes both.
void set_banner(Scope& facts, const Article& article, const Places& places) {
  const BannerStatement *done = nullptr, *open = nullptr;
  for (const BannerStatement& statement : article.banner.statements) {
    if (statement.listed) continue;
    const bool says_done = statement.state == BannerState::reviewed || statement.state == BannerState::approved;
    const BannerStatement*& slot = says_done ? done : open;
    if (!slot) slot = &statement;
  }
  std::vector<Quote> both;
  const auto set = [&](const char* name, const BannerStatement* statement) {
    if (!statement) return;
    const std::vector<Quote> place = places.at(statement->span);
    facts.set(name, "\"" + shorten(place.front().text, 80) + "\"", FactOrigin::read, place);
    both.insert(both.end(), place.begin(), place.end());
  };
  set("article.banner_reviewed", done);
  set("article.banner_pending", open);
  std::sort(both.begin(), both.end(), [](const Quote& a, const Quote& b) { return a.span.begin < b.span.begin; });
  facts.set("article.banner_contradictory", article.banner.contradictory, FactOrigin::read, both);
}

bool says_it_helps(const Claim& claim) {
  const bool changes = claim.direction == Direction::improves || claim.direction == Direction::decreases ||
                       claim.direction == Direction::increases;
  return claim.kind == ClaimKind::effect && changes && !claim.negated;
}

/// How often the article speaks of benefits and of harms.
void set_balance(Scope& facts, const Article& article, const std::vector<AppraisedClaim>& claims,
                 const Places& places) {
  if (claims.empty()) return;
  double benefits = 0, harms = 0;
  const Claim* first = nullptr;
  for (const AppraisedClaim& claim : claims) {
    harms += claim.claim.kind == ClaimKind::harm;
    if (!says_it_helps(claim.claim)) continue;
    ++benefits;
    if (!first) first = &claim.claim;
  }
  facts.set("article.benefit_claims", benefits, FactOrigin::read, first ? places.at(first->span) : places.at_title());
  facts.set("article.harm_claims", harms, FactOrigin::read);
  facts.set("article.text", article.source().text, FactOrigin::read);
}

}  // namespace

Scope reference_facts(const Article& article, const std::vector<ResolvedReference>& references,
                      const std::vector<AppraisedClaim>& claims) {
  Scope facts;
  facts.kind = ScopeKind::article;
  const Places places(article);
  const std::set<int> said_to_be_retracted = cited_as_retracted(article, references);
  bool listed = false;
  for (const ResolvedReference& reference : references) {
    listed |= reference.entry.has_value();
    facts.inside.push_back(source_facts(reference, said_to_be_retracted, places));
  }
  if (!article.citation.title.empty()) {
    facts.set("article.title", article.citation.title, FactOrigin::read, places.at_title());
  }
  facts.set("article.has_references", listed, FactOrigin::read);
  set_markers(facts, article, places);
  set_numbering(facts, article, references, places);
  set_banner(facts, article, places);
  set_balance(facts, article, claims, places);
  return facts;
}

}  // namespace claimassay
