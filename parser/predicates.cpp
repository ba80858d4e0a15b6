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

std::vector<Predicate> find_predicates(const std::vector<LexToken>& tokens) {
  std::vector<Predicate> out;
  const LexToken* first = tokens.data();
  const LexToken* last = first + tokens.size();
  constexpr std::ptrdiff_t longest_predicate = 40;
  for (const LexToken* at = first; at < last;) {
    const LexToken* next = at + 1;
    if (may_begin(*at)) {
      const LexToken* bound = last - at > longest_predicate ? at + longest_predicate : last;
      for (const ClaimShape& shape : claim_shapes()) {
        if (auto match = shape.read(at, first, bound)) {
          next = std::max(match->end, at + 1);
          out.push_back({&shape, std::move(*match)});
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
