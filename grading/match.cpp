#include "grading/match.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "core/embedded.h"
#include "core/split.h"
#include "core/text.h"

namespace claimassay {

namespace {

constexpr double broader_credit = 0.5;  // [H] a class for its member, or a member for its class, is half the same
constexpr std::size_t longest_synonym = 5;

template <class Take>
void for_each_line(std::string_view path, Take take) {
  for (const std::string_view line : split(embedded_file(path).value_or(""), "\n")) {
    if (!line.empty() && line[0] != '#') take(line);
  }
}

/// British and American spelling come to one; the result is for comparison only.
std::string one_spelling(std::string word) {
  const auto replace = [&](std::string_view from, std::string_view to, std::size_t least) {
    for (std::size_t at; word.size() > least && (at = word.find(from)) != std::string::npos;)
      word.replace(at, from.size(), to);
  };
  replace("ae", "e", 5);
  replace("oe", "e", 5);
  replace("isation", "ization", 8);
  if (word.size() > 6 &&
      (word.ends_with("ise") || word.ends_with("ised") || word.ends_with("ising") || word.ends_with("ises"))) {
    word[word.rfind("is") + 1] = 'z';
  }
  if (word.size() > 5 && (word.ends_with("our") || word.ends_with("ours"))) word.erase(word.rfind('u'), 1);
  return word;
}

std::string key_of(std::string_view folded) { return stem(one_spelling(std::string(folded))); }

/// Stems of a term, joined by spaces.
std::string key_of_term(std::string_view term) {
  std::string out;
  for (const std::string_view word : split(term, " ")) {
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += key_of(word);
  }
  return out;
}

/// Every synonym's key -> the key of its group's first term.
const std::unordered_map<std::string, std::string>& synonyms() {
  static const auto table = [] {
    std::unordered_map<std::string, std::string> out;
    for_each_line("data/lexicon/pico_synonyms.tsv", [&](std::string_view line) {
      const std::vector<std::string_view> terms = split(line, " | ");
      const std::string group = "=" + key_of_term(terms.front());
      for (const std::string_view term : terms) out.emplace(key_of_term(term), group);
    });
    return out;
  }();
  return table;
}

std::string concept_key(const std::string& stems) {
  const auto found = synonyms().find(stems);
  return found == synonyms().end() ? stems : found->second;
}

/// Narrower concept -> its broader ones, as concept keys.
const std::unordered_map<std::string, std::vector<std::string>>& broader_terms() {
  static const auto table = [] {
    std::unordered_map<std::string, std::vector<std::string>> out;
    for_each_line("data/lexicon/pico_broader.tsv", [&](std::string_view line) {
      const std::vector<std::string_view> cells = split(line, "\t");
      if (cells.size() >= 2) out[concept_key(key_of_term(cells[0]))].push_back(concept_key(key_of_term(cells[1])));
    });
    return out;
  }();
  return table;
}

/// Has it any broader or narrower term? Most words have none, and need not be compared with every word of a text.
bool has_relatives(const std::string& key) {
  static const auto table = [] {
    std::unordered_set<std::string> out;
    for (const auto& [narrow, broad] : broader_terms()) {
      out.insert(narrow);
      out.insert(broad.begin(), broad.end());
    }
    return out;
  }();
  return table.contains(key);
}

bool is_broader(const std::string& broad, const std::string& narrow) {
  const auto found = broader_terms().find(narrow);
  if (found == broader_terms().end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& up) {
    if (up == broad) return true;
    const auto next = broader_terms().find(up);
    return next != broader_terms().end() &&
           std::find(next->second.begin(), next->second.end(), broad) != next->second.end();
  });
}

}  // namespace

double word_weight(std::string_view folded) {
  static const auto table = [] {
    std::unordered_map<std::string_view, double> out;
    for_each_line("data/lexicon/function_words.tsv", [&](std::string_view line) {
      const std::vector<std::string_view> cells = split(line, "\t");
      out[cells[0]] = cells.size() > 1 ? std::atof(std::string(cells[1]).c_str()) : 0;
    });
    return out;
  }();
  const auto found = table.find(folded);
  return found == table.end() ? 1 : found->second;
}

