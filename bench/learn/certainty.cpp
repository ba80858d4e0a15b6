// Learns data/certainty_weights.tsv: sentences with people's ratings of how certain they sound -> a short list of weights
// (linear regression with an L1 penalty, by coordinate descent, so that most words get none).
//   learn_certainty RATINGS.jsonl > data/certainty_weights.tsv
// A line is {"in":{"text":...},"gold":{"certainty":1..6}}. Same input, same bytes. Standard error says how well the weights do
// on sentences that they were not learned from (five folds), which is the figure to believe.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/text.h"
#include "parser/certainty_model.h"
#include "parser/wording.h"

using namespace claimassay;

namespace {

constexpr double penalty = 5;          // L1: what a weight must earn; chosen by the five folds, flat from 4 to 7
constexpr double ridge = 1;            // L2
constexpr std::size_t least_rows = 3;  // a word of fewer sentences says nothing in general
constexpr int rounds = 40;
constexpr std::size_t folds = 5;

using Features = std::map<std::string, double>;
struct Row {
  Features features;
  double rating = 0;  ///< 0 to 5, as everywhere else
};
struct Model {
  double constant = 0;
  std::map<std::string, double> weights;

  double operator()(const Features& features) const {
    double sum = constant;
    for (const auto& [name, value] : features) {
      const auto found = weights.find(name);
      if (found != weights.end()) sum += value * found->second;
    }
    return sum;
  }
};

/// A text of several sentences has the mean of their features, as it has the mean of their certainties.
Features features_of(const std::string& text) {
  Features out;
  const std::vector<Span> spans = sentences(text);
  for (const Span span : spans) {
    const std::string_view words = std::string_view(text).substr(span.begin, span.size());
    const Wording wording(words, 0);
    for (const auto& [name, value] : certainty_features(words, wording.graded_certainty({0, words.size()})))
      out[name] += value / static_cast<double>(spans.size());
  }
  return out;
}

/// What is not a word carries no penalty: it is there by design.
bool free_of_penalty(const std::string& name) { return name.front() == '(' && name.size() > 1; }

Model learn(const std::vector<const Row*>& rows) {
  std::map<std::string, std::vector<std::pair<std::size_t, double>>> columns;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (const auto& [name, value] : rows[r]->features) columns[name].push_back({r, value});
  std::erase_if(columns, [](const auto& column) { return column.second.size() < least_rows; });
  Model model;
  std::vector<double> rest;
  for (const Row* row : rows) rest.push_back(row->rating);
  for (int round = 0; round < rounds; ++round) {
    double mean = 0;
    for (const double value : rest) mean += value / static_cast<double>(rest.size());
    model.constant += mean;
    for (double& value : rest) value -= mean;
    for (const auto& [name, column] : columns) {
      double squares = 0, slope = 0;
      double& weight = model.weights[name];
      for (const auto& [r, value] : column) squares += value * value, slope += rest[r] * value;
      slope += weight * squares;
      const bool free = free_of_penalty(name);
      const double size = std::max(0.0, (std::fabs(slope) - (free ? 0 : penalty)) / (squares + (free ? 0.1 : ridge)));
      const double change = std::copysign(size, slope) - weight;
      if (change == 0) continue;
      for (const auto& [r, value] : column) rest[r] -= change * value;
      weight += change;
    }
  }
  return model;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double n = static_cast<double>(a.size());
  double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sa += a[i], sb += b[i], saa += a[i] * a[i], sbb += b[i] * b[i], sab += a[i] * b[i];
  return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

void say_how_good(const std::vector<Row>& rows) {
  std::vector<double> given, guessed;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Row*> others;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (i % folds != fold) others.push_back(&rows[i]);
    const Model model = learn(others);
    for (std::size_t i = fold; i < rows.size(); i += folds)
      given.push_back(rows[i].rating), guessed.push_back(model(rows[i].features));
  }
  std::fprintf(stderr, "%zu rows; correlation on unseen rows (%zu folds): %.3f\n", rows.size(), folds,
               correlation(given, guessed));
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc == 2 ? argv[1] : "");
  if (!in) {
    std::fprintf(stderr, "Usage: learn_certainty RATINGS.jsonl > data/certainty_weights.tsv\n");
    return 2;
  }
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.contains("/in/text"_json_pointer) ||
        !json.contains("/gold/certainty"_json_pointer)) {
      std::fprintf(stderr, "line %zu is no rated sentence\n", rows.size() + 1);
      return 2;
    }
    rows.push_back({features_of(json["in"]["text"]), json["gold"]["certainty"].get<double>() - 1});
  }
  if (rows.size() < folds) {
    std::fprintf(stderr, "%zu rated sentences are too few\n", rows.size());
    return 2;
  }
  say_how_good(rows);
  std::vector<const Row*> all;
  for (const Row& row : rows) all.push_back(&row);
  const Model model = learn(all);
  std::puts(
      "# How sure a sentence sounds to people (0 to 5): what each word, pair of words (^ begins the sentence, 0 is a "
      "number)\n"
      "# or measure adds. (cues): the score from lexicon/certainty_cues.tsv less 3; (length): log of the words plus 1, "
      "less 3.\n"
      "# Learned by bench/learn/certainty.cpp from the sentence-level ratings of Pei & Jurgens, Measuring "
      "Sentence-Level and\n"
      "# Aspect-Level (Un)certainty in Science Communications, EMNLP 2021 (data: MIT licence). Columns: feature, "
      "weight.");
  std::printf("(constant)\t%.2f\n", model.constant);
  for (const auto& [name, weight] : model.weights)
    if (std::fabs(weight) >= 0.005) std::printf("%s\t%.2f\n", name.c_str(), weight);
}
