// The rule language as plain structs: what a file declares, before and after the checker has looked names up in it.
// Nothing here knows how it was parsed. Spans are offsets into the file's Source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fact.h"
#include "core/span.h"

namespace claimassay::rules {

enum class Phase { reference, status, design, start, domain, upgrade, cap, body, wording, fold };

enum class Op {
  // leaves
  number,
  text,
  truth,
  name,
  list,
  // logic and comparison
  either,
  both,
  negation,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  in_band,
  in_open_band,
  in_list,  ///< 40..75, 40..<75, [a, b]
  contains,
  below,
  above,
  crosses,
  within,
  overlaps,  ///< of intervals
  has,
  has_all,
  is_empty,  ///< of texts and sets
  except,
  near,
  not_near,  ///< guards of `has`: its children from the third on
  // numbers
  add,
  subtract,
  multiply,
  divide,
  minus,
  call,
  index,
  // over inner scopes: first child what is asked of each, second child `where`
  any,
  all,
  none,
  count,
  share,
  sum,
  lowest,
  highest
};

enum class Type { truth, number, word, level, text, set, interval, words, nothing };

/// The comparison that says the same with its sides exchanged.
constexpr Op mirrored(Op op) {
  switch (op) {
    case Op::less: return Op::greater;
    case Op::less_equal: return Op::greater_equal;
    case Op::greater: return Op::less;
    case Op::greater_equal: return Op::less_equal;
    default: return op;
  }
}

/// What a name turned out to be.
enum class Refers { nothing, fact, parameter, table, phrases, define, word, rule, label, code };

struct Expr {
  Op op = Op::truth;
  Span span;
  std::string text;   ///< of a name, a string, a function
  double number = 0;  ///< of a number; 0 or 1 of a truth; the distance of `near`
  ScopeKind over = ScopeKind::source;
  std::vector<Expr> of;
  // Set by the checker.
  Refers refers = Refers::nothing;
  int id = -1;
  Type type = Type::nothing;
  std::vector<int> ids;  ///< the rules that a label names; the phrase lists of one `has` operand
};

/// Text with values in braces.
struct TemplatePiece {
  std::string text;
  std::optional<Expr> value;
  bool capital = false;
};
struct Template {
  std::vector<TemplatePiece> pieces;
  Span span;
};

enum class ActionKind {
  exclude,
  hold,
  set,
  start,
  downgrade,
  no_concern,
  unknown,
  not_applicable,
  upgrade,
  cap,
  consistency,
  not_gradable,
  task,
  flag,
  fold,
  suppress,
  soften
};

struct Action {
  ActionKind kind = ActionKind::flag;
  double steps = 0;
  std::string word;                ///< level, severity, reason, task, consistency
  std::vector<std::string> codes;  ///< of fold, suppress, soften
  std::string fact;                ///< of `set`, and where a flag stands
  std::optional<Expr> value;       ///< of `set`
  std::optional<Template> because;
  Span span;
  Span because_span;
};

/// Whose word a number or a rule rests on.
enum class Trust { published, house, unverified };
struct SourceNote {
  Trust trust = Trust::published;
  std::string text;
};

struct ExampleFact {
  std::string name;
  Value value;
  Span span;
};
struct ExampleScope {
  std::vector<ExampleFact> facts;
  struct Inner {
    ScopeKind kind = ScopeKind::source;
    std::vector<ExampleScope> scopes;
    Span span;
  };
  std::vector<Inner> inside;
  std::vector<std::string> fired;
  std::vector<std::string> flagged;
  Span span;
};
struct Example {
  std::string title;
  ExampleScope facts;
  enum class Expect { action, nothing, unknown } expect = Expect::nothing;
  Action action;
  bool steps_given = false;
  std::string because;
  std::string suggest;
  Span span;
};

struct Rule {
  std::string id;
  Span id_span;
  Span span;      ///< the whole declaration
  int file = -1;  ///< into Pack::files
  std::string title;
  std::string domain;
  Span domain_span;
  std::string code;
  Span code_span;
  std::vector<std::string> labels;
  std::optional<ScopeKind> scope_given;
  std::optional<Phase> phase_given;
  std::vector<SourceNote> sources;
  std::string why;
  std::vector<std::string> false_positives;
  std::optional<Expr> when;
  std::vector<Expr> unless;
  std::vector<Action> then;
  std::vector<Template> suggest;
  std::vector<Example> examples;
  // Set by the checker.
  ScopeKind scope = ScopeKind::body;
  Phase phase = Phase::domain;
  std::string family;
};

struct Parameter {
  std::string name;
  Expr value;
  int since = 0;  ///< a year, or yyyymmdd
  std::vector<SourceNote> sources;
  Span span;
  Span whole;  ///< the whole declaration
  int file = -1;
};

struct TableRow {
  std::string key;
  double value = 0;
};
struct Table {
  std::string name;
  int since = 0;
  std::vector<SourceNote> sources;
  std::vector<TableRow> rows;
  Span span;
  Span whole;  ///< the whole declaration
  int file = -1;
};

struct PhraseList {
  std::string name;  ///< without "phrases."
  std::vector<SourceNote> sources;
  std::vector<std::string> phrases;
  std::string from;  ///< a lexicon; empty when the phrases stand here
  int column = 1;
  int where_column = 0;
  std::string where;
  Span span;
  Span whole;  ///< the whole declaration
  int file = -1;
};

struct Define {
  std::string name;
  Expr value;
  std::string meaning;
  Span span;
  Span whole;  ///< the whole declaration
  int file = -1;
};

struct FactDeclaration {
  std::string name;
  Type type = Type::text;
  std::vector<std::string> words;
  std::string meaning;
  Span span;
  int file = -1;
};

struct LevelDeclaration {
  std::string name;
  double number = 0;
  std::string as;  ///< a Certainty word; empty = the level's own name
  Span span;
  std::string up_to = {};    ///< a Certainty word: the level may stand for as much as this; empty = `as` alone
  std::string meaning = {};  ///< in words; may be empty
};
struct DomainDeclaration {
  std::string name;  ///< in snake_case
  bool sum = false;  ///< else the worst counts
  double at_most = 3;
  Span span;
  std::string title = {};  ///< as the framework calls it; empty = by its name
};
struct FamilyDeclaration {
  std::string name;
  bool per_source = false;
  std::vector<std::string> codes;
  Span span;
};
struct NamedText {
  std::string name;
  std::string text;
};

struct Framework {
  std::string name;
  std::string title;
  std::string version;
  std::string scheme;  ///< the name under which its levels are known, such as GRADE; of the pack that declares them
  std::string extends;
  std::vector<LevelDeclaration> levels;
  std::vector<DomainDeclaration> domains;
  double upgrades_at_most = 9;
  std::string floor;  ///< a level below which rating down does not lead; empty = the lowest
  std::vector<FamilyDeclaration> families;
  std::vector<NamedText> reasons;
  std::vector<NamedText> tasks;
  Span span;
  Span whole;  ///< the whole declaration
  int file = -1;
};

struct Removal {
  std::string name;  ///< of the rule that goes
  std::string because;
  Span span;
  int file = -1;
};

/// Everything that one file declares.
struct RuleFile {
  std::vector<Framework> frameworks;
  std::vector<Rule> rules;
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<PhraseList> phrases;
  std::vector<Define> defines;
  std::vector<FactDeclaration> facts;
  std::vector<Removal> removals;
};

}  // namespace claimassay::rules

namespace claimassay {
template <>
struct Vocabulary<rules::Phase> {
  static constexpr std::string_view words[] = {"reference", "status", "design", "start",   "domain",
                                               "upgrade",   "cap",    "body",   "wording", "fold"};
};
template <>
struct Vocabulary<rules::Type> {
  static constexpr std::string_view words[] = {"bool", "number",   "word",  "level",  "text",
                                               "set",  "interval", "words", "nothing"};
};
template <>
struct Vocabulary<rules::ActionKind> {
  static constexpr std::string_view words[] = {
      "exclude", "hold",           "set",     "start",    "downgrade",   "no-concern",
      "unknown", "not-applicable", "upgrade", "cap",      "consistency", "not-gradable",
      "task",    "flag",           "fold",    "suppress", "soften"};
};
template <>
struct Vocabulary<rules::Trust> {
  static constexpr std::string_view words[] = {"published", "house", "unverified"};
};
}  // namespace claimassay
