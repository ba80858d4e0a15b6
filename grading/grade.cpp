#include "grading/grade.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/spaced.h"
#include "grading/body.h"
#include "grading/claim_findings.h"
#include "grading/direction.h"
#include "grading/magnitude.h"
#include "grading/phrasing.h"
#include "grading/source_facts.h"
#include "grading/tally.h"
#include "grading/wording.h"
#include "rules/evaluate.h"
#include "rules/pack.h"

namespace claimassay {

namespace {

using rules::ActionKind;
using rules::Phase;
using rules::RuleResult;
using rules::Verdict;

constexpr std::string_view common_scheme = "GRADE";

template <class T>
const T* value_of(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  return fact ? std::get_if<T>(&fact->value) : nullptr;
}

bool states_no_effect(const Claim& claim) {
  return claim.kind == ClaimKind::mechanism || claim.kind == ClaimKind::other;
}

class Grader {
 public:
  Grader(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
         const std::vector<CitedRecord>& sources, const GivenFacts& given)
      : pack_(pack),
        claim_(claim),
        context_(context),
        sources_(sources),
        given_(given),
        ladder_(pack.framework),
        root_(claim_scope(claim, context, sources, given)),
        evaluator_(pack, root_),
        audience_(context.audience) {}

  Graded run() {
    head();
    evaluator_.run(Phase::status);
    evaluator_.run(Phase::design);
    choose();
    evaluator_.run(Phase::start);
    if (states_no_effect(claim_) && !given_.about_body()) {
      not_applicable();
    } else if (!not_gradable()) {
      judge();
    }
    evaluator_.run(Phase::body);
    agree();
    say();
    evaluator_.run(Phase::wording);
    evaluator_.run(Phase::fold);
    collect();
    return std::move(graded_);
  }

 private:
  Scope& body() { return body_of(root_); }
  Assessment& out() { return graded_.assessment; }

  void head() {
    out().framework = pack_.framework.scheme;
    out().pack = pack_.name();
    out().pack_hash = pack_.hash;
  }

  /// Which actions of one kind fired in a source's scope.
  bool did(const Scope& scope, ActionKind kind) {
    for (const RuleResult& result : evaluator_.results()) {
      if (result.verdict != Verdict::fired || &evaluator_.scope(result.scope) != &scope) continue;
      for (const auto& action : result.actions) {
        if (action.action->kind == kind) return true;
      }
    }
    return false;
  }

  void choose() {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      Member member;
      member.record = &sources_[i];
      member.scope = &body().inside[i];
      member.excluded = did(*member.scope, ActionKind::exclude);
      member.held = did(*member.scope, ActionKind::hold);
      if (const double* tier = value_of<double>(*member.scope, "source.tier")) member.tier = *tier;
      if (const bool* on_topic = value_of<bool>(*member.scope, "source.on_topic")) member.on_topic = *on_topic;
      if (sources_[i].usable()) member.estimate = estimate_for(claim_, context_, sources_[i]);
      members_.push_back(std::move(member));
    }
    choose_body(members_);
    describe_body(members_, claim_, given_, body());
    describe_magnitude(claim_, context_, members_, given_, body());
  }

  bool empty_body() const {
    return !given_.about_body() &&
           std::none_of(members_.begin(), members_.end(), [](const Member& m) { return m.role == MemberRole::member; });
  }

  bool not_gradable() {
    for (const RuleResult& result : evaluator_.results()) {
      if (result.verdict != Verdict::fired) continue;
      for (const auto& action : result.actions) {
        if (action.action->kind != ActionKind::not_gradable) continue;
        out().reason = action.action->word;
        return true;
      }
    }
    return false;
  }

  /// Mechanisms have no level of certainty; where they were studied is what can be said.
  void not_applicable() {
    level(Certainty::not_applicable);
    if (claim_.kind != ClaimKind::mechanism) return;
    for (const Member& m : members_) {
      if (!m.record->usable() || m.excluded) continue;
      const Design design = m.record->study.design;
      out().mechanistic = design == Design::in_vitro ? "in_vitro" : design == Design::animal ? "animal" : "human";
      body().set("assessment.mechanistic", out().mechanistic, FactOrigin::derived);
      return;
    }
  }

  void level(Certainty certainty) { out().certainty = out().range_low = out().range_high = certainty; }

