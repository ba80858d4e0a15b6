#include "rules/resolve.h"

#include <algorithm>

#include "rules/nearest.h"

namespace claimassay::rules {

namespace {

bool wordy(Type type) { return type == Type::word || type == Type::level || type == Type::text || type == Type::set; }

const char* sign(Op op) {
  switch (op) {
    case Op::equal: return "==";
    case Op::unequal: return "!=";
    case Op::less: return "<";
    case Op::less_equal: return "<=";
    case Op::greater: return ">";
    case Op::greater_equal: return ">=";
    case Op::add: return "+";
    case Op::subtract: return "-";
    case Op::multiply: return "*";
    case Op::divide: return "/";
    case Op::minus: return "-";
    case Op::contains: return "contains";
    case Op::below: return "below";
    case Op::above: return "above";
    case Op::crosses: return "crosses";
    case Op::within: return "within";
    case Op::overlaps: return "overlaps";
    default: return "in";
  }
}

bool ordered(Op op) { return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal; }

}  // namespace

std::string described(Type type) {
  switch (type) {
    case Type::truth: return "true or false";
    case Type::number: return "a number";
    case Type::word: return "a word";
    case Type::level: return "a level";
    case Type::text: return "text";
    case Type::set: return "a set";
    case Type::interval: return "an interval";
    case Type::words: return "a list";
    case Type::nothing: return "nothing";
  }
  return "nothing";
}

Type Resolver::wrong(Span span, const char* code, std::string message, std::string help) {
  diagnostics_.error_at(*place_.source, span, code, std::move(message), std::move(help));
  return Type::nothing;
}

bool Resolver::condition(Expr& e, const Place& place) {
  place_ = place;
  bound_.clear();
  return truth(e);
}

Type Resolver::value(Expr& e, const Place& place) {
  place_ = place;
  bound_.clear();
  return resolve(e);
}

bool Resolver::truth(Expr& e) {
  const Type type = resolve(e);
  if (type == Type::truth) return true;
  if (type != Type::nothing) {
    wrong(e.span, "rule-type", "this is " + described(type) + ", not a condition",
          type == Type::number ? "compare it, as in x >= 3" : "compare it, as in x == word, or ask known(x)");
  }
  return false;
}

bool Resolver::number(Expr& e) {
  const Type type = resolve(e);
  if (type == Type::number) return true;
  if (type != Type::nothing) wrong(e.span, "rule-type", "a number is needed here, and this is " + described(type));
  return false;
}

Type Resolver::resolve(Expr& e) {
  Type type = Type::nothing;
  switch (e.op) {
    case Op::number: type = Type::number; break;
    case Op::text: type = Type::text; break;
    case Op::truth: type = Type::truth; break;
    case Op::name: type = name(e); break;
    case Op::list: type = Type::words; break;
    case Op::either:
    case Op::both:
    case Op::negation: {
      bool fine = true;
      for (Expr& child : e.of) fine = truth(child) && fine;
      type = fine ? Type::truth : Type::nothing;
      break;
    }
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: type = compared(e); break;
    case Op::in_band:
    case Op::in_open_band:
    case Op::in_list: type = membership(e); break;
    case Op::contains:
    case Op::below:
    case Op::above:
    case Op::crosses:
    case Op::within:
    case Op::overlaps: type = interval_op(e); break;
    case Op::has:
    case Op::has_all: type = has(e); break;
    case Op::is_empty: {
      const Type of = resolve(e.of[0]);
      if (of == Type::set || of == Type::text) type = Type::truth;
      else if (of != Type::nothing) wrong(e.span, "rule-type", described(of) + " cannot be empty", "ask not known(x)");
      break;
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::minus: type = number_op(e); break;
    case Op::call: type = call(e); break;
    case Op::index: type = index(e); break;
    case Op::any:
    case Op::all:
    case Op::none:
    case Op::count:
    case Op::share:
    case Op::sum:
    case Op::lowest:
    case Op::highest: type = quantifier(e); break;
    case Op::except:
    case Op::near:
    case Op::not_near: break;
  }
  e.type = type;
  return type;
}

// Comparisons -------------------------------------------------------------------------------------------------------

/// Words need no quotes, so what a bare name means depends on the other side: beside a fact of words it is one of them.
/// That is why the side that is a known name is resolved first, wherever it stands.
Type Resolver::compared(Expr& e) {
  Expr* left = &e.of[0];
  Expr* right = &e.of[1];
  // A word may stand on either side: rct == source.design.
  if (!is_known_name(*left) && is_known_name(*right) && right->op == Op::name) std::swap(left, right);
  const Type type = resolve(*left);
  if (type == Type::nothing) return Type::nothing;
  const bool bare = right->op == Op::name && !is_known_name(*right);
  Type other = Type::nothing;
  if (wordy(type) && (bare || right->op == Op::text || (type == Type::level && right->op == Op::number))) {
    if (type == Type::set) {
      return wrong(e.span, "rule-type", "a set is not equal to one word", "write: has " + right->text);
    }
    if (!as_word(*right, *left)) return Type::nothing;
    other = type;
  } else if (bare && type == Type::truth) {
    return wrong(right->span, "rule-type", "this is compared with true or false", "write the fact alone, or with not");
  } else {
    other = resolve(*right);
  }
  if (other == Type::nothing) return Type::nothing;
  const bool alike = type == other || (wordy(type) && wordy(other) && type != Type::set && other != Type::set &&
                                       (type == Type::level) == (other == Type::level));
  if (!alike) {
    return wrong(e.span, "rule-type", described(type) + " cannot be compared with " + described(other));
  }
  if (type == Type::level && left->refers == Refers::fact && right->refers == Refers::fact &&
      words_of(pack_.facts[left->id]) != words_of(pack_.facts[right->id])) {
    return wrong(e.span, "rule-type", "these two levels are not of one scale");
  }
  if (ordered(e.op) && type != Type::number && type != Type::level) {
    return wrong(e.span, "rule-type", described(type) + " has no order, so '" + sign(e.op) + "' cannot compare it");
  }
  if (type == Type::interval || type == Type::words || type == Type::set) {
    return wrong(e.span, "rule-type", described(type) + " cannot be compared with '" + sign(e.op) + "'",
                 type == Type::interval ? "use contains, crosses, below, above, within or overlaps" : "use has");
  }
  return Type::truth;
}

Type Resolver::number_op(Expr& e) {
  bool fine = true;
  for (Expr& child : e.of) fine = number(child) && fine;
  return fine ? Type::number : Type::nothing;
}

Type Resolver::interval_op(Expr& e) {
  const Type type = resolve(e.of[0]);
  if (type == Type::nothing) return type;
  if (type != Type::interval) {
    return wrong(e.of[0].span, "rule-type",
                 std::string("'") + sign(e.op) + "' needs an interval on its left, and this is " + described(type),
                 type == Type::text ? "for the words of a text write: has \"...\"" : "");
  }
  bool fine = true;
  for (std::size_t i = 1; i < e.of.size(); ++i) {
    if (e.op == Op::overlaps) {
      const Type other = resolve(e.of[i]);
      if (other != Type::interval && other != Type::nothing) {
        wrong(e.of[i].span, "rule-type", "'overlaps' needs an interval on its right, and this is " + described(other));
      }
      fine = other == Type::interval && fine;
    } else {
      fine = number(e.of[i]) && fine;
    }
  }
  return fine ? Type::truth : Type::nothing;
}

/// `in` a band (numbers) or a list (words or numbers). A parameter may stand for the list.
Type Resolver::membership(Expr& e) {
  const Type type = resolve(e.of[0]);
  if (type == Type::nothing) return type;
  if (e.op != Op::in_list) {
    if (type != Type::number) {
      return wrong(e.of[0].span, "rule-type", "a band needs a number, and this is " + described(type));
    }
    const bool fine = number(e.of[1]) & number(e.of[2]);
    if (fine && e.of[1].op == Op::number && e.of[2].op == Op::number && e.of[1].number > e.of[2].number) {
      return wrong({e.of[1].span.begin, e.of[2].span.end}, "rule-band", "this band ends before it begins");
    }
    return fine ? Type::truth : Type::nothing;
  }
  if (e.of[1].op == Op::name && resolve(e.of[1]) == Type::nothing) return Type::nothing;
  if (e.of[1].op != Op::list) {
    return wrong(e.of[1].span, "rule-type", "'in' needs a list or a band", "such as [a, b] or 40..<75");
  }
  if (e.of[1].of.empty()) return wrong(e.of[1].span, "rule-type", "nothing is in an empty list");
  e.of[1].type = Type::words;
  bool fine = true;
  for (Expr& item : e.of[1].of) {
    if (type == Type::number || type == Type::truth || type == Type::interval) {
      const bool is_number = type == Type::number && number(item);
      if (type != Type::number) wrong(e.of[0].span, "rule-type", described(type) + " cannot be in a list");
      fine = is_number && fine;
    } else if (type == Type::set) {
      wrong(e.span, "rule-type", "a set is not in a list", "write: has [a, b]");
      return Type::nothing;
    } else {
      fine = as_word(item, e.of[0]) && fine;
    }
  }
  return fine ? Type::truth : Type::nothing;
}

// Texts -------------------------------------------------------------------------------------------------------------

/// Gives an operand of `has` its phrase lists.
bool Resolver::phrases(Expr& operand) {
  const auto named = [&](Expr& e) {
    const std::string_view list = std::string_view(e.text).substr(e.text.starts_with("phrases.") ? 8 : 0);
    for (std::size_t i = 0; i < pack_.phrase_lists.size(); ++i) {
      if (pack_.phrase_lists[i].name == list) {
        operand.ids.push_back(static_cast<int>(i));
        return true;
      }
    }
    std::vector<std::string_view> known;
    for (const PhraseList& one : pack_.phrase_lists) known.push_back(one.name);
    const std::string help = did_you_mean(list, known);
    wrong(e.span, "rule-unknown-name", "no phrase list is called '" + std::string(list) + "'",
          help.empty()
              ? "text stands in double quotes; a list is declared with: phrases NAME source \"...\" \"...\", \"...\""
              : help);
    return false;
  };
  bool fine = true;
  int own = -1;
  const auto literal = [&](Expr& e) {
    if (own < 0) operand.ids.push_back(own = pack_.matcher.add_list());
    if (pack_.matcher.add(own, e.text)) return true;
    wrong(e.span, "rule-phrase", "this is no phrase",
          "1 to 12 words; '*' only at the end of a word that has letters before it");
    return false;
  };
  const auto one = [&](Expr& e) { return e.op == Op::text ? literal(e) : e.op == Op::name ? named(e) : false; };
  if (operand.op == Op::list) {
    if (operand.of.empty()) wrong(operand.span, "rule-phrase", "an empty list of phrases"), fine = false;
    for (Expr& item : operand.of) fine = one(item) && fine;
  } else {
    fine = one(operand);
  }
  operand.type = Type::words;
  return fine;
}

Type Resolver::has(Expr& e) {
  const Type type = resolve(e.of[0]);
  if (type == Type::nothing) return type;
  if (e.of[0].refers != Refers::fact) return wrong(e.of[0].span, "rule-type", "'has' asks a fact");
  if (type == Type::text) {
    if (e.op == Op::has_all) {
      return wrong(e.span, "rule-type", "'has all' is for sets", "write: ... has \"a\" and ... has \"b\"");
    }
    bool fine = phrases(e.of[1]);
    for (std::size_t i = 2; i < e.of.size(); ++i) fine = phrases(e.of[i].of[0]) && fine;
    return fine ? Type::truth : Type::nothing;
  }
  if (type != Type::set) {
    return wrong(e.of[0].span, "rule-type", "'has' is for texts and sets, and this is " + described(type),
                 type == Type::interval ? "write: contains" : "write: ==");
  }
  if (e.of.size() > 2) {
    return wrong(e.of[2].span, "rule-type", "except and near are for texts", "this is a set");
  }
  bool fine = true;
  if (e.of[1].op == Op::list) {
    for (Expr& item : e.of[1].of) fine = as_word(item, e.of[0]) && fine;
    if (e.of[1].of.empty()) wrong(e.of[1].span, "rule-type", "an empty list"), fine = false;
  } else {
    fine = as_word(e.of[1], e.of[0]);
  }
  return fine ? Type::truth : Type::nothing;
}

}  // namespace claimassay::rules
