#include "parser/guideline_head.h"

#include <algorithm>

#include "core/identifiers.h"
#include "core/text.h"
#include "parser/article_dates.h"
#include "parser/phrase_lexicon.h"
#include "parser/reference_entry.h"

namespace claimassay {

namespace {

constexpr std::size_t most_head_blocks = 12;
constexpr std::size_t longest_head_line = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The first plausible year that stands by itself.
int year_in(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool begins = at == 0 || !(is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '/');
    const bool four =
        begins && is_digit(text[at]) && is_digit(text[at + 1]) && is_digit(text[at + 2]) && is_digit(text[at + 3]);
    if (!four || (at + 4 < text.size() && is_digit(text[at + 4]))) continue;
    const int year = std::stoi(std::string(text.substr(at, 4)));
    if (year >= 1980 && year <= 2100) return year;
  }
  return 0;
}

/// "X, 2021" and "X. An invented guideline": the name alone.
std::string name_before_year(std::string_view text) {
  std::size_t end = text.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool stop = text[at] == '.' && (at + 1 >= text.size() || text[at + 1] == ' ') && at > 0 &&
                      !is_upper(character_at(text, at - 1));
    const bool year = is_digit(text[at]) && year_in(text.substr(at, 4)) > 0;
    if (stop || year || text[at] == ';' || text[at] == '|' || text[at] == '\n') {
      end = at;
      break;
    }
  }
  std::string_view name = trim(text.substr(0, end));
  for (const char* word : {"(", ",", " in", " on", ":", "-"}) {
    while (name.ends_with(word)) name = trim(name.substr(0, name.size() - std::string_view(word).size()));
  }
  if (lower(name).starts_with("the ")) name.remove_prefix(4);
  return collapse_space(name);
}

/// What follows one of the labels at the beginning of a line; "" where the line begins otherwise.
std::string_view after_label(std::string_view line, std::initializer_list<std::string_view> labels) {
  const std::string folded = lower(line);
  if (folded.size() != line.size()) return "";
  for (const std::string_view label : labels) {
    if (!folded.starts_with(label)) continue;
    std::string_view rest = line.substr(label.size());
    if (!rest.empty() && is_letter(character_at(rest, 0))) continue;
    while (!rest.empty() && (rest[0] == ':' || rest[0] == ' ' || rest[0] == '\t')) rest.remove_prefix(1);
    return rest;
  }
  return "";
}

void read_head_line(std::string_view line, Guideline& guideline) {
  const std::string_view issued =
      after_label(line, {"issued by", "issuer", "published by", "publisher", "produced by", "developed by",
                         "prepared by", "organisation", "organization", "issuing body", "from"});
  if (!issued.empty()) {
    if (guideline.issuer.empty()) guideline.issuer = name_before_year(issued);
    if (!guideline.year) guideline.year = year_in(issued);
  }
  const std::string_view dated = after_label(line, {"year", "date", "published", "issued", "publication date",
                                                    "publication year", "version", "last updated", "updated"});
  if (!dated.empty() && !guideline.year) guideline.year = year_in(dated);
  if (const std::string_view title = after_label(line, {"title"}); !title.empty() && guideline.title.empty()) {
    guideline.title = collapse_space(title);
  }
  ReferenceEntry entry;
  read_entry_text(line, {}, entry);
  if (guideline.doi.empty()) guideline.doi = entry.doi;
  if (guideline.url.empty()) guideline.url = entry.url;
}

}  // namespace

void read_guideline_head(const Article& article, Guideline& guideline) {
  for (const MetadataField& field : article.document.metadata) {
    const auto is = [&field](std::initializer_list<std::string_view> names) {
      return std::find(names.begin(), names.end(), field.name) != names.end();
    };
    if (is({"issuer", "publisher", "organisation", "organization", "dc.publisher", "citation_publisher",
            "og:site_name"}) &&
        guideline.issuer.empty()) {
      guideline.issuer = collapse_space(field.value);
    } else if (is({"year", "date", "published", "citation_publication_date", "dc.date", "article:published_time"}) &&
               !guideline.year) {
      guideline.year = year_in(field.value);
    } else if (is({"url", "og:url", "link"}) && guideline.url.empty()) {
      guideline.url = field.value;
    } else if (is({"doi", "citation_doi", "dc.identifier"}) && guideline.doi.empty()) {
      guideline.doi = parse_doi(field.value).value_or("");
    } else if (is({"title", "citation_title"})) {
      guideline.title = collapse_space(field.value);
    }
  }
  const Source& source = article.source();
  std::size_t seen = 0;
  for (const Block& block : article.document.blocks) {
    if (++seen > most_head_blocks) break;
    if (block.kind == BlockKind::heading && block.level > 1) break;
    std::string_view text = source.view(block.span);
    if (text.size() > longest_head_line) continue;
    while (!text.empty()) {  // a block may hold several lines
      const std::string_view line = text.substr(0, text.find('\n'));
      read_head_line(trim(line), guideline);
      text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
  }
  if (guideline.title.empty()) guideline.title = article.citation.title;
  if (!guideline.year) guideline.year = year_in(guideline.title);
  for (const DatedLine& line : article.dates) {
    if (!guideline.year) guideline.year = line.date.year;
  }
}

std::string named_scheme(const Guideline& guideline, std::string_view text) {
  static const PhraseLexicon lexicon("data/lexicon/guideline_schemes.tsv");
  for (const std::string_view where : {std::string_view(guideline.issuer), std::string_view(guideline.title), text}) {
    // The looser rows stand later in the table; rows keep their order in memory.
    const PhraseRow* first = nullptr;
    const RecordText words = read_plain_text(where);
    for (const PhraseMatch& match : lexicon.find(words)) {
      if (!first || match.row < first) first = match.row;
    }
    if (first) return std::string(first->says);
  }
  return "";
}

}  // namespace claimassay
