// A table of wordings, and the one matcher that finds them in prepared text. A wording is a row of data/lexicon/*.tsv:
//   word        that word            stem*   any word that begins so          a|b*     either
//   <n>         a number             ...     up to four words in between      ?word    may be missing
//   ...2        up to two words
// A row may name guards: words that, standing within four words before (or inside a gap) or after, make it say nothing.
// Promises: a match lies within one sentence; costs two look-ups a word by hashes that the text brings along, and a try of
// each row that shares the first word; patterns are short. Refuses (assert, at start) a row that begins with a gap or an optional word: it could not be indexed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/record_text.h"
#include "parser/word_map.h"

namespace claimassay {

/// One word of a wording.
struct PhraseWord {
  std::string text;        ///< of a stem, its letters without the '*'
  std::uint64_t hash = 0;  ///< of a whole word
  enum class Kind { whole, stem, number } kind = Kind::whole;
};

/// One position of a wording.
struct PhrasePart {
  std::vector<PhraseWord> words;  ///< alternatives
  std::uint64_t marks = 0;        ///< a word that shows none of these is none of them
  bool optional = false;
  std::size_t gap = 0;  ///< up to so many words may stand before this position
};
using PhrasePattern = std::vector<PhrasePart>;

struct PhraseRow {
  std::string_view pattern;  ///< as the table spells it
  PhrasePattern parts;
  std::vector<PhrasePattern> unless_before;
  std::vector<PhrasePattern> unless_after;
  std::string_view says;
  std::string_view feature;
  double weight = 0;
  std::size_t table = 0;    ///< which of the lexicon's tables it stands in
  std::uint32_t zones = 0;  ///< a bit for each zone where it counts; none = anywhere
};

struct PhraseMatch {
  const PhraseRow* row = nullptr;
  std::size_t first = 0;  ///< words [first, end)
  std::size_t end = 0;
  std::size_t sentence = 0;
};

class PhraseLexicon {
 public:
  /// Reads an embedded table. Columns: pattern, says, weight, feature, where (zones, "|" between; empty = anywhere),
  /// unless_before, unless_after (guards, " / " between). All but the pattern may be empty.
  explicit PhraseLexicon(std::string_view path);
  /// Several tables, found in one pass; rows know theirs (PhraseRow::table).
  explicit PhraseLexicon(std::initializer_list<std::string_view> paths);

  /// Every row's matches, in the order of the text; at one word the longest first. Rows do not shadow each other.
  std::vector<PhraseMatch> find(const RecordText& text) const;
  /// The same in the words of one sentence, wherever it stands; PhraseMatch::sentence is 0.
  std::vector<PhraseMatch> find(std::span<const Word> words) const;
  /// True when some row that `says` this matches within the words [first, end).
  bool says(const RecordText& text, std::size_t first, std::size_t end, std::string_view what) const;

 private:
  void read(std::string_view path, std::size_t table);
  void index();
  template <class Take>
  void match_at(std::span<const Word> words, std::size_t word, std::size_t begin, std::size_t end, Take take) const;
  void find_in(std::span<const Word> words, std::size_t begin, std::size_t end, Zone zone, std::size_t sentence,
               std::vector<PhraseMatch>& out) const;

  /// A row under its first word, with what can be told before it is tried: one of the next `reach` words must show one of
  /// these marks, or the row cannot match. A reach of 0 says nothing.
  struct Candidate {
    std::uint64_t marks = 0;
    std::uint32_t row = 0;
    std::uint32_t reach = 0;
  };
  Candidate candidate(std::uint32_t number) const;

  using Candidates = std::vector<Candidate>;
  std::vector<PhraseRow> rows_;
  WordMap<Candidates> by_word_;  // whole first words
  WordMap<Candidates> by_stem_;  // first three letters of stems
  Candidates by_number_;
};

}  // namespace claimassay
