#include "store/search_expression.h"

#include <algorithm>

#include "store/search_words.h"

namespace claimassay {

namespace {

class Writer {
 public:
  void unit(const SearchUnit& unit, int number, bool in_title) {
    begin();
    text_ += '(';
    for (std::size_t i = 0; i < unit.ways.size(); ++i) {
      if (i > 0) text_ += " OR ";
      way(unit.ways[i], in_title || unit.title_only, unit.filter ? -1 : number, static_cast<int>(i));
    }
    text_ += ')';
  }
  void without(const std::vector<SearchUnit>& excluded) {
    if (excluded.empty() || text_.empty()) return;
    text_ = "(" + text_ + ") NOT (";
    for (std::size_t i = 0; i < excluded.size(); ++i) {
      if (i > 0) text_ += " OR ";
      for (std::size_t j = 0; j < excluded[i].ways.size(); ++j) {
        if (j > 0) text_ += " OR ";
        way(excluded[i].ways[j], excluded[i].title_only, -1, 0);
      }
    }
    text_ += ')';
  }
  MatchExpression take() { return {std::move(text_), std::move(roles_)}; }

 private:
  void begin() {
    if (!text_.empty()) text_ += " AND ";
  }
  void way(const SearchWay& way, bool in_title, int unit, int number) {
    text_ += '(';
    for (std::size_t i = 0; i < way.phrases.size(); ++i) {
      if (i > 0) text_ += " AND ";
      phrase(way.phrases[i], in_title && !way.is_term);
      roles_.push_back({unit, number});
    }
    text_ += ')';
  }
  void phrase(const SearchPhrase& phrase, bool in_title) {
    text_ += '"';
    text_ += terms_mark;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
      if (i > 0) text_ += ' ';
      if (in_title) text_ += "t:";
      text_ += phrase.words[i];
    }
    text_ += phrase.prefix ? "\" *" : "\"";
  }

  std::string text_;
  std::vector<PhraseRole> roles_;
};

}  // namespace

MatchExpression match_expression(const std::vector<SearchUnit>& units, const std::vector<SearchUnit>& excluded,
                                 bool in_title) {
  Writer writer;
  if (in_title) {
    // The short lists of titles lead; the words in both places, which are scored, follow.
    for (const SearchUnit& unit : units) {
      if (!unit.filter) writer.unit(unit, -1, true);
    }
  }
  for (std::size_t i = 0; i < units.size(); ++i) writer.unit(units[i], static_cast<int>(i), false);
  writer.without(excluded);
  return writer.take();
}

}  // namespace claimassay
