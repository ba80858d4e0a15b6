// The only PICO matcher: do two phrases mean the same people, treatment or outcome? Word by word, by stem, spelling,
// synonym, abbreviation, broader or narrower term, and another member of the same class (data/lexicon/pico_synonyms.tsv,
// pico_broader.tsv), each with its reason. Promises: symmetric in synonyms and members, not in breadth: "statins" asked for
// and "atorvastatin" found is narrower; a related term never counts as found. Works on content words handed in; it reads no
// running text.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/vocabulary.h"

namespace claimassay {

enum class MatchKind { none, same, stem, synonym, abbreviation, narrower, broader, related };
template <>
struct Vocabulary<MatchKind> {
  static constexpr std::string_view words[] = {"none",         "same",     "stem",    "synonym",
                                               "abbreviation", "narrower", "broader", "related"};
};

/// What a whole phrase is to a text. `unclear`: a part of it is there, too little to say.
enum class Likeness { unclear, same, narrower, broader, related, different };
template <>
struct Vocabulary<Likeness> {
  static constexpr std::string_view words[] = {"unclear", "same", "narrower", "broader", "related", "different"};
};

struct TermMatch {
  std::string wanted;
  std::string found;  ///< "" for none
  MatchKind kind = MatchKind::none;
  double weight = 1;   ///< of the wanted word: little for "patients", "study"
  double credit = 0;   ///< 1 for the same thing, less for a broader or narrower one, 0 for a related one
  std::string family;  ///< of a related term: the class that both belong to
  std::string of;      ///< of a narrower, broader or related term: treatment, form, condition, people, group
};

struct PhraseComparison {
  double score = 0;  ///< weighted share of the wanted words that were found, 0 to 1
  std::vector<TermMatch> terms;
  /// The text has the phrase; only members of the class that the phrase names; only the class; another member in place of one.
  Likeness likeness() const;
  /// "heart attack = myocardial infarction (synonym), atorvastatin: simvastatin (another statin), not found: elderly"
  std::string because() const;
};

/// A part of a phrase: synonyms of several words fold into one, every word to its stem in one spelling.
struct Concept {
  std::string key;
  std::string words;  ///< as written
  double weight = 1;
};

/// The words of a text in which phrases are looked for.
class TermIndex {
 public:
  TermIndex() = default;
  explicit TermIndex(const std::vector<std::string>& words,
                     const std::vector<std::pair<std::string, std::vector<std::string>>>& abbreviations = {});
  void add(const std::vector<std::string>& words);
  PhraseComparison find(const std::vector<std::string>& phrase) const;
  /// Where a term is not there, also for another member of its class (kind `related`).
  PhraseComparison find_or_related(const std::vector<std::string>& phrase) const;
  bool empty() const { return by_concept_.empty(); }

 private:
  PhraseComparison find(const std::vector<std::string>& phrase, bool or_related) const;
  TermMatch find(const Concept& wanted, bool or_related) const;
  void find_relative(const std::string& key, bool or_related, TermMatch& match) const;

  std::unordered_map<std::string, std::string> by_concept_;  // concept -> the words as they stand
  std::unordered_map<std::string, std::vector<std::string>> long_forms_;
};

/// A phrase as concepts.
std::vector<Concept> concepts_of(const std::vector<std::string>& words);

/// 0 for words without content of their own, little for the words of every study, else 1.
double word_weight(std::string_view folded);

}  // namespace claimassay
