// The grammar of the rule language, over tokens. It looks at most two tokens ahead, so that its actions can build as
// they go; see builder.h. This is the only file of the room that sees Spirit.
#include <boost/spirit/home/x3.hpp>

#include "core/text.h"
#include "rules/builder.h"
#include "rules/nearest.h"
#include "rules/parse.h"

namespace claimassay::rules {

namespace x3 = boost::spirit::x3;

namespace grammar {

using Iterator = const Token*;

/// Words that begin what follows a condition, and join its parts: never a value. Other clauses' names may be words
/// (section.name == title).
constexpr std::string_view reserved[] = {"then",    "unless", "when",       "because",         "expect", "example",
                                         "suggest", "why",    "suggesting", "false-positives", "and",    "or"};
/// Clauses that may follow an example, where an action's word may be missing.
constexpr std::string_view clauses[] = {"title", "domain", "code", "label", "scope", "phase", "source"};

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// One token of a kind, perhaps with a given text; or a word that is not reserved.
struct TokenParser : x3::parser<TokenParser> {
  using attribute_type = Token;
  static constexpr bool has_attribute = true;

  enum class Words { all, values, optional };
  TokenParser(TokenKind kind, const char* text, const char* called, Words words = Words::all)
      : kind(kind), text(text), called(called), words(words) {}

  template <class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute& attribute) const {
    if (first == last || first->kind != kind || (text && first->text != text)) return false;
    if (words != Words::all && is_one_of(first->text, reserved)) return false;
    if (words == Words::optional && is_one_of(first->text, clauses)) return false;
    x3::traits::move_to(*first, attribute);
    ++first;
    return true;
  }

  TokenKind kind;
  const char* text;
  const char* called;
  Words words;
};

/// "any source", "count estimate": two words at once; with `numeric`, those that make a number.
struct QuantifierParser : x3::parser<QuantifierParser> {
  using attribute_type = QuantifierHead;
  static constexpr bool has_attribute = true;

  template <class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute& attribute) const {
    if (last - first < 2 || first[0].kind != TokenKind::name || first[1].kind != TokenKind::name) return false;
    const auto over = from_word<ScopeKind>(first[1].text);
    const auto found = std::find(std::begin(words), std::end(words), first[0].text);
    if (!over || found == std::end(words)) return false;
    // The words stand in the order of the operations.
    const Op op = static_cast<Op>(static_cast<int>(Op::any) + static_cast<int>(found - std::begin(words)));
    if ((op >= Op::count) != numeric || (op == Op::count) != may_stand_alone) return false;
    QuantifierHead head{op, *over, {first[0].span.begin, first[1].span.end}};
    x3::traits::move_to(head, attribute);
    first += 2;
    return true;
  }

  static constexpr std::string_view words[] = {"any", "all", "none", "count", "share", "sum", "lowest", "highest"};
  bool numeric = false;
  bool may_stand_alone = false;
  QuantifierParser(bool numeric, bool may_stand_alone) : numeric(numeric), may_stand_alone(may_stand_alone) {}
};

}  // namespace grammar

}  // namespace claimassay::rules

namespace boost::spirit::x3 {
template <>
struct get_info<claimassay::rules::grammar::TokenParser> {
  using result_type = std::string;
  std::string operator()(const claimassay::rules::grammar::TokenParser& parser) const { return parser.called; }
};
// A group is called what its first part is called; without these, messages would show C++ types.
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& group) const { return what(group.left); }
};
template <class Left, class Right>
struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const alternative<Left, Right>& group) const {
    return what(group.left) + " or " + what(group.right);
  }
};
template <class Subject>
struct get_info<expect_directive<Subject>> {
  using result_type = std::string;
  std::string operator()(const expect_directive<Subject>& group) const { return what(group.subject); }
};
template <class Subject, class Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& group) const { return what(group.subject); }
};
}  // namespace boost::spirit::x3

