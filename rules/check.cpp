#include "rules/check.h"

#include <algorithm>

#include "rules/conflicts.h"
#include "rules/nearest.h"
#include "rules/overlap.h"
#include "rules/resolve.h"

namespace claimassay::rules {

namespace {

bool raises(std::string_view domain) {
  return domain == "large_effect" || domain == "dose_response_gradient" || domain == "plausible_confounding";
}

template <class All>
std::vector<std::string_view> names_of(const All& all) {
  std::vector<std::string_view> out;
  for (const auto& one : all) out.push_back(one.name);
  return out;
}

class Checker {
 public:
  Checker(Pack& pack, Diagnostics& diagnostics)
      : pack_(pack), diagnostics_(diagnostics), resolver_(pack, diagnostics) {}

  void run() {
    framework();
    for (Rule& rule : pack_.rules) place_rule(rule);
    index();
    for (PhraseList& list : pack_.phrase_lists) phrase_list(list);
    for (Parameter& parameter : pack_.parameters) this->parameter(parameter);
    for (Define& define : pack_.defines) this->define(define);
    const std::size_t before = diagnostics_.errors();
    for (Rule& rule : pack_.rules) this->rule(rule);
    circles();
    // Only conditions whose names are all known can be compared with each other.
    if (diagnostics_.errors() == before) check_between_rules(pack_, diagnostics_);
  }

 private:
  const Source& source(int file) const { return *pack_.files[static_cast<std::size_t>(file)]; }
  void error(const Rule& rule, Span span, const char* code, std::string message, std::string help = "") {
    diagnostics_.error_at(source(rule.file), span, code, std::move(message), std::move(help));
  }

  // Framework -------------------------------------------------------------------------------------------------------

  void framework() {
    const Framework& f = pack_.framework;
    const auto complain = [&](Span span, std::string message, std::string help = "") {
      diagnostics_.error_at(source(f.file), span, "rule-framework", std::move(message), std::move(help));
    };
    if (f.version.empty()) complain(f.span, "this framework has no version");
    for (const LevelDeclaration& level : f.levels) {
      if (!from_word<Certainty>(level.as.empty() ? level.name : level.as)) {
        complain(level.span, "'" + level.name + "' is no level of certainty by itself",
                 "say which: level " + level.name + " = " + to_text(Value(level.number)) + " as moderate");
      }
      if (!level.up_to.empty() && !from_word<Certainty>(level.up_to))
        complain(level.span, "'" + level.up_to + "' is no level of certainty");
    }
    std::map<std::string, std::string> family_of;
    for (const FamilyDeclaration& family : f.families) {
      for (const std::string& code : family.codes) {
        const auto [known, fresh] = family_of.emplace(code, family.name);
        if (!fresh)
          complain(family.span, "'" + code + "' is in the families '" + known->second + "' and '" + family.name + "'");
      }
    }
    if (!f.floor.empty() && !pack_.level(f.floor)) complain(f.span, "the floor '" + f.floor + "' is no level of it");
    for (const DomainDeclaration& domain : f.domains) {
      if (!from_word<Domain>(domain.name)) {
        complain(
            domain.span, "there is no domain '" + domain.name + "'",
            did_you_mean(domain.name, {std::begin(Vocabulary<Domain>::words), std::end(Vocabulary<Domain>::words)}));
      }
    }
  }

  // Where and when a rule runs --------------------------------------------------------------------------------------

  void place_rule(Rule& rule) {
    if (rule.phase_given) {
      rule.phase = *rule.phase_given;
    } else {
      rule.phase = default_phase(rule);
    }
    static constexpr ScopeKind usual[] = {ScopeKind::source, ScopeKind::source, ScopeKind::source, ScopeKind::body,
                                          ScopeKind::body,   ScopeKind::body,   ScopeKind::body,   ScopeKind::body,
                                          ScopeKind::claim,  ScopeKind::claim};
    rule.scope = rule.scope_given.value_or(usual[static_cast<int>(rule.phase)]);
    if (const FamilyDeclaration* family = pack_.family_of(rule.code)) rule.family = family->name;
  }

