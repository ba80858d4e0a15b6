#include "store/search_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>

#include "core/split.h"
#include "core/text.h"
#include "store/evidence_store.h"
#include "store/search_terms.h"
#include "store/search_thesaurus.h"
#include "store/search_types.h"

namespace claimassay {

namespace {

constexpr double other_name_weight = 0.6;  // [H] a record with the very word is the better answer
constexpr double scattered_weight = 0.8;   // [H] of the words of a name that do not stand together
constexpr std::size_t longest_name = 5;    // words of one subject that are looked up together
constexpr std::size_t most_names = 8;
constexpr std::size_t most_ways = 8;  // more terms than that become a set of records beforehand

SearchWay words_way(const std::string& stems) { return {{{split<std::string>(stems, " "), false}}, 1, false}; }

SearchWay term_way(std::string term, bool prefix = false) { return {{{{std::move(term)}, prefix}}, 1, true}; }

bool is_text(const SearchItem& item) { return item.field == SearchField::any || item.field == SearchField::title; }

bool is_word(const SearchClause& clause) {
  return clause.items.size() == 1 && clause.items[0].field == SearchField::any && !clause.items[0].quoted &&
         !clause.items[0].prefix;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Whole decades and centuries where the range holds them, so that 1900..2020 is a few terms.
std::vector<SearchWay> year_ways(int from, int to) {
  std::vector<SearchWay> ways;
  for (int year = from; year <= to;) {
    if (year % 100 == 0 && year + 99 <= to) {
      ways.push_back(term_way(fmt::format("y:{}xx", year / 100)));
      year += 100;
    } else if (year % 10 == 0 && year + 9 <= to) {
      ways.push_back(term_way(fmt::format("y:{}x", year / 10)));
      year += 10;
    } else {
      ways.push_back(term_way(fmt::format("y:{}", year)));
      ++year;
    }
  }
  return ways;
}

PmidSet union_of(PmidSet a, const PmidSet& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end(), std::greater<>());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

}  // namespace

bool SearchPlanner::is_checked(const SearchItem& item) const {
  return item.field == SearchField::status || (item.field == SearchField::type && search_type(item.typed));
}

SearchPlan SearchPlanner::plan(const SearchQuery& query) {
  for (std::size_t at = 0; at < query.clauses.size();) {
    if (is_word(query.clauses[at])) {
      SearchUnit unit;
      at += text_unit(query.clauses, at, unit);
      plan_.units.push_back(std::move(unit));
    } else {
      put_clause(query.clauses[at++]);
    }
  }
  for (const SearchItem& item : query.excluded) {
    if (is_checked(item)) {
      put_checked({{item}}, false);
    } else {
      SearchUnit unit;
      unit.ways = ways_of(item);
      unit.title_only = item.field == SearchField::title;
      if (!unit.ways.empty()) plan_.excluded.push_back(std::move(unit));
    }
  }
  return std::move(plan_);
}

/// One unit from the longest run of plain words that has other names, else from one word. Says how many clauses it took.
std::size_t SearchPlanner::text_unit(const std::vector<SearchClause>& clauses, std::size_t at, SearchUnit& unit) {
  std::size_t end = at;
  while (end < clauses.size() && end - at < longest_name && is_word(clauses[end])) ++end;
  for (std::size_t count = end - at; count > 0; --count) {
    std::string stems, typed;
    SearchWay way;
    for (std::size_t i = at; i < at + count; ++i) {
      const SearchItem& item = clauses[i].items[0];
      stems += (stems.empty() ? "" : " ") + joined(item.words);
      typed += (typed.empty() ? "" : " ") + item.typed;
      way.phrases.push_back({item.words, false});
    }
    unit.ways = {way};
    unit.typed = typed;
    add_other_names(unit, stems, typed);
    if (unit.ways.size() == 1) continue;
    if (count > 1) {
      // The words side by side are the name itself; scattered they may be.
      unit.ways.front().weight = scattered_weight;
      unit.ways.insert(unit.ways.begin(), words_way(stems));
    }
    return count;
  }
  return 1;
}

void SearchPlanner::add_other_names(SearchUnit& unit, const std::string& stems, const std::string& typed) {
  SearchExpansion expansion{typed, {}, false};
  std::vector<std::string> known = {stems};
  const auto add = [&](const std::string& name, const std::string& shown) {
    if (name.empty() || known.size() > most_names || std::find(known.begin(), known.end(), name) != known.end()) return;
    known.push_back(name);
    unit.ways.push_back(words_way(name));
    unit.ways.back().weight = other_name_weight;
    expansion.names.push_back(shown);
  };
  for (const std::string& name : search_thesaurus().other_names(stems)) add(name, search_thesaurus().as_written(name));
  for (const MeshDescriptor& descriptor : store_.mesh_by_term(typed)) {
    if (descriptor.descriptor_class != 1) continue;
    add(stems_of(descriptor.name), descriptor.name);
    // "Pain, Low Back" is how a register sorts, not how anyone writes.
    for (const std::string& term : descriptor.entry_terms) {
      if (term.find(',') == std::string::npos) add(stems_of(term), term);
    }
    unit.ways.push_back(term_way("m:" + term_of_name(descriptor.name)));
    unit.ways.back().weight = other_name_weight;
    expansion.names.push_back("MeSH " + descriptor.name);
    break;
  }
  if (!expansion.names.empty()) plan_.expansions.push_back(std::move(expansion));
}

/// A clause of several items, of a phrase, or of a field.
void SearchPlanner::put_clause(const SearchClause& clause) {
  const auto checked = [&](const SearchItem& item) { return is_checked(item); };
  if (std::all_of(clause.items.begin(), clause.items.end(), checked)) return put_checked(clause, true);
  if (clause.items.size() == 1 && clause.items[0].field == SearchField::mesh) return put_mesh(clause.items[0]);
  SearchUnit unit;
  unit.filter = std::none_of(clause.items.begin(), clause.items.end(), is_text);
  unit.title_only = std::all_of(clause.items.begin(), clause.items.end(),
                                [](const SearchItem& item) { return item.field == SearchField::title; });
  for (const SearchItem& item : clause.items) {
    unit.typed += (unit.typed.empty() ? "" : " OR ") + item.typed;
    for (SearchWay& way : ways_of(item)) unit.ways.push_back(std::move(way));
  }
  if (!unit.ways.empty()) plan_.units.push_back(std::move(unit));
}

std::vector<SearchWay> SearchPlanner::ways_of(const SearchItem& item) {
  std::vector<SearchWay> ways;
  const auto names = [&](char kind) {
    SearchPhrase phrase;
    for (const std::string& word : item.words) phrase.words.push_back(fmt::format("{}:{}", kind, word));
    // "smith j": one letter is the first of the initials.
    phrase.prefix = item.prefix || (kind == 'a' && item.words.size() > 1 && item.words.back().size() == 1);
    ways.push_back({{phrase}, 1, true});
  };
  switch (item.field) {
    case SearchField::any:
    case SearchField::title: {
      SearchPhrase phrase{item.words, item.prefix};
      if (item.prefix) {
        for (std::size_t i = 0; i + 1 < phrase.words.size(); ++i) phrase.words[i] = stem(phrase.words[i]);
        // The index holds stems: "massages*" finds "massag" as well, which is the stem of the word itself.
        SearchPhrase whole = phrase;
        whole.prefix = false;
        whole.words.back() = stem(whole.words.back());
        if (!whole.words.back().starts_with(phrase.words.back())) ways.push_back({{whole}, 1, false});
      }
      ways.push_back({{phrase}, 1, false});
      break;
    }
    case SearchField::author: names('a'); break;
    case SearchField::journal: names('j'); break;
    case SearchField::year: ways = year_ways(item.from ? item.from : 1500, item.to ? item.to : 2999); break;
    case SearchField::type: {
      if (const SearchType* type = search_type(item.typed)) {
        ways = type->marks;
        break;
      }
      ways.push_back(term_way("p:" + term_of_name(item.typed)));
      if (!is_publication_type(item.typed) && index_.count(match_expression({{ways}}, {}, false), 1) == 0) {
        diagnostics_.error_at(
            typed_, item.span, "unknown-type",
            fmt::format("'{}' is no study design, and no record has it as publication type", printable(item.typed)),
            "expected a publication type of PubMed, or one of " + search_type_names());
      }
      break;
    }
    case SearchField::mesh:
      for (const std::string& name : headings(item)) ways.push_back(term_way("m:" + term_of_name(name)));
      break;
    case SearchField::status: break;
  }
  return ways;
}

/// The heading and its narrower ones, by name.
std::vector<std::string> SearchPlanner::headings(const SearchItem& item) {
  std::vector<std::string> names;
  const auto descriptors = store_.mesh_by_term(item.typed);
  if (const auto by_ui = store_.mesh_by_ui(item.typed)) {
    for (const MeshName& one : store_.mesh_narrower(by_ui->ui)) names.push_back(one.name);
  } else if (!descriptors.empty()) {
    for (const MeshName& one : store_.mesh_narrower(descriptors.front().ui)) names.push_back(one.name);
  }
  if (names.empty()) {
    names.push_back(item.typed);
    const bool found =
        index_.count(match_expression({{{term_way("m:" + term_of_name(item.typed))}}}, {}, false), 1) > 0;
    plan_.notes.push_back(
        found
            ? fmt::format("MeSH heading '{}': without narrower ones, which the store's MeSH vocabulary does not tell.",
                          printable(item.typed))
            : fmt::format("'{}' is no MeSH heading that the store knows of.", printable(item.typed)));
  } else if (names.size() > 1) {
    plan_.expansions.push_back({names.front(), {names.begin() + 1, names.end()}, true});
  }
  return names;
}

void SearchPlanner::put_mesh(const SearchItem& item) {
  SearchUnit unit;
  unit.filter = true;
  unit.typed = item.typed;
  unit.ways = ways_of(item);
  if (unit.ways.size() <= most_ways) {
    plan_.units.push_back(std::move(unit));
    return;
  }
  PmidSet set;
  for (const SearchWay& way : unit.ways) {
    const PmidSet one = index_.pmids(match_expression({{{way}}}, {}, false));
    set.insert(set.end(), one.begin(), one.end());
  }
  plan_.sets.push_back(union_of(std::move(set), {}));
}

void SearchPlanner::put_checked(const SearchClause& clause, bool wanted) {
  SearchCheck check;
  check.wanted = wanted;
  SearchUnit unit;
  unit.filter = unit.marks = true;
  PmidSet set;
  bool by_marks = wanted, by_set = wanted;
  for (const SearchItem& item : clause.items) {
    if (item.field == SearchField::type) {
      const SearchType& type = *search_type(item.typed);
      check.designs.insert(check.designs.end(), type.designs.begin(), type.designs.end());
      unit.ways.insert(unit.ways.end(), type.marks.begin(), type.marks.end());
      by_marks = by_marks && !type.marks.empty();
      by_set = false;
    } else {
      const RecordStatus status = *from_word<RecordStatus>(item.typed);
      check.statuses.push_back(status);
      by_marks = false;
      by_set = by_set && marks_of_ && marks_of_(status).findable;
      if (by_set) set = union_of(std::move(set), with_status(status));
    }
  }
  if (by_marks) plan_.units.push_back(std::move(unit));
  if (by_set) plan_.sets.push_back(std::move(set));
  plan_.checks.push_back(std::move(check));
}

/// The records whose types or links say so themselves, descending.
PmidSet SearchPlanner::stating(const StatusMarks& marks) {
  SearchUnit unit;
  for (const std::string& name : marks.publication_types) unit.ways.push_back(term_way("p:" + term_of_name(name)));
  for (const std::string& type : marks.own_links) unit.ways.push_back(term_way("l:" + term_of_name(type)));
  return unit.ways.empty() ? PmidSet() : index_.pmids(match_expression({unit}, {}, false));
}

/// Every record that may have the status, from both ends of its links and from the retraction lists.
PmidSet SearchPlanner::with_status(RecordStatus status) {
  const StatusMarks marks = marks_of_(status);
  PmidSet set = stating(marks);
  if (!marks.title_words.empty()) {
    SearchUnit unit;
    for (const std::string& word : marks.title_words) unit.ways.push_back(term_way("t:" + stems_of(word)));
    // "Retraction" is "retracted" to the index: the titles of notices, which are many, say nothing of the notices.
    const PmidSet titled = index_.pmids(match_expression({unit}, {}, false));
    const PmidSet notices = stating(marks_of_(RecordStatus::notice));
    std::set_difference(titled.begin(), titled.end(), notices.begin(), notices.end(), std::back_inserter(set),
                        std::greater<>());
  }
  for (const std::string& type : marks.links_to_it) {
    const std::string beginning = "k:" + term_of_name(type) + ":";
    for (const std::string& term : index_.terms_below(beginning)) {
      Pmid pmid = 0;
      std::from_chars(term.data() + beginning.size(), term.data() + term.size(), pmid);
      if (pmid > 0) set.push_back(pmid);
    }
    const std::vector<Pmid> by_doi = store_.linked_by_doi(type);
    set.insert(set.end(), by_doi.begin(), by_doi.end());
  }
  return union_of(std::move(set), store_.papers_on_lists(status));
}

}  // namespace claimassay
