// Learns data/bias_weights.tsv: sentences of trial reports with the items that they state (blinding, losses, funding ...) ->
// weights over words, by item (logistic regression with an L1 penalty, so that most words get none).
//   learn_bias SENTENCES.jsonl > data/bias_weights.tsv
// A line is {"id":"ARTICLE-...","in":{"section":...,"sentence":...},"gold":{"items":[...]}}. Same input, same bytes. Standard
// error and the table's head say how the weights do on articles that they were not learned from: no article stands in two
// folds. Where to draw the line between yes and no is chosen there too.
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "bench/learn/logistic.h"
#include "core/citation.h"
#include "parser/bias_model.h"

using namespace claimassay;

namespace {

constexpr std::size_t folds = 8;
constexpr std::size_t items = bias_items.size();

struct Row {
  std::array<bool, items> gold{};
  std::array<bool, items> stated{};
  std::array<bool, items> plain{};
  std::size_t fold = 0;
};

struct Sentences {
  std::vector<Row> rows;
  learn::Columns words;
  std::array<learn::Columns, items> own;

  void add(const nlohmann::json& json) {
    Citation record;
    record.abstract.push_back({json["in"].value("section", ""), "", json["in"]["sentence"].get<std::string>()});
    Row row;
    const std::size_t number = rows.size();
    std::set<std::string> names;
    std::array<std::map<std::string, double>, items> most;
    const RecordText text = read_abstract(record);
    for (const SentenceEvidence& sentence : read_bias_evidence(text)) {
      for (std::size_t i = 0; i < items; ++i) {
        const BiasEvidence& own_words = sentence[i];
        row.plain[i] = row.plain[i] || says_plainly(own_words);
        row.stated[i] = row.stated[i] || (own_words.wording > 0 && own_words.wording + own_words.label > 2 - 1e-9);
        for (const auto& [name, value] : wording_features(own_words)) {
          double& so_far = most[i][std::string(name)];
          so_far = std::max(so_far, value);
        }
      }
    }
    for (const std::vector<std::string>& sentence : bias_features(text)) names.insert(sentence.begin(), sentence.end());
    for (const std::string& name : names) words[name].push_back({number, 1});
    for (std::size_t i = 0; i < items; ++i) {
      for (const auto& [name, value] : most[i])
        if (value > 0) own[i][name].push_back({number, value});
    }
    for (const std::string& item : json["gold"]["items"].get<std::vector<std::string>>()) {
      for (std::size_t i = 0; i < items; ++i) row.gold[i] = row.gold[i] || bias_items[i] == item;
    }
    rows.push_back(row);
  }

  /// From the rows of all folds but one.
  learn::Weights learn(std::size_t item, std::size_t but_fold, const learn::Penalty& penalty) const {
    std::vector<bool> yes, used;
    for (const Row& row : rows) {
      yes.push_back(row.gold[item]);
      used.push_back(row.fold != but_fold);
    }
    return worth_keeping(learn::fit(words, own[item], yes, used, penalty), item);
  }

 private:
  /// Without the weights that are too small to tell apart from chance: a shorter table, and as good on unseen articles.
  learn::Weights worth_keeping(learn::Weights weights, std::size_t item) const {
    constexpr double least = 0.03;
    for (auto entry = weights.of.begin(); entry != weights.of.end();) {
      const auto& [name, weight] = *entry;
      if (std::fabs(weight) >= least) {
        ++entry;
        continue;
      }
      const auto word = words.find(name);
      for (const auto& [row, value] : word == words.end() ? own[item].at(name) : word->second)
        weights.sums[row] -= weight * value;
      entry = weights.of.erase(entry);
    }
    return weights;
  }
};

double f1(double right, double given, double wanted) { return given + wanted > 0 ? 2 * right / (given + wanted) : 0; }

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc == 2 ? argv[1] : "");
  if (!in) {
    std::fprintf(stderr, "Usage: learn_bias SENTENCES.jsonl > data/bias_weights.tsv\n");
    return 2;
  }
  Sentences sentences;
  std::vector<Row>& rows = sentences.rows;
  std::map<std::string, std::size_t> articles;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.contains("/in/sentence"_json_pointer) ||
        !json.contains("/gold/items"_json_pointer)) {
      std::fprintf(stderr, "line %zu is no labelled sentence\n", rows.size() + 1);
      return 2;
    }
    const std::string id = json.value("id", "");
    const std::size_t article = articles.emplace(id.substr(0, id.find('-')), articles.size()).first->second;
    sentences.add(json);
    rows.back().fold = article % folds;
  }
  // Few articles, many words: many small weights hold better on unseen articles than a few large ones (folds; flat around).
  const learn::Penalty penalty{0.1, 10, 1, 3};
  // What each fold's weights, learned from the others, say of it.
  std::vector<std::array<double, items>> sums(rows.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    for (std::size_t item = 0; item < items; ++item) {
      const learn::Weights weights = sentences.learn(item, fold, penalty);
      for (std::size_t r = 0; r < rows.size(); ++r)
        if (rows[r].fold == fold) sums[r][item] = weights.sums[r];
    }
  }
  double best = -1, line = 0, wordings = 0;
  for (int step = -20; step <= 10; ++step) {
    const double at = 0.1 * step;
    double right = 0, given = 0, wanted = 0, stated = 0, stated_right = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t i = 0; i < items; ++i) {
        const bool says = sums[r][i] > at || rows[r].plain[i];
        right += says && rows[r].gold[i], given += says, wanted += rows[r].gold[i];
        stated += rows[r].stated[i], stated_right += rows[r].stated[i] && rows[r].gold[i];
      }
    }
    wordings = f1(stated_right, stated, wanted);
    if (const double score = f1(right, given, wanted); score > best) best = score, line = at;
  }
  std::fprintf(stderr,
               "%zu sentences of %zu articles; micro-F1 on unseen articles %.3f (line at %.1f); wordings that add up "
               "to 2, alone, %.3f\n",
               rows.size(), articles.size(), best, line, wordings);
  for (std::size_t i = 0; i < items; ++i) {
    double right = 0, given = 0, wanted = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool says = sums[r][i] > line || rows[r].plain[i];
      right += says && rows[r].gold[i], given += says, wanted += rows[r].gold[i];
    }
    std::fprintf(stderr, "  %-24s %.3f of %.0f\n", std::string(bias_items[i]).c_str(), f1(right, given, wanted),
                 wanted);
  }
  std::printf(
      "# Which items of risk of bias a sentence states: what each word, pair of words (stems; ^ begins the sentence, # "
      "is a\n"
      "# number) or word of the section's label (@) adds. (wording), (label): the sums from lexicon/study_bias.tsv "
      "and\n"
      "# study_bias_labels.tsv; (both): neither is nothing. A sum above 0 states the item.\n"
      "# Learned by bench/learn/bias.cpp from the sentences of trial reports that Jiang, Kilicoglu and others labelled "
      "by\n"
      "# CONSORT item (RCT-Transparency; MIT licence). On articles not learned from (%zu folds): micro-F1 %.3f.\n"
      "# Columns: item, feature, weight.\n",
      folds, best);
  for (std::size_t i = 0; i < items; ++i) {
    const learn::Weights weights = sentences.learn(i, folds, penalty);
    std::printf("%s\t(constant)\t%.2f\n", std::string(bias_items[i]).c_str(), weights.constant - line);
    for (const auto& [name, weight] : weights.of)
      std::printf("%s\t%s\t%.2f\n", std::string(bias_items[i]).c_str(), name.c_str(), weight);
  }
}
