#include "parser/claim_parts.h"

#include <algorithm>

namespace claimassay {

namespace {

using namespace claim_words;
using At = const LexToken*;

constexpr std::ptrdiff_t farthest = 60;

std::string_view view(std::string_view text, At begin, At end) {
  return text.substr(begin->span.begin, (end - 1)->span.end - begin->span.begin);
}

bool folded(At token, std::string_view word) { return token->row ? token->row->text() == word : token->folded == word; }

bool clause_end(At token) {
  return token->symbol == ';' || token->symbol == '.' || token->symbol == '?' || token->symbol == '!' ||
         token->symbol == ':';
}

/// Words that say nothing of what is studied when they stand at the edge of a phrase.
bool edge(At token) {
  if (token->kind == TokenKind::word && !token->row && token->folded.ends_with("fold")) return true;
  return token->is(any(det, adverb, and_, be, have, that)) ||
         (token->is(any(size, signif, compare)) && !token->is(any(bad_outcome, good_outcome))) ||
         token->symbol == ',' || token->symbol == '(' || token->symbol == ')' || token->symbol == '"';
}
bool leading_edge(At token) {
  return edge(token) || folded(token, "as") || token->is(any(of, in, with, by, to, on, than));
}

/// An adjective by its ending, or a word of the lexicon that shares the next noun: "hip and knee osteoarthritis".
bool shares_noun(At begin, At end) {
  if (end - begin != 1 || begin->kind != TokenKind::word || begin->is(any(bad_outcome, good_outcome, people)))
    return false;
  if (begin->is(bit(modifier))) return true;
  const std::string_view word = begin->row ? std::string_view(begin->row->text()) : begin->folded;
  for (const std::string_view ending : {"al", "ic", "ar", "ary", "ous", "ive", "iac"}) {
    if (word.size() > 5 && word.ends_with(ending)) return true;
  }
  return false;
}

struct Item {
  At begin, end;
  bool joined_by_and = false;  ///< an "and" stands before it, without a comma
};

std::vector<Item> items(At begin, At end) {
  std::vector<Item> out;
  At start = begin;
  bool by_and = false, comma = false;
  int depth = 0;
  const auto close = [&](At at) {
    if (start < at) out.push_back({start, at, by_and && !comma});
    by_and = comma = false;
  };
  for (At at = begin; at < end; ++at) {
    if (at->symbol == '(' || at->symbol == '[') {
      if (depth == 0) {
        close(at);
        comma = true;  // what follows the brackets begins anew
      }
      ++depth;
    }
    if (depth > 0) {
      if (at->symbol == ')' || at->symbol == ']') --depth;
      start = at + 1;
      continue;
    }
    const bool list_word = folded(at, "including") || folded(at, "such") || folded(at, "plus");
    if (at->symbol == ',' || at->symbol == '/' || at->is(bit(and_)) || list_word) {
      if (start < at) {
        close(at);
        by_and = at->is(bit(and_));
        comma = !by_and;
      } else {
        by_and |= at->is(bit(and_));
        comma |= !at->is(bit(and_));
      }
      start = at + 1;
      if (folded(at, "such") && at + 1 < end && folded(at + 1, "as")) start = ++at + 1;
    }
  }
  close(end);
  return out;
}

bool trim_item(Item& item) {
  while (item.begin < item.end && leading_edge(item.begin)) ++item.begin;
  while (item.begin < item.end &&
         (edge(item.end - 1) || (item.end - 1)->is(any(of, in, with, by, to, on, than, modal, but, if_))))
    --item.end;
  if (item.begin >= item.end) return false;
  return std::any_of(item.begin, item.end, [](const LexToken& t) { return t.kind == TokenKind::word; });
}

bool opens_population(At at, At until) {
  if (!at->is(bit(in))) return false;
  for (At p = at + 1; p < until && p < at + 7; ++p) {
    if (p->is(bit(people))) return true;
    if (p->symbol == ',' || p->is(any(by, but, be, effect))) return false;
  }
  return false;
}

/// Leading words of a clause that are no part of its subject: "However,", "In conclusion,", "These results suggest
/// that".
At skip_introduction(std::string_view text, At begin, At end, std::vector<Phrase>& population) {
  for (At at = begin; at < end; ++at) {
    if (at->is(bit(that)) && at > begin && (at - 1)->is(any(report, seem))) begin = at + 1;
    // "Trials show X reduces Y": reported without a "that".
    else if (at->is(bit(report)) && at > begin && at + 1 < end && !at[1].is(any(of, in, by, that, to)) &&
             at[1].symbol == 0)
      begin = at + 1;
  }
  for (bool again = true; again && begin < end;) {
    again = false;
    while (begin < end && (begin->is(any(but, and_)) || begin->symbol != 0)) ++begin;
    if (begin >= end || !(begin->is(any(in, by, with, on, adverb, than)) || folded(begin, "to"))) break;
    const At comma = std::find_if(begin, end, [](const LexToken& t) { return t.symbol == ','; });
    if (comma == end) break;
    if (begin->is(bit(in)) && opens_population(begin, comma)) {
      for (Phrase& phrase : split_phrases(text, begin + 1, comma)) population.push_back(std::move(phrase));
    }
    begin = comma + 1;
    again = true;
  }
  return begin;
}

/// "the effect of X on Y" inside a phrase: its two sides.
bool effect_of_on(At begin, At end, At& x_begin, At& x_end, At& y_begin) {
  for (At at = begin; at + 2 < end; ++at) {
    if (!at->is(bit(effect_noun)) || !(at + 1)->is(bit(of))) continue;
    for (At k = at + 2; k < end; ++k) {
      if (k->is(bit(on))) {
        x_begin = at + 2;
        x_end = k;
        y_begin = k + 1;
        return x_begin < x_end && y_begin < end;
      }
    }
  }
  return false;
}

class Parts {
 public:
  Parts(std::string_view text, const ShapeMatch& match, At from, At until)
      : text_(text),
        match_(match),
        from_(std::max(from, match.begin - std::min<std::ptrdiff_t>(farthest, match.begin - from))),
        until_(std::min(until, match.end + std::min<std::ptrdiff_t>(farthest, until - match.end))) {}

