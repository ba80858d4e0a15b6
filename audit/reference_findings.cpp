#include "audit/reference_findings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "citations/numbering.h"
#include "core/finding_table.h"
#include "core/text.h"

namespace claimassay {

namespace {

bool says(const Scope& scope, std::string_view name, std::string_view value) {
  const Fact* fact = scope.find(name);
  const std::string* text = fact ? std::get_if<std::string>(&fact->value) : nullptr;
  return text && *text == value;
}
bool is(const Scope& scope, std::string_view name, bool value) {
  const Fact* fact = scope.find(name);
  const bool* flag = fact ? std::get_if<bool>(&fact->value) : nullptr;
  return flag && *flag == value;
}
bool below(const Scope& scope, std::string_view name, double limit) {
  const Fact* fact = scope.find(name);
  const double* number = fact ? std::get_if<double>(&fact->value) : nullptr;
  return number && *number < limit;
}

void quote(Finding& finding, const Article& article, Span span) {
  finding.quotes.push_back({"article", "", span, std::string(article.source().view(span))});
}

/// Raises findings, and knows their places: the first citation of every number is looked up once, not per reference.
class Raiser {
 public:
  Raiser(const Article& article, std::vector<Finding>& out) : article_(article), out_(out) {
    for (const CitationMarker& marker : article.markers) {
      for (int number : marker.numbers) first_cited_.try_emplace(number, marker.span);
    }
  }

  Finding& raise(Finding finding, const ResolvedReference& reference) {
    finding.cited_id = stable_id(reference);
    return raise(std::move(finding));
  }
  Finding& raise(Finding finding) {
    if (!finding.span.empty()) quote(finding, article_, finding.span);
    stamp(finding);
    out_.push_back(std::move(finding));
    return out_.back();
  }

  /// Where an editor looks: at the citation in the text. An entry of a --refs file has no place in the article.
  Span place_in_text(const ResolvedReference& reference) const {
    const auto cited = first_cited_.find(reference.number);
    if (cited != first_cited_.end()) return cited->second;
    return reference.entry && !reference.entry->from_refs_file ? reference.entry->span : article_.title_span;
  }
  /// Where the reference itself has to be mended: its entry.
  Span place_in_list(const ResolvedReference& reference) const {
    const bool listed_here = reference.entry && !reference.entry->from_refs_file;
    return listed_here ? reference.entry->span : place_in_text(reference);
  }

