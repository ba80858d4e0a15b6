// What a record found: its estimates and what each is an estimate of, heterogeneity, and whether the primary endpoint
// was met. Numbers themselves are read by numbers.h alone.
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "core/text.h"
#include "parser/numbers.h"
#include "parser/phrase_lexicon.h"
#include "parser/study_measures.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_endpoint.tsv");
  return table;
}

constexpr double significance = 0.05;

bool is_verb_like(std::string_view word) {
  constexpr std::array<std::string_view, 32> verbs{
      "was",      "were",      "is",        "are",       "did",       "does",     "had",      "has",
      "have",     "improved",  "increased", "decreased", "reduced",   "remained", "showed",   "favored",
      "favoured", "differed",  "occurred",  "lowered",   "fell",      "rose",     "declined", "changed",
      "resulted", "prolonged", "improves",  "reduces",   "increases", "with",     "for",      "when"};
  return std::find(verbs.begin(), verbs.end(), word) != verbs.end();
}

/// What an estimate is about: the subject of its clause, or the words just before it.
std::string outcome_of(const RecordText& text, const RecordSentence& sentence, std::size_t estimate_begin) {
  std::size_t last = sentence.first;
  while (last < sentence.end && text.words[last].span.begin < estimate_begin) ++last;
  while (last > sentence.first && (text.words[last - 1].folded == "(" || text.words[last - 1].folded == "[" ||
                                   text.words[last - 1].folded == ",")) {
    --last;
  }
  std::size_t first = last;
  int depth = 0;
  while (first > sentence.first) {
    const std::string_view word = text.words[first - 1].folded;
    if (word == ")" || word == "]") ++depth;
    if (word == "(" || word == "[") --depth;
    if (depth < 0 || word == ";" || (depth == 0 && (word == "but" || word == "whereas" || word == "while"))) break;
    --first;
  }
  std::size_t verb = first;
  while (verb < last && !is_verb_like(text.words[verb].folded)) ++verb;
  constexpr std::size_t longest = 12;
  std::size_t end = verb > first ? verb : last;
  if (end - first > longest) first = end - longest;
  while (first < end && !text.words[first].number && text.words[first].folded.size() < 2) ++first;
  if (first >= end) return "";
  return collapse_space(text.quote({text.words[first].span.begin, text.words[end - 1].span.end}));
}

struct EndpointName {
  std::vector<std::string> stems;
  std::vector<std::string> abbreviations;
  Span span;
  bool empty() const { return stems.empty() && abbreviations.empty(); }
};

/// Little words, and those that say how something is measured rather than what.
bool is_little(std::string_view word) {
  constexpr std::string_view little[] = {
      "was",     "were",      "is",       "the",       "of",    "a",       "an",       "at",      "by",
      "as",      "to",        "in",       "for",       "and",   "or",      "with",     "after",   "from",
      "defined", "assessed",  "measured", "evaluated", "per",   "study",   "patients", "trial",   "time",
      "years",   "months",    "weeks",    "end",       "point", "points",  "endpoint", "outcome", "rate",
      "between", "treatment", "group",    "analysis",  "that",  "whether", "this",     "primary", "rates"};
  return word.size() < 2 || std::find(std::begin(little), std::end(little), word) != std::end(little);
}

bool is_filler(std::string_view word) {
  constexpr std::string_view measures[] = {"length",     "duration",   "number", "proportion", "percentage",
                                           "incidence",  "change",     "year",   "mean",       "median",
                                           "difference", "occurrence", "first",  "overall",    "composite"};
  return is_little(word) || std::find(std::begin(measures), std::end(measures), word) != std::end(measures);
}

/// "The primary aim of this trial was to determine whether A is noninferior to B with regard to overall survival": from what
/// is measured on; `end` where the sentence does not say it.
std::size_t measured_from(const RecordText& text, std::size_t from, std::size_t end) {
  const auto is = [&](std::size_t w, std::initializer_list<std::string_view> words) {
    return w < end && std::find(words.begin(), words.end(), text.words[w].folded) != words.end();
  };
  constexpr std::size_t reach = 12;
  if (is(from, {"of", "for", "in"})) {
    std::size_t w = from;
    while (w < end && w < from + reach && !is(w, {"was", "is", "were", "will"})) ++w;
    if (w >= end || w == from + reach) return end;
    from = w + 1;
  }
  std::size_t verb = from;
  while (is(verb, {"was", "is", "were", ":"})) ++verb;
  if (!is(verb, {"to"})) return from;
  for (std::size_t w = verb; w + 2 < end; ++w) {
    if (is(w, {"in", "with"}) && is(w + 1, {"terms", "regard", "respect"})) return w + 3;
  }
  return end;
}