  void judge() {
    // A copy: adding up sets facts of the body, which moves those that stand there.
    std::optional<std::string> declared;
    if (const auto* said = value_of<std::string>(body(), "body.declared_grade")) declared = *said;
    if (declared && !from_word<Certainty>(*declared)) declared.reset();  // "mixed": it says nothing of certainty
    if (declared && !of_this_scheme()) declared.reset();
    if (empty_body()) return insufficient();
    const std::optional<double> start = starting_height();
    if (!start && !declared) {
      out().reason = "design_unknown";
      out().judgements.push_back(
          {"", "not_gradable", Rating::unknown, 0, "no rule gives such a body of evidence a starting level", {}});
      return;
    }
    if (start) add_up(*start);
    if (declared) declare(*declared);
    publish();
  }

  void insufficient() {
    level(Certainty::insufficient);
    name_level(ladder_.standing_for(Certainty::insufficient));
    publish();
  }

  std::optional<double> starting_height() {
    const std::string* given = value_of<std::string>(body(), "body.start");
    if (const auto number = given ? ladder_.number(*given) : std::nullopt) return number;
    return lowest_level(ladder_, evaluator_.results(), ActionKind::start);
  }

  void add_up(double start) {
    out().start = ladder_.certainty_at(start);
    out().start_level = own_name(ladder_.at(start));
    evaluator_.run(Phase::domain);
    out().domains = add_up_domains(pack_, evaluator_.results(), body());
    double down = 0, up = 0;
    for (const DomainTotal& total : out().domains) {
      down -= std::min(total.step, 0.0);
      publish_rating(total);
    }
    body().set("assessment.start", std::string(word(out().start)), FactOrigin::derived);
    body().set("assessment.downgrades", down, FactOrigin::derived);
    evaluator_.run(Phase::upgrade);
    out().domains = add_up_domains(pack_, evaluator_.results(), body());
    for (const DomainTotal& total : out().domains) up += std::max(total.step, 0.0);
    up = std::min(up, pack_.framework.upgrades_at_most);
    body().set("assessment.upgrades", up, FactOrigin::derived);

    const double floor = ladder_.number(pack_.framework.floor).value_or(ladder_.lowest());
    before_caps_ = std::clamp(start - down + up, std::min(start, floor), ladder_.highest());
    evaluator_.run(Phase::cap);
    cap_ = lowest_level(ladder_, evaluator_.results(), ActionKind::cap);
    const double point = std::min(before_caps_, cap_.value_or(before_caps_));
    out().certainty = ladder_.certainty_at(point);
    out().range_high = ladder_.certainty_up_to(before_caps_);
    out().range_low = ladder_.certainty_at(std::max(point - unknowns(), ladder_.lowest()));
    name_level(ladder_.at(point));
  }

  /// GRADE's levels are the common scale's own words; of the others the level is told as well.
  void name_level(const rules::LevelDeclaration* level) {
    out().level = own_name(level);
    if (!out().level.empty()) out().level_meaning = level->meaning;
  }

  std::string own_name(const rules::LevelDeclaration* level) const {
    return level && pack_.framework.scheme != common_scheme ? Ladder::shown(level->name) : "";
  }

  /// A grade that a source states in one scheme is no level of another; GRADE's words are the common scale.
  bool of_this_scheme() { return pack_.framework.scheme == common_scheme || given_.about_body() || in_own_scheme(); }
  bool in_own_scheme() {
    const std::string& scheme = pack_.framework.scheme;
    const auto* named = value_of<std::string>(body(), "body.declared_scheme");
    return named && scheme.substr(0, scheme.find(' ')) == named->substr(0, named->find(' '));
  }

  /// Silence on risk of bias or imprecision may hide one level each; a panel that rated the domains hides nothing.
  double unknowns() const {
    if (given_.rates_domains()) return 0;
    return static_cast<double>(std::count_if(
        graded_.assessment.domains.begin(), graded_.assessment.domains.end(), [&](const DomainTotal& total) {
          const bool asked = total.domain == Domain::risk_of_bias || total.domain == Domain::imprecision;
          return asked && total.rating == Rating::unknown && declared_domain(word(total.domain))->at_most > 0;
        }));
  }

  const rules::DomainDeclaration* declared_domain(std::string_view name) const {
    for (const rules::DomainDeclaration& domain : pack_.framework.domains) {
      if (domain.name == name) return &domain;
    }
    return nullptr;
  }

  void publish_rating(const DomainTotal& total) {
    if (total.rating == Rating::unknown) return;
    body().set("assessment." + std::string(word(total.domain)), std::string(word(total.rating)), FactOrigin::derived);
  }

