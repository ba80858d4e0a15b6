// Templates: the texts of `because` and `suggest`, with conditions and values in braces.
#include "rules/builder.h"

namespace claimassay::rules {

namespace {

/// Parses source[range) as a value; the builder's own stacks are left as they were.
std::optional<Expr> parse_value(Builder& outer, Span range) {
  Builder inner(outer.source, outer.diagnostics);
  inner.depth = outer.depth;
  std::vector<Token> tokens = tokenize(outer.source, range, outer.diagnostics);
  const Token* first = tokens.data();
  const Token* last = first + tokens.size() - 1;
  const auto problem = parse_tokens(Start::condition, inner, first, last);
  if (problem || first != last) {
    const Token& where = problem ? *problem->where : *first;
    const bool at_end = where.kind == TokenKind::end;
    outer.diagnostics.error_at(outer.source, at_end ? Span{range.end, range.end + 1} : where.span, "rule-template",
                               at_end ? "the value in braces ends too early"
                                      : "unexpected '" + std::string(where.text) + "' in a value in braces",
                               "expected a fact, a number or a calculation, such as {body.events}");
    return std::nullopt;
  }
  return inner.pop();
}

}  // namespace

Template Builder::parse_template() {
  Template made;
  made.span = {text_tokens.front().span.begin, text_tokens.back().span.end};
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) made.pieces.push_back({std::move(literal), std::nullopt, false});
    literal.clear();
  };
  for (const Token& token : text_tokens) {
    const std::string_view raw = token.text;
    for (std::size_t i = 1; i < raw.size() && raw[i] != '"'; ++i) {
      if (raw[i] == '\\' && i + 1 < raw.size()) {
        literal += raw[++i] == 'n' ? '\n' : raw[i];
      } else if ((raw[i] == '{' || raw[i] == '}') && i + 1 < raw.size() && raw[i + 1] == raw[i]) {
        literal += raw[i++];
      } else if (raw[i] == '}') {
        diagnostics.error_at(source, {token.span.begin + i, token.span.begin + i + 1}, "rule-template",
                             "a closing brace without an opening one", "write }} for a brace");
      } else if (raw[i] == '{') {
        const std::size_t close = raw.find('}', i);
        if (close == std::string_view::npos) {
          diagnostics.error_at(source, {token.span.begin + i, token.span.begin + i + 1}, "rule-template",
                               "this brace is not closed", "write {{ for a brace");
          break;
        }
        std::size_t end = close;
        bool capital = false;
        if (const std::size_t bar = raw.substr(0, close).find('|', i); bar != std::string_view::npos) {
          end = bar;
          std::string_view filter = raw.substr(bar + 1, close - bar - 1);
          while (!filter.empty() && filter.front() == ' ') filter.remove_prefix(1);
          while (!filter.empty() && filter.back() == ' ') filter.remove_suffix(1);
          capital = filter == "capital";
          if (!capital) {
            diagnostics.error_at(source, {token.span.begin + bar + 1, token.span.begin + close}, "rule-template",
                                 "there is no form '" + std::string(filter) + "'", "the only one is 'capital'");
          }
        }
        flush();
        if (auto value = parse_value(*this, {token.span.begin + i + 1, token.span.begin + end})) {
          made.pieces.push_back({"", std::move(value), capital});
        }
        i = close;
      } else {
        literal += raw[i];
      }
    }
  }
  flush();
  return made;
}

}  // namespace claimassay::rules
