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
constexpr double same_phrase = 0.6;     // [H] of the weighted words
constexpr double some_of_it = 0.25;     // [H] below this nothing of the phrase is there

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

/// The stem of a word in one spelling. Texts say the same words over and over, so that each thread remembers them.
const std::string& key_of(const std::string& folded) {
  constexpr std::size_t most = 50'000;  // words; no text of any length keeps more
  thread_local std::unordered_map<std::string, std::string> known;
  if (known.size() > most) known.clear();
  const auto [entry, fresh] = known.try_emplace(folded);
  if (fresh) entry->second = stem(one_spelling(folded));
  return entry->second;
}

/// Stems of a term, joined by spaces.
std::string key_of_term(std::string_view term) {
  std::string out;
  for (const std::string_view word : split(term, " ")) {
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += key_of(std::string(word));
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

/// One line of the table of classes, from the member's side.
struct Class {
  std::string key;    ///< of the broader term
  std::string words;  ///< as the table has it
  std::string of;     ///< what its members are
};

/// Narrower concept -> its classes.
const std::unordered_map<std::string, std::vector<Class>>& classes() {
  static const auto table = [] {
    std::unordered_map<std::string, std::vector<Class>> out;
    for_each_line("data/lexicon/pico_broader.tsv", [&](std::string_view line) {
      const std::vector<std::string_view> cells = split(line, "\t");
      if (cells.size() < 3) return;
      out[concept_key(key_of_term(cells[0]))].push_back(
          {concept_key(key_of_term(cells[1])), std::string(cells[1]), std::string(cells[2])});
    });
    return out;
  }();
  return table;
}

/// Of the terms of several words that begin with this stem, how many words the longest has; 0 for nearly every stem.
std::size_t longest_from(const std::string& stem) {
  static const auto table = [] {
    std::unordered_map<std::string, std::size_t> out;
    const auto add = [&](const std::string& term) {
      const auto spaces = static_cast<std::size_t>(std::count(term.begin(), term.end(), ' '));
      std::size_t& longest = out[term.substr(0, term.find(' '))];
      if (spaces > 0) longest = std::max(longest, spaces + 1);
    };
    for (const auto& [term, group] : synonyms()) add(term);
    for (const auto& [term, classes] : classes()) add(term);
    return out;
  }();
  const auto found = table.find(stem);
  return found == table.end() ? 0 : found->second;
}

const std::vector<Class>& classes_of(const std::string& key) {
  static const std::vector<Class> none;
  const auto found = classes().find(key);
  return found == classes().end() ? none : found->second;
}

/// Has it any broader or narrower term? Most words have none, and need not be compared with every word of a text.
bool has_relatives(const std::string& key) {
  static const auto table = [] {
    std::unordered_set<std::string> out;
    for (const auto& [narrow, broad] : classes()) {
      out.insert(narrow);
      for (const Class& one : broad) out.insert(one.key);
    }
    return out;
  }();
  return table.contains(key);
}

/// The line by which `narrow` is a `broad` one, directly or over one class between them.
const Class* is_broader(const std::string& broad, const std::string& narrow) {
  for (const Class& up : classes_of(narrow)) {
    if (up.key == broad) return &up;
    for (const Class& next : classes_of(up.key)) {
      if (next.key == broad) return &next;
    }
  }
  return nullptr;
}

/// The class that two different terms are members of, where its members are alike enough for one to stand beside another.
const Class* common_class(const std::string& a, const std::string& b) {
  if (a == b) return nullptr;
  for (const Class& one : classes_of(a)) {
    if (one.of == "group") continue;
    for (const Class& other : classes_of(b)) {
      if (one.key == other.key) return &one;
    }
  }
  return nullptr;
}

bool is_found(const TermMatch& term) { return term.kind != MatchKind::none && term.kind != MatchKind::related; }

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
  out.reserve(words.size());
  for (std::size_t w = 0; w < words.size();) {
    std::size_t taken = 1;
    std::string key = concept_key(keys[w]);
    // The longest synonym that begins here wins: "high blood pressure" before "blood pressure".
    for (std::size_t length = std::min(longest_from(keys[w]), words.size() - w); length > 1; --length) {
      std::string joined = keys[w];
      for (std::size_t k = 1; k < length; ++k) joined += " " + keys[w + k];
      const auto found = synonyms().find(joined);
      const bool broader_known = classes().contains(joined);
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
  for (Concept& entry : concepts_of(words)) by_concept_.try_emplace(std::move(entry.key), std::move(entry.words));
  // A synonym of several words must not hide its words: "blood" is found in "blood pressure".
  for (const std::string& word : words) by_concept_.try_emplace(concept_key(key_of(word)), word);
}

void TermIndex::find_relative(const std::string& key, bool or_related, TermMatch& match) const {
  TermMatch along = match, beside = match;
  // Among several the first in the alphabet, so that the answer does not hang on the order of a hash.
  const auto take = [](TermMatch& best, MatchKind kind, const Class& by, const std::string& words) {
    if (!best.found.empty() && best.found <= words) return;
    const bool related = kind == MatchKind::related;
    best.found = words;
    best.kind = kind;
    best.credit = related ? 0 : broader_credit;
    best.family = related ? by.words : "";
    best.of = by.of;
  };
  for (const auto& [other, words] : by_concept_) {
    if (const Class* by = is_broader(key, other)) take(along, MatchKind::narrower, *by, words);
    else if ((by = is_broader(other, key))) take(along, MatchKind::broader, *by, words);
    else if (or_related && (by = common_class(key, other))) take(beside, MatchKind::related, *by, words);
  }
  // "osteoarthritis" in "hip osteoarthritis" is not the class by itself.
  const bool part = along.kind == MatchKind::broader && beside.found.find(along.found) != std::string::npos;
  match = along.found.empty() || part ? beside : along;
}

PhraseComparison TermIndex::find(const std::vector<std::string>& phrase) const { return find(phrase, false); }

PhraseComparison TermIndex::find_or_related(const std::vector<std::string>& phrase) const { return find(phrase, true); }

TermMatch TermIndex::find(const Concept& wanted, bool or_related) const {
  TermMatch match{wanted.words, "", MatchKind::none, wanted.weight, 0, "", ""};
  if (const auto found = by_concept_.find(wanted.key); found != by_concept_.end()) {
    match.found = found->second;
    match.credit = 1;
    const bool one_stem = !wanted.key.starts_with("=") || key_of_term(wanted.words) == key_of_term(found->second);
    match.kind = found->second == wanted.words ? MatchKind::same : one_stem ? MatchKind::stem : MatchKind::synonym;
  } else if (const auto form = long_forms_.find(wanted.words); form != long_forms_.end()) {
    const bool all = std::all_of(form->second.begin(), form->second.end(), [&](const std::string& one) {
      return by_concept_.contains(concept_key(key_of(one)));
    });
    if (!all) return match;
    match.kind = MatchKind::abbreviation;
    match.credit = 1;
    for (const std::string& word : form->second) match.found += (match.found.empty() ? "" : " ") + word;
  } else if (has_relatives(wanted.key)) {
    find_relative(wanted.key, or_related, match);
  }
  return match;
}

PhraseComparison TermIndex::find(const std::vector<std::string>& phrase, bool or_related) const {
  PhraseComparison out;
  double all = 0, found_weight = 0;
  for (const Concept& wanted : concepts_of(phrase)) {
    TermMatch match = find(wanted, or_related);
    all += match.weight;
    found_weight += match.weight * match.credit;
    out.terms.push_back(std::move(match));
  }
  out.score = all > 0 ? found_weight / all : 0;
  return out;
}

Likeness PhraseComparison::likeness() const {
  std::size_t content = 0, found = 0, narrower = 0, broader = 0, related = 0;
  for (const TermMatch& term : terms) {
    if (term.weight < 1) continue;
    ++content;
    found += is_found(term);
    narrower += term.kind == MatchKind::narrower;
    broader += term.kind == MatchKind::broader;
    related += term.kind == MatchKind::related;
  }
  if (related && found + related == content) return Likeness::related;
  if (content && narrower == content) return Likeness::narrower;
  if (content && broader == content) return Likeness::broader;
  return score >= same_phrase ? Likeness::same : score < some_of_it ? Likeness::different : Likeness::unclear;
}

std::string PhraseComparison::because() const {
  std::string matched, missing;
  bool plain = false;   // the term before it was found as it stands
  std::string between;  // "relapse of gout": the little words after it
  for (const TermMatch& term : terms) {
    if (term.weight == 0) {
      between += " " + term.wanted;
      continue;
    }
    if (term.kind == MatchKind::none) {
      plain = false;
      // A missing "patients" is nothing to tell.
      if (term.weight >= 1) missing += (missing.empty() ? "not found: " : ", ") + term.wanted;
      continue;
    }
    const bool as_it_stands = term.kind == MatchKind::same;
    if (!matched.empty()) matched += plain && as_it_stands ? between + " " : ", ";
    plain = as_it_stands;
    between.clear();
    matched += term.wanted;
    if (term.kind == MatchKind::related) matched += ": " + term.found + " (another " + term.family + ")";
    else if (!as_it_stands) matched += " = " + term.found + " (" + std::string(word(term.kind)) + ")";
  }
  return matched + (matched.empty() || missing.empty() ? "" : ", ") + missing;
}

}  // namespace claimassay