 private:
  const Article& article_;
  std::vector<Finding>& out_;
  std::map<int, Span> first_cited_;
};

/// Family `reference`: the first that applies.
void raise_resolution(const Scope& source, const ResolvedReference& reference, Raiser& raiser) {
  const std::string number = std::to_string(reference.number);
  if (is(source, "source.identifiers_agree", false)) {
    raiser.raise(make_finding("id-mismatch", raiser.place_in_list(reference),
                              {{"number", number}, {"because", reference.identifier_conflict}}),
                 reference);
  } else if (below(source, "source.title_similarity", same_title)) {
    const std::string because = "the entry says \"" + shorten(reference.entry->title, 120) + "\", the record is \"" +
                                shorten(reference.record->title, 120) + "\"";
    raiser.raise(
        make_finding("id-mismatch", raiser.place_in_list(reference), {{"number", number}, {"because", because}}),
        reference);
  } else if (says(source, "source.resolution", "unresolvable")) {
    raiser.raise(make_finding("unresolvable", raiser.place_in_list(reference),
                              {{"number", number}, {"because", reference.because}}),
                 reference);
  } else if (says(source, "source.resolution", "not_in_store")) {
    raiser.raise(make_finding("not-in-store", raiser.place_in_list(reference),
                              {{"number", number}, {"id", stable_id(reference)}}),
                 reference);
  }
}

/// Family `status`, one per source; a preprint is of the family `source`.
void raise_status(const Scope& source, const ResolvedReference& reference, Raiser& raiser) {
  const std::string number = std::to_string(reference.number);
  const Span place = raiser.place_in_text(reference);
  const std::string notice = in_words(reference.status);
  for (const char* code : {"retracted", "concern", "corrected"}) {
    if (!says(source, "source.status", code)) continue;
    Finding finding = make_finding(code, place, {{"number", number}, {"notice", notice}});
    if (is(source, "source.cited_as_retracted", true)) {
      finding.severity = Severity::info;
      finding.message += " The article cites it as retracted.";
      finding.suggestion.clear();
    }
    raiser.raise(std::move(finding), reference);
  }
  if (says(source, "source.status", "preprint")) {
    raiser.raise(make_finding("preprint", place, {{"number", number}}), reference);
  }
}

std::string in_words(const NumberingProblem& problem) {
  const std::string numbers = number_list(problem.numbers);
  if (problem.kind == "undefined") return "cited, but not in the list: " + numbers;
  if (problem.kind == "uncited") return "in the list, but not cited: " + numbers;
  if (problem.kind == "duplicate") return "used twice in the list: " + numbers;
  if (problem.kind == "gap") return "left out in the list: " + numbers;
  return "a range written backwards: " + problem.text;
}

/// Rolled up: one finding however many numbers are wrong.
void raise_numbering(const Article& article, const std::vector<ResolvedReference>& references, Raiser& raiser) {
  constexpr std::size_t most = 12;
  std::string words;
  std::optional<Span> place;
  std::size_t shown = 0;
  const auto problems = numbering_problems(article, references);
  for (const NumberingProblem& problem : problems) {
    if (problem.span && (!place || problem.span->begin < place->begin)) place = problem.span;
    if (shown++ < most) words += (words.empty() ? "" : "; ") + in_words(problem);
  }
  if (problems.size() > most) words += "; and " + std::to_string(problems.size() - most) + " more";
  if (!problems.empty()) {
    raiser.raise(make_finding("numbering", place.value_or(article.title_span), {{"problems", words}}));
  }
}

void raise_missing_list(const Article& article, Raiser& raiser) {
  std::vector<int> numbers;
  for (const CitationMarker& marker : article.markers)
    numbers.insert(numbers.end(), marker.numbers.begin(), marker.numbers.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  raiser.raise(
      make_finding("reference-list-missing", article.markers.front().span, {{"markers", number_list(numbers)}}));
}

void raise_banner(const Article& article, Raiser& raiser) {
  const BannerStatement *done = nullptr, *open = nullptr;
  for (const BannerStatement& statement : article.banner.statements) {
    if (statement.listed) continue;
    const bool says_done = statement.state == BannerState::reviewed || statement.state == BannerState::approved;
    const BannerStatement*& slot = says_done ? done : open;
    if (!slot) slot = &statement;
  }
  if (!done || !open) return;
  const auto words = [&](const BannerStatement& statement) {
    return "\"" + shorten(article.source().view(statement.span), 80) + "\"";
  };
  const BannerStatement& first = done->span.begin < open->span.begin ? *done : *open;
  const BannerStatement& second = &first == done ? *open : *done;
  Finding& finding = raiser.raise(
      make_finding("review-banner-conflict", first.span, {{"reviewed", words(*done)}, {"pending", words(*open)}}));
  quote(finding, article, second.span);
}

}  // namespace

std::vector<Finding> reference_findings(const Scope& facts, const Article& article,
                                        const std::vector<ResolvedReference>& references) {
  std::vector<Finding> findings;
  Raiser raiser(article, findings);
  if (is(facts, "article.banner_contradictory", true)) raise_banner(article, raiser);
  if (is(facts, "article.has_references", false)) {
    if (!article.markers.empty()) raise_missing_list(article, raiser);
  } else {
    raise_numbering(article, references, raiser);
  }
  for (std::size_t i = 0; i < references.size(); ++i) {
    raise_resolution(facts.inside[i], references[i], raiser);
    raise_status(facts.inside[i], references[i], raiser);
  }
  return findings;
}

}  // namespace claimassay