  /// What a rule does says when it has to run; only `set` and `task` may stand anywhere.
  Phase default_phase(const Rule& rule) {
    for (const Action& action : rule.then) {
      switch (action.kind) {
        case ActionKind::exclude:
        case ActionKind::hold: return Phase::status;
        case ActionKind::start:
        case ActionKind::not_gradable: return Phase::start;
        case ActionKind::cap: return Phase::cap;
        case ActionKind::upgrade: return Phase::upgrade;
        case ActionKind::downgrade:
        case ActionKind::no_concern:
        case ActionKind::unknown:
        case ActionKind::not_applicable: return raises(rule.domain) ? Phase::upgrade : Phase::domain;
        case ActionKind::consistency: return Phase::body;
        case ActionKind::flag: return rule.scope_given == ScopeKind::article ? Phase::reference : Phase::wording;
        case ActionKind::fold:
        case ActionKind::suppress:
        case ActionKind::soften:
          if (rule.code.empty()) return Phase::fold;
          break;
        case ActionKind::set:
        case ActionKind::task: break;
      }
    }
    if (!rule.code.empty()) return Phase::wording;
    if (!rule.domain.empty()) return raises(rule.domain) ? Phase::upgrade : Phase::domain;
    if (!rule.then.empty()) {
      error(rule, rule.then[0].span, "rule-phase", "this rule does not say when it runs",
            "add a phase, such as: phase start");
    }
    return Phase::start;
  }

  void index() {
    std::stable_sort(pack_.rules.begin(), pack_.rules.end(),
                     [](const Rule& a, const Rule& b) { return a.phase < b.phase; });
    pack_.rule_ids.clear();
    pack_.labels.clear();
    for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
      pack_.rule_ids[pack_.rules[i].id] = static_cast<int>(i);
      for (const std::string& label : pack_.rules[i].labels) pack_.labels[label].push_back(static_cast<int>(i));
    }
  }

  // Other declarations ----------------------------------------------------------------------------------------------

  void phrase_list(PhraseList& list) {
    const int id = pack_.matcher.add_list();
    // Lists are numbered as they stand, because nothing else has been added yet.
    for (const std::string& phrase : list.phrases) {
      if (pack_.matcher.add(id, phrase)) continue;
      diagnostics_.error_at(source(list.file), list.span, "rule-phrase", "'" + phrase + "' is no phrase",
                            "1 to 12 words; '*' only at the end of a word that has letters before it");
    }
    if (list.sources.empty()) {
      diagnostics_.error_at(source(list.file), list.span, "rule-no-source", "this phrase list has no source",
                            "add: source \"...\", or source house \"...\"");
    }
  }

  void parameter(Parameter& parameter) {
    if (parameter.sources.empty()) {
      diagnostics_.error_at(source(parameter.file), parameter.span, "rule-no-source", "this parameter has no source",
                            "add: source \"...\", or source house \"...\"");
    }
    const Expr& value = parameter.value;
    const bool negative = value.op == Op::minus && value.of[0].op == Op::number;
    if (value.op == Op::number || value.op == Op::text || value.op == Op::list || negative) return;
    diagnostics_.error_at(source(parameter.file), value.span, "rule-type", "a parameter is a number, a text or a list");
  }

  void define(Define& define) {
    Expr copy = define.value;
    Place place{&source(define.file), ScopeKind::estimate, Phase::fold, true, false};
    resolver_.value(copy, place);
    if (pack_.facts.find(define.name) >= 0) {
      diagnostics_.error_at(source(define.file), define.span, "rule-twice", "'" + define.name + "' is a fact already");
    }
  }

  // Rules -----------------------------------------------------------------------------------------------------------

  void rule(Rule& r) {
    Place place{&source(r.file), r.scope, r.phase, false, false};
    if (r.title.empty()) error(r, r.id_span, "rule-no-title", "this rule has no title", "add: title \"...\"");
    if (r.sources.empty()) {
      error(r, r.id_span, "rule-no-source", "this rule has no source", "add: source \"...\", or source house \"...\"");
    }
    if (r.then.empty()) error(r, r.id_span, "rule-no-action", "this rule does nothing", "add: then ...");
    if (!r.when) {
      error(r, r.id_span, "rule-no-condition", "this rule has no condition", "add: when ...");
    } else if (resolver_.condition(*r.when, place) && Overlap(pack_).never(*r.when)) {
      error(r, r.when->span, "rule-never", "this can never be true", "what it asks of its facts excludes itself");
    }
    Place exception = place;
    exception.exception = true;
    for (Expr& e : r.unless) resolver_.condition(e, exception);
    if (!r.domain.empty()) domain(r);
    if (!r.code.empty() && !pack_.family_of(r.code)) unknown_code(r, r.code, r.code_span);
    for (Action& action : r.then) this->action(r, action, place);
    for (Template& text : r.suggest) this->text(text, place);
    examples(r, place);
  }

