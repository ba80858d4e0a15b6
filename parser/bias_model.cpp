#include "parser/bias_model.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <unordered_map>

#include "core/text.h"
#include "parser/lexicon_table.h"
#include "parser/phrase_lexicon.h"
#include "parser/word_map.h"

namespace claimassay {

namespace {

constexpr std::size_t items = bias_items.size();
using ByItem = std::array<double, items>;

std::size_t item_number(std::string_view name) {
  return static_cast<std::size_t>(std::find(bias_items.begin(), bias_items.end(), name) - bias_items.begin());
}

const PhraseLexicon& wordings() {
  static const PhraseLexicon table("data/lexicon/study_bias.tsv");
  return table;
}

/// What a label lends to each item, and its stems as features.
struct Label {
  ByItem lends{};
  std::vector<std::string> features;
  RecordText words;
};

std::vector<Label> read_labels(const RecordText& text) {
  static const PhraseLexicon table("data/lexicon/study_bias_labels.tsv");
  std::vector<Label> out;
  for (const std::string& printed : text.labels) {
    Label label;
    label.words = read_plain_text(printed);
    for (const PhraseMatch& match : table.find(label.words)) {
      const std::size_t item = item_number(match.row->says);
      if (item < items) label.lends[item] += match.row->weight;
    }
    for (const Word& word : label.words.words) {
      if (is_letter(character_at(word.folded, 0))) label.features.push_back("@" + stem(word.folded));
    }
    out.push_back(std::move(label));
  }
  return out;
}

/// Of a name ("random", "#", "^"), what the model knows it by; 0 for names without any weight.
using NameId = std::uint32_t;

class Model {
 public:
  Model() {
    for (const LexiconRow& row : lexicon_rows("data/bias_weights.tsv", 3)) {
      const std::size_t item = item_number(row[0]);
      if (item >= items) continue;
      const double weight = std::atof(std::string(row[2]).c_str());
      const std::size_t space = row[1].find(' ');
      if (row[1] == "(constant)") constant[item] = weight;
      else if (row[1] == "(wording)") own[0][item] = weight;
      else if (row[1] == "(label)") own[1][item] = weight;
      else if (row[1] == "(both)") own[2][item] = weight;
      else if (space == std::string_view::npos) words_[add_name(row[1])][item] = weight;
      else words_[pair_of(add_name(row[1].substr(0, space)), add_name(row[1].substr(space + 1)))][item] = weight;
    }
  }
  NameId id(std::string_view name) const {
    const NameId* found = names_.find(name);
    return found ? *found : 0;
  }
  /// Null for what has no weight.
  const ByItem* of(NameId name) const { return weights_of(name); }
  const ByItem* of(NameId before, NameId name) const { return before ? weights_of(pair_of(before, name)) : nullptr; }

  ByItem constant{};
  std::array<ByItem, 3> own{};  // in the order of wording_features()

 private:
  static std::uint64_t pair_of(NameId before, NameId name) { return std::uint64_t{before} << 32 | name; }
  const ByItem* weights_of(std::uint64_t feature) const {
    const auto found = words_.find(feature);
    return found == words_.end() ? nullptr : &found->second;
  }
  NameId add_name(std::string_view name) {
    NameId& id = names_[name];
    if (id == 0) id = ++last_;
    return id;
  }

