#include "parser/phrase_lexicon.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>

#include "core/split.h"
#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

constexpr std::size_t default_gap = 4;
constexpr std::size_t guard_window = 4;
constexpr std::size_t stem_letters = 3;  ///< by which stems are looked up

std::uint32_t bit_of(Zone zone) { return std::uint32_t{1} << static_cast<unsigned>(zone); }

/// Which marks a word of a wording asks for.
std::uint64_t marks_of(const PhraseWord& word) {
  switch (word.kind) {
    case PhraseWord::Kind::number: return number_mark;
    case PhraseWord::Kind::whole: return mark_of(word.hash);
    case PhraseWord::Kind::stem: break;
  }
  return word.text.size() < stem_letters ? ~std::uint64_t{0} : mark_of(word_hash(word.text.substr(0, stem_letters)));
}

PhraseWord parse_word(const std::string& text) {
  if (text == "<n>") return {text, 0, PhraseWord::Kind::number};
  if (text.size() > 1 && text.back() == '*') return {text.substr(0, text.size() - 1), 0, PhraseWord::Kind::stem};
  return {text, word_hash(text), PhraseWord::Kind::whole};
}

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
    for (const std::string& word : split<std::string>(piece, "|")) {
      part.words.push_back(parse_word(word));
      part.marks |= marks_of(part.words.back());
    }
    out.push_back(std::move(part));
  }
  return out;
}

bool fits(const PhrasePart& part, const Word& word) {
  if (!(part.marks & word.marks)) return false;
  for (const PhraseWord& want : part.words) {
    switch (want.kind) {
      case PhraseWord::Kind::whole:
        if (want.hash == word.hash && want.text == word.folded) return true;
        break;
      case PhraseWord::Kind::stem:
        if (word.folded.starts_with(want.text)) return true;
        break;
      case PhraseWord::Kind::number:
        if (word.number) return true;
        break;
    }
  }
  return false;
}

/// The end of the pattern's match that begins at `at`, or 0. Patterns are a handful of parts, so trying is cheap.
std::size_t match_from(const PhrasePattern& pattern, std::size_t part, std::span<const Word> words, std::size_t at,
                       std::size_t end) {
  if (part == pattern.size()) return at;
  const PhrasePart& want = pattern[part];
  for (std::size_t skip = 0; skip <= want.gap && at + skip < end; ++skip) {
    if (!fits(want, words[at + skip])) continue;
    if (const std::size_t found = match_from(pattern, part + 1, words, at + skip + 1, end)) return found;
  }
  return want.optional ? match_from(pattern, part + 1, words, at, end) : 0;
}

bool occurs(const std::vector<PhrasePattern>& guards, std::span<const Word> words, std::size_t first, std::size_t end) {
  for (const PhrasePattern& guard : guards) {
    for (std::size_t at = first; at < end; ++at) {
      if (match_from(guard, 0, words, at, end)) return true;
    }
  }
  return false;
}

}  // namespace

PhraseLexicon::PhraseLexicon(std::string_view path) {
  read(path, 0);
  index();
}

PhraseLexicon::PhraseLexicon(std::initializer_list<std::string_view> paths) {
  std::size_t table = 0;
  for (const std::string_view path : paths) read(path, table++);
  index();
}

void PhraseLexicon::read(std::string_view path, std::size_t table) {
  for (const LexiconRow& cells : lexicon_rows(path, 7)) {
    PhraseRow row;
    row.pattern = cells[0];
    row.table = table;
    row.parts = parse_pattern(cells[0]);
    assert(!row.parts.empty() && !row.parts[0].optional && row.parts[0].gap == 0);
    if (row.parts.empty()) continue;
    row.says = cells[1];
    row.weight = std::atof(std::string(cells[2]).c_str());
    row.feature = cells[3];
    if (!cells[4].empty() && cells[4] != "any") {
      for (const std::string& name : split<std::string>(cells[4], "|")) {
        const std::optional<Zone> zone = from_word<Zone>(name);
        assert(zone && "a zone of that name does not exist");
        if (zone) row.zones |= bit_of(*zone);
      }
    }
    for (const auto& [cell, guards] :
         {std::pair{cells[5], &row.unless_before}, std::pair{cells[6], &row.unless_after}}) {
      for (const std::string& guard : split<std::string>(cell, " / ")) {
        if (!guard.empty()) guards->push_back(parse_pattern(guard));
      }
    }
    rows_.push_back(std::move(row));
  }
}