/// The words that follow "the primary endpoint was", up to the end of the phrase.
EndpointName endpoint_name(const RecordText& text, const RecordSentence& sentence, std::size_t from) {
  EndpointName out;
  constexpr std::size_t most = 8;
  std::string initials;  // of "progression-free survival": what a later sentence may call it
  for (std::size_t w = measured_from(text, from, sentence.end); w < sentence.end && out.stems.size() < most; ++w) {
    const std::string_view word = text.words[w].folded;
    if (word == "(" && w + 2 < sentence.end && text.words[w + 2].folded == ")") {
      out.abbreviations.emplace_back(text.words[w + 1].folded);
      w += 2;
      continue;
    }
    const bool prepositional = word == "in" || word == "within" || word == "among" || word == "at" || word == "after" ||
                               word == "between" || word == "using" || word == "with" || word == "by" || word == "per";
    if (word == ";" || word == "." || word == "secondary" || word == "defined" || word == "which" || word == "while" ||
        ((word == "," || prepositional) && !out.stems.empty())) {
      break;
    }
    if (text.words[w].number || is_little(word) || !is_letter(character_at(word, 0))) continue;
    initials += word[0];
    if (out.span.empty()) out.span.begin = text.words[w].span.begin;
    out.span.end = text.words[w].span.end;
    if (!is_filler(word)) out.stems.push_back(stem(word));
  }
  if (initials.size() >= 2 && initials.size() <= 4) out.abbreviations.push_back(std::move(initials));
  return out;
}

