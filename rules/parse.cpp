#include "rules/parse.h"

#include <algorithm>

#include "core/text.h"
#include "rules/builder.h"
#include "rules/nearest.h"

namespace claimassay::rules {

namespace {

constexpr std::size_t largest_file = 8u << 20;
constexpr std::size_t most_tokens = 100000;

struct Keyword {
  std::string_view word;
  Start start;
  std::vector<std::string_view> clauses;  ///< what may follow, for messages
};

const std::vector<Keyword>& declarations() {
  static const std::vector<Keyword> all{
      {"rule",
       Start::rule,
       {"title", "domain", "code", "label", "scope", "phase", "source", "why", "when", "unless", "then", "suggest",
        "false-positives", "example"}},
      {"framework",
       Start::framework,
       {"title", "version", "extends", "level", "domain", "upgrades", "family", "reason", "task"}},
      {"parameter", Start::parameter, {"since", "source"}},
      {"table", Start::table, {"since", "source"}},
      {"phrases", Start::phrases, {"source", "from", "column", "where"}},
      {"define", Start::define, {}},
      {"fact", Start::fact, {"of"}},
      {"remove", Start::remove, {"because"}}};
  return all;
}

const Keyword* keyword_at(const Token& token) {
  if (token.kind != TokenKind::name || !token.line_start) return nullptr;
  for (const Keyword& keyword : declarations()) {
    if (keyword.word == token.text) return &keyword;
  }
  return nullptr;
}

std::string found(const Token& token) {
  switch (token.kind) {
    case TokenKind::end: return "the end of the file";
    case TokenKind::text: return "a text";
    default: {
      const std::size_t shown = std::min<std::size_t>(token.text.size(), 40);
      return "'" + std::string(token.text.substr(0, shown)) + (shown < token.text.size() ? "..." : "") + "'";
    }
  }
}

std::string quoted(const std::string& expected) {
  const bool described = expected.find(' ') != std::string::npos || expected.find('\'') != std::string::npos;
  return described ? expected : "'" + expected + "'";
}

class FileParser {
 public:
  FileParser(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  RuleFile run() {
    const std::vector<Token> tokens = tokenize(source_, {0, source_.text.size()}, diagnostics_, &bad_);
    const Token* const end = tokens.data() + tokens.size() - 1;
    const Token* at = tokens.data();
    if (at != end && !keyword_at(*at)) not_a_declaration(*at);
    while (at != end && !keyword_at(*at)) ++at;
    while (at != end) {
      const Token* last = at + 1;
      while (last != end && !keyword_at(*last)) ++last;
      declaration(*keyword_at(*at), at, last);
      at = last;
    }
    return std::move(file_);
  }

 private:
  void not_a_declaration(const Token& token) {
    std::vector<std::string_view> known;
    for (const Keyword& keyword : declarations()) known.push_back(keyword.word);
    const bool indented = std::find(known.begin(), known.end(), token.text) != known.end();
    diagnostics_.error_at(source_, token.span, "rule-syntax", "expected a declaration, found " + found(token),
                          indented ? "a declaration begins at the start of its line"
                                   : "one of " + one_of(known) + " at the start of a line");
  }

  void declaration(const Keyword& keyword, const Token* first, const Token* last) {
    if (static_cast<std::size_t>(last - first) > most_tokens) {
      diagnostics_.error_at(source_, first->span, "rule-too-long", "this declaration is too long to be read",
                            "the limit is 100,000 words and signs");
      return;
    }
    Builder builder(source_, diagnostics_);
    const Token* at = first;
    try {
      const auto problem = parse_tokens(keyword.start, builder, at, last);
      if (problem) {
        syntax_error(keyword, problem->expected, problem->where, first, last);
        // A rule that is half read is left out: what it seems to lack may stand behind the mistake.
        return;
      }
    } catch (const TooDeep& deep) {
      diagnostics_.error_at(source_, deep.where, "rule-nesting", "conditions are nested too deep, or too long",
                            "at most 200 deep and 20,000 names and numbers in one declaration");
      return;
    }
    if (at != last) {
      next_clause_error(keyword, at, first);
      return;
    }
    keep(builder, keyword.start, {first->span.begin, (last - 1)->span.end});
  }

  /// An error at the end of a declaration is shown behind its last word, not at the next declaration.
  Span place(const Token* where, const Token* first, const Token* last) const {
    if (where != last || where == first) return where->span;
    const std::size_t end = (where - 1)->span.end;
    return {end, end};
  }

  /// A stray character or an open string has been reported: what does not fit behind it is its consequence.
  bool reported_between(const Token* first, const Token* where) const {
    return std::any_of(bad_.begin(), bad_.end(), [&](std::size_t at) {
      return first->span.begin <= at && (where->kind == TokenKind::end || at < where->span.end);
    });
  }

  void syntax_error(const Keyword& keyword, const std::string& expected, const Token* where, const Token* first,
                    const Token* last) {
    const bool at_end = where == last;
    if (reported_between(first, where)) return;
    std::string help;
    if (!at_end) {
      if (where->text == "=" && expected == "a clause") help = "two values are compared with ==";
      if (where->text == "because" || where->text == "then") help = "something is missing before it";
    }
    if (expected == "an action") {
      static const std::vector<std::string_view> actions(std::begin(Vocabulary<ActionKind>::words),
                                                         std::end(Vocabulary<ActionKind>::words));
      help = at_end ? "" : did_you_mean(where->text, actions);
      if (help.empty()) help = "one of " + one_of(actions, 20);
    }
    diagnostics_.error_at(source_, place(where, first, last), "rule-syntax",
                          "expected " + quoted(expected) + ", found " +
                              (at_end ? "the end of this " + std::string(keyword.word) : found(*where)),
                          help);
  }

  void next_clause_error(const Keyword& keyword, const Token* at, const Token* first) {
    if (reported_between(first, at)) return;
    std::vector<std::string_view> known = keyword.clauses;
    std::string help;
    if (at->kind == TokenKind::symbol && at->text == "=") {
      help = "two values are compared with ==";
    } else if (at->kind == TokenKind::name && at->line_start) {
      for (const Keyword& other : declarations()) known.push_back(other.word);
      help = did_you_mean(at->text, known);
    } else if (at->kind == TokenKind::name) {
      for (const std::string_view word : {"and", "or", "not", "in", "has", "contains", "below", "above", "crosses",
                                          "within", "overlaps", "is", "expect", "because"}) {
        known.push_back(word);
      }
      help = did_you_mean(at->text, known);
    }
    if (help.empty() && !keyword.clauses.empty()) {
      help = "expected the next clause: " + one_of(keyword.clauses, 20);
      if (keyword.start == Start::rule) help = "a condition goes on with 'and' or 'or'; else " + help;
    }
    diagnostics_.error_at(source_, at->span, "rule-syntax", "unexpected " + found(*at), help);
  }

  void keep(Builder& b, Start start, Span span) {
    switch (start) {
      case Start::rule:
        b.rule.span = span;
        file_.rules.push_back(std::move(b.rule));
        break;
      case Start::framework:
        b.framework.whole = span;
        file_.frameworks.push_back(std::move(b.framework));
        break;
      case Start::parameter:
        b.parameter.whole = span;
        file_.parameters.push_back(std::move(b.parameter));
        break;
      case Start::table:
        b.table.whole = span;
        file_.tables.push_back(std::move(b.table));
        break;
      case Start::phrases:
        b.phrases.whole = span;
        file_.phrases.push_back(std::move(b.phrases));
        break;
      case Start::define:
        b.define.whole = span;
        file_.defines.push_back(std::move(b.define));
        break;
      case Start::fact: file_.facts.push_back(std::move(b.fact)); break;
      case Start::remove: file_.removals.push_back(std::move(b.removal)); break;
      case Start::condition: break;
    }
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t> bad_;  // places that the lexer reported
  RuleFile file_;
};

}  // namespace

RuleFile parse_rules(const Source& source, Diagnostics& diagnostics) {
  if (source.text.size() > largest_file) {
    diagnostics.error("rule-too-long", "this rule file is over 8 MB", {source.name, 0, 0}, "split it");
    return {};
  }
  if (const auto bad = first_invalid_utf8(source.text)) {
    const LineColumn where = locate_in(std::string_view(source.text).substr(0, *bad), *bad);
    diagnostics.error("rule-encoding", "this file is not UTF-8", {source.name, where.line, where.column},
                      "save it as UTF-8");
    return {};
  }
  return FileParser(source, diagnostics).run();
}

std::optional<Expr> parse_condition(const Source& source, Diagnostics& diagnostics) {
  const std::vector<Token> tokens = tokenize(source, {0, source.text.size()}, diagnostics);
  Builder builder(source, diagnostics);
  const Token* at = tokens.data();
  const Token* const last = at + tokens.size() - 1;
  try {
    const auto problem = parse_tokens(Start::condition, builder, at, last);
    if (problem || at != last) {
      const Token& where = problem ? *problem->where : *at;
      diagnostics.error_at(
          source, where.span, "rule-syntax",
          problem ? "expected " + quoted(problem->expected) + ", found " + found(where) : "unexpected " + found(where));
      return std::nullopt;
    }
  } catch (const TooDeep& deep) {
    diagnostics.error_at(source, deep.where, "rule-nesting", "conditions are nested too deep", "at most 200 deep");
    return std::nullopt;
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return builder.pop();
}

}  // namespace claimassay::rules
