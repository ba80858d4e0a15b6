#include "rules/conflicts.h"

#include <algorithm>

#include "rules/overlap.h"

namespace claimassay::rules {

namespace {

void rules_named(const Expr& e, std::vector<int>& out) {
  if (e.refers == Refers::rule || e.refers == Refers::label) out.insert(out.end(), e.ids.begin(), e.ids.end());
  for (const Expr& child : e.of) rules_named(child, out);
}

double steps_of(const Rule& rule) {
  double steps = 0;
  for (const Action& action : rule.then) {
    if (action.kind == ActionKind::downgrade || action.kind == ActionKind::upgrade) steps = action.steps;
  }
  return steps;
}

const Action* action_of(const Rule& rule, ActionKind kind) {
  for (const Action& action : rule.then) {
    if (action.kind == kind) return &action;
  }
  return nullptr;
}

class Checker {
 public:
  Checker(const Pack& pack, Diagnostics& diagnostics) : pack_(pack), diagnostics_(diagnostics), overlap_(pack) {}

  void run() {
    worst_domains();
    consistency();
    for (const Rule& rule : pack_.rules) {
      exceptions(rule);
      folded(rule);
      for (const Action& action : rule.then) idle(rule, action);
      asked(rule, *rule.when);
      for (const Expr& e : rule.unless) asked(rule, e);
    }
  }

 private:
  const Rule& at(int id) const { return pack_.rules[static_cast<std::size_t>(id)]; }
  const Source& source(const Rule& rule) const { return *pack_.files[static_cast<std::size_t>(rule.file)]; }
  void error(const Rule& rule, Span span, const char* code, std::string message, std::string help) {
    diagnostics_.error_at(source(rule), span, code, std::move(message), std::move(help));
  }
  void warning(const Rule& rule, Span span, const char* code, std::string message, std::string help) {
    diagnostics_.warning_at(source(rule), span, code, std::move(message), std::move(help));
  }

  // Contradictions ---------------------------------------------------------------------------------------------------

  /// In a domain that adds up, two rules are meant to act together. In one where the worst counts, different steps mean
  /// that somebody has forgotten a boundary; equal steps give one reason more, unless one of the two never acts alone.
  void worst_domains() {
    for (const DomainDeclaration& domain : pack_.framework.domains) {
      if (domain.sum) continue;
      std::vector<const Rule*> rules;
      for (const Rule& rule : pack_.rules) {
        if (rule.domain == domain.name && steps_of(rule) > 0) rules.push_back(&rule);
      }
      for (std::size_t i = 0; i < rules.size(); ++i) {
        for (std::size_t j = i + 1; j < rules.size(); ++j) pair(*rules[i], *rules[j], domain);
      }
    }
  }

  void pair(const Rule& a, const Rule& b, const DomainDeclaration& domain) {
    if (a.scope != b.scope || apart(a, b)) return;
    if (steps_of(a) == steps_of(b)) {
      if (!covered(a, b, domain)) covered(b, a, domain);
      return;
    }
    const Rule& milder = steps_of(a) < steps_of(b) ? a : b;
    const Rule& harder = steps_of(a) < steps_of(b) ? b : a;
    error(milder, milder.id_span, "rule-conflict",
          "this rule and '" + harder.id + "' can act together in the domain '" + domain.name + "' with different steps",
          "add: unless " + harder.id + ", or make their conditions exclude each other");
  }

  bool covered(const Rule& rule, const Rule& by, const DomainDeclaration& domain) {
    if (!by.unless.empty() || !overlap_.implies(*rule.when, *by.when)) return false;
    warning(rule, rule.id_span, "rule-idle",
            "whenever this rule acts, '" + by.id + "' takes the same step in the domain '" + domain.name +
                "', so that it changes no grade",
            "widen it, or take it away");
    return true;
  }

  /// Two words for one thing: the last would quietly win.
  void consistency() {
    std::vector<const Rule*> rules;
    for (const Rule& rule : pack_.rules) {
      if (action_of(rule, ActionKind::consistency)) rules.push_back(&rule);
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (std::size_t j = i + 1; j < rules.size(); ++j) {
        const Rule &a = *rules[i], &b = *rules[j];
        const std::string& first = action_of(a, ActionKind::consistency)->word;
        const std::string& second = action_of(b, ActionKind::consistency)->word;
        if (first == second || a.phase != b.phase || a.scope != b.scope || apart(a, b)) continue;
        error(b, b.id_span, "rule-conflict",
              "this rule and '" + a.id + "' can act together, and say '" + second + "' and '" + first + "'",
              "add: unless " + a.id + ", or make their conditions exclude each other");
      }
    }
  }