/// "OS", "pCR": no word of the language.
bool has_capitals(std::string_view word) {
  return std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// 0 to 1: how much of the endpoint's name a stretch of words holds.
double mentions(const EndpointName& name, const RecordText& text, std::size_t first, std::size_t end) {
  if (name.empty()) return 0;
  std::vector<bool> found(name.stems.size());
  const bool free = std::find(name.stems.begin(), name.stems.end(), "free") != name.stems.end();
  std::string initials = "'";  // a stem begins as its word does, but for an apostrophe
  for (const std::string& stemmed : name.stems) initials += stemmed.substr(0, 1);
  for (std::size_t w = first; w < end; ++w) {
    const std::string_view word = text.words[w].folded;
    const bool abbreviated =
        std::find(name.abbreviations.begin(), name.abbreviations.end(), word) != name.abbreviations.end();
    if (abbreviated && has_capitals(text.quote(text.words[w].span))) return 1;
    if (word.empty() || initials.find(word[0]) == std::string::npos || is_filler(word)) continue;
    // "Progression-free survival" is not the survival that an endpoint without "free" means.
    if (w > first && text.words[w - 1].folded == "free" && !free) continue;
    const std::string stemmed = stem(word);
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = found[i] || name.stems[i] == stemmed;
  }
  if (found.empty()) return 0;
  return static_cast<double>(std::count(found.begin(), found.end(), true)) / static_cast<double>(found.size());
}

struct Vote {
  double weight = 0;
  bool stated = false;
  Span span;
};

class EndpointReader {
 public:
  EndpointReader(const RecordText& text, const std::vector<EffectEstimate>& estimates)
      : text_(text), estimates_(estimates) {
    matches_ = lexicon().find(text);
    // Whether such a trial succeeded depends on its margin, not on whether the difference is significant.
    for (const Word& word : text.words) noninferiority_ |= word.folded.starts_with("noninferior");
    for (std::size_t w = 1; w < text.words.size(); ++w)
      noninferiority_ |= text.words[w].folded.starts_with("inferior") && text.words[w - 1].folded == "non";
    find_name();
  }

  /// Where the primary endpoint is named; empty when it is not.
  Span named() const { return name_.span; }

  std::optional<bool> met(Span& because) {
    if (beside_) {
      because = beside_->span;
      return is_significant(*beside_->p);
    }
    double sum = 0;
    double strongest = 0;
    bool result_seen = false;
    Vote first_result;  // of whatever outcome; trials report their primary endpoint first
    auto match = matches_.begin();
    for (std::size_t s = 0; s < text_.sentences.size(); ++s) {
      std::vector<PhraseMatch> here;
      for (; match != matches_.end() && match->sentence == s; ++match) here.push_back(*match);
      const RecordSentence& sentence = text_.sentences[s];
      if (sentence.zone == Zone::background || sentence.zone == Zone::objective || sentence.zone == Zone::title)
        continue;
      for (const auto& [first, end] : clauses(sentence)) {
        const Vote vote = read_clause(sentence, first, end, here, result_seen);
        if (first_result.weight == 0 && sentence.zone == Zone::results) {
          if (const std::optional<bool> found = noninferiority_ ? std::nullopt : significant(first, end)) {
            first_result = {*found ? 1.2 : -1.2, false, {text_.words[first].span.begin, text_.words[end - 1].span.end}};
          }
        }
        sum += vote.weight;
        if (std::abs(vote.weight) > strongest) {
          strongest = std::abs(vote.weight);
          because = vote.span;
        }
      }
    }
    if (!result_seen && first_result.weight != 0) {
      sum += first_result.weight;
      if (strongest < 1) because = first_result.span;
    }
    if (std::abs(sum) < 0.7) return std::nullopt;
    return sum > 0;
  }

 private:
  void find_name() {
    for (const PhraseMatch& match : matches_) {
      if (match.row->says != "names" || text_.sentences[match.sentence].zone == Zone::background) continue;
      const RecordSentence& sentence = text_.sentences[match.sentence];
      // "The primary endpoint was not met" names nothing.
      constexpr std::size_t reach = 40;
      const std::size_t near = std::min(sentence.end, match.first + reach);
      if (lexicon().says(text_, match.first, near, "stated_not") ||
          lexicon().says(text_, match.first, near, "stated_met"))
        continue;
      if (match.end < sentence.end && text_.words[match.end].folded == ")") {
        // "(P < .0001, primary end point)": the result it stands beside.
        const Span before{sentence.span.begin, text_.words[match.first].span.begin};
        for (const EffectEstimate& estimate : estimates_) {
          if (before.contains(estimate.span.begin) && estimate.p) beside_ = &estimate;
        }
        continue;
      }
      EndpointName name = endpoint_name(text_, sentence, match.end);
      if (name.empty()) continue;
      name_ = std::move(name);
      return;
    }
  }

  /// A sentence falls into clauses at ";" and before a word of contrast; each has its own verdict.
  std::vector<std::pair<std::size_t, std::size_t>> clauses(const RecordSentence& sentence) const {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    std::size_t first = sentence.first;
    const bool concession =
        first < sentence.end && (text_.words[first].folded == "although" || text_.words[first].folded == "while" ||
                                 text_.words[first].folded == "despite");
    bool conceded = false;
    int depth = 0;
    for (std::size_t w = sentence.first; w < sentence.end; ++w) {
      const std::string_view word = text_.words[w].folded;
      if (word == "(" || word == "[") ++depth;
      if ((word == ")" || word == "]") && depth > 0) --depth;
      if (depth > 0) continue;
      const bool comma = concession && !conceded && word == ",";
      const bool splits =
          word == ";" || word == "but" || word == "whereas" || word == "although" || word == "however" || comma;
      if (!splits || w == first) continue;
      conceded |= comma;
      out.push_back({first, w});
      first = w + (word == ";" || comma ? 1 : 0);
    }
    if (first < sentence.end) out.push_back({first, sentence.end});
    return out;
  }

  Vote read_clause(const RecordSentence& sentence, std::size_t first, std::size_t end,
                   const std::vector<PhraseMatch>& here, bool& result_seen) const {
    double met = 0, not_met = 0;
    Vote vote;
    for (const PhraseMatch& match : here) {
      if (match.first < first || match.first >= end) continue;
      const Span span{text_.words[match.first].span.begin, text_.words[match.end - 1].span.end};
      if (match.row->says == "stated_met" || match.row->says == "stated_not") {
        return {match.row->says == "stated_met" ? 6.0 : -6.0, true, span};
      }
      double& side = match.row->says == "met" ? met : not_met;
      if (match.row->says == "names") continue;
      if (match.row->weight > side) vote.span = span;
      side = std::max(side, match.row->weight);
    }
    const double about = mentions(name_, text_, first, end);
    const double words = not_met >= met && not_met > 0 ? -not_met : met;
    if (sentence.zone == Zone::conclusion) {
      // A conclusion that speaks of another outcome counts little once the primary is known.
      const double share = name_.empty() ? 1 : about >= 0.5 ? 1.5 : 0.6;
      vote.weight = words * share;
      return vote;
    }
    if (sentence.zone == Zone::methods || about < 0.6) {
      if (sentence.zone == Zone::results || sentence.zone == Zone::body) {
        vote.weight = name_.empty() ? 0.35 * words : 0;
      }
      return vote;
    }
    const std::optional<bool> by_numbers = noninferiority_ ? std::nullopt : significant(first, end);
    // "Not significantly different" says more than an interval that may be of something else.
    const bool denied = by_numbers && *by_numbers && not_met >= 1.5 && not_met > met;
    if (by_numbers && !denied) {
      // Later sentences give subgroups and later follow-up; the first result is the endpoint's.
      vote.weight = (*by_numbers ? 2.5 : -2.5) * (result_seen ? 0.2 : 1);
      if (vote.span.empty()) vote.span = {text_.words[first].span.begin, text_.words[end - 1].span.end};
      result_seen = true;
    } else {
      vote.weight = words * (result_seen ? 0.2 : 0.8);
      result_seen |= words != 0;
    }
    return vote;
  }

  /// By the p value or the interval of the first estimate in these words; nothing where neither is given.
  std::optional<bool> significant(std::size_t first, std::size_t end) const {
    const Span span{text_.words[first].span.begin, text_.words[end - 1].span.end};
    auto at = std::lower_bound(estimates_.begin(), estimates_.end(), span.begin,
                               [](const EffectEstimate& e, std::size_t begin) { return e.span.begin < begin; });
    for (; at != estimates_.end() && at->span.begin < span.end; ++at) {
      const EffectEstimate& estimate = *at;
      if (estimate.p) return is_significant(*estimate.p);
      const bool ratio = estimate.measure == "HR" || estimate.measure == "RR" || estimate.measure == "OR";
      if (estimate.ci_low && estimate.ci_high &&
          (ratio || estimate.measure == "MD" || estimate.measure == "SMD" || estimate.measure == "RD")) {
        const double null = ratio ? 1 : 0;
        return *estimate.ci_low > null || *estimate.ci_high < null;
      }
    }
    return std::nullopt;
  }

  static bool is_significant(const PValue& p) {
    if (p.op == ">" || p.op == ">=" || p.op == "≥") return false;
    return p.op == "=" ? p.value < significance : p.value <= significance;
  }

  const RecordText& text_;
  const std::vector<EffectEstimate>& estimates_;
  std::vector<PhraseMatch> matches_;
  EndpointName name_;
  const EffectEstimate* beside_ = nullptr;  // the estimate that says it is the primary endpoint's
  bool noninferiority_ = false;
};

bool may_have_endpoint(const Study& study) {
  return study.design == Design::rct || study.design == Design::nonrandomised_trial ||
         study.design == Design::unknown || study.design == Design::case_series || study.design == Design::cohort;
}

}  // namespace

