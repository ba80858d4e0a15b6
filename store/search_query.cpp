#include "store/search_query.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "store/search_thesaurus.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr int first_year = 1500, last_year = 2999;

bool is_letter_ascii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Piece {
  Span span;  // with sign, field and quotes
  std::string field;
  Span field_span;
  std::string value;
  bool excluded = false, quoted = false;
};

/// Cuts what was typed at white space, quotes kept together: sign, field, value. Curly quotes count as straight ones.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  bool next(Piece& piece) {
    while (at_ < text_.size() && is_separator(at_)) at_ += size_at(at_);
    if (at_ >= text_.size()) return false;
    piece = {};
    piece.span.begin = at_;
    if (text_[at_] == '-' && at_ + 1 < text_.size() && (is_letter_ascii(text_[at_ + 1]) || quote_at(at_ + 1))) {
      piece.excluded = true;
      ++at_;
    }
    read_field(piece);
    if (at_ < text_.size() && quote_at(at_)) read_quoted(piece);
    else read_plain(piece);
    piece.span.end = at_;
    return true;
  }

 private:
  std::size_t size_at(std::size_t at) const {
    std::size_t size = 1;
    character_at(text_, at, &size);
    return size;
  }
  bool quote_at(std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    return std::any_of(std::begin(quotes), std::end(quotes),
                       [&](std::string_view one) { return rest.starts_with(one); });
  }
  bool is_separator(std::size_t at) const {
    const char c = text_[at];
    return c == '/' || c == '(' || c == ')' || c == ',' || c == ';' || is_space(character_at(text_, at));
  }
  void read_field(Piece& piece) {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter_ascii(text_[end]) || text_[end] == '_')) ++end;
    if (end == at_ || end + 1 >= text_.size() || text_[end] != ':') return;
    // "Massage: a trial" is a title and no field; "http://" is an address.
    if (is_space(character_at(text_, end + 1)) || text_[end + 1] == '/') return;
    piece.field_span = {at_, end};
    piece.field = lower(text_.substr(at_, end - at_));
    at_ = end + 1;
  }
  void read_quoted(Piece& piece) {
    const std::size_t begin = at_ + size_at(at_);
    std::size_t end = begin;
    while (end < text_.size() && !quote_at(end)) end += size_at(end);
    if (end >= text_.size()) {
      // Never closed: no phrase, only a sign.
      at_ = begin;
      read_plain(piece);
      return;
    }
    piece.quoted = true;
    piece.value = text_.substr(begin, end - begin);
    at_ = end + size_at(end);
  }
  void read_plain(Piece& piece) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_separator(at_) && !quote_at(at_)) at_ += size_at(at_);
    piece.value = text_.substr(begin, at_ - begin);
  }

  static constexpr std::string_view quotes[] = {"\"", "“", "”", "„", "«", "»"};
  std::string_view text_;
  std::size_t at_ = 0;
};

std::vector<std::string> words_of(std::string_view text, WordForm form) {
  std::vector<std::string> out;
  SearchWords words(text, form);
  while (words.next()) out.emplace_back(words.word());
  return out;
}

std::optional<int> year_of(std::string_view text) {
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  return year < first_year || year > last_year ? std::nullopt : std::optional(year);
}

