// Learns data/direction_weights.tsv: from records with what they report of an outcome, how the words of direction near it weigh
// (two logistic regressions: is there a difference, and if so, on which side).
//   learn_direction REPORTED.jsonl > data/direction_weights.tsv
// A line is {"in":{"intervention","comparator","outcome","title","abstract"},"gold":{"direction":"increased|decreased|no_difference"}}.
// Same input, same bytes. Standard error says how often the direction is right on records that the weights were not learned from
// (five folds, no record in two), which is the figure to believe.
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/learn/logistic.h"
#include "core/citation.h"
#include "grading/support/outcome_direction.h"
#include "parser/evidence_reading.h"

using namespace claimassay;
using claimassay::learn::Columns;

namespace {

constexpr std::size_t folds = 5;
constexpr learn::Penalty penalty{0, 1, 1, 3};

struct Row {
  DirectionFeatures features;
  std::string direction;
  std::size_t fold = 0;
};

Row read_row(const nlohmann::json& json) {
  const auto& in = json["in"];
  const auto text = [&](const char* name) { return in.value(name, ""); };
  Citation record;
  record.title = text("title");
  record.abstract.push_back({"", "", text("abstract")});
  const PicoReading pico{read_claim_statement(text("intervention")), read_claim_statement(text("comparator")),
                         read_claim_statement(text("outcome"))};
  Row row{direction_features(pico, {read_evidence(record, "1")}), json["gold"].value("direction", ""), 0};
  for (const char c : record.title) row.fold = (row.fold * 31 + static_cast<unsigned char>(c)) % 9973;
  row.fold %= folds;
  return row;
}

struct Model {
  learn::Weights difference, side;
};

Model learn_from(const std::vector<Row>& rows, const std::function<bool(const Row&)>& chosen) {
  Columns of_difference, of_side;
  std::vector<bool> none, rose, used, differs;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (const auto& [name, value] : rows[r].features.difference) of_difference[name].push_back({r, value});
    for (const auto& [name, value] : rows[r].features.side) of_side[name].push_back({r, value});
    none.push_back(rows[r].direction == "no_difference");
    rose.push_back(rows[r].direction == "increased");
    used.push_back(chosen(rows[r]));
    differs.push_back(used.back() && !none.back());
  }
  return {fit({}, of_difference, none, used, penalty), fit({}, of_side, rose, differs, penalty)};
}

std::string direction_by(const Model& model, std::size_t r) {
  const double none = learn::chance(model.difference.sums[r]), rose = learn::chance(model.side.sums[r]);
  const double up = (1 - none) * rose, down = (1 - none) * (1 - rose);
  return none >= up && none >= down ? "no_difference" : up >= down ? "increased" : "decreased";
}

void write(const char* question, const learn::Weights& weights) {
  std::printf("%s\tconstant\t%.2f\n", question, weights.constant);
  for (const auto& [name, weight] : weights.of) std::printf("%s\t%s\t%.2f\n", question, name.c_str(), weight);
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc == 2 ? argv[1] : "");
  if (!in) {
    std::fprintf(stderr, "Usage: learn_direction REPORTED.jsonl > data/direction_weights.tsv\n");
    return 2;
  }
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.contains("in") || !json.contains("gold"))
      return std::fprintf(stderr, "a line is no record\n"), 2;
    rows.push_back(read_row(json));
  }
  std::size_t right = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const Model model = learn_from(rows, [&](const Row& row) { return row.fold != fold; });
    for (std::size_t r = 0; r < rows.size(); ++r)
      right += rows[r].fold == fold && direction_by(model, r) == rows[r].direction;
  }
  std::fprintf(stderr, "%zu records; right about unseen ones (%zu folds): %.3f\n", rows.size(), folds,
               static_cast<double>(right) / static_cast<double>(rows.size()));
  const Model model = learn_from(rows, [](const Row&) { return true; });
  std::printf(
      "# How what a record says of an outcome tells its direction. Columns: question (difference: is there none; side: "
      "if there is\n"
      "# one, did the outcome rise under the intervention), feature (grading/support/outcome_direction.cpp), weight. "
      "Sums go through\n"
      "# a logistic curve. Learned by bench/learn/direction.cpp from Evidence Inference (Lehman et al., NAACL 2019; "
      "DeYoung et al.,\n"
      "# BioNLP 2020; data: MIT licence), abstracts only.\n");
  write("difference", model.difference);
  write("side", model.side);
}
