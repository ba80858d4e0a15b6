// "X is associated with Y", "X correlated with Y", "X is a risk factor for Y", "an association between X and Y".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto describing =
    *(remember(r_not, of_class(bit(negation))) | of_class(any(det, size, signif, modifier, compare, good)) |
      plain_adverb | symbol(',') | of_class(bit(and_)) | number_token() |
      where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row && t.folded.size() > 3; }));
const auto verb =
    attempt(auxiliaries >> -(of_class(bit(be)) >> adverbs >>
                             -attempt(hedge_word >> -of_class(bit(to)) >> -of_class(bit(be))) >> adverbs) >>
            remember(r_head, of_class(bit(assoc))));
const auto is_predictor =
    attempt(auxiliaries_of_have >> (of_class(bit(be)) | of_class(bit(have)) | of_class(bit(report))) >> describing >>
            remember(r_head, of_class(bit(assoc_noun))));
const auto none_found =
    attempt(remember(r_not, of_class(bit(negation))) >> *of_class(any(det, signif, size, modifier)) >> *plain_adverb >>
            remember(r_head, of_class(bit(assoc_noun))));
const auto lone_noun =
    attempt(*(remember(r_not, of_class(bit(negation)))) >> *of_class(any(det, signif, size, modifier)) >>
            remember(r_head, of_class(bit(assoc_noun))) >>
            (of_class(any(of, with, in)) | where([](const LexToken& t) { return t.folded == "between"; })));

ShapeMatch finish(const Trail& trail, Position begin, Position end, Position last) {
  ShapeMatch out = from_trail(trail, begin, end);
  out.kind = ClaimKind::association;
  out.relation = CausalRelation::correlational;
  out.direction = Direction::unclear;
  // "associated with a lower risk of Y"
  Position at = end;
  while (at != last && (at->is(any(det, size, signif, with, to)) && !at->is(bit(compare)))) ++at;
  const bool lower_limb = at != last && is_word(*at, "lower") && at + 1 != last && at[1].is(bit(modifier));
  if (at != last && at->is(bit(compare)) && !lower_limb) {
    out.direction = direction_of_comparative(at->row->text());
  } else if (at != last && at->is(bit(effect_noun))) {
    out.direction = direction_of(at->says(effect_noun));
  }
  out.lists_changes = true;
  if (out.direction == Direction::no_effect) out.direction = Direction::unclear;  // "associated with similar Y"
  const Position head = trail.find(r_head)->begin;
  const std::string_view first_word = written(*head);
  if (first_word.starts_with("differ")) {
    // "Y did not differ between X and Z"
    out.outcome = Side::left;
    out.intervention = Side::right;
    out.between = true;
    out.equal = true;
  }
  if (head->row->words.size() == 2 && (first_word == "more" || first_word == "less")) {
    // "X users were less likely to have Y"; "Y was more common with X than with Z"
    out.direction = first_word == "more" ? Direction::increases : Direction::decreases;
    if (end != last && !end->is(bit(to)) && end->is(any(in, with, by, than))) {
      out.outcome = Side::left;
      out.intervention = Side::right;
    }
  }
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

/// "Patients at risk of Y", "mothers prone to Y": it describes whom something else is said of. Only with a verb is it said itself.
bool describes(const LexToken& noun) {
  constexpr std::array<std::string_view, 4> words = {"at", "susceptible", "prone", "vulnerable"};
  return is_word(noun, words) || written(noun) == "at";
}

/// Nouns that say a relation themselves ("an association with Y"); the others name what a thing is to Y ("a risk factor for Y").
bool says_relation(const LexToken& noun) {
  constexpr std::array<std::string_view, 6> stems = {"associat", "correlation", "relation",
                                                     "link",     "dose",        "concordance"};
  const std::string_view word = written(noun);
  return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return word.starts_with(stem); });
}

/// "The prevalence of the risk factors of Y", "associations in women", "in association with": spoken of, not stated.
bool mentions(Position at, Position noun, Position end, Position first) {
  while (at > first && at[-1].is(any(det, size, signif, modifier)) && !at[-1].is(bit(that))) --at;
  const bool behind_preposition = at > first && at[-1].is(any(in, of, on, to, with));
  if (!says_relation(*noun)) return behind_preposition;
  return end[-1].is(bit(in)) || (at > first && written(at[-1]) == "in");
}

