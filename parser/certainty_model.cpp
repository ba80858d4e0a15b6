#include "parser/certainty_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

constexpr std::string_view constant_name = "(constant)";

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// Words in lower case, every number as "#", and the punctuation that joins or ends statements.
std::vector<std::string> weighable(std::string_view sentence) {
  constexpr std::string_view kept = ".!?;:,%()";
  std::vector<std::string> out;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::size_t begin = i;
    if (letter(sentence[i])) {
      // A hyphen or apostrophe counts as part of a word only between letters.
      while (i < sentence.size() && (letter(sentence[i]) || ((sentence[i] == '-' || sentence[i] == '\'') &&
                                                             i + 1 < sentence.size() && letter(sentence[i + 1]))))
        ++i;
      std::string word(sentence.substr(begin, i - begin));
      for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      out.push_back(std::move(word));
    } else if (digit(sentence[i])) {
      while (i < sentence.size() && digit(sentence[i])) ++i;
      out.emplace_back("#");
    } else {
      if (kept.find(sentence[i]) != std::string_view::npos) out.emplace_back(1, sentence[i]);
      ++i;
    }
  }
  return out;
}

const std::unordered_map<std::string_view, double>& weights() {
  static const auto table = [] {
    std::unordered_map<std::string_view, double> out;
    for (const LexiconRow& row : lexicon_rows("data/certainty_weights.tsv", 2)) {
      double value = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
      out.emplace(row[0], value);
    }
    return out;
  }();
  return table;
}

double weight_of(std::string_view feature) {
  const auto found = weights().find(feature);
  return found == weights().end() ? 0 : found->second;
}

}  // namespace

std::vector<std::pair<std::string, double>> certainty_features(std::string_view sentence, double cues) {
  std::vector<std::string> names = weighable(sentence);
  const std::size_t words = names.size();
  for (std::size_t i = 0; i < words; ++i) names.push_back((i == 0 ? "^" : names[i - 1]) + " " + names[i]);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<std::pair<std::string, double>> out;
  out.reserve(names.size() + 2);
  for (std::string& name : names) out.emplace_back(std::move(name), 1);
  // Centred on usual sentences (a score of 3, some 20 words), so that the constant reads as the rating of such a one.
  out.emplace_back("(cues)", cues - 3);
  out.emplace_back("(length)", std::log(static_cast<double>(words) + 1) - 3);
  return out;
}

double perceived_certainty(std::string_view sentence, double cues) {
  double sum = weight_of(constant_name);
  for (const auto& [name, value] : certainty_features(sentence, cues)) sum += value * weight_of(name);
  // Few rated sentences stand at the ends of the scale, where the sum says less than the cues.
  sum = std::clamp(sum, cues - 1.5, cues + 1.5);
  return cues < hedged ? std::clamp(sum, 0.0, hedged - 0.05) : std::clamp(sum, hedged, 5.0);
}

}  // namespace claimassay
