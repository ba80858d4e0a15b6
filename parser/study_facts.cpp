// Everything else that rules ask of a source: what the words of study_facts.tsv set, and the length of follow-up.
// What no words say is not written down at all, so that it stays unknown.
#include <algorithm>
#include <set>

#include "parser/counts.h"
#include "parser/numbers.h"
#include "parser/phrase_lexicon.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

constexpr double certain_wording = 1;  // rows with a lower weight yield to these

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_facts.tsv");
  return table;
}

struct Said {
  std::string name;
  std::string value;
  double weight = 0;
  std::vector<Quote> quotes;
};

Value as_value(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return text;
}

void add_feature(Study& study, std::string_view feature) {
  auto& all = study.design_features;
  if (std::find(all.begin(), all.end(), feature) == all.end()) all.emplace_back(feature);
}

void read_words(const RecordReading& record, const RecordText& text, std::vector<Said>& said, Study& study) {
  constexpr std::size_t most_quotes = 3;
  for (const PhraseMatch& match : lexicon().find(text)) {
    const Zone zone = text.sentences[match.sentence].zone;
    if (zone == Zone::background) continue;  // other people's studies
    const std::string_view says = match.row->says;
    if (says.starts_with("+")) {
      add_feature(study, says.substr(1));
      continue;
    }
    const std::size_t equals = says.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name(says.substr(0, equals)), value(says.substr(equals + 1));
    const double weight = match.row->weight > 0 ? match.row->weight : certain_wording;
    const Quote quote = record.quote(text, {text.words[match.first].span.begin, text.words[match.end - 1].span.end});
    auto found = std::find_if(said.begin(), said.end(), [&](const Said& s) { return s.name == name; });
    if (found == said.end()) {
      said.push_back({name, value, weight, {quote}});
    } else if (found->value == value) {
      found->weight = std::max(found->weight, weight);
      if (found->quotes.size() < most_quotes) found->quotes.push_back(quote);
    } else if (weight > found->weight) {
      *found = {name, value, weight, {quote}};
    }
  }
}

std::vector<Quantity>::const_iterator first_quantity(const NumberReading& numbers, std::size_t offset) {
  return std::lower_bound(numbers.quantities.begin(), numbers.quantities.end(), offset,
                          [](const Quantity& quantity, std::size_t at) { return quantity.span.begin < at; });
}

/// Months, from "median follow-up of 13.1 months", "followed for 5 years".
void read_follow_up(const RecordReading& record, const NumberReading& numbers, Study& study) {
  const RecordText& text = record.abstract;
  constexpr std::size_t near = 40;  // bytes between the word and the figure
  for (const RecordSentence& sentence : text.sentences) {
    if (sentence.zone == Zone::background) continue;
    for (std::size_t w = sentence.first; w < sentence.end; ++w) {
      if (!text.words[w].folded.starts_with("follow")) continue;
      const std::size_t at = text.words[w].span.begin;
      for (auto next = first_quantity(numbers, at > 2 * near ? at - 2 * near : 0);
           next != numbers.quantities.end() && next->span.begin < at + 2 * near; ++next) {
        const Quantity& quantity = *next;
        if (quantity.kind != QuantityKind::duration || !sentence.span.contains(quantity.span)) continue;
        const std::size_t begin = quantity.span.begin;
        if (begin > at ? begin - at > near : at - quantity.span.end > near / 2) continue;
        const std::string& unit = quantity.unit;
        const double months = unit.starts_with("year")    ? 12
                              : unit.starts_with("month") ? 1
                              : unit.starts_with("week")  ? 12.0 / 52
                              : unit.starts_with("day")   ? 12.0 / 365
                                                          : 0;
        if (months == 0) continue;
        add_fact(study, "source.follow_up_months", quantity.value * months, {record.quote(text, quantity.span)});
        return;
      }
    }
  }
}

}  // namespace

void read_study_facts(const RecordReading& record, Study& study) {
  std::vector<Said> said;
  read_words(record, record.title, said, study);
  read_words(record, record.abstract, said, study);
  for (Said& fact : said) add_fact(study, "source." + fact.name, as_value(fact.value), std::move(fact.quotes));
  read_follow_up(record, record.numbers, study);
  if (record.abstract.truncated || record.title.truncated) add_fact(study, "source.truncated", true, {});
}

}  // namespace claimassay
