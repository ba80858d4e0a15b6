#include "store/search_thesaurus.h"

#include <algorithm>
#include <cassert>

#include "core/embedded.h"
#include "core/split.h"
#include "core/text.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

/// The lines of a table without remarks and empty ones.
std::vector<std::string_view> lines_of(std::string_view path) {
  const auto table = embedded_file(path);
  assert(table);
  std::vector<std::string_view> lines;
  for (const std::string_view line : split(table.value_or(""), "\n")) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::string stems_of(std::string_view text) {
  std::string out;
  SearchWords words(text);
  while (words.next()) {
    if (!out.empty()) out += ' ';
    out += words.word();
  }
  return out;
}

SearchThesaurus::SearchThesaurus() {
  for (const std::string_view line : lines_of("data/lexicon/search_words.tsv")) {
    const std::size_t tab = line.find('\t');
    const std::string word(line.substr(0, tab));
    const std::string_view when = tab == std::string_view::npos ? "always" : line.substr(tab + 1);
    if (when == "question") in_questions_.insert(word);
    else always_.insert(word);
    if (when == "opens") opening_.insert(word);
  }
  read_groups("data/lexicon/search_synonyms.tsv");
  read_groups("data/lexicon/pico_synonyms.tsv");
}

void SearchThesaurus::read_groups(std::string_view path) {
  for (const std::string_view line : lines_of(path)) {
    std::vector<std::string> group;
    for (const std::string_view piece : split(line, "|")) {
      const std::string_view name = trim(piece);
      std::string stems = stems_of(name);
      // "die | died": one stem, one name.
      if (stems.empty() || std::find(group.begin(), group.end(), stems) != group.end()) continue;
      longest_ = std::max(longest_, static_cast<std::size_t>(std::count(stems.begin(), stems.end(), ' ')) + 1);
      written_.try_emplace(stems, name);
      group.push_back(std::move(stems));
    }
    if (group.size() < 2) continue;
    for (const std::string& name : group) groups_of_[name].push_back(groups_.size());
    groups_.push_back(std::move(group));
  }
}

bool SearchThesaurus::only_asks(std::string_view word, bool in_question) const {
  return always_.contains(word) || (in_question && in_questions_.contains(word));
}

bool SearchThesaurus::opens_question(std::string_view word) const { return opening_.contains(word); }

std::vector<std::string> SearchThesaurus::other_names(const std::string& stems) const {
  std::vector<std::string> names;
  const auto found = groups_of_.find(stems);
  if (found == groups_of_.end()) return names;
  for (const std::size_t group : found->second) {
    for (const std::string& name : groups_[group]) {
      if (name != stems && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::string SearchThesaurus::as_written(const std::string& stems) const {
  const auto found = written_.find(stems);
  return found == written_.end() ? stems : found->second;
}

const SearchThesaurus& search_thesaurus() {
  static const SearchThesaurus thesaurus;
  return thesaurus;
}

}  // namespace claimassay
