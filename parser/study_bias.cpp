// Statements about blinding, allocation, losses, sample size, funding, harms: that the text speaks of them and where.
// Whether what it says is good or bad is for facts and rules; a cue alone is neither.
#include <algorithm>
#include <map>

#include "parser/phrase_lexicon.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

constexpr double stated = 2;

struct Evidence {
  double weight = 0;
  double best = 0;
  Span span;
};

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_bias.tsv");
  return table;
}

/// What each label lends to each item.
std::vector<std::map<std::string_view, double>> read_labels(const RecordText& text) {
  static const PhraseLexicon table("data/lexicon/study_bias_labels.tsv");
  std::vector<std::map<std::string_view, double>> out;
  for (const std::string& label : text.labels) {
    std::map<std::string_view, double> items;
    for (const PhraseMatch& match : table.find(read_plain_text(label))) items[match.row->says] += match.row->weight;
    out.push_back(std::move(items));
  }
  return out;
}

void read_text(const RecordText& text, Study& study) {
  const auto labels = read_labels(text);
  const std::vector<PhraseMatch> matches = lexicon().find(text);
  auto match = matches.begin();
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    std::map<std::string_view, Evidence> items;
    std::vector<const PhraseRow*> seen;
    for (; match != matches.end() && match->sentence == s; ++match) {
      // A wording that is repeated within a sentence says nothing more.
      if (std::find(seen.begin(), seen.end(), match->row) != seen.end()) continue;
      seen.push_back(match->row);
      Evidence& evidence = items[match->row->says];
      evidence.weight += match->row->weight;
      if (match->row->weight > evidence.best) {
        evidence.best = match->row->weight;
        evidence.span = {text.words[match->first].span.begin, text.words[match->end - 1].span.end};
      }
    }
    const std::size_t label = text.sentences[s].label;
    for (const auto& [item, evidence] : items) {
      double weight = evidence.weight;
      if (label != RecordSentence::no_label) {
        const auto lent = labels[label].find(item);
        if (lent != labels[label].end()) weight += lent->second;
      }
      if (weight + 1e-9 >= stated) study.bias_cues.push_back({std::string(item), text.part, evidence.span});
    }
  }
}

}  // namespace

void read_bias(const RecordReading& record, Study& study) {
  read_text(record.title, study);
  read_text(record.abstract, study);
}

}  // namespace claimassay
