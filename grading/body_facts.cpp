#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "grading/body.h"
#include "grading/design_words.h"
#include "grading/effect_band.h"
#include "grading/pool.h"

namespace claimassay {

namespace {

bool has_feature(const Member& m, std::string_view feature) {
  const auto& all = m.record->study.design_features;
  return std::find(all.begin(), all.end(), feature) != all.end();
}

bool is_review(const Member& m) { return m.record->study.design == Design::systematic_review; }

struct Gathered {
  std::vector<const Member*> members, modifiers, lower;
};

Gathered gather(const std::vector<Member>& members) {
  Gathered all;
  for (const Member& m : members) {
    if (m.role == MemberRole::member) all.members.push_back(&m);
    if (m.role == MemberRole::modifier) all.modifiers.push_back(&m);
    if (m.role == MemberRole::lower_tier && m.tier >= 2) all.lower.push_back(&m);
  }
  return all;
}

std::vector<EffectEstimate> estimates_of(const std::vector<const Member*>& members) {
  std::vector<EffectEstimate> estimates;
  for (const Member* m : members) {
    if (m->estimate) estimates.push_back(*m->estimate);
  }
  return estimates;
}

std::vector<Quote> quotes_of(const std::vector<const Member*>& members) {
  std::vector<Quote> quotes;
  for (const Member* m : members) {
    const Span span = m->estimate ? m->estimate->span : Span{};
    const std::string& text = m->record->abstract;
    if (span.empty() || span.end > text.size()) continue;
    quotes.push_back({m->record->id, "abstract", span, text.substr(span.begin, span.size())});
  }
  return quotes;
}

/// A number of the sources that adds up over the members; nothing when one of them does not report it.
void add_up(const std::vector<const Member*>& members, const std::string& name, Scope& body, FactOrigin origin) {
  double total = 0;
  std::vector<Quote> quotes;
  for (const Member* m : members) {
    const Fact* fact = m->scope->find("source." + name);
    const double* value = fact ? std::get_if<double>(&fact->value) : nullptr;
    if (!value) return body.set_unknown("body." + name, "not reported");
    total += *value;
    quotes.insert(quotes.end(), fact->quotes.begin(), fact->quotes.end());
  }
  if (!members.empty()) body.set("body." + name, total, origin, std::move(quotes));
}

void describe_effect(const EffectEstimate& effect, FactOrigin origin, const std::vector<Quote>& quotes, Scope& body) {
  if (!effect.measure.empty()) body.set("body.measure", effect.measure, origin, quotes);
  const auto null = null_value(effect.measure);
  if (null) {
    body.set("body.null", *null, FactOrigin::derived);
    body.set("body.ratio", is_ratio(effect.measure), FactOrigin::derived);
  }
  if (effect.value) body.set("body.effect", *effect.value, origin, quotes);
  if (const auto interval = interval_of(effect)) {
    const bool reported = effect.ci_low.has_value();
    body.set("body.ci", *interval, reported ? origin : FactOrigin::derived, quotes);
    if (null) body.set("body.excludes_null", excludes_null(effect), FactOrigin::derived, quotes);
  } else {
    body.set_unknown("body.ci", "no confidence interval reported");
  }
  if (effect.p) {
    body.set("body.p", effect.p->value, origin, quotes);
    const bool below = effect.p->op.starts_with('<') || effect.p->op == "=";
    body.set("body.significant", below && effect.p->value <= 0.05, FactOrigin::derived, quotes);
  }
  if (effect.value && is_ratio(effect.measure) && *effect.value > 0) {
    body.set("body.relative_change", std::abs(*effect.value - 1) * 100, FactOrigin::derived, quotes);
  }
  if (const int side = side_of(effect)) {
    body.set("body.direction", std::string(side > 0 ? "increases" : "decreases"), FactOrigin::derived, quotes);
  }
  if (const EffectBand band = effect_band(effect); !band.word.empty()) {
    body.set("body.effect_band", band.word, FactOrigin::derived, quotes);
    body.set("body.effect_table", band.table, FactOrigin::derived);
  }
}

/// Does the effect go the way the claim says? Only where both are about more or less of one thing.
void compare_direction(const EffectEstimate& effect, const Claim& claim, Scope& body) {
  const int side = side_of(effect);
  if (side == 0) return;
  if (claim.direction == Direction::increases) body.set("body.agrees", side > 0, FactOrigin::derived);
  if (claim.direction == Direction::decreases) body.set("body.agrees", side < 0, FactOrigin::derived);
}

void describe_agreement(const Gathered& all, Scope& body) {
  std::vector<const Member*> together = all.members;
  together.insert(together.end(), all.modifiers.begin(), all.modifiers.end());
  const std::vector<Quote> quotes = quotes_of(together);
  const std::vector<EffectEstimate> estimates = estimates_of(together);
  if (together.size() >= 2 && estimates.size() >= 2) {
    const Agreement best = agreement(estimates);
    if (best.overlap) body.set("body.intervals_overlap", *best.overlap, FactOrigin::derived, quotes);
    if (const auto minority = best.minority()) {
      body.set("body.minority", *minority, FactOrigin::derived, quotes);
      body.set("body.directions", static_cast<double>(best.above + best.below), FactOrigin::derived, quotes);
      body.set("body.opposing_directions", best.above > 0 && best.below > 0, FactOrigin::derived, quotes);
    }
    body.set("body.benefit_and_null_apart", best.benefit_and_null_apart, FactOrigin::derived, quotes);
  }
  // Lower tiers may contradict, and are heard when whole intervals do.
  together.insert(together.end(), all.lower.begin(), all.lower.end());
  const std::vector<EffectEstimate> wider = estimates_of(together);
  const bool opposing = wider.size() >= 2 && agreement(wider).opposing_significant;
  body.set("body.opposing_significant", opposing, FactOrigin::derived, quotes_of(together));
}

void describe_heterogeneity(const Gathered& all, const std::optional<Pooled>& pooled, Scope& body) {
  for (const Member* m : all.members) {
    const Fact* i2 = m->scope->find("source.i2");
    if (is_review(*m) && i2 && i2->known()) {
      body.set("body.i2", i2->value, FactOrigin::read, i2->quotes);
      return;
    }
  }
  if (!pooled || std::any_of(all.members.begin(), all.members.end(), [](const Member* m) { return is_review(*m); })) {
    return body.set_unknown("body.i2", "not reported");
  }
  const std::vector<Quote> quotes = quotes_of(all.members);
  body.set("body.i2", std::round(pooled->i2), FactOrigin::derived, quotes);
  body.set("body.q", pooled->q, FactOrigin::derived, quotes);
  body.set("body.q_p", pooled->q_p, FactOrigin::derived, quotes);
}

/// The words that name what the body's members are: the best described member's design, and what all of them are.
void describe_design(const std::vector<const Member*>& members, Scope& body) {
  const Member* lead = members.front();
  for (const Member* m : members) {
    if (is_review(*m) && !is_review(*lead)) lead = m;
  }
  for (const char* name : {"design", "included_design", "species"}) {
    if (const Fact* fact = lead->scope->find(std::string("source.") + name)) {
      Fact copy = *fact;
      copy.name = std::string("body.") + name;
      body.facts.push_back(std::move(copy));
    }
  }
  // A feature of the body is one that every member has: a single crossover trial does not make a body of them.
  TextSet features = lead->record->study.design_features;
  std::erase_if(features, [&](const std::string& feature) {
    return !std::all_of(members.begin(), members.end(), [&](const Member* m) { return has_feature(*m, feature); });
  });
  body.set("body.features", std::move(features), FactOrigin::read);
}

const double* number(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  return fact ? std::get_if<double>(&fact->value) : nullptr;
}
const std::string* text(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  return fact ? std::get_if<std::string>(&fact->value) : nullptr;
}
const bool* truth(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  return fact ? std::get_if<bool>(&fact->value) : nullptr;
}

/// A yes or no of the members: yes when most of those that say anything say yes, unknown when nobody says anything.
void ask_members(const std::vector<const Member*>& members, const std::string& name, Scope& body) {
  std::size_t yes = 0, no = 0;
  std::vector<Quote> quotes;
  for (const Member* m : members) {
    const std::string asked = "source." + name;
    if (const bool* said = truth(*m->scope, asked)) {
      ++(*said ? yes : no);
      const Fact* fact = m->scope->find(asked);
      quotes.insert(quotes.end(), fact->quotes.begin(), fact->quotes.end());
    }
  }
  if (yes + no) body.set("body." + name, yes >= no && yes > 0, FactOrigin::read, std::move(quotes));
}

void copy_from(const std::vector<const Member*>& members, const std::string& name, Scope& body) {
  for (const Member* m : members) {
    const Fact* fact = m->scope->find("source." + name);
    if (!fact || !fact->known()) continue;
    Fact copy = *fact;
    copy.name = "body." + name;
    body.facts.push_back(std::move(copy));
    return;
  }
}

/// How claim and body match, in the words of the member that is furthest from the claim's intervention or people.
void describe_match(const std::vector<const Member*>& members, Scope& body) {
  const auto related = [](const Member* m) {
    const std::string* intervention = text(*m->scope, "source.intervention_match");
    const std::string* population = text(*m->scope, "source.population_match");
    return (intervention && *intervention == "related") || (population && *population == "related");
  };
  const auto other = std::find_if(members.begin(), members.end(), related);
  copy_from(other == members.end() ? members : std::vector<const Member*>{*other}, "match_words", body);
}

/// How much information there is, in the words an explanation needs.
void describe_information(Scope& body) {
  const std::string* measure = text(body, "body.measure");
  const bool difference = measure && (*measure == "MD" || *measure == "SMD");
  const double* events = number(body, "body.events");
  const double* people = number(body, "body.participants");
  if (!measure && !events && !people) return;
  const bool binary =
      (measure && (is_ratio(*measure) || *measure == "RD" || *measure == "ARR")) || (!difference && events);
  body.set("body.binary", binary, FactOrigin::derived);
  const auto said = [](double n, const char* what) { return fmt::format("{:.0f} {}", n, what); };
  std::string words;
  if (binary && events) words = said(*events, "events");
  if (people && (words.empty() || !binary)) words = said(*people, "participants");
  if (!words.empty()) body.set("body.information", words, FactOrigin::derived);
}

void describe_words(Scope& body, std::size_t sources) {
  const std::string* design = text(body, "body.design");
  if (!design) return;
  const auto known = from_word<Design>(*design);
  const Fact* features = body.find("body.features");
  const TextSet* set = features ? std::get_if<TextSet>(&features->value) : nullptr;
  const std::string* included = text(body, "body.included_design");
  const double* studies = number(body, "body.studies");
  const std::optional<double> k = studies ? std::optional(*studies) : std::nullopt;
  std::string words = known ? design_words(*known, set ? *set : TextSet{}, included ? *included : "", k, sources)
                            : "observational studies";
  body.set("body.design_words", std::move(words), FactOrigin::derived);
}

void describe_disagreement(Scope& body) {
  const auto yes = [&](const char* name) {
    const bool* value = truth(body, name);
    return value && *value;
  };
  const char* because =
      yes("body.opposing_significant") ? "one result shows a benefit and another a harm, each with its whole interval"
      : yes("body.benefit_and_null_apart") ? "an effect and a null result, each outside the other's interval"
      : yes("body.said_mixed")             ? "the source calls the evidence conflicting"
                                           : "the results point in different directions";
  body.set("body.mixed_because", std::string(because), FactOrigin::derived);
}

}  // namespace

void describe_given(const GivenFacts& given, const Claim& claim, Scope& body) {
  if (given.effect) {
    describe_effect(*given.effect, FactOrigin::given, {}, body);
    compare_direction(*given.effect, claim, body);
  }
  describe_information(body);
  // A body that was described is as many studies as it says, unless it is one review of them.
  const double* studies = number(body, "body.studies");
  const std::string* design = text(body, "body.design");
  const bool several = studies && *studies >= 1 && *studies < 1e6 && design && *design != "systematic_review";
  describe_words(body, several ? static_cast<std::size_t>(*studies) : 1);
}

void describe_body(const std::vector<Member>& members, const Claim& claim, const GivenFacts& given, Scope& body) {
  for (const Member& m : members) {
    m.scope->set("source.role", std::string(word(m.role)), FactOrigin::derived);
    m.scope->set("source.in_body", m.role == MemberRole::member, FactOrigin::derived);
  }
  const Gathered all = gather(members);
  body.set("body.sources", static_cast<double>(all.members.size()), FactOrigin::derived);
  body.set("body.modifiers", static_cast<double>(all.modifiers.size()), FactOrigin::derived);
  body.set("body.cited", static_cast<double>(members.size()), FactOrigin::derived);
  // Where a panel describes the body, the cited records are examples of it, not the whole: nothing is added up from them.
  if (given.about_body() || all.members.empty()) return describe_given(given, claim, body);

  describe_design(all.members, body);
  const bool single = all.members.size() == 1;
  const bool reviews =
      std::any_of(all.members.begin(), all.members.end(), [](const Member* m) { return is_review(*m); });
  body.set("body.tier", all.members.front()->tier, FactOrigin::derived);
  body.set("body.reviewed", reviews, FactOrigin::derived);
  for (const char* name : {"participants", "events"}) {
    add_up(all.members, name, body, single ? FactOrigin::read : FactOrigin::derived);
  }
  if (reviews) {
    add_up(all.members, "studies", body, single ? FactOrigin::read : FactOrigin::derived);
  } else {
    body.set("body.studies", static_cast<double>(all.members.size()), FactOrigin::derived);
  }
  for (const char* name :
       {"said_inconsistent", "said_mixed", "asymmetry", "dose_response", "adjusted", "surrogate", "image_measure"}) {
    ask_members(all.members, name, body);
  }
  describe_match(all.members, body);
  for (const char* name :
       {"measured_outcome", "declared_grade", "declared_strength", "declared_scheme", "declared_level"}) {
    copy_from(all.members, name, body);
  }

  const std::vector<EffectEstimate> estimates = estimates_of(all.members);
  const std::vector<Quote> quotes = quotes_of(all.members);
  std::optional<Pooled> pooled;
  if (single && estimates.size() == 1) {
    describe_effect(estimates.front(), FactOrigin::read, quotes, body);
    compare_direction(estimates.front(), claim, body);
  } else if (!single && !estimates.empty()) {
    pooled = pool(estimates);
    const Agreement sides = agreement(estimates);
    if (sides.opposing_significant || sides.benefit_and_null_apart) {
      body.set_unknown("body.ci", "the results disagree; one pooled interval would hide it");
    } else if (pooled) {
      EffectEstimate together;
      together.measure = estimates.front().measure;
      together.value = pooled->value;
      together.ci_low = pooled->interval.low;
      together.ci_high = pooled->interval.high;
      describe_effect(together, FactOrigin::derived, quotes, body);
      compare_direction(together, claim, body);
    } else {
      body.set_unknown("body.ci", "the studies report different measures, or no intervals");
    }
  } else {
    body.set_unknown("body.ci", "no result for the claimed outcome was found in the record");
  }
  describe_heterogeneity(all, pooled, body);
  describe_agreement(all, body);
  describe_disagreement(body);
  describe_information(body);
  describe_words(body, all.members.size());
}

}  // namespace claimassay
