// The arms of a study and their sizes, sentence by sentence: "Zinol (n = 45)", "45 patients received Zinol", "of 90 patients, 45
// ... and 45 ..." (parts that add up to a whole). The first sentence that says it plainly sizes the arms; what later sentences
// count is a part of them.
#pragma once

#include <string>
#include <vector>

#include "parser/counts.h"
#include "parser/phrase_lexicon.h"
#include "parser/record_text.h"

namespace claimassay {

/// One sentence with the wordings of lexicon/study_size.tsv that it holds.
struct SentenceWords {
  const RecordText& text;
  const RecordSentence& sentence;
  std::vector<PhraseMatch> marks;

  std::string_view folded(std::size_t word) const;
  /// The weight of the strongest mark of that kind which begins within [from, to).
  double mark(std::string_view kind, std::size_t from, std::size_t to) const;
  std::size_t back(std::size_t word, std::size_t by) const;
  std::size_t ahead(std::size_t word, std::size_t by) const;
  Span span(const Count& count) const;
};

struct GroupSize {
  std::string name;
  double n = 0;
  Span span;
};

/// "(n = 45)", "N=1,176", "(45 patients)": true, and `open` is where the bracket stands (or the n).
bool stands_as_n(const SentenceWords& in, const Count& count, std::size_t& open);
/// "12%", "12 (25%)".
bool percent_follows(const SentenceWords& in, std::size_t end);
/// "in June 2013": four digits that follow what a year follows.
bool is_year(const SentenceWords& in, const Count& count);

class ArmReader {
 public:
  /// `totals`: sizes that earlier sentences gave for the whole study.
  void read(const SentenceWords& in, const std::vector<Count>& counts, const std::vector<double>& totals);
  /// A number that turned out to be the whole of the parts of its sentence.
  const std::vector<GroupSize>& wholes() const { return wholes_; }
  std::vector<GroupSize> finish();

 private:
  void take(std::vector<GroupSize> groups, bool plain);

  std::vector<GroupSize> arms_, single_, wholes_;
  bool plain_ = false;
};

}  // namespace claimassay