  NameId last_ = 0;
  WordMap<NameId> names_;
  std::unordered_map<std::uint64_t, ByItem> words_;
};

const Model& model() {
  static const Model table;
  return table;
}

/// One name for each word: letters as their stem, every number as "#", other signs as they are.
std::string name_of(const Word& word) {
  if (word.number) return "#";
  return is_letter(character_at(word.folded, 0)) ? stem(word.folded) : std::string(word.folded);
}

/// What the model knows each word's name by. Texts say the same words over and over, so that each thread remembers them.
std::vector<NameId> ids_of(const RecordText& text) {
  constexpr std::size_t most = 50'000;  // words; no text of any length keeps more
  thread_local WordMap<NameId> known;
  if (known.entries().size() > most) known = {};
  const NameId number = model().id("#");
  std::vector<NameId> out;
  out.reserve(text.words.size());
  for (const Word& word : text.words) {
    if (word.number) {
      out.push_back(number);
    } else if (const NameId* id = known.find(word.folded, word.hash)) {
      out.push_back(*id);
    } else {
      out.push_back(known[word.folded] = model().id(name_of(word)));
    }
  }
  return out;
}

const Label* label_of(const std::vector<Label>& labels, const RecordSentence& sentence) {
  return sentence.label == RecordSentence::no_label ? nullptr : &labels[sentence.label];
}

/// A heading that stands in the text as a sentence, beneath itself as the label: it states nothing.
bool is_heading(const RecordText& text, const RecordSentence& sentence, const Label* label) {
  if (!label) return false;
  const std::vector<Word>& words = label->words.words;
  const std::size_t size = sentence.end - sentence.first;
  if (size == 0 || size > words.size()) return false;
  return std::equal(words.end() - static_cast<std::ptrdiff_t>(size), words.end(),
                    text.words.begin() + static_cast<std::ptrdiff_t>(sentence.first),
                    [](const Word& a, const Word& b) { return a.folded == b.folded; });
}

void add_words(const RecordText& text, const RecordSentence& sentence, const std::vector<NameId>& ids,
               const Label* label, SentenceEvidence& evidence) {
  static const NameId beginning = model().id("^");
  std::vector<const ByItem*> seen;
  const auto take = [&](const ByItem* weights, Span span) {
    if (!weights || std::find(seen.begin(), seen.end(), weights) != seen.end()) return;
    constexpr std::size_t most_seen = 400;  // a sentence of that length is none
    if (seen.size() >= most_seen) return;
    seen.push_back(weights);
    for (std::size_t i = 0; i < items; ++i) {
      const double weight = (*weights)[i];
      evidence[i].words += weight;
      if (weight > evidence[i].heaviest && !span.empty()) {
        evidence[i].heaviest = weight;
        evidence[i].heaviest_span = span;
      }
    }
  };
  for (std::size_t w = sentence.first; w < sentence.end; ++w) {
    if (ids[w] == 0) continue;
    const bool first = w == sentence.first;
    const Span span = text.words[w].span;
    take(model().of(first ? beginning : ids[w - 1], ids[w]),
         Span{first ? span.begin : text.words[w - 1].span.begin, span.end});
    take(model().of(ids[w]), span);
  }
  if (!label) return;
  for (const std::string& name : label->features) {
    if (const NameId id = model().id(name)) take(model().of(id), Span{});
  }
}

}  // namespace

std::vector<SentenceEvidence> read_bias_evidence(const RecordText& text) {
  const std::vector<Label> labels = read_labels(text);
  const std::vector<NameId> ids = ids_of(text);
  std::vector<SentenceEvidence> out(text.sentences.size());
  const std::vector<PhraseMatch> matches = wordings().find(text);
  auto match = matches.begin();
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    SentenceEvidence& evidence = out[s];
    const Label* label = label_of(labels, text.sentences[s]);
    const bool heading = is_heading(text, text.sentences[s], label);
    std::vector<const PhraseRow*> seen;
    for (; match != matches.end() && match->sentence == s; ++match) {
      if (heading) continue;
      const std::size_t number = item_number(match->row->says);
      // A wording that is repeated within a sentence says nothing more.
      if (number >= items || std::find(seen.begin(), seen.end(), match->row) != seen.end()) continue;
      seen.push_back(match->row);
      BiasEvidence& item = evidence[number];
      item.wording += match->row->weight;
      if (match->row->weight > item.best) {
        item.best = match->row->weight;
        item.span = {text.words[match->first].span.begin, text.words[match->end - 1].span.end};
      }
    }
    if (heading) continue;
    if (label) {
      for (std::size_t i = 0; i < items; ++i) evidence[i].label = label->lends[i];
    }
    add_words(text, text.sentences[s], ids, label, evidence);
  }
  return out;
}

std::vector<std::vector<std::string>> bias_features(const RecordText& text) {
  const std::vector<Label> labels = read_labels(text);
  std::vector<std::vector<std::string>> out;
  for (const RecordSentence& sentence : text.sentences) {
    std::set<std::string> features;
    const Label* label = label_of(labels, sentence);
    if (!is_heading(text, sentence, label)) {
      std::string before = "^";
      for (std::size_t w = sentence.first; w < sentence.end; ++w) {
        std::string name = name_of(text.words[w]);
        features.insert(before + ' ' + name);
        if (name.size() > 1) features.insert(name);
        before = std::move(name);
      }
      if (label) features.insert(label->features.begin(), label->features.end());
    }
    out.emplace_back(features.begin(), features.end());
  }
  return out;
}

std::array<std::pair<std::string_view, double>, 3> wording_features(const BiasEvidence& evidence) {
  constexpr double most = 4;
  return {{{"(wording)", std::min(evidence.wording, most)},
           {"(label)", std::min(evidence.label, most)},
           {"(both)", evidence.wording > 0 && evidence.label > 0 ? 1.0 : 0.0}}};
}

bool says_plainly(const BiasEvidence& evidence) {
  constexpr double one_wording = 1.8, undenied = 1, together = 3.2;
  return (evidence.best >= one_wording && evidence.wording >= undenied) || evidence.wording >= together;
}

double bias_score(const SentenceEvidence& evidence, std::size_t item, Span& span) {
  const BiasEvidence& own = evidence[item];
  double sum = model().constant[item] + own.words;
  const auto features = wording_features(own);
  for (std::size_t f = 0; f < features.size(); ++f) sum += features[f].second * model().own[f][item];
  // The wording that an editor can look up is the better thing to show.
  span = own.span.empty() ? own.heaviest_span : own.span;
  if (span.empty()) return -1;
  return says_plainly(own) ? std::max(sum, 1.0) : sum;
}

}  // namespace claimassay