  void declare(const std::string& grade) {
    level(from_word<Certainty>(grade).value_or(Certainty::not_gradable));
    out().declared = true;
    name_level(ladder_.standing_for(out().certainty));
    declare_level();
    const std::string* strength = value_of<std::string>(body(), "body.declared_strength");
    // Insufficient evidence recommends nothing, for or against.
    graded_.strength = strength ? *strength : out().certainty == Certainty::insufficient ? "none" : "";
  }

  /// A level of another scheme than GRADE is told as what it is; in that scheme it is the answer, with all that it may stand for.
  void declare_level() {
    const auto* scheme = value_of<std::string>(body(), "body.declared_scheme");
    const auto* stated = value_of<std::string>(body(), "body.declared_level");
    if (!scheme || *scheme == common_scheme || given_.about_body()) return;
    out().declared_scheme = *scheme;
    if (stated) out().declared_level = Ladder::shown(*stated);
    const auto number = stated && in_own_scheme() ? ladder_.number(*stated) : std::nullopt;
    if (!number) return;
    name_level(ladder_.at(*number));
    out().range_high = ladder_.certainty_up_to(*number);
  }

  void publish() {
    const auto height = [&](Certainty c) { return c == Certainty::insufficient ? 0.0 : 4.0 - static_cast<double>(c); };
    body().set("assessment.certainty", std::string(word(out().certainty)), FactOrigin::derived);
    body().set("assessment.score", height(out().certainty), FactOrigin::derived);
    body().set("assessment.range_low", std::string(word(out().range_low)), FactOrigin::derived);
    body().set("assessment.range_high", std::string(word(out().range_high)), FactOrigin::derived);
    body().set("assessment.range_high_score", height(out().range_high), FactOrigin::derived);
    body().set("assessment.declared", out().declared, FactOrigin::derived);
    body().set("assessment.licensed_words", licensed_words(out().certainty), FactOrigin::derived);
  }

  void agree() {
    for (const RuleResult& result : evaluator_.results()) {
      if (result.verdict != Verdict::fired) continue;
      for (const auto& action : result.actions) {
        if (action.action->kind != ActionKind::consistency) continue;
        out().consistency = from_word<Consistency>(action.action->word).value_or(Consistency::unknown);
      }
    }
    body().set("assessment.consistency", std::string(word(out().consistency)), FactOrigin::derived);
    const bool mixed = out().consistency == Consistency::mixed && out().certainty <= Certainty::very_low;
    out().headline = mixed ? "mixed" : std::string(word(out().certainty));
    out().direction = direction_of(body(), members_, out());
  }

  void say() {
    WordingAsked asked;
    asked.certainty = out().certainty;
    asked.mixed = out().consistency == Consistency::mixed;
    if (const std::string* band = value_of<std::string>(body(), "body.effect_band")) asked.band = *band;
    asked.audience = audience_;
    suggestion_ = suggested_wording(claim_, asked);
    // That nothing is known is no wording for a claim; other rules say what to do about it.
    const bool known = out().certainty != Certainty::insufficient;
    if (!suggestion_.empty() && known) root_.set("claim.suggested", suggestion_, FactOrigin::derived);
  }

  // What a reader sees -----------------------------------------------------------------------------------------------

  void collect() {
    for (const Member& m : members_) {
      const std::string* letter = value_of<std::string>(*m.scope, "source.letter");
      if (letter && graded_.letter.empty() && !m.excluded) graded_.letter = *letter;
    }
    // A source's own letter, else that of a scheme that answers in letters.
    for (const std::string& level : {out().declared_level, out().level}) {
      const bool is_letter = level.size() == 1 && level[0] >= 'A' && level[0] <= 'Z';
      if (graded_.letter.empty() && is_letter) graded_.letter = level;
    }
    for (const RuleResult& result : evaluator_.results()) {
      if (result.verdict != Verdict::fired) continue;
      for (const auto& action : result.actions) explain(result, action);
    }
    add_given_ratings();
    would_change();
    if (audience_) out().phrased = phrase(out(), *audience_, suggestion_);
    graded_.findings = claim_findings(pack_, claim_, evaluator_.results());
    graded_.folded = folded_codes(evaluator_.results());
    graded_.results = evaluator_.take_results();
    graded_.facts = std::move(root_);
  }