  void domain(Rule& r) {
    const auto& domains = pack_.framework.domains;
    if (std::any_of(domains.begin(), domains.end(), [&](const auto& d) { return d.name == r.domain; })) return;
    std::string help = did_you_mean(r.domain, names_of(domains));
    error(r, r.domain_span, "rule-unknown-domain",
          "the framework '" + pack_.framework.name + "' has no domain '" + r.domain + "'",
          help.empty() ? "it has " + one_of(names_of(domains)) : help);
  }

  void unknown_code(const Rule& r, const std::string& code, Span span) {
    std::vector<std::string_view> known;
    for (const FamilyDeclaration& family : pack_.framework.families)
      known.insert(known.end(), family.codes.begin(), family.codes.end());
    const std::string help = did_you_mean(code, known);
    error(r, span, "rule-unknown-code", "no family has a code '" + code + "'",
          help.empty() ? "a framework says: family NAME: code, code" : help);
  }

  void text(Template& text, const Place& place) {
    for (TemplatePiece& piece : text.pieces) {
      if (piece.value) resolver_.value(*piece.value, place);
    }
  }

  void action(Rule& r, Action& action, const Place& place) {
    if (action.because) text(*action.because, place);
    const std::string_view called = word(action.kind);
    const auto in_phase = [&](std::initializer_list<Phase> allowed) {
      if (std::find(allowed.begin(), allowed.end(), r.phase) != allowed.end()) return;
      std::vector<std::string_view> words;
      for (const Phase phase : allowed) words.push_back(word(phase));
      error(r, action.span, "rule-phase",
            "'" + std::string(called) + "' has no meaning in the phase '" + std::string(word(r.phase)) + "'",
            "it belongs to " + one_of(words));
    };
    switch (action.kind) {
      case ActionKind::exclude: in_phase({Phase::status, Phase::design}); break;
      case ActionKind::hold: in_phase({Phase::status, Phase::design}), level(r, action); break;
      case ActionKind::start: in_phase({Phase::start}), level(r, action); break;
      case ActionKind::cap: in_phase({Phase::cap}), level(r, action); break;
      case ActionKind::downgrade:
      case ActionKind::no_concern:
      case ActionKind::unknown:
      case ActionKind::not_applicable:
      case ActionKind::upgrade:
        in_phase({Phase::domain, Phase::upgrade});
        if (r.domain.empty())
          error(r, action.span, "rule-no-domain", "'" + std::string(called) + "' needs a domain", "add: domain ...");
        if (action.kind == ActionKind::upgrade || action.kind == ActionKind::downgrade) steps(r, action);
        break;
      case ActionKind::consistency:
        in_phase({Phase::domain, Phase::upgrade, Phase::cap, Phase::body});
        if (!from_word<Consistency>(action.word)) {
          error(r, action.span, "rule-unknown-word", "consistency is never '" + action.word + "'",
                "it is one of " +
                    one_of({std::begin(Vocabulary<Consistency>::words), std::end(Vocabulary<Consistency>::words)}));
        }
        break;
      case ActionKind::not_gradable: named(r, action, pack_.framework.reasons, "reason"); break;
      case ActionKind::task: named(r, action, pack_.framework.tasks, "task"); break;
      case ActionKind::flag:
        in_phase({Phase::reference, Phase::wording});
        if (r.code.empty()) error(r, action.span, "rule-no-code", "'flag' needs a code", "add: code ...");
        if (!action.because)
          error(r, action.span, "rule-no-message", "this finding says nothing", "add: because \"...\"");
        if (!action.fact.empty()) {
          if (const FactInfo* fact = resolver_.fact(action.fact, action.span, place))
            resolver_.visible(*fact, action.span, place);
        }
        break;
      case ActionKind::fold:
      case ActionKind::suppress:
      case ActionKind::soften:
        in_phase({Phase::wording, Phase::fold});
        for (const std::string& code : action.codes) {
          if (!pack_.family_of(code)) unknown_code(r, code, action.span);
        }
        break;
      case ActionKind::set: set(r, action, place); break;
    }
  }

