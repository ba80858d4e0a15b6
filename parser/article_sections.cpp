#include "parser/article_sections.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "parser/article_banner.h"
#include "parser/article_dates.h"
#include "parser/phrase_lexicon.h"
#include "parser/reference_list.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_heading = 120;  // bytes
constexpr std::size_t most_heading_words = 15;

/// The role that a heading's words give its section.
std::optional<SectionRole> role_of_heading(std::string_view heading) {
  if (heading.size() > 2 * longest_heading) return std::nullopt;
  while (heading.ends_with(':') || heading.ends_with(' ')) heading.remove_suffix(1);
  static const PhraseLexicon lexicon("data/lexicon/section_roles.tsv");
  const RecordText words = read_plain_text(heading);
  // "5. References": an ordinal is no word of the heading.
  std::size_t first = 0;
  while (first < words.words.size() && words.words[first].number) ++first;
  for (const PhraseMatch& match : lexicon.find(words)) {
    const std::string_view how = match.row->feature;
    if (how == "whole" && (match.first != first || match.end != words.words.size())) continue;
    if (how == "begins" && match.first != first) continue;
    return from_word<SectionRole>(match.row->says);
  }
  return std::nullopt;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

bool ends_sentence(std::string_view text) {
  static constexpr std::string_view stops[] = {".", "!", ";", ",", "\xE2\x80\xA6"};
  return std::any_of(std::begin(stops), std::end(stops),
                     [text](std::string_view stop) { return text.ends_with(stop); });
}

class SectionReader {
 public:
  explicit SectionReader(Article& article)
      : article_(article), source_(article.document.source), blocks_(article.document.blocks) {}

  void read() {
    explicit_headings_ =
        std::any_of(blocks_.begin(), blocks_.end(), [](const Block& b) { return b.kind == BlockKind::heading; });
    plain_ = source_.origin.identity();
    has_blank_lines_ =
        source_.text.find("\n\n") != std::string::npos || source_.text.find("\n\r\n") != std::string::npos;
    const BlockRange unheaded = find_unheaded_list(article_.document);
    begin_section(Span{}, "", 1, SectionRole::body, 0);
    bool listed_already = false;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (i == unheaded.first && !unheaded.empty() && role_ != SectionRole::references && !references_seen_) {
        begin_part(SectionRole::references, i);
        listed_already = true;
      }
      if (listed_already && i < unheaded.end) continue;
      if (listed_already && i == unheaded.end) {
        listed_already = false;
        if (!is_heading(i)) begin_part(role_, i);
      }
      if (is_heading(i)) {
        take_heading(i);
      } else {
        take_block(i);
      }
    }
    close_section(blocks_.size());
    settle_title();
    settle_banner();
    drop_empty_head();
  }

 private:
  // Headings --------------------------------------------------------------------------------------------------------

  bool is_heading(std::size_t i) const {
    const Block& block = blocks_[i];
    if (block.kind == BlockKind::heading) return true;
    if (block.kind != BlockKind::paragraph) return false;
    const std::string_view text = source_.view(block.span);
    if (text.size() > longest_heading || text.find('\n') != std::string_view::npos) return false;
    const bool references = role_of_heading(text) == SectionRole::references;
    if (references && i + 1 < blocks_.size()) return true;
    // A line in bold is a heading where the writer had no better way.
    const bool bold = std::any_of(block.runs.begin(), block.runs.end(), [&](const Run& run) {
      return run.kind == RunKind::strong && run.span == block.span;
    });
    if (bold && !ends_sentence(text) && i + 1 < blocks_.size()) return true;
    if (explicit_headings_ || ends_sentence(text) || text.ends_with(':') || count_words(text) > most_heading_words)
      return false;
    const char32_t first = character_at(text, 0);
    const bool begins = is_upper(first) || (first >= '0' && first <= '9');
    if (!begins || !stands_alone(i) || !something_follows(i)) return false;
    return !read_page_block(source_, block.span).statements.size() && read_dated_lines(source_, block.span).empty();
  }

  std::size_t lines_between(std::size_t i) const {
    const std::string_view gap = source_.view({blocks_[i].span.end, blocks_[i + 1].span.begin});
    return static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
  }

  /// Blank lines on both sides; in a file that has none, a short line before a long one.
  bool stands_alone(std::size_t i) const {
    if (!plain_) return true;
    if (has_blank_lines_)
      return (i == 0 || lines_between(i - 1) > 1) && (i + 1 >= blocks_.size() || lines_between(i) > 1);
    constexpr std::size_t long_line = 80;
    return i == 0 || (i + 1 < blocks_.size() && blocks_[i + 1].span.size() > long_line);
  }

  /// A heading heads something: a last short line is a signature.
  bool something_follows(std::size_t i) const { return i + 1 < blocks_.size(); }

  void take_heading(std::size_t i) {
    const Block& block = blocks_[i];
    std::string text(source_.view(block.span));
    while (text.ends_with(':')) text.pop_back();
    const int level = block.kind == BlockKind::heading ? block.level : i == 0 ? 1 : 2;
    std::optional<SectionRole> role = role_of_heading(text);
    const ArticleSection& before = article_.sections.back();
    const bool before_empty = before.first_block >= i && !before.heading.empty();
    // "Personalize" with nothing under it goes on in the next heading; so do parts of a deeper level.
    const bool deeper = level > level_;
    const bool passes_on = role_ != SectionRole::body && role_ != SectionRole::abstract;
    if (!role && passes_on && (before_empty || deeper)) {
      begin_section(block.span, text, deeper ? level : level_, role_, i, /*inherited_level=*/deeper);
      return;
    }
    level_ = level;
    begin_section(block.span, text, level, role.value_or(SectionRole::body), i);
  }

  // Sections --------------------------------------------------------------------------------------------------------

  void begin_section(Span heading, std::string text, int level, SectionRole role, std::size_t block,
                     bool inherited_level = false) {
    close_section(block);
    ArticleSection section;
    section.heading = collapse_space(text);
    section.heading_span = heading;
    section.level = level;
    section.role = role;
    section.first_block = heading.empty() ? block : block + 1;
    section.span = heading;
    article_.sections.push_back(std::move(section));
    role_ = role;
    if (role == SectionRole::references) references_seen_ = true;
    if (!inherited_level && !heading.empty()) level_ = level;
    part_ = role;
  }

  /// Blocks that differ in role from the section they stand in get a part of their own, without a heading.
  void begin_part(SectionRole role, std::size_t block) {
    close_section(block);
    ArticleSection section;
    section.level = article_.sections.empty() ? 1 : article_.sections.back().level;
    section.role = role;
    section.first_block = block;
    article_.sections.push_back(std::move(section));
    part_ = role;
  }

  void close_section(std::size_t end_block) {
    if (article_.sections.empty()) return;
    ArticleSection& section = article_.sections.back();
    section.end_block = std::max(end_block, section.first_block);
    if (section.end_block > section.first_block) {
      const std::size_t begin =
          section.heading_span.empty() ? blocks_[section.first_block].span.begin : section.heading_span.begin;
      section.span = {begin, blocks_[section.end_block - 1].span.end};
    }
  }

  void take_block(std::size_t i) {
    const Block& block = blocks_[i];
    std::optional<SectionRole> own;
    const bool page_text = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item ||
                           block.kind == BlockKind::heading || block.kind == BlockKind::quotation;
    if (page_text && role_ != SectionRole::references) {
      BlockReading reading = read_page_block(source_, block.span);
      std::vector<DatedLine> dates = read_dated_lines(source_, block.span);
      own = reading.role;
      // A date alone does not take a list item away from the text: "Last reviewed 2020" may be a fact about a
      // guideline.
      if (!dates.empty() && block.kind == BlockKind::paragraph) own = SectionRole::banner;
      if (own == SectionRole::banner || block.kind == BlockKind::paragraph) {
        article_.dates.insert(article_.dates.end(), dates.begin(), dates.end());
      }
      for (const BannerStatement& statement : reading.statements) {
        article_.banner.statements.push_back(statement);
        label_blocks_.push_back(reading.label ? i : no_label);
      }
    }
    const bool own_text = role_ == SectionRole::body || role_ == SectionRole::abstract;
    const SectionRole wanted = own_text && own ? *own : role_;
    if (wanted != part_) begin_part(wanted, i);
  }

  // Afterwards --------------------------------------------------------------------------------------------------------

  void settle_title() {
    const auto is_title = [this](const ArticleSection& section) {
      return !section.heading.empty() && section.level == 1 && section.role == SectionRole::body;
    };
    const auto first = std::find_if(article_.sections.begin(), article_.sections.end(), is_title);
    const auto earlier_text = std::find_if(article_.sections.begin(), first, [](const ArticleSection& section) {
      return section.role == SectionRole::body && section.end_block > section.first_block;
    });
    const bool heads_the_page = first != article_.sections.end() && (earlier_text == first || first->level == 1);
    if (heads_the_page) {
      article_.title_span = first->heading_span;
      article_.citation.title = first->heading;
      // What a saved page shows above its title is the site's: menus, breadcrumbs. Sentences are kept.
      for (auto section = article_.sections.begin(); explicit_headings_ && section != first; ++section) {
        if (section->role == SectionRole::body && !has_sentence(*section)) section->role = SectionRole::navigation;
      }
    } else {
      article_.citation.title = article_.document.title;
    }
    if (article_.citation.title.empty()) article_.citation.title = article_.document.title;
  }

  bool has_sentence(const ArticleSection& section) const {
    for (std::size_t i = section.first_block; i < section.end_block; ++i) {
      const std::string_view text = source_.view(blocks_[i].span);
      if (ends_sentence(text) || text.ends_with('?') || count_words(text) > most_heading_words) return true;
    }
    return false;
  }

  /// Labels of states in adjoining blocks are a legend; one that stands alone is a statement.
  void settle_banner() {
    auto& statements = article_.banner.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (label_blocks_[i] == no_label) continue;
      const bool after = i > 0 && label_blocks_[i - 1] != no_label && label_blocks_[i - 1] + 1 == label_blocks_[i];
      const bool before = i + 1 < statements.size() && label_blocks_[i + 1] == label_blocks_[i] + 1;
      if (after || before) statements[i].listed = true;
    }
    article_.banner.contradictory = contradicts_itself(statements);
  }

  void drop_empty_head() {
    ArticleSection& head = article_.sections.front();
    if (article_.sections.size() > 1 && head.heading.empty() && head.first_block >= head.end_block) {
      article_.sections.erase(article_.sections.begin());
    }
  }

  static constexpr std::size_t no_label = static_cast<std::size_t>(-2);

  Article& article_;
  const Source& source_;
  const std::vector<Block>& blocks_;
  bool explicit_headings_ = false, plain_ = false, has_blank_lines_ = false, references_seen_ = false;
  int level_ = 1;                          // of the heading whose role is passed on
  SectionRole role_ = SectionRole::body;   // of the section
  SectionRole part_ = SectionRole::body;   // of the part that is open
  std::vector<std::size_t> label_blocks_;  // per statement: the block that is a label, or no_label
};

}  // namespace

void read_sections(Article& article) {
  SectionReader(article).read();
  const std::vector<DatedLine> dates = read_metadata_dates(article.document);
  article.dates.insert(article.dates.end(), dates.begin(), dates.end());
}

}  // namespace claimassay
