// "X (may) reduce(s) Y", "Y was reduced by X", "effective in reducing Y": an effect verb.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto head = remember(r_head, of_class(bit(effect)));
const auto active = attempt(auxiliaries >> head);
const auto passive =
    attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> -attempt(hedge_word >> -of_class(bit(to))) >>
            adverbs >> remember(r_head, of_class(bit(effect) & ~bit(gerund))));

/// A participle before a noun is an adjective ("with reduced mortality", "an increased risk"), not a statement.
bool adjective(Position verb, Position begin, Position first) {
  if (begin != verb) return false;  // auxiliaries stand before it
  const Position prior = before(verb, first);
  if (prior && (prior->folded == "including" || prior->folded == "as" || prior->folded == "than")) return true;
  return !prior || prior->is(any(det, in, of, with, on, by, and_, be, size, compare, signif, assoc, than)) ||
         (prior->symbol != 0 && prior->symbol != ')');
}

}  // namespace

std::optional<ShapeMatch> read_active_effect(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(active, at, last, trail);
  if (!end) return std::nullopt;
  const Position verb = trail.find(r_head)->begin;
  ShapeMatch out = from_trail(trail, at, end);
  const bool auxiliary = trail.find(r_modal) || trail.find(r_do) || trail.find(r_seem) || trail.find(r_should);
  const Position prior = at > first ? at - 1 : nullptr;
  if (verb->is(bit(gerund))) {
    // "thereby reducing Y", ", reducing Y" go on with the subject; "effective in reducing Y" belongs to another shape.
    const bool goes_on = at == verb && prior && (prior->symbol == ',' || prior->is(bit(adverb)));
    if (!goes_on || prior == first) return std::nullopt;
  } else if (prior && prior->is(bit(to))) {
    // An infinitive states a purpose ("to reduce Y, we ...") unless something reports or hedges it.
    const Position governor = before(prior, first);
    if (!governor || !governor->is(any(report, seem)) || (governor->is(bit(base)) && !governor->is(bit(participle))))
      return std::nullopt;
    if (governor->is(bit(seem))) out.hedged = true;
    out.begin = governor;
    if (out.hedged) out.relation = CausalRelation::conditional_causal;
  } else if (verb->is(bit(third)) && !verb->is(bit(effect_noun))) {
    // finite
  } else if (verb->is(bit(base)) && !verb->is(any(past, third))) {
    // "reduce" needs a plural subject or an auxiliary; after a determiner or an adjective it is a noun ("the
    // increase"). "Obese patients had higher pressure and lower flow": an adjective.
    const bool reads_as_adjective =
        verb->is(bit(compare)) && prior && (prior->is(bit(and_)) || has(end, last, any(than, in)));
    if (!auxiliary &&
        (reads_as_adjective || !prior ||
         prior->is(any(det, of, in, with, on, by, size, signif, compare, modifier, effect_noun, be, have))))
      return std::nullopt;
  } else if (verb->is(any(past, participle))) {
    if (adjective(verb, at, first)) return std::nullopt;
    if (at != verb && before(verb, first) && before(verb, first)->is(bit(be))) return std::nullopt;
    // "patients treated with X": a reduced relative clause, no statement.
    if (at == verb && has(end, last, any(with, by))) return std::nullopt;
  } else if (verb->is(bit(effect_noun)) && !auxiliary) {
    if (!prior || prior->is(any(det, of, in, with, on, by, size, signif, compare, have, be, modifier, assoc, effect)) ||
        has(end, last, any(in, of, on))) {
      return std::nullopt;
    }
  }
  out.direction = direction_of(verb->says(effect));
  if (end == last || end->symbol != 0 || end->is(any(in, to, by, with, on, but, if_, and_))) {
    // Without an object the subject itself changes: "blood flow increases", "pain improved after massage".
    const bool changes = out.direction == Direction::increases || out.direction == Direction::decreases ||
                         out.direction == Direction::improves || out.direction == Direction::worsens;
    const bool coordinated = end != last && end->is(bit(and_));
    if (!coordinated) {
      if (!changes || verb->row->words.size() > 1) return std::nullopt;
      out.outcome = Side::left;
      out.intervention = Side::right;
      out.kind = ClaimKind::association;
      out.relation = end != last && end->is(any(by, in, with)) ? CausalRelation::correlational : CausalRelation::none;
    }
  }
  if (out.negated) out.direction = Direction::no_effect;
  if (trail.find(r_should)) return std::nullopt;  // advice, not a finding
  return out;
}

std::optional<ShapeMatch> read_passive_effect(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(passive, at, last, trail);
  if (!end) return std::nullopt;
  const Position verb = trail.find(r_head)->begin;
  if (!verb->is(any(past, participle)) || trail.find(r_should)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.intervention = Side::right;
  out.outcome = Side::left;
  out.direction = direction_of(verb->says(effect));
  if (out.negated) out.direction = Direction::no_effect;
  // Without an agent a passive may only describe: "was reduced", "were treated".
  // The first preposition tells: "by X" and "after X" act, "in patients with X" only compares.
  bool agent = false;
  for (Position p = end; p < last && p < end + 12; ++p) {
    if (!p->is(any(by, in, with, of, than)) && p->symbol != '.' && p->symbol != ';') continue;
    agent = p->is(bit(by));
    break;
  }
  if (verb->says(effect) == "improves" && verb->row->words[0].starts_with("treat")) return std::nullopt;
  if (!agent) return std::nullopt;
  return out;
}

}  // namespace claimassay
