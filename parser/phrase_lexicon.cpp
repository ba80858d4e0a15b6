#include "parser/phrase_lexicon.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "core/split.h"
#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

constexpr std::size_t default_gap = 4;
constexpr std::size_t guard_window = 4;

PhrasePattern parse_pattern(std::string_view text) {
  PhrasePattern out;
  std::size_t gap = 0;
  for (std::string& piece : split<std::string>(text, " ")) {
    if (piece.empty()) continue;
    if (piece.starts_with("...")) {
      gap = piece.size() == 3 ? default_gap : static_cast<std::size_t>(std::atoi(piece.c_str() + 3));
      continue;
    }
    PhrasePart part;
    part.gap = gap;
    gap = 0;
    if (piece.size() > 1 && piece[0] == '?') {
      part.optional = true;
      piece.erase(0, 1);
    }
    if (piece == "<n>") part.number = true;
    else part.words = split<std::string>(piece, "|");
    out.push_back(std::move(part));
  }
  return out;
}

bool fits(const PhrasePart& part, const Word& word) {
  if (part.number) return word.number;
  return std::any_of(part.words.begin(), part.words.end(), [&](const std::string& want) {
    if (want.size() > 1 && want.back() == '*') {
      return word.folded.size() >= want.size() - 1 &&
             word.folded.compare(0, want.size() - 1, want, 0, want.size() - 1) == 0;
    }
    return want == "<n>" ? word.number : word.folded == want;
  });
}

/// The end of the pattern's match that begins at `at`, or 0. Patterns are a handful of parts, so trying is cheap.
std::size_t match_from(const PhrasePattern& pattern, std::size_t part, const std::vector<Word>& words, std::size_t at,
                       std::size_t end) {
  if (part == pattern.size()) return at;
  const PhrasePart& want = pattern[part];
  for (std::size_t skip = 0; skip <= want.gap && at + skip < end; ++skip) {
    if (!fits(want, words[at + skip])) continue;
    if (const std::size_t found = match_from(pattern, part + 1, words, at + skip + 1, end)) return found;
  }
  return want.optional ? match_from(pattern, part + 1, words, at, end) : 0;
}

bool occurs(const std::vector<PhrasePattern>& guards, const std::vector<Word>& words, std::size_t first,
            std::size_t end) {
  for (const PhrasePattern& guard : guards) {
    for (std::size_t at = first; at < end; ++at) {
      if (match_from(guard, 0, words, at, end)) return true;
    }
  }
  return false;
}

}  // namespace

PhraseLexicon::PhraseLexicon(std::string_view path) {
  for (const LexiconRow& cells : lexicon_rows(path, 7)) {
    PhraseRow row;
    row.pattern = cells[0];
    row.parts = parse_pattern(cells[0]);
    assert(!row.parts.empty() && !row.parts[0].optional && row.parts[0].gap == 0);
    if (row.parts.empty()) continue;
    row.says = cells[1];
    row.weight = std::atof(std::string(cells[2]).c_str());
    row.feature = cells[3];
    if (!cells[4].empty() && cells[4] != "any") row.zones = split<std::string>(cells[4], "|");
    for (const auto& [cell, guards] :
         {std::pair{cells[5], &row.unless_before}, std::pair{cells[6], &row.unless_after}}) {
      for (const std::string& guard : split<std::string>(cell, " / ")) {
        if (!guard.empty()) guards->push_back(parse_pattern(guard));
      }
    }
    rows_.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) index(rows_[i], i);
}

void PhraseLexicon::index(const PhraseRow& row, std::size_t number) {
  if (row.parts[0].number) by_number_.push_back(number);
  for (const std::string& word : row.parts[0].words) {
    if (word.back() == '*' && word.size() > 1) {
      assert(word.size() > 3 && "a stem needs three letters");
      by_prefix_[word.substr(0, 3)].push_back(number);
    } else if (word == "<n>") {
      by_number_.push_back(number);
    } else {
      by_word_[word].push_back(number);
    }
  }
}

template <class Take>
void PhraseLexicon::match_at(const RecordText& text, std::size_t word, std::size_t begin, std::size_t end,
                             Take take) const {
  const auto try_rows = [&](const std::vector<std::size_t>& numbers) {
    for (const std::size_t number : numbers) {
      const PhraseRow& row = rows_[number];
      const std::size_t stop = match_from(row.parts, 0, text.words, word, end);
      if (!stop) continue;
      if (!row.unless_before.empty() &&
          occurs(row.unless_before, text.words, std::max(begin, word > guard_window ? word - guard_window : 0), stop)) {
        continue;
      }
      if (!row.unless_after.empty() && occurs(row.unless_after, text.words, stop, std::min(end, stop + guard_window))) {
        continue;
      }
      take(row, stop);
    }
  };
  const Word& here = text.words[word];
  if (here.number && !by_number_.empty()) try_rows(by_number_);
  if (const auto found = by_word_.find(here.folded); found != by_word_.end()) try_rows(found->second);
  if (here.folded.size() >= 3) {
    if (const auto found = by_prefix_.find(here.folded.substr(0, 3)); found != by_prefix_.end())
      try_rows(found->second);
  }
}

std::vector<PhraseMatch> PhraseLexicon::find(const RecordText& text) const {
  std::vector<PhraseMatch> out;
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const RecordSentence& sentence = text.sentences[s];
    for (std::size_t w = sentence.first; w < sentence.end; ++w) {
      const std::size_t before = out.size();
      match_at(text, w, sentence.first, sentence.end, [&](const PhraseRow& row, std::size_t stop) {
        const bool here = row.zones.empty() || std::any_of(row.zones.begin(), row.zones.end(), [&](const auto& zone) {
                            return zone == claimassay::word(sentence.zone);
                          });
        if (here) out.push_back({&row, w, stop, s});
      });
      std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                       [](const PhraseMatch& a, const PhraseMatch& b) { return a.end > b.end; });
    }
  }
  return out;
}

bool PhraseLexicon::says(const RecordText& text, std::size_t first, std::size_t end, std::string_view what) const {
  bool found = false;
  for (std::size_t w = first; w < end && !found; ++w) {
    match_at(text, w, first, end, [&](const PhraseRow& row, std::size_t) { found |= row.says == what; });
  }
  return found;
}

}  // namespace claimassay
