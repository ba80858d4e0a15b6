// A text prepared for reading by lexicon: its words (folded, hyphens dropped, "double-blind" = "double blind"), its
// sentences, and the part of a paper each sentence belongs to, from printed labels ("METHODS:") or, without any, from
// how sentences of each part begin.
// Promises: spans are byte offsets into the text given. Costs: one pass; reads at most `max_read` bytes of a text, so
// that a hostile record stays cheap, and says so in `truncated`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "core/span.h"
#include "core/study.h"

namespace claimassay {

class FoldedText;
struct FoldedToken;

/// The part of a paper a sentence belongs to; `body` where no label and no wording says it.
enum class Zone { title, background, objective, methods, results, conclusion, body };
template <>
struct Vocabulary<Zone> {
  static constexpr std::string_view words[] = {"title",   "background", "objective", "methods",
                                               "results", "conclusion", "body"};
};

struct Word {
  Span span;
  std::string_view folded;  ///< lives as long as the text that it was made of
  std::uint64_t hash = 0;   ///< of the folded letters (word_map.h)
  std::uint64_t stem = 0;   ///< of the first three bytes of them; 0 where there are fewer
  std::uint64_t marks = 0;  ///< what it shows of itself to a lexicon that looks for company (phrase_lexicon.cpp)
  bool number = false;
  bool joined = false;  ///< a hyphen stands between it and the word before
};

struct RecordSentence {
  Span span;
  std::size_t first = 0;  ///< into RecordText::words
  std::size_t end = 0;
  Zone zone = Zone::body;
  std::size_t label = no_label;  ///< into RecordText::labels
  static constexpr std::size_t no_label = static_cast<std::size_t>(-1);
};

struct RecordText {
  RecordPart part = RecordPart::abstract;
  std::string text;
  std::shared_ptr<const FoldedText> folded;
  std::vector<Word> words;
  std::vector<RecordSentence> sentences;
  std::vector<std::string> labels;  ///< of the sections, as printed
  std::vector<Span> apart;          ///< of the labels that stand in no sentence, with their colon
  bool truncated = false;

  std::string_view quote(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
  /// The sentence that holds a byte; null between sentences.
  const RecordSentence* sentence_at(std::size_t offset) const;
  /// The first word that begins at or after a byte.
  std::size_t word_from(std::size_t offset) const;
  /// The sentence that holds a word; its index.
  std::size_t sentence_of(std::size_t word) const;
};

inline constexpr std::size_t max_read = 1 << 18;

/// A bit for a hash, and one for a number: the marks of a word are those of its whole, of its beginning, and of a number.
inline std::uint64_t mark_of(std::uint64_t hash) { return std::uint64_t{1} << (hash >> 58); }
inline constexpr std::uint64_t number_mark = 1;

/// Appends the words among tokens: all of them but hyphens.
void append_words(std::span<const FoldedToken> tokens, std::vector<Word>& words);

/// Words and sentences alone, every sentence in zone `zone`.
RecordText read_plain_text(std::string_view text, Zone zone = Zone::body, RecordPart part = RecordPart::abstract);
RecordText read_title(const Citation& citation);
/// Offsets are into citation.abstract_text().
RecordText read_abstract(const Citation& citation);
/// The zone that a section's label names ("PATIENTS AND METHODS"); body when it names none.
Zone zone_of_label(std::string_view label);

}  // namespace claimassay
