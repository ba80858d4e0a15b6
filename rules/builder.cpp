#include "rules/builder.h"

#include "core/text.h"

namespace claimassay::rules {

namespace {

Expr leaf(Op op, const Token& token) {
  Expr made;
  made.op = op;
  made.span = token.span;
  return made;
}

}  // namespace

// Expressions -------------------------------------------------------------------------------------------------------

void Builder::enter(const Token& token) {
  if (++depth > deepest) throw TooDeep(token.span);
}

void Builder::push_number(const Token& token) {
  stack.push_back(leaf(Op::number, token));
  stack.back().number = token.number;
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::push_text(const Token& token) {
  stack.push_back(leaf(Op::text, token));
  stack.back().text = unquoted(token.text);
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::push_name(const Token& token) {
  const bool truth = token.text == "true" || token.text == "false";
  stack.push_back(leaf(truth ? Op::truth : Op::name, token));
  stack.back().text = token.text;
  stack.back().number = token.text == "true";
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::mark(const Token& token) { marks.push_back({stack.size(), token.span}); }

Expr Builder::pop() {
  Expr top = std::move(stack.back());
  stack.pop_back();
  return top;
}

void Builder::close_list(Op op, const Token& last) {
  const Mark from = marks.back();
  marks.pop_back();
  Expr made;
  made.op = op;
  made.span = {from.span.begin, last.span.end};
  made.of.assign(std::make_move_iterator(stack.begin() + static_cast<std::ptrdiff_t>(from.size)),
                 std::make_move_iterator(stack.end()));
  stack.resize(from.size);
  stack.push_back(std::move(made));
}

void Builder::close_applied(Op op, const Token& last) {
  close_list(op, last);
  Expr made = pop();
  const Expr name = pop();
  made.text = name.text;
  made.span.begin = name.span.begin;
  stack.push_back(std::move(made));
}

void Builder::unary(Op op) {
  Expr made;
  made.op = op;
  made.of.push_back(pop());
  made.span = {std::min(marks.back().span.begin, made.of[0].span.begin), made.of[0].span.end};
  marks.pop_back();
  stack.push_back(std::move(made));
}

void Builder::binary(Op op) {
  Expr right = pop();
  Expr& left = stack.back();
  if ((op == Op::both || op == Op::either) && left.op == op) {
    left.span.end = right.span.end;
    left.of.push_back(std::move(right));
    return;
  }
  Expr made;
  made.op = op;
  made.span = {left.span.begin, right.span.end};
  made.of.push_back(std::move(left));
  made.of.push_back(std::move(right));
  stack.back() = std::move(made);
  // Chains of + and * nest to the left: they count towards the depth of what has to be walked later.
  if (op != Op::both && op != Op::either) ++nodes;
}

void Builder::ternary(Op op) {
  Expr third = pop();
  Expr second = pop();
  Expr made;
  made.op = op;
  made.of.push_back(pop());
  made.span = {made.of[0].span.begin, third.span.end};
  made.of.push_back(std::move(second));
  made.of.push_back(std::move(third));
  stack.push_back(std::move(made));
}

void Builder::guard(Op op) {
  Expr made;
  made.op = op;
  made.number = 5;
  made.of.push_back(pop());
  made.span = made.of[0].span;
  stack.back().span.end = made.span.end;
  stack.back().of.push_back(std::move(made));
}

void Builder::guard_distance(const Token& token) { stack.back().of.back().number = token.number; }

void Builder::open_quantifier(const QuantifierHead& head) {
  Expr made;
  made.op = head.op;
  made.over = head.over;
  made.span = head.span;
  quantifiers.push_back(std::move(made));
}

void Builder::quantifier_where() {
  // `where` is read before what is asked; it stands second in the node.
  Expr everything;
  everything.op = Op::truth;
  everything.number = 1;
  quantifiers.back().of.push_back(std::move(everything));
  quantifiers.back().of.push_back(pop());
}

void Builder::close_quantifier() {
  Expr made = std::move(quantifiers.back());
  quantifiers.pop_back();
  // With a `where`, the children are now: a truth, where, and perhaps the body.
  if (made.of.size() == 3) {
    made.of[0] = std::move(made.of[2]);
    made.of.pop_back();
  }
  for (const Expr& child : made.of) made.span.end = std::max(made.span.end, child.span.end);
  stack.push_back(std::move(made));
}

// Pieces ------------------------------------------------------------------------------------------------------------

void Builder::begin_text(const Token& token) {
  text = unquoted(token.text);
  text_tokens = {token};
}

void Builder::more_text(const Token& token) {
  text += unquoted(token.text);
  text_tokens.push_back(token);
}

void Builder::once(const Token& token) {
  if (seen.insert(std::string(token.text)).second) return;
  diagnostics.error_at(source, token.span, "rule-clause-twice", "a second '" + std::string(token.text) + "'",
                       "this clause may stand only once");
}

void Builder::begin_action(const Token& token) {
  action = {};
  action.span = token.span;
  for (std::size_t i = 0; i < std::size(Vocabulary<ActionKind>::words); ++i) {
    if (Vocabulary<ActionKind>::words[i] == token.text) action.kind = static_cast<ActionKind>(i);
  }
}

// Examples ----------------------------------------------------------------------------------------------------------

void Builder::begin_example(const Token& token) {
  example = {};
  example.span = token.span;
  objects.clear();
  values.clear();
  keys.clear();
}

void Builder::begin_object(const Token& token) {
  enter(token);
  objects.emplace_back();
  objects.back().span = token.span;
}

void Builder::value_number(const Token& token) {
  values.push_back({negative ? -token.number : token.number, {}, false, token.span});
  negative = false;
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::value_negative(const Token&) { negative = !negative; }

void Builder::value_high(const Token& token) {
  const double low = std::get<double>(values.back().value);
  values.back().value = Interval{low, negative ? -token.number : token.number};
  values.back().span.end = token.span.end;
  negative = false;
}

void Builder::value_text(const Token& token) {
  values.push_back({unquoted(token.text), {}, false, token.span});
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::value_name(const Token& token) {
  Value value = std::string(token.text);
  if (token.text == "true" || token.text == "false") value = token.text == "true";
  if (token.text == "unknown") value = Unknown{};
  values.push_back({std::move(value), {}, false, token.span});
  if (++nodes > most_nodes) throw TooDeep(token.span);
}

void Builder::begin_value_list(const Token& token) {
  enter(token);
  values.push_back({TextSet{}, {}, true, token.span});
  value_marks.push_back(values.size());
}

void Builder::end_value_list(const Token& token) {
  leave();
  const std::size_t from = value_marks.back();
  value_marks.pop_back();
  PendingValue& list = values[from - 1];
  list.span.end = token.span.end;
  for (std::size_t i = from; i < values.size(); ++i) {
    if (!values[i].scopes.empty()) {
      list.scopes.push_back(std::move(values[i].scopes.front()));
    } else {
      std::get<TextSet>(list.value).push_back(to_text(values[i].value));
    }
  }
  values.resize(from);
}

void Builder::end_pair() {
  const Token name = keys.back();
  keys.pop_back();
  PendingValue value = std::move(values.back());
  values.pop_back();
  ExampleScope& object = objects.back();
  const auto texts = [&] { return value.list ? std::get<TextSet>(value.value) : TextSet{to_text(value.value)}; };
  if (name.text == "fired") return void(object.fired = texts());
  if (name.text == "flagged") return void(object.flagged = texts());
  for (std::size_t i = 0; i < std::size(Vocabulary<ScopeKind>::words); ++i) {
    const std::string plural = i == 3 ? "bodies" : std::string(Vocabulary<ScopeKind>::words[i]) + "s";
    if (name.text != plural) continue;
    object.inside.push_back({static_cast<ScopeKind>(i), std::move(value.scopes), name.span});
    return;
  }
  if (value.list && !value.scopes.empty()) {
    diagnostics.error_at(source, name.span, "rule-example", "facts in braces stand under a list of things",
                         "such as sources: [ { ... } ], estimates: [ ... ] or sections: [ ... ]");
    return;
  }
  object.facts.push_back({std::string(name.text), std::move(value.value), {name.span.begin, value.span.end}});
}

void Builder::end_object(const Token& token) {
  leave();
  ExampleScope done = std::move(objects.back());
  objects.pop_back();
  done.span.end = token.span.end;
  if (objects.empty()) {
    example.facts = std::move(done);
  } else {
    values.push_back({Unknown{}, {std::move(done)}, false, token.span});
  }
}

}  // namespace claimassay::rules