  void level(Rule& r, Action& action) {
    if (pack_.level(action.word)) return;
    std::string help = did_you_mean(action.word, names_of(pack_.framework.levels));
    error(r, action.span, "rule-unknown-level",
          "the framework '" + pack_.framework.name + "' has no level '" + action.word + "'",
          help.empty() ? "it has " + one_of(names_of(pack_.framework.levels)) : help);
  }

  void steps(Rule& r, Action& action) {
    if (action.steps == 1 || action.steps == 2 || action.steps == 3) return;
    error(r, action.span, "rule-steps", "a step is 1, 2 or 3 levels",
          action.steps == 0 ? "where nothing is wrong, write: no-concern" : "");
  }

  void named(Rule& r, Action& action, const std::vector<NamedText>& known, const char* what) {
    if (std::any_of(known.begin(), known.end(), [&](const NamedText& one) { return one.name == action.word; })) return;
    std::string help = did_you_mean(action.word, names_of(known));
    error(r, action.span, "rule-unknown-word",
          "the framework '" + pack_.framework.name + "' has no " + what + " '" + action.word + "'",
          help.empty() ? std::string("a framework says: ") + what + " " + action.word + " \"in words\"" : help);
  }

  void set(Rule& r, Action& action, const Place& place) {
    const FactInfo* fact = resolver_.fact(action.fact, action.span, place);
    if (!fact) return;
    if (fact->scope != r.scope) {
      error(r, action.span, "rule-scope",
            "'" + fact->name + "' is about a " + std::string(word(fact->scope)) + ", and this rule runs for a " +
                std::string(word(r.scope)));
      return;
    }
    Expr& value = *action.value;
    const bool wordy = fact->type == Type::word || fact->type == Type::level || fact->type == Type::text;
    if (wordy && value.op == Op::name && pack_.facts.find(value.text) < 0 && value.text.find('.') == std::string::npos)
      value.op = Op::text;
    if (fact->type == Type::set && value.op == Op::list) {
      for (Expr& item : value.of) resolver_.word_allowed(*fact, item.text, item.span, place);
      value.type = Type::set;
      return;
    }
    if (value.op == Op::text && wordy) {
      resolver_.word_allowed(*fact, value.text, value.span, place);
      value.type = fact->type;
      return;
    }
    const Type type = resolver_.value(value, place);
    if (type == Type::nothing || type == fact->type || (type == Type::word && fact->type == Type::text)) return;
    error(r, value.span, "rule-type",
          "'" + fact->name + "' is " + described(fact->type) + ", and this is " + described(type));
  }

  // Examples --------------------------------------------------------------------------------------------------------

  void examples(Rule& r, const Place& place) {
    bool acts = false, silent = false;
    const bool unknown_is_action =
        std::any_of(r.then.begin(), r.then.end(), [](const Action& a) { return a.kind == ActionKind::unknown; });
    for (Example& example : r.examples) {
      const bool firing = example.expect == Example::Expect::action ||
                          (example.expect == Example::Expect::unknown && unknown_is_action);
      (firing ? acts : silent) = true;
      example_scope(r, example.facts, place);
      if (example.expect != Example::Expect::action) continue;
      if (std::none_of(r.then.begin(), r.then.end(), [&](const Action& a) { return a.kind == example.action.kind; })) {
        error(r, example.span, "rule-example",
              "this rule has no action '" + std::string(word(example.action.kind)) + "'");
      }
    }
    if (!acts)
      error(r, r.id_span, "rule-no-example", "no example shows this rule acting",
            "add: example \"...\" { facts } expect ...");
    if (!silent) {
      error(r, r.id_span, "rule-no-example", "no example shows this rule staying silent",
            "add: example \"...\" { facts } expect nothing");
    }
  }