void read_results(const RecordReading& record, Study& study) {
  const RecordText& text = record.abstract;
  const NumberReading& numbers = record.numbers;
  for (EffectEstimate estimate : numbers.estimates) {
    const RecordSentence* sentence = text.sentence_at(estimate.span.begin);
    if (estimate.outcome.empty() && sentence) {
      estimate.outcome = outcome_of(text, *sentence, estimate.span.begin);
    }
    study.estimates.push_back(std::move(estimate));
  }
  for (const Quantity& quantity : numbers.quantities) {
    if (quantity.kind != QuantityKind::i_squared) continue;
    study.i2 = quantity.value;
    add_fact(study, "source.i2", quantity.value, {record.quote(text, quantity.span)});
    break;
  }
  study.measures = read_measures(text, numbers);
  if (!may_have_endpoint(study) || text.words.empty()) return;
  Span because;
  EndpointReader endpoint(text, study.estimates);
  if (const Span named = endpoint.named(); !named.empty()) {
    add_fact(study, "source.primary_outcome", std::string(text.quote(named)), {record.quote(text, named)});
  }
  study.primary_endpoint_met = endpoint.met(because);
  if (study.primary_endpoint_met) {
    add_fact(study, "source.primary_endpoint_met", *study.primary_endpoint_met, {record.quote(text, because)});
  }
}

}  // namespace claimassay
