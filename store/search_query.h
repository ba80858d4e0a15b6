// What a person types into a search -> clauses. Every clause must hold; a clause holds when one of its items does.
//   massage "low back pain" random*      words, phrases, beginnings of words
//   massage OR acupuncture               one of them; OR binds closer than the space between words
//   -review, NOT review                  must not occur
//   title:massage author:"smith ja" journal:spine year:2015..2020 type:rct mesh:massage status:retracted
// A question in plain words loses the words that only ask (data/lexicon/search_words.tsv).
// Promises: nothing is a syntax error (brackets, stray quotes and signs are words or nothing). Refuses, with the place and
// what is allowed: a field that there is none of, a year that is none, a status that is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/vocabulary.h"

namespace claimassay {

enum class SearchField { any, title, author, journal, year, type, mesh, status };
template <>
struct Vocabulary<SearchField> {
  static constexpr std::string_view words[] = {"any", "title", "author", "journal", "year", "type", "mesh", "status"};
};

struct SearchItem {
  SearchField field = SearchField::any;
  Span span;                       ///< into what was typed
  std::string typed;               ///< the value alone: without field, quotes, sign and star
  std::vector<std::string> words;  ///< as the index knows them; of an author or journal: folded, not stemmed
  bool quoted = false;             ///< taken as it is: no synonyms
  bool prefix = false;
  int from = 0, to = 0;  ///< of a year; 0 = open
};

struct SearchClause {
  std::vector<SearchItem> items;
};

struct SearchQuery {
  std::vector<SearchClause> clauses;
  std::vector<SearchItem> excluded;
  std::vector<std::string> left_out;  ///< words that only ask
  bool question = false;
};

/// At most so many items of a query are looked at.
constexpr std::size_t most_search_items = 64;

std::optional<SearchQuery> parse_search(const Source& typed, Diagnostics& diagnostics);

}  // namespace claimassay
