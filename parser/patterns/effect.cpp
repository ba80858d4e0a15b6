// "X (may) reduce(s) Y", "Y was reduced by X", "effective in reducing Y": an effect verb.
#include <algorithm>
#include <array>

#include "parser/clause_words.h"
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto head = remember(r_head, of_class(bit(effect)));
const auto active = attempt(auxiliaries >> head);
const auto passive =
    attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> -attempt(hedge_word >> -of_class(bit(to))) >>
            adverbs >> remember(r_head, of_class(bit(effect) & ~bit(gerund))));

/// Auxiliaries proper between the beginning of a predicate and its verb: adverbs alone make no verb of an adjective.
bool has_auxiliary(Position begin, Position verb) {
  return std::any_of(begin, verb, [](const LexToken& t) {
    return t.is(any(modal, do_, have, should)) || (t.is(bit(be)) && !t.is(bit(adverb))) ||
           written(t).starts_with("help");
  });
}

/// "leads to reduced pain": the change that follows belongs to the verb, and the two are joined later.
bool produces(const LexToken& verb) { return direction_of(verb.says(effect)) == Direction::increases; }

/// A participle before a noun is an adjective ("with reduced mortality", "found limited evidence"), not a statement.
bool adjective(Position verb, Position begin, Position first) {
  if (has_auxiliary(begin, verb)) return false;
  // "X, Y or both lowered Z"
  if (begin - first > 1 && (is_word(begin[-1], "both") || is_word(begin[-1], "all")) && begin[-2].is(bit(and_)))
    return false;
  const Position prior = before(begin, first);
  if (!prior) return true;
  if (relative(prior) || written(*prior) == "but") return false;
  const std::string_view word = written(*prior);
  return word == "including" || word == "as" || word == "like" || word == "provides" || word == "provide" ||
         word == "provided" || word == "receive" || word == "received" || word == "receiving" || word == "experience" ||
         word == "experienced" || word == "offers" || word == "is" ||
         prior->is(any(det, in, of, with, on, by, and_, be, size, compare, signif, assoc, than, report, but, if_, that,
                       do_, have, to)) ||
         (prior->is(bit(effect)) && prior->is(any(third, gerund, base)) && !prior->is(bit(noun)) &&
          !produces(*prior)) ||
         (prior->symbol != 0 && prior->symbol != ')');
}

/// A bare form needs a subject in the plural: "factors of diet", "smoking and obesity", "women who smoke".
bool plural_subject(Position first, Position verb) {
  const Position clause = clause_begin(first, verb);
  if (clause == verb) return true;  // behind a comma: the subject stands before it
  if (std::any_of(clause, verb, [](const LexToken& t) { return t.is(bit(and_)); })) return true;
  const Position head = subject_head(clause, verb);
  const std::string_view word = written(*head);
  return head->is(any(people, pronoun)) || word == "data" || (word.ends_with("s") && !word.ends_with("ss"));
}

/// "Strategies are needed to reduce Y and ease Z": the second infinitive of a purpose.
bool second_infinitive(Position first, Position verb) {
  if (verb == first || !verb[-1].is(bit(and_))) return false;
  const Position clause = clause_begin(first, verb);
  for (Position at = verb - 1; at > clause; --at) {
    if (at->is(bit(effect)) && at->is(bit(base)) && at[-1].is(bit(to))) {
      const Position governor = before(at - 1, first);
      return governor && !governor->is(any(report, seem)) && written(*governor) != "able";
    }
    if (at->is(any(modal, do_)) || (at->is(bit(effect)) && at->is(any(third, past)))) return false;
  }
  return false;
}

bool other_verb(Position at, Position end) {
  return std::any_of(at, end, [](const LexToken& t) {
    return t.is(any(be, have, modal, do_, should)) || (t.is(any(effect, assoc, report)) && t.is(any(third, past)));
  });
}

/// These change of themselves as well as by something: "pain decreased with X".
bool changes_itself(Position verb) {
  constexpr std::array<std::string_view, 8> stems = {"improve",     "increase", "decrease", "worsen",
                                                     "deteriorate", "diminish", "double",   "lessen"};
  const std::string_view word = written(*verb);
  return verb->row->words.size() == 1 && std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
           return word.starts_with(stem.substr(0, stem.size() - (stem.ends_with("e") ? 1 : 0)));
         });
}

