// The names of a condition: facts, parameters, definitions, tables, functions, and other rules.
#include <algorithm>

#include "rules/nearest.h"
#include "rules/resolve.h"

namespace claimassay::rules {

namespace {

void place_all(Expr& e, Span span) {
  e.span = span;
  for (Expr& child : e.of) place_all(child, span);
}

std::size_t size_of(const Expr& e) {
  std::size_t size = 1;
  for (const Expr& child : e.of) size += size_of(child);
  return size;
}

}  // namespace

// Names -------------------------------------------------------------------------------------------------------------

bool Resolver::is_known_name(const Expr& e) const {
  if (e.op != Op::name) return true;
  const auto named = [&](const auto& all) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == e.text; });
  };
  return pack_.facts.find(e.text) >= 0 || named(pack_.parameters) || named(pack_.defines) || named(pack_.tables);
}

/// Facts come first, so that a pack cannot give a fact's name another meaning; parameters and definitions are put in
/// the name's place, so that the evaluator and the search for contradictions see values, not names.
Type Resolver::name(Expr& e) {
  if (const int id = pack_.facts.find(e.text); id >= 0) {
    e.refers = Refers::fact;
    e.id = id;
    return visible(pack_.facts[id], e.span, place_) ? pack_.facts[id].type : Type::nothing;
  }
  for (std::size_t i = 0; i < pack_.parameters.size(); ++i) {
    if (pack_.parameters[i].name != e.text) continue;
    e.refers = Refers::parameter;
    e.id = static_cast<int>(i);
    const Span span = e.span;
    e = pack_.parameters[i].value;
    place_all(e, span);
    return e.type = resolve(e);
  }
  for (const Define& define : pack_.defines) {
    if (define.name == e.text) return expand(e);
  }
  for (const Table& table : pack_.tables) {
    if (table.name == e.text) {
      return wrong(e.span, "rule-type", "'" + e.text + "' is a table", "ask for a row: " + e.text + "[body.scale]");
    }
  }
  if (e.text.starts_with("phrases.")) {
    return wrong(e.span, "rule-type", "a phrase list stands behind 'has'", "such as: claim.text has " + e.text);
  }
  if (place_.exception && rule_name(e, true)) return Type::truth;
  std::vector<std::string_view> known;
  for (const FactInfo& fact : pack_.facts.all()) known.push_back(fact.name);
  for (const Parameter& parameter : pack_.parameters) known.push_back(parameter.name);
  for (const Define& define : pack_.defines) known.push_back(define.name);
  if (place_.exception) {
    for (const Rule& rule : pack_.rules) known.push_back(rule.id);
    for (const auto& [label, rules] : pack_.labels) known.push_back(label);
  }
  std::string help = did_you_mean(e.text, known);
  if (const std::size_t hyphen = e.text.find('-'); pack_.facts.find(e.text.substr(0, hyphen)) >= 0) {
    help = "a minus needs spaces around it";
  }
  return wrong(
      e.span, "rule-unknown-name",
      place_.exception ? "no fact, rule or label is called '" + e.text + "'" : "no fact is called '" + e.text + "'",
      help.empty() ? "`rules facts` lists the facts" : help);
}

/// A definition stands for its text: it is copied in, so that the explanation names the facts beneath.
Type Resolver::expand(Expr& e) {
  const auto found =
      std::find_if(pack_.defines.begin(), pack_.defines.end(), [&](const Define& d) { return d.name == e.text; });
  if (std::find(expanding_.begin(), expanding_.end(), &*found) != expanding_.end()) {
    return wrong(e.span, "rule-circle", "'" + e.text + "' is defined by itself");
  }
  const Span span = e.span;
  Expr copy = found->value;
  expanded_ += size_of(copy);
  if (expanded_ > 1000000 || expanding_.size() > 50) {
    // Once: whatever is read after it is too large as well.
    if (too_large_) return Type::nothing;
    too_large_ = true;
    return wrong(span, "rule-too-long", "definitions inside definitions grow too large here");
  }
  expanding_.push_back(&*found);
  place_all(copy, span);
  e = std::move(copy);
  const Type type = resolve(e);
  expanding_.pop_back();
  return type;
}

bool Resolver::visible(const FactInfo& fact, Span span, const Place& place) {
  if (place.everywhere) return true;
  ScopeKind deepest = place.scope;
  for (const ScopeKind kind : bound_) deepest = std::max(deepest, kind);
  if (fact.scope <= deepest) return true;
  // A claim has one body.
  if (deepest == ScopeKind::claim && fact.scope == ScopeKind::body) return true;
  const std::string kind(word(fact.scope));
  wrong(span, "rule-scope", "there may be several of '" + kind + "' for one " + std::string(word(deepest)),
        "ask any, all, none or count: any " + kind + ": (...)");
  return false;
}

