// All phrases of a pack in one matcher: a text is read once, whatever the number of phrase lists and rules.
// Comparison is by words, case-folded; hyphens and apostrophes' kinds do not matter; a word ending in '*' stands for
// every word that begins so. Phrases are at most 12 words long, which is why a walk down one tree from every word
// (words x 12 at worst) does here what a general automaton would do, and spans and wildcards stay simple.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/span.h"

namespace claimassay::rules {

class PhraseMatcher {
 public:
  static constexpr std::size_t longest = 12;  ///< words of a phrase

  struct Hit {
    int list = 0;
    Span span;              ///< bytes of the text
    std::size_t first = 0;  ///< word, counted with punctuation
    std::size_t last = 0;
  };
  /// Hits in the order of the text; all lists, overlaps included.
  using Hits = std::vector<Hit>;

  /// The number of a new list.
  int add_list() { return lists_++; }
  /// False when the phrase has no word, more than `longest`, or a '*' anywhere but at the end of a word.
  bool add(int list, std::string_view phrase);
  Hits find(std::string_view text) const;
  bool empty() const { return nodes_.size() < 2; }

 private:
  struct Node {
    std::unordered_map<std::string, int> words;
    std::vector<std::pair<std::string, int>> prefixes;
    std::vector<int> lists;  ///< that end here
  };
  int child(int node, const std::string& word, bool prefix);

  std::vector<Node> nodes_{1};
  int lists_ = 0;
};

}  // namespace claimassay::rules
