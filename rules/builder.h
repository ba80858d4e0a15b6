// What the grammar's actions do: collects the pieces of one declaration on small stacks and puts them together. The
// grammar decides after one or two tokens and never goes back over an action, so nothing has to be undone.
#pragma once

#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "rules/ast.h"
#include "rules/lexer.h"

namespace claimassay::rules {

/// Thrown by the nesting guard, caught where a declaration is parsed.
struct TooDeep : std::runtime_error {
  explicit TooDeep(Span where) : std::runtime_error("too deep"), where(where) {}
  Span where;
};

/// "any source": the word and the scope in one step, so that `none` alone can still be a word.
struct QuantifierHead {
  Op op = Op::any;
  ScopeKind over = ScopeKind::source;
  Span span;
};

/// What a parse can begin with.
enum class Start { condition, rule, framework, parameter, table, phrases, define, fact, remove };

struct SyntaxError {
  std::string expected;
  const Token* where;
};

struct Builder {
  static constexpr int deepest = 200;
  static constexpr std::size_t most_nodes = 20000;  ///< of one declaration

  Builder(const Source& source, Diagnostics& diagnostics) : source(source), diagnostics(diagnostics) {}

  // Expressions
  void enter(const Token& token);
  void leave() { --depth; }
  void push_number(const Token& token);
  void push_text(const Token& token);
  void push_name(const Token& token);
  void mark(const Token& token);
  /// Everything pushed since the mark, as children of one node that ends where `last` ends.
  void close_list(Op op, const Token& last);
  void close_applied(Op op, const Token& last);  ///< a call or an index: to the name below the mark
  void unary(Op op);                             ///< of the top of the stack, from the mark on
  void binary(Op op);                            ///< of the two on top; chains of `and` and `or` become one node
  void ternary(Op op);
  void guard(Op op);  ///< hangs the top of the stack under the `has` below it
  void guard_distance(const Token& token);
  void open_quantifier(const QuantifierHead& head);
  void quantifier_body() { quantifiers.back().of.push_back(pop()); }
  void quantifier_where();
  void close_quantifier();
  Expr pop();

  // Pieces of declarations
  void begin_text(const Token& token);
  void more_text(const Token& token);
  void once(const Token& token);  ///< reports a clause that stands twice
  void begin_action(const Token& token);
  Template parse_template();  ///< of the last string; problems are reported, the text stays

  // Examples
  void begin_example(const Token& token);
  void begin_object(const Token& token);
  void key(const Token& token) { keys.push_back(token); }
  void value_number(const Token& token);
  void value_negative(const Token& token);
  void value_high(const Token& token);
  void value_text(const Token& token);
  void value_name(const Token& token);
  void begin_value_list(const Token& token);
  void end_value_list(const Token& token);
  void end_pair();
  void end_object(const Token& token);

  const Source& source;
  Diagnostics& diagnostics;
  int depth = 0;
  std::size_t nodes = 0;
  std::vector<Expr> stack;
  struct Mark {
    std::size_t size;
    Span span;
  };
  std::vector<Mark> marks;
  std::vector<Expr> quantifiers;
  std::set<std::string, std::less<>> seen;

  std::string text;                ///< the last string, joined
  std::vector<Token> text_tokens;  ///< its parts, for templates
  std::vector<std::string> names;  ///< of a comma list
  bool negative = false;
  Trust trust = Trust::published;

  Framework framework;
  Rule rule;
  Parameter parameter;
  Table table;
  PhraseList phrases;
  Define define;
  FactDeclaration fact;
  Removal removal;
  Action action;
  Example example;
  bool in_example = false;

  struct PendingValue {
    Value value;
    std::vector<ExampleScope> scopes;
    bool list = false;
    Span span;
  };
  std::vector<ExampleScope> objects;
  std::vector<Token> keys;
  std::vector<PendingValue> values;
  std::vector<std::size_t> value_marks;
};

/// Runs the grammar from `first`; moves it to the first token that was not used. Throws TooDeep.
std::optional<SyntaxError> parse_tokens(Start start, Builder& builder, const Token*& first, const Token* last);

}  // namespace claimassay::rules
