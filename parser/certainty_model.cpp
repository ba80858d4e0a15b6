#include "parser/certainty_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

#include "parser/lexicon_table.h"
#include "parser/word_map.h"

namespace claimassay {

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// Gives the words of a sentence in small letters, every number as "#", and the punctuation that joins or ends statements.
template <class Take>
void for_each_weighable(std::string_view sentence, Take take) {
  constexpr std::string_view kept = ".!?;:,%()";
  std::string lower(sentence);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view text = lower;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (letter(text[i])) {
      // A hyphen or apostrophe counts as part of a word only between letters.
      while (i < text.size() &&
             (letter(text[i]) || ((text[i] == '-' || text[i] == '\'') && i + 1 < text.size() && letter(text[i + 1]))))
        ++i;
      take(text.substr(begin, i - begin));
    } else if (digit(text[i])) {
      while (i < text.size() && digit(text[i])) ++i;
      take(std::string_view("#"));
    } else {
      if (kept.find(text[i]) != std::string_view::npos) take(text.substr(i, 1));
      ++i;
    }
  }
}

/// The weights, found by word: its own and those of the pairs that it begins. A weight is known by its rank in the order
/// of the names, so that a sum is taken in the same order whatever the order of the words.
class Weights {
 public:
  struct Entry {
    std::optional<std::uint32_t> alone;
    std::vector<std::pair<std::string_view, std::uint32_t>> before;  // the second word of a pair
  };

  Weights() {
    std::vector<std::pair<std::string_view, double>> rows;
    for (const LexiconRow& row : lexicon_rows("data/certainty_weights.tsv", 2)) {
      double value = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
      if (row[0] == "(constant)") constant = value;
      else if (row[0] == "(cues)") cues = value;
      else if (row[0] == "(length)") length = value;
      else rows.emplace_back(row[0], value);
    }
    std::sort(rows.begin(), rows.end());
    for (const auto& [name, value] : rows) {
      const auto rank = static_cast<std::uint32_t>(by_rank_.size());
      const std::size_t space = name.find(' ');
      if (space == std::string_view::npos) by_word_[name].alone = rank;
      else by_word_[name.substr(0, space)].before.emplace_back(name.substr(space + 1), rank);
      by_rank_.push_back(value);
    }
  }

  const Entry* find(std::string_view word) const { return by_word_.find(word); }
  double of(std::uint32_t rank) const { return by_rank_[rank]; }

  double constant = 0, cues = 0, length = 0;

 private:
  WordMap<Entry> by_word_;
  std::vector<double> by_rank_;
};

const Weights& weights() {
  static const Weights weights;
  return weights;
}

constexpr std::string_view sentence_begin = "^";

// Centred on usual sentences (a score of 3, some 20 words), so that the constant reads as the rating of such a one.
double centred_cues(double cues) { return cues - 3; }
double centred_length(std::size_t words) { return std::log(static_cast<double>(words) + 1) - 3; }

}  // namespace

std::vector<std::pair<std::string, double>> certainty_features(std::string_view sentence, double cues) {
  std::vector<std::string> names;
  for_each_weighable(sentence, [&](std::string_view word) { names.emplace_back(word); });
  const std::size_t words = names.size();
  for (std::size_t i = 0; i < words; ++i)
    names.push_back((i == 0 ? std::string(sentence_begin) : names[i - 1]) + " " + names[i]);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<std::pair<std::string, double>> out;
  out.reserve(names.size() + 2);
  for (std::string& name : names) out.emplace_back(std::move(name), 1);
  out.emplace_back("(cues)", centred_cues(cues));
  out.emplace_back("(length)", centred_length(words));
  return out;
}

double perceived_certainty(std::string_view sentence, double cues) {
  const Weights& table = weights();
  std::vector<std::uint32_t> said;
  std::size_t words = 0;
  const Weights::Entry* before = table.find(sentence_begin);
  for_each_weighable(sentence, [&](std::string_view word) {
    ++words;
    if (before) {
      for (const auto& [second, rank] : before->before) {
        if (second == word) said.push_back(rank);
      }
    }
    before = table.find(word);
    if (before && before->alone) said.push_back(*before->alone);
  });
  // Each counts once.
  std::sort(said.begin(), said.end());
  said.erase(std::unique(said.begin(), said.end()), said.end());
  double sum = table.constant;
  for (const std::uint32_t rank : said) sum += table.of(rank);
  sum += centred_cues(cues) * table.cues;
  sum += centred_length(words) * table.length;
  // Few rated sentences stand at the ends of the scale, where the sum says less than the cues.
  sum = std::clamp(sum, cues - 1.5, cues + 1.5);
  return cues < hedged ? std::clamp(sum, 0.0, hedged - 0.05) : std::clamp(sum, hedged, 5.0);
}

}  // namespace claimassay
