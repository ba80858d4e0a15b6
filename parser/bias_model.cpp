#include "parser/bias_model.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

#include "core/text.h"
#include "parser/lexicon_table.h"
#include "parser/phrase_lexicon.h"

namespace claimassay {

namespace {

std::size_t item_number(std::string_view name) {
  return static_cast<std::size_t>(std::find(bias_items.begin(), bias_items.end(), name) - bias_items.begin());
}

const PhraseLexicon& wordings() {
  static const PhraseLexicon table("data/lexicon/study_bias.tsv");
  return table;
}

using ByItem = std::array<double, bias_items.size()>;

/// What a label lends to each item, and its stems as features.
struct Label {
  ByItem lends{};
  std::vector<std::string> features;
};

Label read_label(const std::string& label) {
  static const PhraseLexicon table("data/lexicon/study_bias_labels.tsv");
  Label out;
  const RecordText text = read_plain_text(label);
  for (const PhraseMatch& match : table.find(text)) {
    const std::size_t item = item_number(match.row->says);
    if (item < bias_items.size()) out.lends[item] += match.row->weight;
  }
  for (const Word& word : text.words) {
    if (is_letter(character_at(word.folded, 0))) out.features.push_back("@" + stem(word.folded));
  }
  return out;
}

struct Model {
  ByItem constant{};
  std::unordered_map<std::string, ByItem> weights;

  Model() {
    for (const LexiconRow& row : lexicon_rows("data/bias_weights.tsv", 3)) {
      const std::size_t item = item_number(row[0]);
      if (item >= bias_items.size()) continue;
      const double weight = std::atof(std::string(row[2]).c_str());
      if (row[1] == "(constant)") constant[item] = weight;
      else weights[std::string(row[1])][item] = weight;
    }
  }
  double of(const std::string& feature, std::size_t item) const {
    const auto found = weights.find(feature);
    return found == weights.end() ? 0 : found->second[item];
  }
};

const Model& model() {
  static const Model table;
  return table;
}

/// Letters as their stem, every number as "#"; other signs stand between words.
void add_features(const RecordText& text, const RecordSentence& sentence, std::vector<BiasFeature>& out) {
  std::string before = "^";
  Span before_span{sentence.span.begin, sentence.span.begin};
  for (std::size_t w = sentence.first; w < sentence.end; ++w) {
    const Word& word = text.words[w];
    std::string name = word.number ? "#" : is_letter(character_at(word.folded, 0)) ? stem(word.folded) : word.folded;
    out.push_back({before + " " + name, {before_span.begin, word.span.end}});
    if (name.size() > 1) out.push_back({name, word.span});
    before = std::move(name);
    before_span = word.span;
  }
}

}  // namespace

std::vector<SentenceEvidence> read_bias_evidence(const RecordText& text) {
  std::vector<Label> labels;
  for (const std::string& label : text.labels) labels.push_back(read_label(label));
  std::vector<SentenceEvidence> out(text.sentences.size());
  const std::vector<PhraseMatch> matches = wordings().find(text);
  auto match = matches.begin();
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    SentenceEvidence& evidence = out[s];
    std::vector<const PhraseRow*> seen;
    for (; match != matches.end() && match->sentence == s; ++match) {
      const std::size_t number = item_number(match->row->says);
      // A wording that is repeated within a sentence says nothing more.
      if (number >= bias_items.size() || std::find(seen.begin(), seen.end(), match->row) != seen.end()) continue;
      seen.push_back(match->row);
      BiasEvidence& item = evidence.items[number];
      item.wording += match->row->weight;
      if (match->row->weight > item.best) {
        item.best = match->row->weight;
        item.span = {text.words[match->first].span.begin, text.words[match->end - 1].span.end};
      }
    }
    add_features(text, text.sentences[s], evidence.features);
    if (const std::size_t label = text.sentences[s].label; label != RecordSentence::no_label) {
      for (std::size_t i = 0; i < bias_items.size(); ++i) evidence.items[i].label = labels[label].lends[i];
      for (const std::string& name : labels[label].features) evidence.features.push_back({name, {}});
    }
    std::stable_sort(evidence.features.begin(), evidence.features.end(),
                     [](const BiasFeature& a, const BiasFeature& b) { return a.name < b.name; });
    evidence.features.erase(std::unique(evidence.features.begin(), evidence.features.end(),
                                        [](const BiasFeature& a, const BiasFeature& b) { return a.name == b.name; }),
                            evidence.features.end());
  }
  return out;
}

std::vector<std::pair<std::string_view, double>> wording_features(const BiasEvidence& evidence) {
  constexpr double most = 4;
  return {{"(wording)", std::min(evidence.wording, most)},
          {"(label)", std::min(evidence.label, most)},
          {"(both)", evidence.wording > 0 && evidence.label > 0 ? 1.0 : 0.0}};
}

bool says_plainly(const BiasEvidence& evidence) {
  constexpr double one_wording = 1.8, together = 3.2;
  return evidence.best >= one_wording || evidence.wording >= together;
}

double bias_score(const SentenceEvidence& evidence, std::size_t item, Span& span) {
  const BiasEvidence& own = evidence.items[item];
  double sum = model().constant[item];
  for (const auto& [name, value] : wording_features(own)) sum += value * model().of(std::string(name), item);
  double most = 0;
  Span best;
  for (const BiasFeature& feature : evidence.features) {
    const double weight = model().of(feature.name, item);
    sum += weight;
    if (weight > most && !feature.span.empty()) {
      most = weight;
      best = feature.span;
    }
  }
  // The wording that an editor can look up is the better thing to show.
  span = own.span.empty() ? best : own.span;
  if (span.empty()) return -1;
  return says_plainly(own) ? std::max(sum, 1.0) : sum;
}

}  // namespace claimassay