std::vector<Concept> concepts_of(const std::vector<std::string>& words) {
  std::vector<std::string> keys;
  keys.reserve(words.size());
  for (const std::string& word : words) keys.push_back(key_of(word));
  std::vector<Concept> out;
  for (std::size_t w = 0; w < words.size();) {
    std::size_t taken = 1;
    std::string key = concept_key(keys[w]);
    // The longest synonym that begins here wins: "high blood pressure" before "blood pressure".
    for (std::size_t length = std::min(longest_synonym, words.size() - w); length > 1; --length) {
      std::string joined = keys[w];
      for (std::size_t k = 1; k < length; ++k) joined += " " + keys[w + k];
      const auto found = synonyms().find(joined);
      const bool broader_known = broader_terms().contains(joined);
      if (found == synonyms().end() && !broader_known) continue;
      key = found == synonyms().end() ? joined : found->second;
      taken = length;
      break;
    }
    Concept entry{key, words[w], word_weight(words[w])};
    for (std::size_t k = 1; k < taken; ++k) {
      entry.words += " " + words[w + k];
      entry.weight = std::max(entry.weight, word_weight(words[w + k]));
    }
    out.push_back(std::move(entry));
    w += taken;
  }
  return out;
}

TermIndex::TermIndex(const std::vector<std::string>& words,
                     const std::vector<std::pair<std::string, std::vector<std::string>>>& abbreviations) {
  for (const auto& [brief, words_of] : abbreviations) long_forms_[brief] = words_of;
  add(words);
}

void TermIndex::add(const std::vector<std::string>& words) {
  for (const Concept& entry : concepts_of(words)) by_concept_.emplace(entry.key, entry.words);
  // A synonym of several words must not hide its words: "blood" is found in "blood pressure".
  for (const std::string& word : words) by_concept_.emplace(concept_key(key_of(word)), word);
}

PhraseComparison TermIndex::find(const std::vector<std::string>& phrase) const {
  PhraseComparison out;
  double all = 0, found_weight = 0;
  for (const Concept& wanted : concepts_of(phrase)) {
    TermMatch match{wanted.words, "", MatchKind::none, wanted.weight, 0};
    if (const auto found = by_concept_.find(wanted.key); found != by_concept_.end()) {
      match.found = found->second;
      match.credit = 1;
      match.kind = found->second == wanted.words ? MatchKind::same
                   : wanted.key.starts_with("=") ? MatchKind::synonym
                                                 : MatchKind::stem;
    } else if (const auto form = long_forms_.find(wanted.words); form != long_forms_.end()) {
      std::size_t hits = 0;
      for (const std::string& word : form->second) hits += by_concept_.contains(concept_key(key_of(word)));
      if (hits == form->second.size()) {
        match.kind = MatchKind::abbreviation;
        match.credit = 1;
        for (const std::string& word : form->second) match.found += (match.found.empty() ? "" : " ") + word;
      }
    } else if (has_relatives(wanted.key)) {
      for (const auto& [key, words] : by_concept_) {
        const bool narrower = is_broader(wanted.key, key), broader = !narrower && is_broader(key, wanted.key);
        if (!narrower && !broader) continue;
        // Among several the first in the alphabet, so that the answer does not hang on the order of a hash.
        if (!match.found.empty() && match.found <= words) continue;
        match.found = words;
        match.kind = narrower ? MatchKind::narrower : MatchKind::broader;
        match.credit = broader_credit;
      }
    }
    all += match.weight;
    found_weight += match.weight * match.credit;
    out.terms.push_back(std::move(match));
  }
  out.score = all > 0 ? found_weight / all : 0;
  return out;
}

std::string PhraseComparison::because() const {
  std::string matched, missing;
  for (const TermMatch& term : terms) {
    if (term.kind == MatchKind::none) {
      missing += (missing.empty() ? "not found: " : ", ") + term.wanted;
      continue;
    }
    if (!matched.empty()) matched += "; ";
    matched += term.kind == MatchKind::same
                   ? term.wanted
                   : term.wanted + " = " + term.found + " (" + std::string(word(term.kind)) + ")";
  }
  return matched + (matched.empty() || missing.empty() ? "" : "; ") + missing;
}

}  // namespace claimassay