  void explain(const RuleResult& result, const rules::ActionResult& did) {
    if (did.action->kind == ActionKind::task) {
      out().tasks.push_back({did.action->word, did.because});
      return;
    }
    Judgement judgement;
    judgement.rule = result.rule->id;
    judgement.because = did.because;
    for (const rules::UsedFact& used : result.facts) judgement.facts.push_back(used.fact);
    switch (did.action->kind) {
      case ActionKind::exclude:
      case ActionKind::hold: judgement.domain = "source"; break;
      case ActionKind::set:
        if (result.rule->phase != Phase::design) return;
        if (did.action->fact == "source.declared_grade" || did.action->fact == "source.study_level") {
          judgement.domain = "source";
          judgement.rating = Rating::no_concern;
          break;
        }
        if (const std::string* said = value_of<std::string>(evaluator_.scope(result.scope), "source.declared_said")) {
          judgement.because += ": " + *said;
          judgement.rating = Rating::no_concern;
        } else if (tier_of(result) > 0) {
          return;
        }
        judgement.domain = "source";
        break;
      case ActionKind::start: judgement.domain = "start"; break;
      case ActionKind::downgrade: judgement.step = 0 - did.action->steps; break;
      case ActionKind::upgrade: judgement.step = did.action->steps; break;
      case ActionKind::cap:
        // A cap above what the evidence reaches anyway explains nothing.
        if (ladder_.number(did.action->word).value_or(9) >= before_caps_) return;
        judgement.domain = "cap";
        break;
      case ActionKind::no_concern:
      case ActionKind::not_applicable:
      case ActionKind::unknown: break;
      case ActionKind::consistency: judgement.domain = "consistency"; break;
      case ActionKind::not_gradable: judgement.domain = "not_gradable"; break;
      default: return;
    }
    if (judgement.domain.empty()) {
      // Ratings from outside stand in place of what the rules would say.
      if (given_.rates_domains()) return;
      judgement.domain = result.rule->domain;
      judgement.rating = did.action->kind == ActionKind::not_applicable ? Rating::not_applicable
                         : did.action->kind == ActionKind::unknown      ? Rating::unknown
                                                                        : rating_of_steps(-judgement.step);
      if (const rules::DomainDeclaration* domain = declared_domain(judgement.domain)) {
        judgement.called = domain->title;
        if (domain->at_most == 0) judgement.step = 0;
      }
    }
    out().judgements.push_back(std::move(judgement));
  }

  double tier_of(const RuleResult& result) {
    const double* tier = value_of<double>(evaluator_.scope(result.scope), "source.tier");
    return tier ? *tier : 1;
  }

  void add_given_ratings() {
    if (!given_.rates_domains()) return;
    for (const DomainTotal& total : out().domains) {
      if (total.rating == Rating::unknown) continue;
      Judgement judgement{"given", std::string(word(total.domain)), total.rating, total.step, "rated from outside", {}};
      if (const Fact* fact = body().find("body.domains." + std::string(word(total.domain))))
        judgement.facts.push_back(*fact);
      out().judgements.push_back(std::move(judgement));
    }
  }

  void would_change() {
    if (out().certainty > Certainty::very_low || out().declared) return;
    auto& changes = out().would_change;
    for (const DomainTotal& total : out().domains) {
      const std::string domain = spaced(word(total.domain));
      if (total.step < 0) {
        changes.push_back(fmt::format("evidence that {} is of no concern (+{:.0f})", domain, -total.step));
      } else if (total.rating == Rating::unknown &&
                 (total.domain == Domain::risk_of_bias || total.domain == Domain::imprecision)) {
        changes.push_back(fmt::format("knowing the {}: serious would take one level off", domain));
      }
    }
    for (const Judgement& judgement : out().judgements) {
      if (judgement.domain == "cap") {
        changes.push_back(
            fmt::format("without the cap ({}): up to {}", judgement.because, spaced(word(out().range_high))));
      }
    }
    changes.push_back("a grade that the source declares for this outcome");
  }

  const rules::Pack& pack_;
  const Claim& claim_;
  const ClaimContext& context_;
  const std::vector<CitedRecord>& sources_;
  const GivenFacts& given_;
  Ladder ladder_;
  Scope root_;
  rules::Evaluator evaluator_;
  std::vector<Member> members_;
  double before_caps_ = 0;
  std::optional<double> cap_;
  const std::optional<Audience> audience_;
  std::string suggestion_;
  Graded graded_;
};

}  // namespace

Graded grade(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
             const std::vector<CitedRecord>& sources, const GivenFacts& given) {
  return Grader(pack, claim, context, sources, given).run();
}

}  // namespace claimassay
