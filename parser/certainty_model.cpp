#include "parser/certainty_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

#include "parser/lexicon_table.h"
#include "parser/word_map.h"

namespace claimassay {

namespace {

enum class ByteKind : std::uint8_t { other, letter, digit, joint, mark };
constexpr std::array<ByteKind, 256> byte_kinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (int c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = ByteKind::letter;
  for (int c = '0'; c <= '9'; ++c) kinds[c] = ByteKind::digit;
  kinds['-'] = kinds['\''] = ByteKind::joint;
  for (const char c : std::string_view(".!?;:,%()")) kinds[static_cast<unsigned char>(c)] = ByteKind::mark;
  return kinds;
}();
/// Gives the words of a sentence as written, every number as "0", and the punctuation that joins or ends statements.
template <class Take>
void for_each_weighable(std::string_view text, Take take) {
  const char* const end = text.data() + text.size();
  const auto kind = [](const char* at) { return byte_kinds[static_cast<unsigned char>(*at)]; };
  const auto skip = [&](const char* at, ByteKind what) {
    while (at != end && kind(at) == what) ++at;
    return at;
  };
  for (const char* at = skip(text.data(), ByteKind::other); at != end; at = skip(at, ByteKind::other)) {
    const char* const begin = at++;
    const ByteKind what = kind(begin);
    if (what == ByteKind::joint) continue;
    if (what != ByteKind::mark) at = skip(at, what);
    // A hyphen or apostrophe counts as part of a word only between letters.
    while (what == ByteKind::letter && end - at > 1 && kind(at) == ByteKind::joint && kind(at + 1) == ByteKind::letter)
      at = skip(at + 1, ByteKind::letter);
    // "#" would be a remark in the table.
    take(what == ByteKind::digit ? std::string_view("0")
                                 : std::string_view(begin, static_cast<std::size_t>(at - begin)));
  }
}

constexpr std::size_t most_letters = 32;
constexpr std::string_view sentence_begin = "^";

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string in_small_letters(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = small(c);
  return out;
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
    lengths_of(sentence_begin) = 1U << sentence_begin.size();
    for (const auto& [name, value] : rows) {
      const auto rank = static_cast<std::uint32_t>(by_rank_.size());
      const std::size_t space = name.find(' ');
      const std::string_view word = name.substr(0, space);
      assert(name.size() < most_letters && "a word of that length is no word");
      lengths_of(word) |= 1U << word.size();
      if (space == std::string_view::npos) by_word_[word].alone = rank;
      else by_word_[word].before.emplace_back(name.substr(space + 1), rank);
      by_rank_.push_back(value);
    }
  }

  /// False for nearly all words that have no weight: none of that length begins and ends like it.
  bool may_hold(std::string_view word) const {
    return word.size() < most_letters && lengths_[ends_of(word)] >> word.size() & 1;
  }
  const Entry* find(std::string_view word) const { return by_word_.find(word); }
  double of(std::size_t rank) const { return by_rank_[rank]; }
  std::size_t size() const { return by_rank_.size(); }

  double constant = 0, cues = 0, length = 0;

 private:
  /// Five bits of the first letter and five of the last, which are the same for capitals and small ones.
  static std::size_t ends_of(std::string_view word) {
    return static_cast<std::size_t>(word.front() & 31) << 5 | static_cast<std::size_t>(word.back() & 31);
  }
  std::uint32_t& lengths_of(std::string_view word) { return lengths_[ends_of(word)]; }

  WordMap<Entry> by_word_;
  std::array<std::uint32_t, 1024> lengths_{};
  std::vector<double> by_rank_;
};

const Weights& weights() {
  static const Weights weights;
  return weights;
}

// Centred on usual sentences (a score of 3, some 20 words), so that the constant reads as the rating of such a one.
double centred_cues(double cues) { return cues - 3; }
double centred_length(std::size_t words) { return std::log(static_cast<double>(words) + 1) - 3; }

}  // namespace

std::vector<std::pair<std::string, double>> certainty_features(std::string_view sentence, double cues) {
  std::vector<std::string> names;
  for_each_weighable(sentence, [&](std::string_view word) { names.push_back(in_small_letters(word)); });
  const std::size_t words = names.size();
  for (std::size_t i = 0; i < words; ++i)
    names.push_back(fmt::format("{} {}", i == 0 ? sentence_begin : std::string_view(names[i - 1]), names[i]));
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
  std::vector<std::uint64_t> said(table.size() / 64 + 1);  // a bit for each rank: a feature counts once
  const auto say = [&](std::uint32_t rank) { said[rank / 64] |= std::uint64_t{1} << rank % 64; };
  std::size_t words = 0;
  const Weights::Entry* before = table.find(sentence_begin);
  for_each_weighable(sentence, [&](std::string_view word) {
    ++words;
    const bool after_pair = before && !before->before.empty();
    const bool may_weigh = table.may_hold(word);
    if (!after_pair && !may_weigh) {
      before = nullptr;
      return;
    }
    if (word.size() >= most_letters) {  // no word that has a weight is as long
      before = nullptr;
      return;
    }
    char letters[most_letters];
    std::transform(word.begin(), word.end(), letters, small);
    const std::string_view spelt(letters, word.size());
    if (after_pair) {
      for (const auto& [second, rank] : before->before) {
        if (second == spelt) say(rank);
      }
    }
    before = may_weigh ? table.find(spelt) : nullptr;
    if (before && before->alone) say(*before->alone);
  });
  double sum = table.constant;
  for (std::size_t block = 0; block < said.size(); ++block) {
    for (std::uint64_t bits = said[block]; bits != 0; bits &= bits - 1)
      sum += table.of(block * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }
  sum += centred_cues(cues) * table.cues;
  sum += centred_length(words) * table.length;
  // Few rated sentences stand at the ends of the scale, where the sum says less than the cues.
  sum = std::clamp(sum, cues - 1.5, cues + 1.5);
  return cues < hedged ? std::clamp(sum, 0.0, hedged - 0.05) : std::clamp(sum, hedged, 5.0);
}

}  // namespace claimassay