  bool apart(const Rule& a, const Rule& b) {
    return excepts(a, b) || excepts(b, a) || overlap_.never_both(*a.when, *b.when);
  }

  /// Whether `a` is silent when `b` acts.
  bool excepts(const Rule& a, const Rule& b) {
    const int id = pack_.rule_ids.at(b.id);
    for (const Expr& e : a.unless) {
      std::vector<int> named;
      if (e.op == Op::name || e.op == Op::either) rules_named(e, named);
      if (e.op == Op::call && e.text == "fired") rules_named(e, named);
      if (std::find(named.begin(), named.end(), id) != named.end()) return true;
      if (overlap_.implies(*b.when, e)) return true;
    }
    return false;
  }

  // Rules that cannot act --------------------------------------------------------------------------------------------

  /// An exception that holds whenever the condition does; and one that never can.
  void exceptions(const Rule& rule) {
    for (const Expr& e : rule.unless) {
      std::vector<int> named;
      rules_named(e, named);
      if (named.empty()) {
        if (overlap_.implies(*rule.when, e)) {
          error(rule, e.span, "rule-never",
                "this rule can never act: whenever its condition holds, so does this exception",
                "what it asks of its facts is part of what the condition asks");
        } else if (overlap_.never_both(*rule.when, e)) {
          warning(rule, e.span, "rule-idle", "this exception never holds when the condition does", "take it away");
        }
        continue;
      }
      // Only a bare rule or label: what stands beside it may be false.
      if (e.op != Op::name) continue;
      bool possible = false;
      for (const int id : named) {
        const Rule& other = at(id);
        if (other.scope != rule.scope) {
          possible = true;
        } else if (other.unless.empty() && overlap_.implies(*rule.when, *other.when)) {
          error(rule, e.span, "rule-never",
                "this rule can never act: whenever its condition holds, '" + other.id + "' acts",
                "narrow the one or the other");
          possible = true;
        } else {
          possible = possible || !overlap_.never_both(*rule.when, *other.when);
        }
      }
      if (!possible) {
        warning(rule, e.span, "rule-idle", "this exception never holds when the condition does",
                named.size() == 1 ? "'" + at(named[0]).id + "' asks for something else"
                                  : "no rule of this label can act then");
      }
    }
  }

  /// A finding that another rule always takes away.
  void folded(const Rule& rule) {
    if (rule.code.empty() || !action_of(rule, ActionKind::flag)) return;
    for (const Rule& other : pack_.rules) {
      if (&other == &rule || other.scope != rule.scope || !other.unless.empty()) continue;
      for (const Action& action : other.then) {
        if (action.kind != ActionKind::fold && action.kind != ActionKind::suppress) continue;
        if (std::find(action.codes.begin(), action.codes.end(), rule.code) == action.codes.end()) continue;
        if (!overlap_.implies(*rule.when, *other.when)) continue;
        error(rule, rule.id_span, "rule-never",
              "this finding is never shown: whenever this rule acts, '" + other.id + "' takes '" + rule.code + "' away",
              "narrow the one or the other");
      }
    }
  }

  /// Actions that change nothing.
  void idle(const Rule& rule, const Action& action) {
    if (action.kind == ActionKind::cap || action.kind == ActionKind::hold) {
      const LevelDeclaration* level = pack_.level(action.word);
      const auto& levels = pack_.framework.levels;
      const bool highest = level && std::none_of(levels.begin(), levels.end(), [&](const LevelDeclaration& other) {
                             return other.number > level->number;
                           });
      if (highest && action.kind == ActionKind::cap) {
        warning(rule, action.span, "rule-idle", "'" + action.word + "' is the highest level: this caps nothing",
                "name the level that is the most it may be");
      }
    }
    for (const std::string& code : action.codes) {
      if (!raised(code)) nobody_raises(rule, action.span, code);
    }
  }

  void asked(const Rule& rule, const Expr& e) {
    if (e.op == Op::call && e.text == "flagged" && e.of[0].ids.empty()) nobody_raises(rule, e.of[0].span, e.of[0].text);
    for (const Expr& child : e.of) asked(rule, child);
  }

  bool raised(const std::string& code) const {
    return std::any_of(pack_.rules.begin(), pack_.rules.end(), [&](const Rule& rule) { return rule.code == code; });
  }

  void nobody_raises(const Rule& rule, Span span, const std::string& code) {
    warning(rule, span, "rule-idle", "no rule of this pack raises '" + code + "'",
            "a rule raises it with: code " + code + " ... then flag ...");
  }

  const Pack& pack_;
  Diagnostics& diagnostics_;
  Overlap overlap_;
};

}  // namespace

void check_between_rules(const Pack& pack, Diagnostics& diagnostics) { Checker(pack, diagnostics).run(); }

}  // namespace claimassay::rules
