#include "parser/guideline.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "parser/article.h"
#include "parser/guideline_grades.h"
#include "parser/guideline_head.h"
#include "parser/phrase_lexicon.h"

namespace claimassay {

namespace {

constexpr std::size_t most_recommendations = 2000;
constexpr std::size_t longest_recommendation = 2000;

struct Label {
  std::string text;      ///< "Recommendation 3", "1.2.1"
  std::size_t size = 0;  ///< bytes, with the sign and the white space after it
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Recommendation 3:", "Rec 2a.", "Statement 4", "1.2.1" at the beginning of a text.
std::optional<Label> read_label(std::string_view text) {
  std::size_t at = 0;
  const std::string folded = lower(text.substr(0, 60));
  bool named = false;
  for (const char* name :
       {"key recommendation", "recommendation", "rec.", "rec ", "statement", "good practice statement",
        "good practice point", "practice point", "key action statement"}) {
    if (!folded.starts_with(name)) continue;
    at = std::string_view(name).size();
    named = true;
    break;
  }
  while (named && at < text.size() && (text[at] == ' ' || text[at] == '#')) ++at;
  const std::size_t digits = at;
  std::size_t dots = 0;
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1])))) {
    dots += text[at] == '.';
    ++at;
  }
  if (at == digits && named) {
    // "Recommendation: ..." without a number.
    if (at < text.size() && text[at] == ':') return Label{std::string(text.substr(0, at)), at + 1};
    return std::nullopt;
  }
  if (at == digits || (!named && dots < 2) || at - digits > 16) return std::nullopt;
  if (at < text.size() && text[at] >= 'a' && text[at] <= 'z' &&
      (at + 1 >= text.size() || !is_letter(character_at(text, at + 1))))
    ++at;
  const std::size_t end = at;
  while (at < text.size()) {
    std::size_t size = 1;
    const char32_t c = character_at(text, at, &size);
    const bool separator = c == ':' || c == '.' || c == ')' || c == '-' || c == 0x2013 || c == 0x2014 || is_space(c);
    if (!separator) break;
    at += size;
  }
  if (at == end && at < text.size()) return std::nullopt;  // "3rd", "2mg"
  return Label{std::string(trim(text.substr(0, end))), at};
}

struct Wording {
  RecommendationDirection direction = RecommendationDirection::neither;
  RecommendationStrength strength = RecommendationStrength::none;
  Span words;
  double weight = -1;  ///< -1: no wording found
  bool found() const { return weight >= 0; }
};

/// How a text recommends. Being unable to recommend outranks advising against, which outranks advising for: the weaker
/// signs are parts of the stronger ones' wordings.
Wording read_wording(std::string_view text) {
  static const PhraseLexicon lexicon("data/lexicon/recommendation_words.tsv");
  const RecordText words = read_plain_text(text);
  Wording best;
  int best_rank = -1;
  for (const PhraseMatch& match : lexicon.find(words)) {
    if (match.row->weight == 0 && match.first != 0) continue;
    const int rank = match.row->says == "neither" ? 2 : match.row->says == "against" ? 1 : 0;
    best.weight = std::max(best.weight, match.row->weight == 0 ? 1 : match.row->weight);
    if (rank <= best_rank) continue;
    best_rank = rank;
    best.direction = from_word<RecommendationDirection>(match.row->says).value_or(RecommendationDirection::neither);
    best.strength = from_word<RecommendationStrength>(match.row->feature).value_or(RecommendationStrength::none);
    best.words = {words.words[match.first].span.begin, words.words[match.end - 1].span.end};
  }
  return best;
}

bool speaks_of_strength(std::string_view words) {
  const std::string folded = lower(words);
  static constexpr const char* signs[] = {"recommend", "strength", "sor", "cor", "class"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&folded](const char* word) { return folded.find(word) != std::string::npos; });
}