  ClaimParts run() {
    left();
    right();
    if (right_end_ <= left_begin_) right_end_ = match_.end;
    out_.clause = {left_begin_->span.begin, (right_end_ - 1)->span.end};
    return std::move(out_);
  }

 private:
  void put(std::vector<Phrase>& into, At begin, At end) {
    if (begin >= end) return;
    for (Phrase& phrase : split_phrases(text_, begin, end)) into.push_back(std::move(phrase));
  }

  void assign(Side side, At begin, At end) {
    Pico& pico = out_.pico;
    At x_begin = nullptr, x_end = nullptr, y_begin = nullptr;
    // "no difference in Y between A and B": the first is compared with the rest.
    const At between = std::find_if(begin, end, [](const LexToken& t) { return t.folded == "between"; });
    if (match_.kind == ClaimKind::effect && match_.direction == Direction::no_effect && between != end) {
      std::vector<Phrase> compared = split_phrases(text_, between + 1, end);
      if (!compared.empty()) pico.intervention.push_back(compared.front());
      if (compared.size() > 1) pico.comparator.assign(compared.begin() + 1, compared.end());
      put(pico.outcome, begin, between);
      return;
    }
    if (effect_of_on(begin, end, x_begin, x_end, y_begin)) {
      put(pico.intervention, x_begin, x_end);
      put(pico.outcome, y_begin, end);
    } else if (match_.intervention == side && match_.outcome != side) {
      put(pico.intervention, begin, end);
    } else if (match_.outcome == side) {
      put(pico.outcome, begin, end);
    } else if (match_.kind == ClaimKind::recommendation && side == Side::left && end - begin < 8 &&
               (end - 1)->is(bit(people))) {
      put(pico.population, begin, end);  // "patients should": who is told
    }
  }

  void left() {
    At begin = match_.begin;
    int depth = 0;
    for (At at = match_.begin; at > from_;) {
      --at;
      // Marks inside brackets ("(e.g. friction)") end no clause.
      if (at->symbol == ')' || at->symbol == ']') ++depth;
      if ((at->symbol == '(' || at->symbol == '[') && depth > 0) --depth;
      if (depth > 0) continue;
      if (clause_end(at) || at->is(bit(but))) break;
      if (at->is(bit(if_))) {
        // "When muscles are massaged, blood flow increases": the condition ends at its comma.
        const At comma = std::find_if(at, match_.begin, [](const LexToken& t) { return t.symbol == ','; });
        if (comma != match_.begin) begin = comma + 1;
        break;
      }
      begin = at;
    }
    begin = skip_introduction(text_, begin, match_.begin, out_.pico.population);
    At end = match_.begin;
    // ", which ...", ", who ...": the subject stands before the relative clause.
    for (At at = begin + 1; at < end; ++at) {
      if (at->is(bit(that)) && (at - 1)->symbol == ',' && at + 3 < end) {
        end = at - 1;
        break;
      }
    }
    At subject_end = end;
    for (At at = begin; at < end; ++at) {
      if (opens_population(at, end) && at > begin) {
        subject_end = at;
        put(out_.pico.population, at + 1, end);
        break;
      }
    }
    left_begin_ = begin < match_.begin ? begin : match_.begin;
    const bool pronoun_only =
        subject_end - begin <= 1 && (begin == subject_end || begin->is(bit(pronoun)) || begin->is(bit(that)));
    out_.own_subject = !pronoun_only;
    if (!pronoun_only) assign(Side::left, begin, subject_end);
  }