/// "The control group", "exercise and control conditions": what the word before it names or describes.
bool names_arm(const LexToken& t) {
  constexpr std::array<std::string_view, 10> words = {"group",   "groups",    "arm",        "arms",     "cohort",
                                                      "cohorts", "condition", "conditions", "subjects", "participants"};
  return is_word(t, words);
}

/// "The cause of", "patients and controls had", "self-guided change": a noun that has the form of a verb.
bool noun_here(Position verb, Position begin, Position end, Position first, Position last) {
  if (verb->glued && verb > first && verb[-1].kind == TokenKind::word) return true;  // behind a hyphen or slash
  constexpr std::size_t longest_acronym = 4;
  if (verb->capitals && verb->span.size() <= longest_acronym && !(verb > first && verb[-1].capitals)) return true;
  // "cut the number": one form for now and then, with its object
  if (verb->is(bit(past)) && end != last && end->is(bit(det))) return false;
  const Position prior = before(begin, first);
  const bool ending = end == last || end->symbol != 0;
  const bool with_adverb = begin != verb;
  if (verb->is(bit(third))) {
    // "Controls used less of it"
    if (!prior)
      return ending || end->is(any(of, in, on, be, have, do_, modal, and_, report)) ||
             (verb->is(bit(noun)) && written(*end).ends_with("ed"));
    if (written(*prior) == "than") return !(prior > first && prior[-1].is(bit(compare)));  // "more than doubles"
    if (verb->is(bit(noun)) && !ending && is_word(*end, "according")) return true;
    if (prior->is(any(of, in, with, on, by, size, signif, effect_noun)) && !relative(prior)) return true;
    if (prior->is(bit(det)) && !prior->is(any(pronoun, that))) return true;
    if (!verb->is(bit(noun)) || with_adverb) return false;
    // "blood flow increases." is a clause where nothing else is the verb; "no-leaflet controls (n = 20)" is none.
    if (ending) return !changes_itself(verb) || other_verb(clause_begin(first, begin), begin);
    return end->is(any(be, have, do_, modal, of, should, and_, report, in)) || prior->is(any(assoc, compare)) ||
           (prior->is(bit(and_)) && written(*end).ends_with("ed"));
  }
  if (!verb->is(bit(noun))) return false;
  if (!prior || ending || names_arm(*end) || end->is(any(of, in, on, be, have, do_, modal, and_, than, by)))
    return true;
  if (prior->is(any(effect, report, to)) && !prior->is(bit(pronoun))) return true;
  return !plural_subject(first, begin);
}

/// What follows a verb without an object: "increased during treatment", "varied markedly worldwide".
bool no_object(Position at, Position last) {
  if (at == last || at->symbol != 0 || at->is(any(in, to, by, with, on, but, if_, and_, than))) return true;
  constexpr std::array<std::string_view, 16> words = {
      "over", "during",  "between", "at",    "before",   "until",      "worldwide", "from",
      "as",   "towards", "toward",  "since", "compared", "throughout", "linearly",  "when"};
  return std::find(words.begin(), words.end(), written(*at)) != words.end();
}

Position skip_adverbs(Position at, Position last) {
  while (at != last && !at->is(any(in, on, by, det, than, compare)) &&
         (at->is(bit(adverb)) || (at->is(bit(size)) && at->is(bit(adverb))) ||
          (at->kind == TokenKind::word && !at->row && at->folded.size() > 4 && at->folded.ends_with("ly"))))
    ++at;
  return at;
}

