#include "parser/predicates.h"

#include <algorithm>
#include <string_view>

namespace claimassay {

namespace {

using namespace claim_words;

/// What joins phrases or names people and outcomes: a word of these classes alone begins no predicate.
constexpr Classes begins_none =
    any(of, in, with, to, on, by, and_, but, if_, that, than, people, bad_outcome, good_outcome, mechanism, frame);

/// A predicate can only begin at a word of the lexicon, a number or an adverb.
bool may_begin(const LexToken& token) {
  return (token.classes & ~begins_none) != 0 || token.kind == TokenKind::number ||
         (token.kind == TokenKind::word &&
          (token.folded == "one" || token.folded.starts_with("make") || token.folded.starts_with("offer") ||
           token.folded.starts_with("provide") || token.folded.starts_with("perform") || token.folded == "gives" ||
           token.folded == "gave")) ||
         (token.kind == TokenKind::word && token.folded.ends_with("ly"));
}

/// It may stand between the first word of a predicate and the one that tells its kind: what `auxiliaries` and `adverbs` of
/// parser/patterns/verb_group.ipp read.
bool in_verb_group(const LexToken& token) {
  return token.is(any(modal, should, do_, have, be, seem, negation, size, adverb, report, to)) ||
         (token.kind == TokenKind::word && !token.row && token.folded.ends_with("ly")) ||
         (token.row && token.row->words[0].starts_with("help"));
}

/// A shape that a sentence has the words for, and of which classes one must stand in the verb group.
struct Candidate {
  const ClaimShape* shape;
  Classes group;
};

constexpr Classes whatever = ~Classes{0};

std::vector<Candidate> candidates_of(const std::vector<LexToken>& tokens, bool always) {
  Classes classes = 0, keywords = 0;
  for (const LexToken& token : tokens) {
    classes |= token.classes;
    keywords |= token.keywords;
  }
  const auto missing = [](Classes wanted, Classes there) { return wanted != 0 && !(wanted & there); };
  std::vector<Candidate> out;
  for (const ClaimShape& shape : claim_shapes()) {
    Classes group = always ? whatever : 0;
    for (const Need& need : shape.needs) {
      if (missing(need.anywhere, classes) || missing(need.keywords, keywords)) continue;
      group |= need.group == 0 ? whatever : need.group;
    }
    if (group != 0) out.push_back({&shape, group});
  }
  return out;
}

/// Of every token, the classes of the verb group that may begin there and of the word behind it. The last bit, which is no
/// class's, stands for any word, so that `whatever` is met everywhere.
std::vector<Classes> verb_groups(const std::vector<LexToken>& tokens) {
  constexpr Classes any_word = Classes{1} << 63;
  std::vector<Classes> out(tokens.size());
  Classes group = 0;
  for (std::size_t i = tokens.size(); i-- > 0;) {
    group = any_word | tokens[i].classes | (in_verb_group(tokens[i]) ? group : 0);
    out[i] = group;
  }
  return out;
}

/// "results in decreased mortality", "leads to a marked reduced ...": two predicates for the machine, one for a reader.
/// The second says which way, the first how sure and who.
void join_result_and_change(std::vector<Predicate>& found) {
  std::vector<Predicate> out;
  for (Predicate& next : found) {
    const LexToken* begin = next.match.begin;
    const bool change = next.is("active-effect") && begin->is(any(past, participle, compare)) &&
                        next.match.end == begin + 1 && direction_of(begin->says(effect)) != Direction::unclear;
    if (change && !out.empty() && out.back().is("active-effect") &&
        direction_of((out.back().match.end - 1)->says(effect)) == Direction::increases &&
        std::all_of(out.back().match.end, begin, [](const LexToken& t) { return t.is(any(det, size, signif)); })) {
      ShapeMatch joined = out.back().match;
      joined.end = next.match.end;
      if (!joined.negated) joined.direction = next.match.direction;
      out.back().match = joined;
      continue;
    }
    out.push_back(std::move(next));
  }
  found = std::move(out);
}

bool is_and_or_comma(const LexToken* token) { return token->is(bit(and_)) || token->symbol == ','; }

}  // namespace

std::vector<Predicate> find_predicates(const std::vector<LexToken>& tokens, bool always) {
  std::vector<Predicate> out;
  const std::vector<Candidate> candidates = candidates_of(tokens, always);
  const std::vector<Classes> groups = verb_groups(tokens);
  const LexToken* first = tokens.data();
  const LexToken* last = first + tokens.size();
  constexpr std::ptrdiff_t longest_predicate = 40;
  for (const LexToken* at = first; at < last;) {
    const LexToken* next = at + 1;
    if (may_begin(*at)) {
      const Classes group = groups[static_cast<std::size_t>(at - first)];
      const LexToken* bound = last - at > longest_predicate ? at + longest_predicate : last;
      for (const Candidate& candidate : candidates) {
        if (!(candidate.group & group)) continue;
        if (auto match = candidate.shape->read(at, first, bound)) {
          next = std::max(match->end, at + 1);
          out.push_back({candidate.shape, std::move(*match)});
          break;
        }
      }
    }
    at = next;
  }
  join_result_and_change(out);
  return out;
}

bool goes_on(const std::vector<Predicate>& found, std::size_t i) {
  if (i == 0) return false;
  const ShapeMatch& match = found[i].match;
  if (match.intervention != Side::left || found[i - 1].match.intervention != Side::left) return false;
  if (found[i].is("advice") || found[i].is("uncertainty") || found[i].is("frequency") || match.begin->is(bit(det)))
    return false;
  // "X stimulates Y, which feels good and eases Z": there it is Y that goes on.
  const LexToken* before = found[i - 1].match.end;
  if (match.begin <= before) return false;
  // "without worsening Z", "while improving Z"
  const bool beside = match.begin->is(bit(negation)) && match.begin->is(bit(with));
  const bool meanwhile = match.begin->is(bit(gerund)) && (match.begin - 1)->is(bit(but));
  return (is_and_or_comma(match.begin - 1) || beside || meanwhile) &&
         std::none_of(before, match.begin, [](const LexToken& t) { return t.is(any(that, if_)); });
}

bool ends_clause(const std::vector<Predicate>& found, std::size_t i) {
  const LexToken* begin = found[i].match.begin;
  return goes_on(found, i) && begin->is(bit(gerund)) && (begin - 1)->symbol == ',';
}

}  // namespace claimassay
