// The words of a search that mean more or less than they say: those that only ask ("does", "help"), and those that have
// other names ("LBP", "heart attack"). Data: data/lexicon/search_words.tsv, search_synonyms.tsv and pico_synonyms.tsv.
// Costs: the tables are read once.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

class SearchThesaurus {
 public:
  SearchThesaurus();
  /// May this word (in lower case) be left out? Some words only where the whole is a question.
  bool only_asks(std::string_view word, bool in_question) const;
  bool opens_question(std::string_view word) const;
  /// Other names of a term, given and answered as its search words joined by spaces; empty when there is none.
  std::vector<std::string> other_names(const std::string& stems) const;
  /// The most words that a term with other names has.
  std::size_t longest() const { return longest_; }
  /// As written in the table, for telling the user: "low back pain".
  std::string as_written(const std::string& stems) const;

 private:
  void read_groups(std::string_view table);
  std::set<std::string, std::less<>> always_, in_questions_, opening_;
  std::vector<std::vector<std::string>> groups_;
  std::map<std::string, std::vector<std::size_t>> groups_of_;
  std::map<std::string, std::string> written_;
  std::size_t longest_ = 1;
};

/// The one over the embedded tables.
const SearchThesaurus& search_thesaurus();

/// The search words of a text, joined by spaces.
std::string stems_of(std::string_view text);

}  // namespace claimassay