const FactInfo* Resolver::fact(std::string_view name, Span span, const Place& place) {
  place_ = place;
  bound_.clear();
  const int id = pack_.facts.find(name);
  if (id >= 0) return &pack_.facts[id];
  std::vector<std::string_view> known;
  for (const FactInfo& fact : pack_.facts.all()) known.push_back(fact.name);
  const std::string help = did_you_mean(name, known);
  wrong(span, "rule-unknown-name", "no fact is called '" + std::string(name) + "'",
        help.empty() ? "`rules facts` lists the facts" : help);
  return nullptr;
}

std::vector<std::string_view> Resolver::words_of(const FactInfo& fact) const {
  if (fact.type == Type::level && fact.words.empty()) {
    std::vector<const LevelDeclaration*> levels;
    for (const LevelDeclaration& level : pack_.framework.levels) levels.push_back(&level);
    std::stable_sort(levels.begin(), levels.end(), [](auto* a, auto* b) { return a->number < b->number; });
    std::vector<std::string_view> out;
    for (const LevelDeclaration* level : levels) out.push_back(level->name);
    return out;
  }
  return {fact.words.begin(), fact.words.end()};
}

int Resolver::rank(const FactInfo& fact, std::string_view text) const {
  const auto words = words_of(fact);
  const auto found = std::find(words.begin(), words.end(), text);
  return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

bool Resolver::word_allowed(const FactInfo& fact, const std::string& text, Span span, const Place& place) {
  const auto words = words_of(fact);
  if (words.empty() || std::find(words.begin(), words.end(), text) != words.end()) return true;
  place_ = place;
  std::string help = did_you_mean(text, words);
  wrong(span, "rule-unknown-word", fact.name + " is never '" + text + "'",
        help.empty() ? "it is one of " + one_of(words, 20) : help);
  return false;
}

/// Turns a bare name (or a text) beside a fact of words into a word.
bool Resolver::as_word(Expr& e, const Expr& of) {
  if (e.op != Op::name && e.op != Op::text && e.op != Op::number) return false;
  if (of.refers != Refers::fact) {
    e.op = Op::text;
    e.type = Type::text;
    return true;
  }
  const FactInfo& fact = pack_.facts[of.id];
  if (e.op == Op::number) e.text = to_text(Value(e.number));
  if (fact.type != Type::text && !word_allowed(fact, e.text, e.span, place_)) return false;
  if (fact.type == Type::level) {
    e.op = Op::number;
    e.number = rank(fact, e.text);
    e.type = Type::level;
  } else {
    e.op = Op::text;
    e.type = fact.type;
  }
  return true;
}

// Calls -------------------------------------------------------------------------------------------------------------

Type Resolver::call(Expr& e) {
  if (e.text == "fired" || e.text == "flagged") return results(e);
  struct Function {
    std::string_view name;
    std::size_t arguments;
    Type takes;
  };
  static constexpr Function functions[] = {
      {"known", 1, Type::nothing}, {"min", 2, Type::number},    {"max", 2, Type::number},
      {"abs", 1, Type::number},    {"log", 1, Type::number},    {"size", 1, Type::set},
      {"low", 1, Type::interval},  {"high", 1, Type::interval}, {"width", 1, Type::interval}};
  const auto found =
      std::find_if(std::begin(functions), std::end(functions), [&](const Function& f) { return f.name == e.text; });
  if (found == std::end(functions)) {
    std::vector<std::string_view> names{"fired", "flagged"};
    for (const Function& f : functions) names.push_back(f.name);
    const std::string help = did_you_mean(e.text, names);
    return wrong(e.span, "rule-unknown-name", "there is no function '" + e.text + "'",
                 help.empty() ? "one of " + one_of(names, 20) : help);
  }
  if (e.of.size() != found->arguments) {
    return wrong(e.span, "rule-type", e.text + "() takes " + (found->arguments == 1 ? "one value" : "two values"));
  }
  if (e.text == "known") {
    // Anything may be known: a fact, a comparison, an element of a table.
    return resolve(e.of[0]) == Type::nothing ? Type::nothing : Type::truth;
  }
  bool fine = true;
  for (Expr& argument : e.of) {
    const Type type = resolve(argument);
    if (type != found->takes && type != Type::nothing) {
      wrong(argument.span, "rule-type",
            e.text + "() needs " + described(found->takes) + ", and this is " + described(type));
    }
    fine = type == found->takes && fine;
  }
  return fine ? Type::number : Type::nothing;
}

/// fired(RULE or LABEL), flagged(CODE): rules of earlier phases only, or of the own phase in an exception.
Type Resolver::results(Expr& e) {
  if (e.of.size() != 1 || (e.of[0].op != Op::name && e.of[0].op != Op::text)) {
    return wrong(e.span, "rule-type",
                 e.text + "() takes " + (e.text == "fired" ? "a rule or a label" : "a finding's code"));
  }
  Expr& of = e.of[0];
  if (e.text == "fired") {
    of.op = Op::name;
    return rule_name(of, false) ? Type::truth : Type::nothing;
  }
  of.refers = Refers::code;
  of.type = Type::truth;
  if (!pack_.family_of(of.text)) {
    std::vector<std::string_view> known;
    for (const FamilyDeclaration& family : pack_.framework.families)
      known.insert(known.end(), family.codes.begin(), family.codes.end());
    return wrong(of.span, "rule-unknown-code", "no family has a code '" + of.text + "'", did_you_mean(of.text, known));
  }
  const Rule* apart = nullptr;
  for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
    const Rule& rule = pack_.rules[i];
    if (rule.code != of.text) continue;
    if (stands_apart(rule)) {
      apart = &rule;
      continue;
    }
    of.ids.push_back(static_cast<int>(i));
    if (rule.phase >= place_.phase && !place_.everywhere) {
      return wrong(
          of.span, "rule-phase",
          "'" + of.text + "' is raised in the phase '" + std::string(word(rule.phase)) + "', not before this one",
          "a rule reads the results of earlier phases only");
    }
  }
  if (apart && of.ids.empty()) return wrong_apart(of, *apart);
  return Type::truth;
}

