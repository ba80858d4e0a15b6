#include "store/search_terms.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/search_words.h"

namespace claimassay {

namespace {

// A paper of a large collaboration has thousands of authors; the first ones and the last are those that are asked for.
constexpr std::size_t most_authors = 200;
constexpr std::size_t most_words = 40;  // of one name
constexpr std::size_t most_items = 500;

class Terms {
 public:
  explicit Terms(std::string& out) : out_(out) {}
  void put(char kind, std::string_view value) {
    out_ += ' ';
    out_ += kind;
    out_ += ':';
    out_ += value;
  }
  void put_words(char kind, std::string_view text) {
    SearchWords words(text, WordForm::folded);
    for (std::size_t count = 0; count < most_words && words.next(); ++count) put(kind, words.word());
  }

 private:
  std::string& out_;
};

void put_author(Terms& terms, const Author& author) {
  terms.put_words('a', author.collective.empty() ? author.family : author.collective);
  if (!author.initials.empty()) terms.put_words('a', author.initials);
}

void put_authors(Terms& terms, const Citation& citation) {
  const std::size_t count = citation.authors.size();
  for (std::size_t i = 0; i < std::min(count, most_authors); ++i) put_author(terms, citation.authors[i]);
  if (count > most_authors) put_author(terms, citation.authors.back());
}

void put_year(Terms& terms, int year) {
  if (year < 1000 || year > 9999) return;
  terms.put('y', fmt::format_int(year).str());
  terms.put('y', fmt::format_int(year / 10).str() + "x");
  terms.put('y', fmt::format_int(year / 100).str() + "xx");
}

/// Old files list a paper's references as links, and comments are many: neither says anything of a record's status.
bool tells(const RecordLink& link) {
  return link.type != "Cites" && link.type != "CommentIn" && link.type != "CommentOn";
}

void put_links(Terms& terms, const Citation& citation) {
  std::size_t count = 0;
  for (const RecordLink& link : citation.links) {
    if (!tells(link) || ++count > most_items) continue;
    const std::string type = term_of_name(link.type);
    terms.put('l', type);
    if (link.pmid != 0) terms.put('k', fmt::format("{}:{}", type, link.pmid));
  }
}

}  // namespace

std::string term_of_name(std::string_view name) {
  std::string out;
  SearchWords words(name, WordForm::folded);
  for (std::size_t count = 0; count < most_words && words.next(); ++count) {
    if (!out.empty()) out += '-';
    out += words.word();
  }
  return out;
}

std::string searched_text(const Citation& citation, std::string_view abstract) {
  std::string text;
  text.reserve(abstract.size() + 400);
  text = abstract;
  std::replace(text.begin(), text.end(), terms_mark, ' ');
  text += terms_mark;
  Terms terms(text);
  put_authors(terms, citation);
  terms.put_words('j', citation.journal.title);
  terms.put_words('j', citation.journal.abbreviation);
  put_year(terms, citation.year());
  for (const PublicationType& type : citation.publication_types) terms.put('p', term_of_name(type.name));
  for (std::size_t i = 0; i < std::min(citation.mesh.size(), most_items); ++i) {
    const MeshHeading& heading = citation.mesh[i];
    terms.put('m', term_of_name(heading.name.empty() ? heading.ui : heading.name));
  }
  put_links(terms, citation);
  return text;
}

}  // namespace claimassay