/// "To investigate the variability associated with Y": what is looked for, not what was found.
bool looked_for(Position at, Position first) {
  constexpr std::ptrdiff_t behind = 12;
  constexpr std::array<std::string_view, 12> words = {"investigate", "examine",   "explore", "assess",
                                                      "evaluate",    "determine", "study",   "test",
                                                      "describe",    "analyze",   "analyse", "compare"};
  const Position stop = at - first > behind ? at - behind : first;
  for (Position p = at; p > stop + 1; --p) {
    if (p[-1].symbol != 0 || p[-1].is(any(be, have, modal, do_, but, if_, that, report))) return false;
    if (is_word(p[-1], words)) return p[-2].is(bit(to));
  }
  return false;
}

/// "These associations", "that relationship": named, not stated.
bool points_back(Position begin, Position noun) {
  constexpr std::array<std::string_view, 4> words = {"this", "these", "that", "those"};
  return std::any_of(begin, noun, [&](const LexToken& t) { return is_word(t, words); });
}

/// Both things stand behind the joint: "an association of X with Y", "a link between X and Y".
void read_pair(ShapeMatch& match, Position joint) {
  match.pair = true;
  match.intervention = Side::right;
  match.end = joint + 1;
}

/// "The American Heart Association for": a name.
bool named(const LexToken& noun, const LexToken* first) {
  return noun.capital && &noun != first && !noun.capitals && noun.is(bit(assoc_noun));
}

}  // namespace

std::optional<ShapeMatch> read_association(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  if (const Position end = parse_at(verb, at, last, trail)) {
    const Position head = trail.find(r_head)->begin;
    // "factors associated with Y" is a phrase when nothing else is said, but it still tells of an association.
    if (trail.find(r_should)) return std::nullopt;
    // "HIV-associated anaemia": an adjective
    if (head > first && head[-1].symbol == '-') return std::nullopt;
    // "This page explains what is known": no relation of two things
    if (written(*head).starts_with("explain") && end != last &&
        (end->is(bit(if_)) || is_word(*end, std::array<std::string_view, 3>{"what", "how", "why"})))
      return std::nullopt;
    // "one steady signal at a time": a noun
    const bool noun = written(*head).starts_with("signal") || written(*head).starts_with("parallel");
    if (noun && at == head &&
        (end == last || end->symbol != 0 || end->is(any(in, of, on, to, by, with)) || is_word(*end, "at") ||
         is_word(*end, "as") || (at > first && at[-1].is(bit(det)))))
      return std::nullopt;
    if (at == head && looked_for(at, first)) return std::nullopt;
    if (at == head && head->is(bit(gerund)) && at > first && !at[-1].is(bit(and_))) return std::nullopt;
    if (at > first && at[-1].is(bit(to)) && !(at - 1 > first && at[-2].is(any(report, seem)))) return std::nullopt;
    ShapeMatch out = finish(trail, at, end, last);
    if (end != last && end->folded == "between" && !out.between) read_pair(out, end);  // "no link between X and Y"
    return out;
  }
  const auto noun = [&](Position end) -> std::optional<ShapeMatch> {
    const Position head = trail.find(r_head)->begin;
    if (named(*head, first)) return std::nullopt;
    ShapeMatch out = finish(trail, at, end, last);
    const Position joint = end == head + 1 ? end : end - 1;
    if (joint != last && says_relation(*head) && (joint->is(bit(of)) || joint->folded == "between"))
      read_pair(out, joint);
    return out;
  };
  if (const Position end = parse_at(is_predictor, at, last, trail)) {
    // "had good predictive validity": it describes a noun that follows.
    const bool adjective = is_word(end[-1], std::array<std::string_view, 2>{"predictive", "prognostic"});
    if (!(adjective && end != last && end->kind == TokenKind::word && !end->row)) return noun(end);
  }
  if (const Position end = parse_at(none_found, at, last, trail)) return noun(end);
  if (const Position end = parse_at(lone_noun, at, last, trail)) {
    const Position head = trail.find(r_head)->begin;
    if (!describes(*head) && !points_back(at, head) && !mentions(at, head, end, first) && !looked_for(at, first))
      return noun(end);
  }
  return std::nullopt;
}

}  // namespace claimassay
