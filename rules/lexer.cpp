#include "rules/lexer.h"

#include <charconv>

#include "core/text.h"

namespace claimassay::rules {

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool part(char c) { return letter(c) || digit(c); }

/// Characters that come from word processors, and what to write instead.
const char* instead_of(char32_t c) {
  switch (c) {
    case U'≥': return "write >=";
    case U'≤': return "write <=";
    case U'≠': return "write !=";
    case U'“':
    case U'”':
    case U'„':
    case U'’':
    case U'‘': return "strings stand in straight double quotes";
    case U'–':
    case U'—':
    case U'−': return "write a hyphen for minus, \"to\" or \"..\" between two ends";
    case U'\'': return "strings stand in double quotes";
    case U'%': return "write 0.4 or 40, as the fact is measured";
    case U'&': return "write and";
    case U'!': return "write not, or !=";
    default: return "";
  }
}

class Lexer {
 public:
  Lexer(const Source& source, Span range, Diagnostics& diagnostics, std::vector<std::size_t>* bad)
      : source_(source), text_(source.text), at_(range.begin), end_(range.end), diagnostics_(diagnostics), bad_(bad) {}

  std::vector<Token> run() {
    while (skip_space(), at_ < end_) token();
    add(TokenKind::end, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }

  void skip_space() {
    while (at_ < end_) {
      if (text_[at_] == '#') {
        while (at_ < end_ && text_[at_] != '\n') ++at_;
      } else if (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n') {
        ++at_;
      } else {
        return;
      }
    }
  }

  Token& add(TokenKind kind, std::size_t begin) {
    const bool first = begin == 0 || text_[begin - 1] == '\n';
    tokens_.push_back({kind, {begin, at_}, std::string_view(text_).substr(begin, at_ - begin), 0, first});
    return tokens_.back();
  }

  void token() {
    const char c = text_[at_];
    if (letter(c)) return name();
    if (digit(c)) return number();
    if (c == '"') return string();
    symbol();
  }

  /// Dots and hyphens belong to a name when a letter or digit follows at once.
  void name() {
    const std::size_t begin = at_;
    name_rest();
    add(TokenKind::name, begin);
  }
  void name_rest() {
    while (at_ < end_) {
      if (part(peek()) || ((peek() == '.' || peek() == '-') && part(peek(1)))) ++at_;
      else break;
    }
  }

  void number() {
    const std::size_t begin = at_;
    while (digit(peek())) ++at_;
    if (peek() == '.' && digit(peek(1))) {
      ++at_;
      while (digit(peek())) ++at_;
    }
    // A level may be called 1a or 2b.
    if (letter(peek())) {
      name_rest();
      add(TokenKind::name, begin);
      return;
    }
    Token& made = add(TokenKind::number, begin);
    std::from_chars(made.text.data(), made.text.data() + made.text.size(), made.number);
  }

  void string() {
    const std::size_t begin = at_++;
    while (at_ < end_ && text_[at_] != '"' && text_[at_] != '\n')
      at_ += text_[at_] == '\\' && at_ + 1 < end_ && text_[at_ + 1] != '\n' ? 2 : 1;
    if (at_ >= end_ || text_[at_] == '\n') {
      at_ = std::min(at_, end_);
      if (bad_) bad_->push_back(begin);
      diagnostics_.error_at(source_, {begin, at_}, "rule-open-string", "this string does not end on its line",
                            "close it with a double quote; two strings in a row are joined");
      // Taken as if it had ended here, so that the rest of the file is still read.
      add(TokenKind::text, begin);
      return;
    }
    ++at_;
    add(TokenKind::text, begin);
  }

  void symbol() {
    const std::size_t begin = at_;
    const std::string_view rest = std::string_view(text_).substr(at_, end_ - at_);
    for (const std::string_view known : {"..<", "..", "==", "!=", "<=", ">=", "=", "<", ">", "(", ")",
                                         "[",   "]",  "{",  "}",  ",",  ":",  "+", "-", "*", "/", "|"}) {
      if (!rest.starts_with(known)) continue;
      at_ += known.size();
      add(TokenKind::symbol, begin);
      return;
    }
    std::size_t size = 1;
    const char32_t c = character_at(text_, at_, &size);
    at_ = std::min(at_ + size, end_);
    if (bad_) bad_->push_back(begin);
    if (reported_++ < 20) {
      diagnostics_.error_at(source_, {begin, at_}, "rule-character", "this character means nothing here",
                            instead_of(c));
    }
  }

  const Source& source_;
  const std::string& text_;
  std::size_t at_;
  std::size_t end_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t>* bad_;
  std::vector<Token> tokens_;
  int reported_ = 0;
};

}  // namespace

std::vector<Token> tokenize(const Source& source, Span range, Diagnostics& diagnostics, std::vector<std::size_t>* bad) {
  return Lexer(source, range, diagnostics, bad).run();
}

std::string unquoted(std::string_view raw) {
  if (!raw.empty() && raw.front() == '"') raw.remove_prefix(1);
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '"') break;
    if (raw[i] == '\\' && i + 1 < raw.size()) {
      ++i;
      out += raw[i] == 'n' ? '\n' : raw[i];
    } else {
      out += raw[i];
    }
  }
  return out;
}

}  // namespace claimassay::rules
