// An article as it stands: its document, and what the parser made of its shape. No claims yet, no look-ups.
// Promises: every item carries the span it was read from; nothing is corrected on the way.
#pragma once

#include <string>
#include <vector>

#include "core/citation.h"
#include "core/document.h"
#include "core/vocabulary.h"

namespace claimassay {

enum class SectionRole { body, abstract, banner, personalisation, disclaimer, navigation, references, follow_up };
template <>
struct Vocabulary<SectionRole> {
  static constexpr std::string_view words[] = {"body",       "abstract",   "banner",     "personalisation",
                                               "disclaimer", "navigation", "references", "follow_up"};
};

struct ArticleSection {
  std::string heading;  ///< empty for what stands before the first heading
  Span heading_span;
  Span span;  ///< heading and blocks
  int level = 1;
  SectionRole role = SectionRole::body;
  std::size_t first_block = 0;  ///< into Article::document.blocks; the heading's own block is not counted
  std::size_t end_block = 0;
};

enum class MarkerStyle { bare_digit, bracket, parenthesis, superscript, link };
template <>
struct Vocabulary<MarkerStyle> {
  static constexpr std::string_view words[] = {"bare_digit", "bracket", "parenthesis", "superscript", "link"};
};

/// A citation marker: "3", "[2,3]", "[4-6]".
struct CitationMarker {
  std::string text;          ///< as printed
  std::vector<int> numbers;  ///< expanded, in the order written
  Span span;
  MarkerStyle style = MarkerStyle::bracket;
  std::size_t section = 0;
  std::size_t block = 0;
};

/// An entry of the reference list, of the article or of a file beside it.
struct ReferenceEntry {
  int number = 0;    ///< as printed, else its place in the list
  std::string text;  ///< the whole entry, white space collapsed
  Span span;         ///< into the source it was read from
  bool from_refs_file = false;
  Pmid pmid = 0;
  std::string pmc;
  std::string doi;
  std::string url;
  std::string title;  ///< best guess; may be empty
  int year = 0;
  std::vector<std::string> malformed;  ///< identifiers that cannot be any: "PMID 0", "doi:11.5/x", as written
};

enum class BannerState { submitted, under_review, pending_review, reviewed, approved };
template <>
struct Vocabulary<BannerState> {
  static constexpr std::string_view words[] = {"submitted", "under_review", "pending_review", "reviewed", "approved"};
};

/// What the page says of its own review. A row of workflow labels ("Submitted / Under Review / Approved") is a legend:
/// it states no single state, so those are `listed` and do not take part in a contradiction.
struct BannerStatement {
  BannerState state = BannerState::reviewed;
  Span span;
  bool listed = false;
};
struct ReviewBanner {
  std::vector<BannerStatement> statements;
  bool contradictory = false;  ///< says of itself that it is reviewed (or approved) and that it is not yet
  bool present() const { return !statements.empty(); }
};

struct DatedLine {
  std::string what;  ///< "updated", "published", "reviewed"
  PartialDate date;
  Span span;
};

struct Article {
  Document document;
  Citation citation;  ///< what the article says of itself: title
  Span title_span;
  std::vector<ArticleSection> sections;
  std::vector<CitationMarker> markers;
  bool has_reference_list = false;
  std::vector<ReferenceEntry> references;
  ReviewBanner banner;
  std::vector<DatedLine> dates;

  const Source& source() const { return document.source; }
};

}  // namespace claimassay