PhraseLexicon::Candidate PhraseLexicon::candidate(std::uint32_t number) const {
  Candidate out{0, number, 0};
  std::size_t reach = 0;
  const PhrasePattern& parts = rows_[number].parts;
  for (std::size_t p = 1; p < parts.size(); ++p) {
    reach += parts[p].gap + 1;
    if (parts[p].optional) continue;
    const std::uint64_t marks = parts[p].marks;
    // Of the words that must stand there, the one that says most.
    if (out.reach == 0 || std::popcount(marks) * reach < std::popcount(out.marks) * std::size_t{out.reach})
      out = {marks, number, static_cast<std::uint32_t>(reach)};
  }
  return out;
}

void PhraseLexicon::index() {
  for (std::size_t number = 0; number < rows_.size(); ++number) {
    const Candidate made = candidate(static_cast<std::uint32_t>(number));
    for (const PhraseWord& word : rows_[number].parts[0].words) {
      switch (word.kind) {
        case PhraseWord::Kind::whole: by_word_[word.text].push_back(made); break;
        case PhraseWord::Kind::number: by_number_.push_back(made); break;
        case PhraseWord::Kind::stem:
          assert(word.text.size() >= stem_letters && "a stem needs three letters");
          by_stem_[word.text.substr(0, stem_letters)].push_back(made);
          break;
      }
    }
  }
}

template <class Take>
void PhraseLexicon::match_at(std::span<const Word> words, std::size_t word, std::size_t begin, std::size_t end,
                             Take take) const {
  // `known`: that this word is the first of the rows is what they were found by; of a stem only its first letters are.
  const auto try_rows = [&](const Candidates& candidates, bool known) {
    for (const Candidate& candidate : candidates) {
      if (candidate.reach > 0) {
        const std::size_t last = std::min(end, word + 1 + candidate.reach);
        std::size_t next = word + 1;
        while (next < last && !(words[next].marks & candidate.marks)) ++next;
        if (next >= last) continue;
      }
      const PhraseRow& row = rows_[candidate.row];
      const std::size_t stop =
          known ? match_from(row.parts, 1, words, word + 1, end) : match_from(row.parts, 0, words, word, end);
      if (!stop) continue;
      if (!row.unless_before.empty() &&
          occurs(row.unless_before, words, std::max(begin, word > guard_window ? word - guard_window : 0), stop)) {
        continue;
      }
      if (!row.unless_after.empty() && occurs(row.unless_after, words, stop, std::min(end, stop + guard_window))) {
        continue;
      }
      take(row, stop);
    }
  };
  const Word& here = words[word];
  if (here.number && !by_number_.empty()) try_rows(by_number_, true);
  if (const Candidates* found = by_word_.find(here.folded, here.hash)) try_rows(*found, true);
  if (here.stem != 0) {
    if (const Candidates* found = by_stem_.find(here.folded.substr(0, stem_letters), here.stem))
      try_rows(*found, false);
  }
}

void PhraseLexicon::find_in(std::span<const Word> words, std::size_t begin, std::size_t end, Zone zone,
                            std::size_t sentence, std::vector<PhraseMatch>& out) const {
  for (std::size_t w = begin; w < end; ++w) {
    const std::size_t before = out.size();
    match_at(words, w, begin, end, [&](const PhraseRow& row, std::size_t stop) {
      if (row.zones == 0 || row.zones & bit_of(zone)) out.push_back({&row, w, stop, sentence});
    });
    if (out.size() - before < 2) continue;
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                     [](const PhraseMatch& a, const PhraseMatch& b) { return a.end > b.end; });
  }
}

std::vector<PhraseMatch> PhraseLexicon::find(const RecordText& text) const {
  std::vector<PhraseMatch> out;
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const RecordSentence& sentence = text.sentences[s];
    find_in(text.words, sentence.first, sentence.end, sentence.zone, s, out);
  }
  return out;
}

std::vector<PhraseMatch> PhraseLexicon::find(std::span<const Word> words) const {
  std::vector<PhraseMatch> out;
  find_in(words, 0, words.size(), Zone::body, 0, out);
  return out;
}

bool PhraseLexicon::says(const RecordText& text, std::size_t first, std::size_t end, std::string_view what) const {
  bool found = false;
  for (std::size_t w = first; w < end && !found; ++w) {
    match_at(text.words, w, first, end, [&](const PhraseRow& row, std::size_t) { found |= row.says == what; });
  }
  return found;
}

}  // namespace claimassay