namespace claimassay::rules {

namespace grammar {

struct builder_tag;

template <class Context>
Builder& builder(const Context& context) {
  return x3::get<builder_tag>(context);
}

// Actions: a member of the builder, with or without the token; or something small written in place.
auto run(void (Builder::*member)(const Token&)) {
  return [member](auto& context) { (builder(context).*member)(x3::_attr(context)); };
}
auto run(void (Builder::*member)()) {
  return [member](auto& context) { (builder(context).*member)(); };
}
auto run(void (Builder::*member)(Op), Op op) {
  return [member, op](auto& context) { (builder(context).*member)(op); };
}
auto run(void (Builder::*member)(Op, const Token&), Op op) {
  return [member, op](auto& context) { (builder(context).*member)(op, x3::_attr(context)); };
}
/// `act([](Builder& b, const Token& token) {...})`
template <class F>
auto act(F f) {
  return [f](auto& context) { f(builder(context), x3::_attr(context)); };
}
template <class F>
auto then(F f) {
  return x3::eps[([f](auto& context) { f(builder(context)); })];
}

TokenParser word(const char* text) { return {TokenKind::name, text, text}; }
TokenParser symbol(const char* text) { return {TokenKind::symbol, text, text}; }
const TokenParser a_name(TokenKind::name, nullptr, "a name");
const TokenParser a_value_name(TokenKind::name, nullptr, "a name", TokenParser::Words::values);
const TokenParser an_optional_name(TokenKind::name, nullptr, "a name", TokenParser::Words::optional);
const TokenParser a_number(TokenKind::number, nullptr, "a number");
const TokenParser a_text(TokenKind::text, nullptr, "text in double quotes");

auto reduce(Op op) {
  return then([op](Builder& b) { b.binary(op); });
}
auto reduce3(Op op) {
  return then([op](Builder& b) { b.ternary(op); });
}

/// A sign or word that opens a level of nesting, and whose place is where the whole begins.
const auto open = act([](Builder& b, const Token& token) {
  b.enter(token);
  b.mark(token);
});
const auto leave = then([](Builder& b) { b.leave(); });

// Conditions --------------------------------------------------------------------------------------------------------

const x3::rule<class expression> expression = "a condition";
const x3::rule<class both> both = "a condition";
const x3::rule<class negated> negated = "a condition";
const x3::rule<class comparison> comparison = "a condition";
const x3::rule<class comparator> comparator = "a comparison";
const x3::rule<class in_right> in_right = "a list such as [a, b] or a band such as 40..<75";
const x3::rule<class band_end> band_end = "'..' or '..<'";
const x3::rule<class has_right> has_right = "text in double quotes, a phrase list, a word, or a list of them";
const x3::rule<class has_guard> has_guard = "a guard: except, near, not near";
const x3::rule<class operand> operand = "text in double quotes, a phrase list, a word, or a list of them";
const x3::rule<class list> list = "a list such as [a, b]";
const x3::rule<class list_item> list_item = "a word, a number or text in double quotes";
const x3::rule<class sum_rule> sum_rule = "a value";
const x3::rule<class product> product = "a value";
const x3::rule<class factor> factor = "a value";
const x3::rule<class primary> primary = "a value";
const x3::rule<class in_parentheses> in_parentheses = "a condition in parentheses";
const x3::rule<class negatable> negatable = "'in' or 'has'";

/// Of what has just been built: `x not in [...]` is a comparison that is then denied.
auto afterwards(Op op) {
  return then([op](Builder& b) {
    b.marks.push_back({0, b.stack.back().span});
    b.unary(op);
  });
}
/// Of what stands behind `open`.
auto closed(Op op) {
  return then([op](Builder& b) { b.unary(op), b.leave(); });
}

const auto in_parentheses_def = symbol("(")[run(&Builder::enter)] > expression > symbol(")") > leave;

const auto expression_def = both >> *(word("or") > both > reduce(Op::either));
const auto both_def = negated >> *(word("and") > negated > reduce(Op::both));
const auto negated_def = (word("not")[open] > negated > closed(Op::negation)) | comparison;
const auto comparison_def = sum_rule >> -comparator;

const auto comparator_def =
    (symbol("==") > sum_rule > reduce(Op::equal)) | (symbol("!=") > sum_rule > reduce(Op::unequal)) |
    (symbol("<=") > sum_rule > reduce(Op::less_equal)) | (symbol(">=") > sum_rule > reduce(Op::greater_equal)) |
    (symbol("<") > sum_rule > reduce(Op::less)) | (symbol(">") > sum_rule > reduce(Op::greater)) |
    (word("in") > in_right) | (word("has") > has_right) | (word("not") > negatable > afterwards(Op::negation)) |
    (word("is") > word("empty") > afterwards(Op::is_empty)) | (word("contains") > sum_rule > reduce(Op::contains)) |
    (word("below") > sum_rule > reduce(Op::below)) | (word("above") > sum_rule > reduce(Op::above)) |
    (word("crosses") > sum_rule > reduce(Op::crosses)) | (word("overlaps") > sum_rule > reduce(Op::overlaps)) |
    (word("within") > sum_rule > symbol("..") > sum_rule > reduce3(Op::within));
const auto negatable_def = (word("in") > in_right) | (word("has") > has_right);

const auto in_right_def = (list >> reduce(Op::in_list)) | (sum_rule >> (band_end | reduce(Op::in_list)));
const auto band_end_def =
    (symbol("..<") > sum_rule > reduce3(Op::in_open_band)) | (symbol("..") > sum_rule > reduce3(Op::in_band));

const auto has_right_def = ((word("all") > operand > reduce(Op::has_all)) | (operand >> reduce(Op::has))) >> *has_guard;
const auto has_guard_def = (word("except") > operand > then([](Builder& b) { b.guard(Op::except); })) |
                           (word("near") > operand > then([](Builder& b) { b.guard(Op::near); }) >
                            -(word("within") > a_number[run(&Builder::guard_distance)])) |
                           (word("not") > word("near") > operand > then([](Builder& b) { b.guard(Op::not_near); }) >
                            -(word("within") > a_number[run(&Builder::guard_distance)]));
const auto operand_def = a_text[run(&Builder::push_text)] | list | a_value_name[run(&Builder::push_name)];

const auto list_def = symbol("[")[run(&Builder::mark)] > -(list_item >> *(symbol(",") > list_item)) >
                      symbol("]")[run(&Builder::close_list, Op::list)];
const auto list_item_def = a_text[run(&Builder::push_text)] | a_value_name[run(&Builder::push_name)] |
                           a_number[run(&Builder::push_number)] |
                           (symbol("-")[run(&Builder::mark)] > a_number[run(&Builder::push_number)] >
                            then([](Builder& b) { b.unary(Op::minus); }));

const auto sum_rule_def = product >>
                          *((symbol("+") > product > reduce(Op::add)) | (symbol("-") > product > reduce(Op::subtract)));
const auto product_def = factor >>
                         *((symbol("*") > factor > reduce(Op::multiply)) | (symbol("/") > factor > reduce(Op::divide)));
const auto factor_def = (symbol("-")[open] > factor > closed(Op::minus)) | primary;

const auto open_quantifier = [](auto& context) { builder(context).open_quantifier(x3::_attr(context)); };
const auto where = word("where") > in_parentheses > then([](Builder& b) { b.quantifier_where(); });
const auto body = then([](Builder& b) { b.quantifier_body(); });
const auto close_quantifier = then([](Builder& b) { b.close_quantifier(); });
const auto enter_quantifier = then([](Builder& b) {
  Token token;
  token.span = b.quantifiers.back().span;
  b.enter(token);
});

const auto primary_def =
    a_number[run(&Builder::push_number)] | a_text[run(&Builder::push_text)] | in_parentheses |
    (QuantifierParser(false, false)[open_quantifier] > enter_quantifier > -where > symbol(":") > negated > body >
     close_quantifier > leave) |
    (QuantifierParser(true, false)[open_quantifier] > enter_quantifier > -where > symbol(":") > in_parentheses > body >
     close_quantifier > leave) |
    (QuantifierParser(true, true)[open_quantifier] > enter_quantifier > -where >
     -(symbol(":") > in_parentheses > body) > close_quantifier > leave) |
    (a_value_name[run(&Builder::push_name)] >>
     -((symbol("(")[open] > -(expression >> *(symbol(",") > expression)) >
        symbol(")")[run(&Builder::close_applied, Op::call)] > leave) |
       (symbol("[")[open] > expression > symbol("]")[run(&Builder::close_applied, Op::index)] > leave)));

BOOST_SPIRIT_DEFINE(expression, both, negated, comparison, comparator, in_right, band_end, has_right, has_guard,
                    operand, list, list_item, sum_rule, product, factor, primary, in_parentheses, negatable)

// Shared pieces of declarations -------------------------------------------------------------------------------------

const x3::rule<class string> string = "text in double quotes";
const x3::rule<class level> level = "a level";
const x3::rule<class names> names = "a name";
const x3::rule<class source_note> source_note = "'house', 'unverified' or text in double quotes";

const auto string_def = a_text[run(&Builder::begin_text)] >> *a_text[run(&Builder::more_text)];
const auto keep_word = act([](Builder& b, const Token& token) { b.action.word = token.text; });
const auto level_def = a_name[keep_word] | a_number[keep_word];
const auto first_name = act([](Builder& b, const Token& token) { b.names = {std::string(token.text)}; });
const auto next_name = act([](Builder& b, const Token& token) { b.names.emplace_back(token.text); });
const auto names_def = a_name[first_name] >> *(symbol(",") > a_name[next_name]);
const auto trust = [](Trust value) { return act([value](Builder& b, const Token&) { b.trust = value; }); };
const auto source_note_def =
    -(word("house")[trust(Trust::house)] | word("unverified")[trust(Trust::unverified)]) >> string;

/// `source ...`, into whichever list `of` names.
template <class F>
auto source_clause(F of) {
  return word("source")[trust(Trust::published)] > source_note > then([of](Builder& b) {
           of(b).push_back({b.trust, b.text});
         });
}

BOOST_SPIRIT_DEFINE(string, level, names, source_note)

// Actions -----------------------------------------------------------------------------------------------------------

const x3::rule<class action> action = "an action";
const x3::rule<class severity> severity = "a severity: info, minor, major or blocker";
const x3::rule<class steps> steps = "a number of levels";

// The words of a clause are kept in the action's one `word`: no action has two of them.
const auto severity_word =
    word("info")[keep_word] | word("minor")[keep_word] | word("major")[keep_word] | word("blocker")[keep_word];
const auto severity_def = severity_word;
const auto begin = run(&Builder::begin_action);
const auto steps_def = a_number[act([](Builder& b, const Token& token) { b.action.steps = token.number; })];
const auto code_list = names > then([](Builder& b) { b.action.codes = b.names; });

const auto action_def =
    word("exclude")[begin] | word("no-concern")[begin] | word("unknown")[begin] | word("not-applicable")[begin] |
    ((word("hold")[begin] | word("start")[begin] | word("cap")[begin]) > level) |
    ((word("downgrade")[begin] | word("upgrade")[begin]) > steps) |
    ((word("consistency")[begin] | word("not-gradable")[begin] | word("task")[begin]) > a_name[keep_word]) |
    ((word("fold")[begin] | word("suppress")[begin]) > code_list) |
    (word("soften")[begin] > code_list > -(word("to") > severity)) |
    (word("set")[begin] > a_name[act([](Builder& b, const Token& token) { b.action.fact = token.text; })] >
     symbol("=") > expression > then([](Builder& b) { b.action.value = b.pop(); })) |
    (word("flag")[begin] > severity >
     -(word("at") > a_name[act([](Builder& b, const Token& token) { b.action.fact = token.text; })]));

BOOST_SPIRIT_DEFINE(action, severity, steps)

// Examples ----------------------------------------------------------------------------------------------------------

const x3::rule<class object> object = "facts in braces";
const x3::rule<class pair> pair = "a fact: name, colon, value";
const x3::rule<class value> value = "a value: a number, a word, text, or a list";
const x3::rule<class number_value> number_value = "a number";
const x3::rule<class element> element = "a value, or facts in braces";
const x3::rule<class expectation> expectation = "'nothing', 'unknown' or an action";

const auto object_def = symbol("{")[run(&Builder::begin_object)] > -(pair >> *(symbol(",") > pair)) >
                        symbol("}")[run(&Builder::end_object)];
const auto pair_def = a_name[run(&Builder::key)] > symbol(":") > value > then([](Builder& b) { b.end_pair(); });
const auto minus = -symbol("-")[run(&Builder::value_negative)];
const auto number_value_def = (symbol("-")[run(&Builder::value_negative)] > a_number[run(&Builder::value_number)]) |
                              a_number[run(&Builder::value_number)];
const auto value_def = (number_value >> -(word("to") > minus > a_number[run(&Builder::value_high)])) |
                       a_text[run(&Builder::value_text)] | a_name[run(&Builder::value_name)] |
                       (symbol("[")[run(&Builder::begin_value_list)] > -(element >> *(symbol(",") > element)) >
                        symbol("]")[run(&Builder::end_value_list)]);
const auto element_def = object | number_value | a_text[run(&Builder::value_text)] | a_name[run(&Builder::value_name)];

// What an example expects may be written out as far as one likes: `flag`, `flag major`.
const auto expected_severity = -(severity_word) > -(word("at") > a_name);
const auto expected_steps = -(a_number[act([](Builder& b, const Token& token) {
  b.action.steps = token.number;
  b.example.steps_given = true;
})]);
const auto expected_level = -(an_optional_name[keep_word] | a_number[keep_word]);
const auto expect_begin = act([](Builder& b, const Token& token) {
  b.begin_action(token);
  b.example.expect = Example::Expect::action;
});
const auto expectation_def =
    word("nothing")[act([](Builder& b, const Token&) { b.example.expect = Example::Expect::nothing; })] |
    word("unknown")[act([](Builder& b, const Token& token) {
      b.begin_action(token);
      b.example.expect = Example::Expect::unknown;
    })] |
    word("exclude")[expect_begin] | word("no-concern")[expect_begin] | word("not-applicable")[expect_begin] |
    word("fold")[expect_begin] | word("suppress")[expect_begin] | word("soften")[expect_begin] |
    ((word("set")[expect_begin] | word("hold")[expect_begin] | word("start")[expect_begin] | word("cap")[expect_begin] |
      word("consistency")[expect_begin] | word("not-gradable")[expect_begin] | word("task")[expect_begin]) >>
     expected_level) |
    ((word("downgrade")[expect_begin] | word("upgrade")[expect_begin]) >> expected_steps) |
    (word("flag")[expect_begin] >> expected_severity);

BOOST_SPIRIT_DEFINE(object, pair, value, number_value, element, expectation)

// Declarations ------------------------------------------------------------------------------------------------------

template <class F>
auto set_text(F f) {
  return string > then(f);
}
const auto once = run(&Builder::once);

const x3::rule<class rule_clause> rule_clause = "a clause";
const x3::rule<class framework_clause> framework_clause = "a clause";
const x3::rule<class scope_name> scope_name = "a scope: article, section, claim, body, source or estimate";
const x3::rule<class phase_name> phase_name = "a phase";
const x3::rule<class how_to_add> how_to_add = "'sum' or 'worst'";
const x3::rule<class constant> constant = "a number, text or a list";
const x3::rule<class fact_type> fact_type = "a type: bool, number, word, level, text, set or interval";
const x3::rule<class row_key> row_key = "a row: key, colon, number";

/// A name that must be one of an enum's words; fails without moving on when it is not.
template <class E>
struct EnumParser : x3::parser<EnumParser<E>> {
  using attribute_type = E;
  static constexpr bool has_attribute = true;
  template <class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute& attribute) const {
    if (first == last || first->kind != TokenKind::name) return false;
    const auto found = from_word<E>(first->text);
    if (!found) return false;
    x3::traits::move_to(*found, attribute);
    ++first;
    return true;
  }
};
const auto scope_name_def = EnumParser<ScopeKind>{}[([](auto& c) { builder(c).rule.scope_given = x3::_attr(c); })];
const auto phase_name_def = EnumParser<Phase>{}[([](auto& c) { builder(c).rule.phase_given = x3::_attr(c); })];
const auto fact_type_def = EnumParser<Type>{}[([](auto& c) { builder(c).fact.type = x3::_attr(c); })];

const auto add_template = [](Builder& b, std::optional<Template>& into) { into = b.parse_template(); };

const auto rule_clause_def =
    (word("title")[once] > set_text([](Builder& b) { b.rule.title = b.text; })) |
    (word("domain")[once] > a_name[act([](Builder& b, const Token& token) {
       b.rule.domain = token.text;
       std::replace(b.rule.domain.begin(), b.rule.domain.end(), '-', '_');
       b.rule.domain_span = token.span;
     })]) |
    (word("code")[once] > a_name[act([](Builder& b, const Token& token) {
       b.rule.code = token.text;
       b.rule.code_span = token.span;
     })]) |
    (word("label") > names >
     then([](Builder& b) { b.rule.labels.insert(b.rule.labels.end(), b.names.begin(), b.names.end()); })) |
    (word("scope")[once] > scope_name) | (word("phase")[once] > phase_name) |
    source_clause([](Builder & b) -> auto& { return b.rule.sources; }) |
    (word("why")[once] > set_text([](Builder& b) { b.rule.why = b.text; })) |
    (word("when")[once] > expression > then([](Builder& b) { b.rule.when = b.pop(); })) |
    (word("unless") > expression > then([](Builder& b) { b.rule.unless.push_back(b.pop()); }) >
     *(symbol(",") > expression > then([](Builder& b) { b.rule.unless.push_back(b.pop()); }))) |
    (word("then") > action > -(word("because") > set_text([](Builder& b) { add_template(b, b.action.because); })) >
     then([](Builder& b) { b.rule.then.push_back(std::move(b.action)); })) |
    (word("suggest") > set_text([](Builder& b) {
       std::optional<Template> made;
       add_template(b, made);
       b.rule.suggest.push_back(std::move(*made));
     })) |
    (word("false-positives") > set_text([](Builder& b) { b.rule.false_positives.push_back(b.text); })) |
    (word("example")[run(&Builder::begin_example)] > set_text([](Builder& b) { b.example.title = b.text; }) > object >
     word("expect") > expectation > -(word("because") > set_text([](Builder& b) { b.example.because = b.text; })) >
     -(word("suggesting") > set_text([](Builder& b) { b.example.suggest = b.text; })) > then([](Builder& b) {
       b.example.action = std::move(b.action);
       b.rule.examples.push_back(std::move(b.example));
     }));

const auto level_entry =
    level > then([](Builder& b) {
      b.framework.levels.push_back({b.action.word, 0, "", {}});
    }) > symbol("=") > a_number[act([](Builder& b, const Token& token) {
      b.framework.levels.back().number = token.number;
      b.framework.levels.back().span = token.span;
    })] >
    -(word("as") > a_name[act([](Builder& b, const Token& token) { b.framework.levels.back().as = token.text; })] >
      -(word("to") >
        a_name[act([](Builder& b, const Token& token) { b.framework.levels.back().up_to = token.text; })])) >
    -set_text([](Builder& b) { b.framework.levels.back().meaning = b.text; });
const auto how_to_add_def =
    word("sum")[act([](Builder& b, const Token&) { b.framework.domains.back().sum = true; })] | word("worst");

const auto framework_clause_def =
    (word("title")[once] > set_text([](Builder& b) { b.framework.title = b.text; })) |
    (word("version")[once] > set_text([](Builder& b) { b.framework.version = b.text; })) |
    (word("scheme")[once] > set_text([](Builder& b) { b.framework.scheme = b.text; })) |
    (word("extends")[once] > a_name[act([](Builder& b, const Token& token) { b.framework.extends = token.text; })]) |
    (word("level") > level_entry > *(symbol(",") > level_entry)) |
    (word("domain") > a_name[act([](Builder& b, const Token& token) {
       std::string name(token.text);
       std::replace(name.begin(), name.end(), '-', '_');
       b.framework.domains.push_back({std::move(name), false, 3, token.span});
     })] > -set_text([](Builder& b) { b.framework.domains.back().title = b.text; }) > how_to_add > word("at") >
     word("most") >
     a_number[act([](Builder& b, const Token& token) { b.framework.domains.back().at_most = token.number; })]) |
    (word("floor")[once] > level > then([](Builder& b) { b.framework.floor = b.action.word; })) |
    (word("upgrades")[once] > word("at") > word("most") >
     a_number[act([](Builder& b, const Token& token) { b.framework.upgrades_at_most = token.number; })]) |
    (word("family") > a_name[act([](Builder& b, const Token& token) {
       b.framework.families.push_back({std::string(token.text), false, {}, token.span});
     })] > -(word("per")[act([](Builder& b, const Token&) { b.framework.families.back().per_source = true; })] >
             word("source")) > symbol(":") > names >
     then([](Builder& b) { b.framework.families.back().codes = b.names; })) |
    (word("reason") > names > set_text([](Builder& b) {
       b.framework.reasons.push_back({b.names[0], b.text});
     })) |
    (word("task") > names > set_text([](Builder& b) {
       b.framework.tasks.push_back({b.names[0], b.text});
     }));

const auto constant_def = list | factor;
template <class F>
auto since(F of) {
  return word("since")[once] >
         a_number[act([of](Builder& b, const Token& token) { of(b) = static_cast<int>(std::min(token.number, 1e8)); })];
}
const auto row_value = act([](Builder& b, const Token& token) {
  b.table.rows.back().value = b.negative ? -token.number : token.number;
  b.negative = false;
});
const auto row_key_def = a_text[act([](Builder& b, const Token& t) {
                           b.table.rows.push_back({unquoted(t.text), 0});
                         })] |
                         a_name[act([](Builder& b, const Token& t) {
                           b.table.rows.push_back({std::string(t.text), 0});
                         })] |
                         a_number[act([](Builder& b, const Token& t) {
                           b.table.rows.push_back({std::string(t.text), 0});
                         })];
const auto row = row_key > symbol(":") > minus > a_number[row_value];
const auto add_phrase = act([](Builder& b, const Token& token) { b.phrases.phrases.push_back(unquoted(token.text)); });
const auto column = [](int PhraseList::*member) {
  return a_number[act(
      [member](Builder& b, const Token& t) { b.phrases.*member = static_cast<int>(std::min(t.number, 1000.0)); })];
};

BOOST_SPIRIT_DEFINE(rule_clause, framework_clause, scope_name, phase_name, how_to_add, constant, fact_type, row_key)

/// What is declared, and its name.
template <class T>
auto declared(const char* keyword, T Builder::*member) {
  return word(keyword) > a_name[act([member](Builder& b, const Token& token) {
           (b.*member).name = token.text;
           (b.*member).span = token.span;
         })];
}

const auto rule_declaration = word("rule") > a_name[act([](Builder& b, const Token& token) {
                                b.rule.id = token.text;
                                b.rule.id_span = token.span;
                              })] > *rule_clause;
const auto framework_declaration = declared("framework", &Builder::framework) > *framework_clause;
const auto parameter_declaration = declared("parameter", &Builder::parameter) > symbol("=") > constant >
                                   then([](Builder& b) { b.parameter.value = b.pop(); }) >
                                   *(since([](Builder& b) -> int& { return b.parameter.since; }) |
                                     source_clause([](Builder & b) -> auto& { return b.parameter.sources; }));
const auto table_declaration = declared("table", &Builder::table) >
                               *(since([](Builder& b) -> int& { return b.table.since; }) |
                                 source_clause([](Builder & b) -> auto& { return b.table.sources; })) > row
                               > *(symbol(",") > row);
// The first phrase is a text as well: unlike elsewhere, the text of a source does not go on in the next one.
const auto phrases_source = word("source")[trust(Trust::published)] >
                            -(word("house")[trust(Trust::house)] |
                              word("unverified")[trust(Trust::unverified)]) > a_text[run(&Builder::begin_text)] >
                            then([](Builder& b) {
                              b.phrases.sources.push_back({b.trust, b.text});
                            });
const auto phrases_declaration = declared("phrases", &Builder::phrases) > *phrases_source >
                                 ((word("from") > set_text([](Builder& b) { b.phrases.from = b.text; }) >
                                   -(word("column") > column(&PhraseList::column)) >
                                   -(word("where") > column(&PhraseList::where_column) > symbol("==") >
                                     set_text([](Builder& b) { b.phrases.where = b.text; }))) |
                                  (a_text[add_phrase] > *(symbol(",") > a_text[add_phrase])));
const auto define_declaration = declared("define", &Builder::define) > symbol("=") > expression >
                                then([](Builder& b) { b.define.value = b.pop(); }) >
                                -(set_text([](Builder& b) { b.define.meaning = b.text; }));
const auto fact_declaration = declared("fact", &Builder::fact) > fact_type >
                              -(word("of") > names > then([](Builder& b) { b.fact.words = b.names; })) >
                              set_text([](Builder& b) { b.fact.meaning = b.text; });
const auto remove_declaration = declared("remove", &Builder::removal) > word("because") >
                                set_text([](Builder& b) { b.removal.because = b.text; });

template <class Parser>
std::optional<SyntaxError> run_parser(const Parser& parser, Builder& b, Iterator& first, Iterator last) {
  // One context for the whole run: x3::with would copy the grammar for every call.
  const auto context = x3::make_context<builder_tag>(b);
  try {
    if (parser.parse(first, last, context, x3::unused, x3::unused)) return std::nullopt;
    return SyntaxError{"a condition", first};
  } catch (const x3::expectation_failure<Iterator>& failure) {
    return SyntaxError{failure.which(), failure.where()};
  }
}

}  // namespace grammar

std::optional<SyntaxError> parse_tokens(Start start, Builder& b, const Token*& first, const Token* last) {
  using namespace grammar;
  switch (start) {
    case Start::condition: return run_parser(expression, b, first, last);
    case Start::rule: return run_parser(rule_declaration, b, first, last);
    case Start::framework: return run_parser(framework_declaration, b, first, last);
    case Start::parameter: return run_parser(parameter_declaration, b, first, last);
    case Start::table: return run_parser(table_declaration, b, first, last);
    case Start::phrases: return run_parser(phrases_declaration, b, first, last);
    case Start::define: return run_parser(define_declaration, b, first, last);
    case Start::fact: return run_parser(fact_declaration, b, first, last);
    case Start::remove: return run_parser(remove_declaration, b, first, last);
  }
  return std::nullopt;
}

}  // namespace claimassay::rules