/// "X, a painkiller, reduced Y": the comma before the verb closes an aside, and the subject stands before its first comma.
bool behind_aside(Position verb, Position first) {
  constexpr std::ptrdiff_t longest_aside = 20;
  if (verb - first < 4 || verb[-1].symbol != ',') return false;
  const Position from = verb - first > longest_aside ? verb - longest_aside : first;
  Position open = verb - 2;
  while (open > from && open->symbol != ',') --open;
  if (open == from || open[1].is(bit(and_))) return false;
  const bool clause = open[1].is(bit(that));
  const auto finite = [](const LexToken& t) {
    return t.is(any(be, have, modal, do_, if_)) ||
           (t.is(any(effect, assoc, report)) && t.is(any(third, past)) && !t.is(bit(compare)));
  };
  if (!clause && std::any_of(open, verb, finite)) return false;
  // Nothing but the subject before it: no verb, no preposition that opens the sentence.
  return !std::any_of(from, open, [&](const LexToken& t) { return finite(t) || t.symbol != 0; }) &&
         !from->is(any(in, by, with, on, to, than, but, adverb));
}

/// "causes fewer falls", "leads to better sleep": the comparative says which way.
bool brings_about(Position verb) {
  constexpr std::array<std::string_view, 25> words = {
      "confer",  "confers",      "conferred",     "cause",         "causes",    "caused",      "leads to",
      "lead to", "led to",       "leading to",    "results in",    "result in", "resulted in", "resulting in",
      "produce", "produces",     "produced",      "yields",        "yield",     "yielded",     "induces",
      "induced", "brings about", "brought about", "contributes to"};
  const std::string text = verb->row->text();
  return std::find(words.begin(), words.end(), text) != words.end();
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
  // "classified as having impaired tolerance", "had lower abdominal pain": what they have
  const bool having = std::any_of(at, verb, [](const LexToken& t) { return is_word(t, "having"); });
  const bool had = at != verb && !auxiliary && (verb - 1)->is(bit(have));
  if (having || (had && clause_words::names_place(verb, last))) return std::nullopt;
  if (!auxiliary && !has_auxiliary(at, verb) && verb->is(any(base, third)) && !verb->is(bit(gerund)) &&
      !(prior && prior->is(bit(to))) && noun_here(verb, at, end, first, last))
    return std::nullopt;
  if (verb->is(bit(gerund))) {
    // "thereby reducing Y", ", reducing Y" go on with the subject; "effective in reducing Y" belongs to another shape;
    // "Moreover, reducing Y" is itself a subject. "without increasing Y": said not to happen. "while improving Y" goes on.
    constexpr std::ptrdiff_t least_clause = 4;
    const bool without = verb == at + 1 && is_word(*at, "without");
    const bool goes_on = (at == verb && prior && (prior->symbol == ',' || prior->is(any(adverb, but)))) || without;
    const bool long_enough = at - first >= least_clause || prior == nullptr || prior->symbol != ',';
    if (!goes_on || !prior || prior == first || !long_enough) return std::nullopt;
    if (without) out.negated = true;
  } else if (prior && prior->is(bit(to))) {
    // An infinitive states a purpose ("to reduce Y, we ...") unless something reports or hedges it.
    const Position governor = before(prior, first);
    const bool able = governor && written(*governor) == "able";
    if (!able &&
        (!governor || !governor->is(any(report, seem)) || (governor->is(bit(base)) && !governor->is(bit(participle)))))
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
        verb->is(bit(compare)) &&
        (!prior || prior->symbol != 0 || prior->is(any(and_, report, that, but, if_, assoc)) ||
         (prior->is(bit(effect)) && !produces(*prior)) || has(end, last, any(than, in)));
    if (!auxiliary && !has_auxiliary(at, verb) &&
        (reads_as_adjective || !prior || (at == verb && second_infinitive(first, verb)) ||
         prior->is(any(det, of, in, with, on, by, size, signif, compare, modifier, be, have)) ||
         (prior->is(bit(effect_noun)) && verb->is(bit(noun)))))
      return std::nullopt;
  } else if (verb->is(any(past, participle))) {
    if (adjective(verb, at, first) &&
        !(at == verb && verb->is(bit(past)) && behind_aside(verb, first) && !finite_follows(end, last)))
      return std::nullopt;
    if (at != verb && before(verb, first) && before(verb, first)->is(bit(be))) return std::nullopt;
    // "patients treated with X": a reduced relative clause, no statement. "Sleep improved after X" is one.
    const bool by_agent = has(end, last, any(with, by)) && (is_word(*end, "by") || is_word(*end, "using"));
    const bool by_measure = by_agent && end + 1 < last && end[1].kind == TokenKind::number;
    const bool of_itself = changes_itself(verb) && (!by_agent || by_measure) && prior && !prior->is(bit(people)) &&
                           !finite_follows(end, last);
    if (at == verb && has(end, last, any(with, by)) && !of_itself) return std::nullopt;
  } else if (verb->is(bit(effect_noun)) && !auxiliary) {
    if (!prior || prior->is(any(det, of, in, with, on, by, size, signif, compare, have, be, modifier, assoc, effect)) ||
        has(end, last, any(in, of, on)) || (has(end, last, any(with, by, to)) && !changes_itself(verb))) {
      return std::nullopt;
    }
  }
  // "Patients had reduced flow": what people have, where nothing says that they did it.
  const bool has =
      at != verb && verb->is(bit(participle)) && before(verb, first)->is(bit(have)) && !trail.find(r_modal);
  const Position who = has ? subject_head(clause_begin(first, at), at) : nullptr;
  if (who && who->is(bit(people)) && !out.negated) {
    out.kind = ClaimKind::association;
    out.relation = CausalRelation::correlational;
  }
  out.direction = direction_of(verb->says(effect));
  // "causes fewer falls"
  Position how_much = end;
  while (how_much != last && how_much->is(any(det, size, signif)) && !how_much->is(bit(compare))) ++how_much;
  if (how_much != last && how_much->is(bit(compare)) && brings_about(verb) &&
      !(is_word(*how_much, "lower") && how_much + 1 != last && how_much[1].is(bit(modifier)))) {
    const Direction how = direction_of_comparative(how_much->row->text());
    if (how != Direction::no_effect) out.direction = how;
  }
  const Position object = skip_adverbs(end, last);
  if (no_object(object, last)) {
    if (object != last && object->symbol == ':') return std::nullopt;  // the stem of a list: its items are the objects
    // Without an object the subject itself changes: "blood flow increases", "pain improved after massage".
    const bool changes = out.direction == Direction::increases || out.direction == Direction::decreases ||
                         out.direction == Direction::improves || out.direction == Direction::worsens;
    const bool coordinated = object != last && object->is(bit(and_)) && object == end;
    // "Patients did not benefit from X": X acts, on whom it says before.
    const bool benefits = written(*verb).starts_with("benefit") && object != last && written(*object) == "from";
    if (benefits) {
      out.outcome = Side::left;
      out.intervention = Side::right;
    } else if (!coordinated) {
      if (!changes || verb->row->words.size() > 1) return std::nullopt;
      out.outcome = Side::left;
      out.intervention = Side::right;
      out.kind = ClaimKind::association;
      const bool ends = object == last || (object->symbol != 0 && object->symbol != '(');
      out.relation = ends ? CausalRelation::none : CausalRelation::correlational;
    }
  }
  if (out.negated) out.direction = Direction::no_effect;
  if (trail.find(r_should)) return std::nullopt;  // advice, not a finding
  // "depends on how long": what is asked there names no outcome
  constexpr std::array<std::string_view, 6> asks = {"how", "what", "whether", "why", "who", "where"};
  if (end != last && is_word(*end, asks)) return std::nullopt;
  // "harm was seen": a noun
  if (end != last && !auxiliary && end->is(any(be, have, modal)) && !end->is(bit(effect))) return std::nullopt;
  out.lists_changes = brings_about(verb);
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
    // "by half", "by 30%" says how much.
    agent = p->is(bit(by)) && !(p + 1 < last && (p[1].kind == TokenKind::number || written(p[1]) == "half" ||
                                                 written(p[1]) == "approximately" || written(p[1]) == "about" ||
                                                 (written(p[1]) == "one" && p + 2 < last && !p[2].is(bit(of)))));
    break;
  }
  if (verb->says(effect) == "improves" && verb->row->words[0].starts_with("treat")) return std::nullopt;
  if (!agent) return std::nullopt;
  return out;
}

}  // namespace claimassay