class Parser {
 public:
  Parser(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  std::optional<SearchQuery> parse() {
    Pieces pieces(source_.text);
    Piece piece;
    for (std::size_t count = 0; count < most_search_items && pieces.next(piece);) count += take(piece);
    leave_out_asking_words();
    if (diagnostics_.has_errors()) return std::nullopt;
    return std::move(query_);
  }

 private:
  /// 1 when the piece became an item.
  std::size_t take(const Piece& piece) {
    if (!piece.quoted && piece.field.empty() && !piece.excluded) {
      if (piece.value == "OR") {
        joins_ = !query_.clauses.empty() && !negates_;
        return 0;
      }
      if (piece.value == "AND") return 0;
      if (piece.value == "NOT") {
        negates_ = true;
        return 0;
      }
    }
    std::optional<SearchItem> item = item_of(piece);
    if (!item) return 0;
    if (piece.excluded || negates_) query_.excluded.push_back(std::move(*item));
    else if (joins_) query_.clauses.back().items.push_back(std::move(*item));
    else query_.clauses.push_back({{std::move(*item)}});
    joins_ = negates_ = false;
    return 1;
  }

  std::optional<SearchItem> item_of(const Piece& piece) {
    SearchItem item;
    item.span = piece.span;
    item.quoted = piece.quoted;
    if (!piece.field.empty()) {
      const auto field = from_word<SearchField>(piece.field);
      if (!field || *field == SearchField::any) {
        diagnostics_.error_at(source_, piece.field_span, "unknown-field",
                              fmt::format("there is no field '{}' to search in", piece.field),
                              "expected title:, author:, journal:, year:, type:, mesh: or status:; in quotes it is "
                              "searched for as words");
        return std::nullopt;
      }
      item.field = *field;
    }
    item.typed = trim(piece.value);
    if (item.field == SearchField::year) return with_years(std::move(item));
    if (item.field == SearchField::status) return with_status(std::move(item));
    item.prefix = !piece.quoted && item.typed.size() > 2 && item.typed.ends_with('*');
    while (!piece.quoted && item.typed.ends_with('*')) item.typed.pop_back();
    const bool names = item.field != SearchField::any && item.field != SearchField::title;
    while (!item.typed.empty() && std::string_view("?!.:").find(item.typed.back()) != std::string_view::npos) {
      item.typed.pop_back();
    }
    item.words = words_of(item.typed, names || item.prefix ? WordForm::folded : WordForm::stem);
    if (item.words.empty()) return std::nullopt;
    return item;
  }

  std::optional<SearchItem> with_years(SearchItem item) {
    const std::string_view text = item.typed;
    const std::size_t dots = text.find("..");
    const std::string_view low = text.substr(0, dots);
    const std::string_view high = dots == std::string_view::npos ? low : text.substr(dots + 2);
    const auto from = year_of(low), to = year_of(high);
    const bool fine = (from || low.empty()) && (to || high.empty()) && (from || to) && (!from || !to || *from <= *to);
    if (!fine) {
      diagnostics_.error_at(source_, item.span, "bad-year",
                            fmt::format("'{}' is no year and no range of years", printable(item.typed)),
                            "expected year:2019, year:2015..2020, year:2019.. or year:..1999");
      return std::nullopt;
    }
    item.from = from.value_or(0);
    item.to = to.value_or(0);
    return item;
  }

  std::optional<SearchItem> with_status(SearchItem item) {
    item.typed = lower(item.typed);
    if (from_word<RecordStatus>(item.typed)) return item;
    std::string allowed;
    for (const std::string_view one : Vocabulary<RecordStatus>::words) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(one);
    }
    diagnostics_.error_at(source_, item.span, "bad-status",
                          fmt::format("'{}' is no status that a record can have", printable(item.typed)),
                          "expected one of " + allowed);
    return std::nullopt;
  }

  /// Only single words without field that stand alone in their clause can be left out, and only where others remain.
  void leave_out_asking_words() {
    std::vector<std::string> plain;
    for (const SearchClause& clause : query_.clauses) {
      if (is_plain(clause)) plain.push_back(lower(clause.items[0].typed));
    }
    query_.question =
        trim(source_.text).ends_with('?') || (!plain.empty() && search_thesaurus().opens_question(plain[0]));
    const auto leaves = [&](const SearchClause& clause) {
      return is_plain(clause) && search_thesaurus().only_asks(lower(clause.items[0].typed), query_.question);
    };
    const bool all = std::all_of(query_.clauses.begin(), query_.clauses.end(), leaves);
    if (all) return;
    for (const SearchClause& clause : query_.clauses) {
      if (leaves(clause)) query_.left_out.push_back(clause.items[0].typed);
    }
    std::erase_if(query_.clauses, leaves);
  }
  static bool is_plain(const SearchClause& clause) {
    const SearchItem& first = clause.items[0];
    return clause.items.size() == 1 && first.field == SearchField::any && !first.quoted && !first.prefix &&
           first.words.size() == 1;
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  SearchQuery query_;
  bool joins_ = false, negates_ = false;
};

}  // namespace

std::optional<SearchQuery> parse_search(const Source& typed, Diagnostics& diagnostics) {
  return Parser(typed, diagnostics).parse();
}

}  // namespace claimassay