  void right() {
    At end = match_.end;
    At object_end = nullptr;
    int depth = 0;
    for (At at = match_.end; at < until_; ++at) {
      if (at->symbol == '(' || at->symbol == '[') ++depth;
      if (depth > 0) {
        if (at->symbol == ')' || at->symbol == ']') --depth;
        end = at + 1;
        continue;
      }
      if (clause_end(at) || at->is(bit(but)) || at->is(bit(if_))) break;
      if (at->is(bit(that)) && at > match_.end) break;
      if (folded(at, "as") && at > match_.end) break;  // "as measured by", "as supported by"
      if (at > match_.end || match_.outcome == Side::left) {
        const bool population = opens_population(at, until_);
        if (at->is(bit(than)) || population || (at->is(any(by, with, in)) && at > match_.end)) {
          if (!object_end) object_end = at;
          const At next = side_phrase(at + 1);
          if (at->is(bit(than))) put(out_.pico.comparator, at + 1, next);
          else if (population) put(out_.pico.population, at + 1, next);
          else if (match_.intervention == Side::right && out_.pico.intervention.empty() && at->is(any(by, with, in)))
            put(out_.pico.intervention, at + 1, next);
          at = next - 1;
          end = next;
          continue;
        }
      }
      end = at + 1;
    }
    if (!object_end) object_end = end;
    if (match_.comparator_begin) put(out_.pico.comparator, match_.comparator_begin, match_.comparator_end);
    if (match_.compared) put(out_.pico.comparator, match_.end, object_end);
    else if (match_.outcome == Side::right) assign(Side::right, match_.end, object_end);
    else if (match_.intervention == Side::right && out_.pico.intervention.empty() && acts_from(match_.end))
      assign(Side::right, match_.end, object_end);
    // The joint to the next clause is none of this one's words.
    while (end > match_.end && ((end - 1)->is(any(and_, that)) || (end - 1)->symbol == ',')) --end;
    right_end_ = std::max(end, match_.end);
  }

  /// What follows a passive or an intransitive verb acts only where a preposition says so ("by X", "with X"); advice
  /// and "no difference between X and Y" name it outright.
  bool acts_from(At at) const {
    if (match_.outcome != Side::left || at >= until_) return at < until_;
    return at->is(any(by, with, in));
  }

  /// The end of a prepositional phrase that begins at `at`.
  At side_phrase(At at) const {
    int depth = 0;
    for (At p = at; p < until_; ++p) {
      if (p->symbol == '(' || p->symbol == '[') ++depth;
      if (p->symbol == ')' || p->symbol == ']') --depth;
      if (depth > 0) continue;
      if (clause_end(p) || p->is(any(but, if_, than)) || (p->is(bit(that)) && p > at)) return p;
      if (p > at && (opens_population(p, until_) || (p->is(bit(by)) && !p->is(bit(with))))) return p;
      if (p->symbol == ',' && !(p + 1 < until_ && (p + 1)->is(bit(and_)))) return p;
    }
    return until_;
  }

  std::string_view text_;
  const ShapeMatch& match_;
  At from_;
  At until_;
  At left_begin_ = nullptr;
  At right_end_ = nullptr;
  ClaimParts out_;
};

}  // namespace

std::vector<Phrase> split_phrases(std::string_view text, At begin, At end) {
  std::vector<Item> parts = items(begin, end);
  std::vector<Phrase> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Item item = parts[i];
    if (!trim_item(item)) continue;
    Phrase phrase;
    phrase.span = {item.begin->span.begin, (item.end - 1)->span.end};
    phrase.text = view(text, item.begin, item.end);
    // "hip and knee osteoarthritis": the noun of the second belongs to the first as well.
    if (i + 1 < parts.size() && parts[i + 1].joined_by_and && shares_noun(item.begin, item.end)) {
      Item next = parts[i + 1];
      if (trim_item(next) && next.end - next.begin >= 2) {
        phrase.text += " " + std::string(view(text, next.begin + 1, next.end));
        phrase.span.end = (next.end - 1)->span.end;
      }
    }
    out.push_back(std::move(phrase));
  }
  return out;
}

ClaimParts read_parts(std::string_view text, const ShapeMatch& match, const LexToken* from, const LexToken* until) {
  return Parts(text, match, from, until).run();
}

}  // namespace claimassay