  void example_scope(Rule& r, ExampleScope& scope, const Place& place) {
    for (const ExampleFact& given : scope.facts) {
      if (const FactInfo* fact = resolver_.fact(given.name, given.span, place)) example_value(r, *fact, given, place);
    }
    for (const std::string& fired : scope.fired) {
      if (pack_.rule_ids.count(fired) || pack_.labels.count(fired)) continue;
      error(r, scope.span, "rule-unknown-name", "no rule or label is called '" + fired + "'");
    }
    for (const std::string& code : scope.flagged) {
      if (!pack_.family_of(code)) unknown_code(r, code, scope.span);
    }
    for (ExampleScope::Inner& inner : scope.inside) {
      for (ExampleScope& one : inner.scopes) example_scope(r, one, place);
    }
  }

  void example_value(Rule& r, const FactInfo& fact, const ExampleFact& given, const Place& place) {
    if (std::holds_alternative<Unknown>(given.value)) return;
    const auto mismatch = [&](const std::string& help = "") {
      error(r, given.span, "rule-type",
            "'" + fact.name + "' is " + described(fact.type) + ", and this example gives " + to_text(given.value),
            help);
    };
    switch (fact.type) {
      case Type::truth:
        if (!std::holds_alternative<bool>(given.value)) mismatch("write true or false");
        break;
      case Type::number:
        if (!std::holds_alternative<double>(given.value)) mismatch();
        break;
      case Type::interval:
        if (!std::holds_alternative<Interval>(given.value)) mismatch("write: 0.7 to 0.9");
        break;
      case Type::text:
        if (!std::holds_alternative<std::string>(given.value)) mismatch();
        break;
      case Type::set:
        if (!std::holds_alternative<TextSet>(given.value)) return mismatch("write: [a, b]");
        for (const std::string& one : std::get<TextSet>(given.value))
          resolver_.word_allowed(fact, one, given.span, place);
        break;
      default: resolver_.word_allowed(fact, to_text(given.value), given.span, place);
    }
  }

  // Between rules ---------------------------------------------------------------------------------------------------

  static void rules_named(const Expr& e, std::vector<int>& out) {
    if (e.refers == Refers::rule || e.refers == Refers::label) out.insert(out.end(), e.ids.begin(), e.ids.end());
    for (const Expr& child : e.of) rules_named(child, out);
  }

  /// Exceptions of one phase must not lead back to the rule itself.
  void circles() {
    std::vector<std::vector<int>> needs(pack_.rules.size());
    for (std::size_t i = 0; i < pack_.rules.size(); ++i) {
      for (const Expr& e : pack_.rules[i].unless) rules_named(e, needs[i]);
    }
    std::vector<int> state(pack_.rules.size(), 0);  // 1 = being looked at, 2 = done
    for (std::size_t start = 0; start < needs.size(); ++start) {
      std::vector<std::pair<int, std::size_t>> path{{static_cast<int>(start), 0}};
      if (state[start]) continue;
      state[start] = 1;
      while (!path.empty()) {
        auto& [at, next] = path.back();
        const auto& of = needs[static_cast<std::size_t>(at)];
        if (next == of.size()) {
          state[static_cast<std::size_t>(at)] = 2;
          order_.push_back(at);
          path.pop_back();
          continue;
        }
        const int to = of[next++];
        if (state[static_cast<std::size_t>(to)] == 1) {
          const Rule& rule = pack_.rules[static_cast<std::size_t>(at)];
          error(rule, rule.id_span, "rule-circle", "the exceptions of this rule lead back to itself",
                "through '" + pack_.rules[static_cast<std::size_t>(to)].id + "'");
        } else if (state[static_cast<std::size_t>(to)] == 0) {
          state[static_cast<std::size_t>(to)] = 1;
          path.push_back({to, 0});
        }
      }
    }
  }

 public:
  /// Rules such that exceptions come before what they except, phases kept.
  std::vector<int> order_;

 private:
  Pack& pack_;
  Diagnostics& diagnostics_;
  Resolver resolver_;
};

}  // namespace

void check_pack(Pack& pack, Diagnostics& diagnostics) {
  Checker checker(pack, diagnostics);
  checker.run();
  // The rules stay where they stand, because every name refers to a place; `order` says how they run.
  std::stable_sort(checker.order_.begin(), checker.order_.end(), [&](int a, int b) {
    return pack.rules[static_cast<std::size_t>(a)].phase < pack.rules[static_cast<std::size_t>(b)].phase;
  });
  pack.order = std::move(checker.order_);
}

}  // namespace claimassay::rules