class GuidelineReader {
 public:
  GuidelineReader(const Article& article, Guideline& guideline)
      : article_(article),
        source_(article.source()),
        guideline_(guideline),
        scheme_(named_scheme(guideline, std::string_view(source_.text).substr(0, 100'000))) {}

  void read() {
    for (const ArticleSection& section : article_.sections) {
      if (section.role != SectionRole::body && section.role != SectionRole::abstract) continue;
      read_heading(section);
      for (std::size_t i = section.first_block; i < section.end_block; ++i) read_block(article_.document.blocks[i], i);
    }
    close();
  }

 private:
  void read_heading(const ArticleSection& section) {
    if (section.heading.empty()) return;
    close();
    const std::string folded = lower(section.heading);
    if (const std::optional<Label> label = read_label(section.heading)) {
      open(label->text, section.heading_span);
      heading_ = section.heading.substr(label->size);
      text_missing_ = true;
      expected_ = true;
      level_ = section.level;
      return;
    }
    const bool announces =
        folded.find("recommendation") != std::string::npos || folded.find("guidance") != std::string::npos;
    const bool ends = folded.find("rationale") != std::string::npos || folded.find("method") != std::string::npos ||
                      folded.find("background") != std::string::npos ||
                      folded.find("research recommendation") != std::string::npos;
    // A topic under "Recommendations" is still a place for them; a section beside it is not.
    if (announces) expected_ = true, level_ = section.level;
    else if (section.level <= level_ || ends) expected_ = false;
    if (ends) expected_ = false;
  }

  void read_block(const Block& block, std::size_t index) {
    if (guideline_.recommendations.size() >= most_recommendations) return;
    if (block.kind == BlockKind::table_cell) return read_cell(index);
    if (block.kind == BlockKind::code || block.kind == BlockKind::caption) return;
    std::string_view text = source_.view(block.span);
    const std::vector<StatedGradeMention> grades = read_guideline_grades(text, scheme_);
    const bool only_grades = is_grade_line(text, grades) && read_wording(text).weight < 2;
    if (open_ && !text_missing_ && only_grades) return add_grades(grades);
    Span span = block.span;
    std::optional<Label> label = read_label(text);
    if (!label && !block.marker.empty()) {
      if (const std::optional<Label> ordinal = read_label(block.marker + " ")) label = Label{ordinal->text, 0};
    }
    if (label) span.begin += label->size;
    text = source_.view(span).substr(0, longest_recommendation);
    const Wording wording = read_wording(text);
    const bool graded = !grades.empty();
    const bool recommends = wording.found() && (wording.weight >= 2 || expected_ || graded || label);
    if (label && span.empty()) {
      close();
      open(label->text, block.span);
      text_missing_ = true;
      return;
    }
    if (open_ && text_missing_) {
      // The first text under a labelled heading is the recommendation, however it is worded.
      take_text(block.span, text, wording);
      return add_grades(grades);
    }
    if (!recommends || (wording.weight < 2 && !label && !graded && !stands_by_itself(block))) return;
    close();
    open(label ? label->text : "", block.span);
    take_text(span, text, wording);
    add_grades(grades);
  }

  /// A recommendation of its own, not a sentence of an explanation under another.
  bool stands_by_itself(const Block& block) const {
    if (open_ && !current_.label.empty()) return false;
    return block.kind == BlockKind::list_item || block.kind == BlockKind::paragraph;
  }

  void open(std::string label, Span span) {
    current_ = {};
    current_.label = std::move(label);
    current_.span = span;
    open_ = true;
    text_missing_ = false;
    grades_.clear();
    wording_ = {};
    heading_.clear();
  }

  void take_text(Span span, std::string_view text, const Wording& wording) {
    current_.text = collapse_space(text);
    current_.span = span;
    wording_ = wording;
    if (wording.found()) wording_text_ = collapse_space(text.substr(wording.words.begin, wording.words.size()));
    text_missing_ = false;
  }

  void add_grades(const std::vector<StatedGradeMention>& grades) {
    grades_.insert(grades_.end(), grades.begin(), grades.end());
  }

  // Tables of "COR | LOE | Recommendation": cells come row by row, the header says how many make a row -------------

  enum class Column { other, strength, certainty, text };

  static Column column_of(std::string_view header) {
    const std::string folded = lower(collapse_space(header));
    if (folded.find("strength") != std::string::npos || folded.starts_with("cor") || folded.starts_with("class"))
      return Column::strength;
    if (folded.find("evidence") != std::string::npos || folded.starts_with("loe") ||
        folded.find("certainty") != std::string::npos || folded.find("quality") != std::string::npos ||
        folded.starts_with("level") || folded.starts_with("grade")) {
      return Column::certainty;
    }
    if (folded.find("recommendation") != std::string::npos || folded.find("statement") != std::string::npos)
      return Column::text;
    return Column::other;
  }

  void read_cell(std::size_t index) {
    const auto& blocks = article_.document.blocks;
    const bool first = index == 0 || blocks[index - 1].kind != BlockKind::table_cell;
    if (first) begin_table(index);
    if (columns_.empty() || index < table_body_) return;
    const std::size_t place = (index - table_body_) % columns_.size();
    if (place == 0) {
      close();
      open("", blocks[index].span);
    }
    const std::string_view text = source_.view(blocks[index].span);
    const std::string header(source_.view(blocks[table_body_ - columns_.size() + place].span));
    if (columns_[place] == Column::text) {
      take_text(blocks[index].span, text, read_wording(text));
      add_grades(read_guideline_grades(text, scheme_));
    } else if (columns_[place] != Column::other) {
      // A bare "2a" tells its meaning only with the head of its column.
      add_grades(read_guideline_grades(header + ": " + std::string(text), scheme_));
    }
  }

  /// The head row: the first cells, as many as are known columns in a row and hold no recommendation themselves.
  void begin_table(std::size_t index) {
    const auto& blocks = article_.document.blocks;
    close();
    columns_.clear();
    bool has_text = false, has_grade = false;
    for (std::size_t i = index; i < blocks.size() && blocks[i].kind == BlockKind::table_cell && i - index < 8; ++i) {
      const std::string_view text = source_.view(blocks[i].span);
      const Column column = text.size() > 60 ? Column::other : column_of(text);
      if (column == Column::other && (has_text && has_grade)) break;
      columns_.push_back(column);
      has_text = has_text || column == Column::text;
      has_grade = has_grade || column == Column::strength || column == Column::certainty;
    }
    if (!has_text || !has_grade) columns_.clear();
    table_body_ = index + columns_.size();
  }

  // The end of a recommendation
  // ----------------------------------------------------------------------------------------

  void close() {
    if (!open_) return;
    open_ = false;
    if (text_missing_ || current_.text.empty()) return;
    const bool says_something = wording_.found() || !grades_.empty();
    if (!says_something) return;
    current_.direction = wording_.found() ? wording_.direction : RecommendationDirection::in_favour;
    set_strength();
    set_certainty();
    if (current_.scheme.empty()) current_.scheme = scheme_;
    current_.ordinal = static_cast<int>(guideline_.recommendations.size()) + 1;
    guideline_.recommendations.push_back(std::move(current_));
  }

  void set_strength() {
    const StatedGradeMention* best = nullptr;
    for (const StatedGradeMention& grade : grades_) {
      if (grade.strength.empty()) continue;
      if (!best || (speaks_of_strength(grade.words.text) && !speaks_of_strength(best->words.text))) best = &grade;
    }
    if (best) {
      current_.strength = from_word<RecommendationStrength>(best->strength).value_or(RecommendationStrength::none);
      current_.strength_words = collapse_space(best->words.text);
      current_.scheme = best->scheme;
    } else if (wording_.found()) {
      current_.strength = wording_.strength;
      if (wording_.strength != RecommendationStrength::none) current_.strength_words = wording_text_;
    }
  }

  void set_certainty() {
    const StatedGradeMention* best = nullptr;
    for (const StatedGradeMention& grade : grades_) {
      if (!grade.grade) continue;
      // What is said of the evidence alone outranks a value that mixes evidence with strength.
      if (!best || (grade.strength.empty() && !best->strength.empty())) best = &grade;
    }
    if (!best) {
      // A letter of an unknown scheme is kept as words.
      for (const StatedGradeMention& grade : grades_) {
        if (grade.strength.empty() && current_.certainty_words.empty())
          current_.certainty_words = collapse_space(grade.words.text);
      }
      return;
    }
    current_.certainty = best->grade;
    current_.certainty_words = collapse_space(best->words.text);
    if (current_.scheme.empty()) current_.scheme = best->scheme;
  }

  const Article& article_;
  const Source& source_;
  Guideline& guideline_;
  std::string scheme_;
  Recommendation current_;
  bool open_ = false, text_missing_ = false, expected_ = false;
  int level_ = 0;
  std::string heading_;
  Wording wording_;
  std::string wording_text_;
  std::vector<StatedGradeMention> grades_;
  std::vector<Column> columns_;
  std::size_t table_body_ = 0;
};

}  // namespace

std::optional<Guideline> read_guideline(const Document& document, Diagnostics& diagnostics) {
  const Article article = read_article(document);
  Guideline guideline;
  read_guideline_head(article, guideline);
  guideline.text = document.source.text;
  GuidelineReader(article, guideline).read();
  if (guideline.recommendations.empty()) {
    diagnostics.error("no-recommendation", "no recommendation was found in this document", {document.source.name, 0, 0},
                      "expected a guideline summary: items such as 'We suggest ...' or 'Recommendation 1: ...'");
    return std::nullopt;
  }
  guideline.id = "guideline:" + short_hash({guideline.issuer, guideline.title, std::to_string(guideline.year)});
  return guideline;
}

}  // namespace claimassay