/// Rules of the phase `reference` run over an article, all others over a claim: neither sees what the other said.
bool Resolver::stands_apart(const Rule& rule) const {
  return !place_.everywhere && (rule.phase == Phase::reference) != (place_.phase == Phase::reference);
}

Type Resolver::wrong_apart(const Expr& e, const Rule& rule) {
  return rule.phase == Phase::reference
             ? wrong(e.span, "rule-phase",
                     "'" + e.text + "' is decided for the article's references, apart from claims",
                     "ask for its facts, such as source.status or source.resolution")
             : wrong(e.span, "rule-phase", "'" + e.text + "' is decided for a claim, apart from the references",
                     "ask for facts of the article or the source");
}

bool Resolver::rule_name(Expr& e, bool quiet) {
  std::vector<int> rules;
  Refers refers = Refers::rule;
  if (const auto found = pack_.rule_ids.find(e.text); found != pack_.rule_ids.end()) {
    rules = {found->second};
  } else if (const auto label = pack_.labels.find(e.text); label != pack_.labels.end()) {
    rules = label->second;
    refers = Refers::label;
  }
  if (rules.empty()) {
    if (quiet) return false;
    std::vector<std::string_view> known;
    for (const Rule& rule : pack_.rules) known.push_back(rule.id);
    for (const auto& [label, ids] : pack_.labels) known.push_back(label);
    wrong(e.span, "rule-unknown-name", "no rule or label is called '" + e.text + "'", did_you_mean(e.text, known));
    return false;
  }
  if (!place_.everywhere) {
    for (const int id : rules) {
      const Rule& rule = pack_.rules[static_cast<std::size_t>(id)];
      if (stands_apart(rule)) {
        wrong_apart(e, rule);
        return true;
      }
      const bool early = rule.phase < place_.phase || (place_.exception && rule.phase == place_.phase);
      if (early) continue;
      wrong(e.span, "rule-phase",
            "'" + rule.id + "' runs in the phase '" + std::string(word(rule.phase)) + "', not before this one",
            place_.exception ? "an exception is of the same phase or an earlier one"
                             : "a rule reads the results of earlier phases only; of its own phase with unless");
      return true;
    }
  }
  e.refers = refers;
  e.ids = std::move(rules);
  e.type = Type::truth;
  return true;
}

Type Resolver::index(Expr& e) {
  for (std::size_t i = 0; i < pack_.tables.size(); ++i) {
    if (pack_.tables[i].name != e.text) continue;
    e.refers = Refers::table;
    e.id = static_cast<int>(i);
    Expr& key = e.of[0];
    if (key.op == Op::name && !is_known_name(key)) key.op = Op::text;
    const Type type = resolve(key);
    if (type == Type::nothing) return type;
    if (type == Type::text || type == Type::word) return Type::number;
    return wrong(key.span, "rule-type", "a table is asked with a text or a word, and this is " + described(type));
  }
  std::vector<std::string_view> known;
  for (const Table& table : pack_.tables) known.push_back(table.name);
  return wrong(e.span, "rule-unknown-name", "no table is called '" + e.text + "'", did_you_mean(e.text, known));
}

/// Scopes nest in one order, so a question can only go inwards. Sections are the exception: articles have them, and so
/// do the records that are cited.
Type Resolver::quantifier(Expr& e) {
  ScopeKind deepest = place_.scope;
  for (const ScopeKind kind : bound_) deepest = std::max(deepest, kind);
  if (!place_.everywhere && e.over <= deepest && e.over != ScopeKind::section) {
    return wrong(e.span, "rule-scope",
                 "there is no '" + std::string(word(e.over)) + "' inside a '" + std::string(word(deepest)) + "'",
                 "from outside in: article, section, claim, body, source, estimate");
  }
  bound_.push_back(e.over);
  bool fine = true;
  if (e.of.size() > 1) fine = truth(e.of[1]);
  const bool of_number = e.op == Op::sum || e.op == Op::lowest || e.op == Op::highest;
  if (!e.of.empty()) fine = (of_number ? number(e.of[0]) : truth(e.of[0])) && fine;
  bound_.pop_back();
  if (!fine) return Type::nothing;
  return e.op == Op::any || e.op == Op::all || e.op == Op::none ? Type::truth : Type::number;
}

}  // namespace claimassay::rules
