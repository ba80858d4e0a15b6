#include "parser/claim_parts.h"

#include <algorithm>
#include <array>

#include "parser/clause_words.h"
#include "parser/pico_writer.h"

namespace claimassay {

namespace {

using namespace claim_words;
using namespace clause_words;

constexpr std::ptrdiff_t farthest = 60;

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
    if (match_.inside_begin) inside(match_.inside_begin, match_.inside_end);
    if (match_.people_begin) put_.people(match_.people_begin, match_.people_end);
    first_against_rest();
    if (right_end_ <= left_begin_) right_end_ = match_.end;
    out_.clause = {left_begin_->span.begin, (right_end_ - 1)->span.end};
    return std::move(out_);
  }

 private:
  void assign(Side side, At begin, At end) {
    At x_begin = nullptr, x_end = nullptr, y_begin = nullptr;
    if (match_.between && side == Side::right) {
      const At between = between_word(begin, end);
      if (between != end) {
        if (match_.outcome == side) put_.outcome(begin, between);
        put_.between(between + 1, end);
        return;
      }
    }
    if (effect_of_on(begin, end, x_begin, x_end, y_begin)) {
      put_.exposure(x_begin, x_end);
      put_.outcome(y_begin, end);
    } else if (match_.intervention == side && match_.outcome != side) {
      put_.intervention(begin, end);
    } else if (match_.outcome == side && side == Side::right && begin < end &&
               (opens_population(begin, end) ||
                (begin[-1].is(bit(in)) && people_in(begin, std::min(end, begin + 4)) && !arm_end(begin, end)))) {
      put_.people(begin, end);  // "effective in women", "worked best in adults"
    } else if (match_.outcome == side) {
      put_.outcome(begin, end);
    } else if (match_.kind == ClaimKind::recommendation && side == Side::left && people_in(begin, end)) {
      put_.people(begin, end);  // "patients should": who is told
    }
  }

  /// "a reduction in (pain with Zinol) was seen": parts that stand within the predicate.
  void inside(At begin, At end) {
    At stop = end;
    for (At p = begin + 1; p < end; ++p) {
      const bool population = opens_population(p, end);
      if (!population && !(p->is(any(by, with)) || arm_end(p + 1, end))) continue;
      if (population) put_.people(p + 1, end);
      else if (match_.intervention != Side::right || behind_measure(p + 1, end)) continue;
      else if (out_.pico.intervention.empty()) put_.intervention(p + 1, end);
      stop = p;
      break;
    }
    At x_begin = nullptr, x_end = nullptr, y_begin = nullptr;
    const bool noun_of = begin->is(bit(effect_noun)) && begin + 2 < stop && begin[1].is(any(of, in, on));
    if (noun_of && !effect_of_on(begin, stop, x_begin, x_end, y_begin)) {
      // "the benefit of X": whose; "a reduction of Y": of what
      if (begin[1].is(bit(of)) && acts(begin)) return put_.intervention(begin + 2, stop);
      begin += 2;
    }
    assign(Side::inside, begin, stop);
  }
  /// "the effect of X" is something that X does; "the reduction of Y" happens to Y.
  static bool acts(At noun) {
    constexpr std::array<std::string_view, 10> stems = {"effect", "impact",   "influence", "benefit", "harm",
                                                        "role",   "efficacy", "advantage", "success", "contribution"};
    const std::string_view text = written(*noun);
    return std::any_of(stems.begin(), stems.end(),
                       [&](std::string_view stem) { return text.find(stem) != std::string_view::npos; });
  }

  /// Two treatments that are said to be equal, or not to differ: one against the other.
  void first_against_rest() {
    Pico& pico = out_.pico;
    if (!match_.equal || !pico.comparator.empty() || pico.intervention.size() != 2) return;
    pico.comparator.push_back(std::move(pico.intervention.back()));
    pico.intervention.pop_back();
  }

  /// "suggest that", "the belief that", "evidence (3 trials, 412 people) that"
  static bool announces(At begin, At that) {
    At at = that - 1;
    if (at->symbol == ')') {
      while (at > begin && at->symbol != '(') --at;
      if (at > begin) --at;
    }
    constexpr std::array<std::string_view, 2> words = {"evidence", "aware"};
    return at->is(any(report, seem)) || names_belief(at) || one_of(at, words);
  }

  /// "Second, X reduces Y"
  static bool counts_out(At at) {
    constexpr std::array<std::string_view, 5> words = {"first", "second", "third", "fourth", "last"};
    return one_of(at, words);
  }

  /// Leading words of a clause that are no part of its subject: "However,", "In conclusion,", "These results suggest
  /// that".
  At skip_introduction(At begin, At end) {
    for (At at = begin; at < end; ++at) {
      if (at->is(bit(that)) && at > begin && announces(begin, at)) begin = at + 1;
      // "Trials show X reduces Y": reported without a "that".
      else if (at->is(bit(report)) && at > begin && at + 1 < end && !at[1].is(any(of, in, by, that, to)) &&
               at[1].symbol == 0)
        begin = at + 1;
    }
    constexpr std::array<std::string_view, 13> introduces = {"to",     "unlike", "despite",    "contrary", "over",
                                                             "during", "before", "throughout", "at",       "according",
                                                             "like",   "as",     "based"};
    for (bool again = true; again && begin < end;) {
      again = false;
      while (begin < end && (begin->is(any(but, and_)) || begin->symbol != 0)) ++begin;
      const bool comments =
          begin < end && begin->kind == TokenKind::word && !begin->row &&
          (begin->folded.ends_with("ly") || (begin + 1 < end && comma(begin + 1) && counts_out(begin)));
      if (begin >= end || !(begin->is(any(in, by, with, on, adverb, than)) || comments || one_of(begin, introduces)))
        break;
      const At stop = std::find_if(begin, end, [](const LexToken& t) { return t.symbol == ','; });
      if (stop == end) break;
      if (begin->is(bit(in)) && opens_population(begin, stop)) put_.people(begin + 1, stop);
      // "Compared with placebo, X ...", "Unlike Y, X ..."
      else if ((begin->is(bit(than)) || one_of(begin, "unlike")) && out_.pico.comparator.empty())
        put_.comparator(begin + 1, stop);
      begin = stop + 1;
      again = true;
    }
    return begin;
  }

  /// "X, which ...,", "X, a painkiller,", "X, but not Y,": the subject ends where the aside begins.
  At before_aside(At begin, At end) const {
    // ", which ...", ", who ...": the subject stands before the relative clause.
    for (At at = begin + 1; at < end; ++at) {
      if (at->is(bit(that)) && comma(at - 1) && at + 3 < end) return at - 1;
    }
    if (end - begin < 4 || !comma(end - 1)) return end;
    At open = end - 2;
    while (open > begin && !comma(open)) --open;
    if (open == begin || open + 1 == end - 1) return end;
    constexpr std::array<std::string_view, 3> examples = {"including", "such", "especially"};
    if (open[1].is(bit(and_)) || one_of(open + 1, examples)) return end;
    return open;
  }

  /// "X is a tablet that", "X that is taken daily", "X is made at night, raising": the subject stands before its first verb. That of
  /// people may hold one ("adults who were given X").
  static At before_verb(At begin, At end) {
    if (people_in(begin, std::min(end, begin + 4))) return end;
    const At verb = std::find_if(std::min(begin + 1, end), end, [](const LexToken& t) { return finite_auxiliary(&t); });
    if (verb == end) return end;
    return verb - 1 > begin && verb[-1].is(bit(that)) ? verb - 1 : verb;
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
      const bool aside =
          at > from_ && comma(at - 1) && at + 1 < match_.begin && (one_of(at + 1, "not") || comma(at + 1));
      const bool concedes = at == from_ && at->is(bit(but)) && !one_of(at, "but") && !one_of(at, "so");
      if (clause_end(at) || (at->is(bit(but)) && !aside && !concedes)) break;
      // ", and it ...": a clause of its own
      if (at->is(bit(pronoun)) && at - 1 > from_ && at[-1].is(bit(and_)) && comma(at - 2)) {
        begin = at;
        if (from_->span.begin == 0) condition_ = {from_, at - 2};
        break;
      }
      if (at->is(bit(if_)) || (concedes && match_.begin - at > 3 && !comma(at + 1))) {
        // "When muscles are massaged, blood flow increases": the condition ends at its comma.
        const At stop = std::find_if(at, match_.begin, [](const LexToken& t) { return t.symbol == ','; });
        if (stop != match_.begin) {
          begin = stop + 1;
          condition_ = {at + 1, stop};
        }
        break;
      }
      begin = at;
    }
    begin = skip_introduction(begin, match_.begin);
    // "while removing waste products that cause Y": the products do
    if (begin > from_ && begin + 2 < match_.begin && begin[-1].is(bit(but)) && !begin->row &&
        begin->folded.ends_with("ing") && (match_.begin - 1)->is(bit(that)))
      ++begin;
    const At end = before_aside(begin, match_.begin);
    At subject_end = end;
    for (At at = begin + 1; at < end; ++at) {
      if (!opens_population(at, end)) continue;
      subject_end = at;
      put_.people(at + 1, end);
      break;
    }
    if (match_.intervention == Side::left) subject_end = before_verb(begin, subject_end);
    left_begin_ = begin < match_.begin ? begin : match_.begin;
    const bool pronoun_only =
        subject_end - begin <= 1 && (begin == subject_end || begin->is(bit(pronoun)) || begin->is(bit(that)));
    const At studied = pronoun_only ? nullptr : study_that_reports(begin, subject_end);
    out_.own_subject = !pronoun_only && !studied;
    if (studied) {
      if (studied + 1 < subject_end && studied->is(bit(of))) put_.intervention(studied + 1, subject_end);
      out_.own_subject = !out_.pico.intervention.empty();
      return;
    }
    if (pronoun_only) {
      // "We", "you" are no treatment, and stand for none.
      constexpr std::array<std::string_view, 6> persons = {"we", "i", "you", "he", "she", "there"};
      if (begin < subject_end && one_of(begin, persons)) out_.own_subject = true;
      // "If Zinol is given early, it reduces pain": the condition names the subject.
      if (condition_.begin && begin < subject_end && match_.intervention == Side::left) {
        const At verb = std::find_if(condition_.begin, condition_.end, [](const LexToken& t) {
          return t.is(any(be, modal, have, do_, adverb, negation)) || (t.is(bit(effect)) && t.is(any(third, past)));
        });
        if (verb != condition_.end) put_.intervention(condition_.begin, verb);
        out_.own_subject = !out_.pico.intervention.empty();
      }
      return;
    }
    // "Neither X nor Y", "No drug": the denial stands in the subject.
    const bool denied = one_of(begin, "neither") || (one_of(begin, "no") && match_.intervention == Side::left) ||
                        (begin->row && begin->row->text() == "none of");
    if (denied && match_.kind != ClaimKind::recommendation) out_.denied = true;
    if (out_.denied && one_of(begin, "no")) ++begin;
    assign(Side::left, begin, subject_end);
    // "its effect on Y", "the effect on Y": of what was named before
    constexpr std::array<std::string_view, 2> owners = {"its", "their"};
    const bool bare =
        begin + 2 < subject_end && begin->is(bit(det)) && begin[1].is(bit(effect_noun)) && begin[2].is(bit(on));
    if (out_.pico.intervention.empty() && (bare || one_of(begin, owners))) out_.own_subject = false;
  }

  /// "a trial found no effect on Y", "a review of X found ...": the study reports, it does not act. Where its name ends.
  At study_that_reports(At begin, At end) const {
    if (std::none_of(match_.begin, match_.end, [](const LexToken& t) { return t.is(bit(report)); })) return nullptr;
    for (At p = begin; p < end && p < begin + 8; ++p) {
      if (names_study(p) && (p + 1 == end || p[1].is(bit(of)))) return p + 1;
    }
    return nullptr;
  }

  /// "helps people with gout to sleep", "protects children from colds": whom it does it to, then what.
  At people_first(At begin, At end) {
    if (match_.outcome != Side::right || match_.kind == ClaimKind::recommendation) return begin;
    const bool helps = std::any_of(match_.begin, match_.end, [](const LexToken& t) {
      const std::string_view word = written(t);
      return word.starts_with("help") || word.starts_with("protect") || word.starts_with("benefit");
    });
    constexpr std::array<std::string_view, 3> persons = {"you", "us", "them"};
    if (helps && begin + 1 < end && one_of(begin, persons)) return begin + 1;  // "helps you sleep"
    const At who = helps ? people_in(begin, std::min(end, begin + 4)) : nullptr;
    if (!who) return begin;
    constexpr std::array<std::string_view, 3> joins = {"to", "from", "against"};
    for (At p = who + 1; p < end && !clause_end(p) && !comma(p); ++p) {
      if (!one_of(p, joins)) continue;
      if (p + 1 >= end) break;
      put_.people(begin, p);
      return p + 1;
    }
    if (who + 1 < end && who[1].kind == TokenKind::word &&
        !who[1].is(any(with, in, on, by, of, that, be, have, and_))) {
      put_.people(begin, who + 1);  // "helps patients sleep"
      return who + 1;
    }
    return begin;
  }

  static At between_word(At begin, At end) {
    return std::find_if(begin, end, [](const LexToken& t) { return t.folded == "between"; });
  }

  /// "an association of X with Y (in women)", "a correlation between X and Y": false where no second thing is named.
  bool pair() {
    const auto ends = [](const LexToken& t) {
      return clause_end(&t) || comma(&t) || finite_auxiliary(&t) || t.is(any(but, if_, that));
    };
    const At end = std::find_if(match_.end, until_, ends);
    const At joint = std::find_if(match_.end, end, [](const LexToken& t) { return t.is(any(and_, with, to)); });
    if (joint == match_.end || end - joint < 2) return false;
    At stop = joint + 1;
    while (stop < end && !opens_population(stop, end)) ++stop;
    put_.exposure(match_.end, joint);
    put_.outcome(joint + 1, stop);
    if (stop < end) put_.people(stop + 1, end);
    right_end_ = end;
    // "The association between X and Y was not significant"
    const At said = std::min(until_, end + 5);
    const auto said_to_be = [&](Classes what) {
      return std::any_of(end, said, [&](const LexToken& t) { return t.is(what); });
    };
    if (end < until_ && end->is(bit(be)) && said_to_be(bit(negation)) && said_to_be(bit(signif))) out_.denied = true;
    return true;
  }

  void right() {
    if (match_.pair && pair()) return;
    between_ = match_.between && between_word(match_.end, until_) != until_;
    At end = match_.end;
    At object_end = nullptr;
    const At object = people_first(match_.end, until_);
    if (object < until_ && one_of(object, "neither") && !match_.negated) out_.denied = true;
    int depth = 0;
    for (At at = object; at < until_; ++at) {
      if (at->symbol == '(' || at->symbol == '[') ++depth;
      if (depth > 0) {
        if (at->symbol == ')' || at->symbol == ']') --depth;
        end = at + 1;
        continue;
      }
      if (at->is(bit(but)) && at + 2 < until_ && one_of(at + 1, "not")) not_also(at + 2);
      if (clause_end(at) || at->is(bit(but)) || at->is(bit(if_)) || (at > object && finite_auxiliary(at))) break;
      if (comma(at) && next_clause(at)) break;
      if (at->is(bit(that)) && at > match_.end) {
        const At again = after_relative(at);
        if (!again) break;
        at = again - 1;
        end = again;
        continue;
      }
      if (one_of(at, "according")) break;
      if (one_of(at, "as") && at > match_.end) break;  // "as measured by", "as supported by"
      if (at->row && at->row->words.size() > 1 && at->row->words[0] == "by" && at->is(bit(mechanism)) && !object_end &&
          at > match_.end)
        object_end = at;  // "by blocking the receptor": how, not what
      // "pain before surgery", "pain at 12 weeks": when, not what
      if (at > object && timed(at)) {
        if (!object_end) object_end = at;
        end = at + 1;
        continue;
      }
      const bool told = match_.kind == ClaimKind::recommendation && match_.intervention == Side::left;
      const bool population = opens_population(at, until_);
      if (at > match_.end || stands_before() || told || population) {
        const bool over = one_of(at, "over") && match_.kind == ClaimKind::recommendation;
        if (!population && repeats(at)) {
          end = at + 1;
          continue;
        }
        // "in the Zinol group and 1 point in the placebo group": the second arm is what the first is compared with.
        if (const At group = at->is(bit(in)) && !between_ ? arm_end(at + 1, until_) : nullptr;
            group && at > match_.end - 1) {
          if (!object_end) object_end = at;
          if (match_.intervention == Side::right && out_.pico.intervention.empty()) put_.exposure(at + 1, group + 1);
          else if (match_.intervention == Side::right && out_.pico.comparator.empty())
            put_.comparator(at + 1, group + 1);
          at = group;
          end = group + 1;
          continue;
        }
        const bool source = one_of(at, "from") && match_.intervention == Side::left;  // "deaths from cancer"
        if (at->is(bit(than)) || population || over ||
            (at->is(any(by, with, in)) && !source && (at > match_.end || stands_before() || told))) {
          if (!object_end) object_end = at;
          const At next = side_phrase(at + 1);
          side(at, next, population, over);
          at = next - 1;
          end = next;
          continue;
        }
      }
      end = at + 1;
    }
    if (!object_end) object_end = end;
    // "reduces pain slightly"
    if (match_.outcome == Side::right && object_end > object + 1 && (object_end - 1)->is(bit(size)))
      out_.magnitude = from_word<Magnitude>((object_end - 1)->says(size)).value_or(Magnitude::not_stated);
    if (match_.comparator_begin) put_.comparator(match_.comparator_begin, match_.comparator_end);
    if (match_.compared) put_.comparator(match_.end, object_end);
    else if (between_) assign(Side::right, match_.end, end);
    else if (match_.outcome == Side::right) assign(Side::right, object, object_end);
    else if (match_.intervention == Side::right && out_.pico.intervention.empty() && acts_from(match_.end))
      assign(Side::right, match_.end, object_end);
    // The joint to the next clause is none of this one's words.
    while (end > match_.end && ((end - 1)->is(any(and_, that)) || comma(end - 1))) --end;
    right_end_ = std::max(end, match_.end);
  }

  /// ", and this is thought to ...": a new clause, no further object.
  bool next_clause(At comma_at) const {
    At at = comma_at + 1;
    const auto verb = [&](At p) { return p >= until_ || p->is(any(be, have, modal, do_, seem, adverb)); };
    if (at < until_ && at->is(bit(pronoun)) && verb(at + 1)) return true;
    if (at >= until_ || !at->is(bit(and_))) return false;
    ++at;
    if (at < until_ && at->is(bit(pronoun)) && at + 1 < until_ && at[1].is(any(be, have, modal, do_, seem)))
      return true;
    for (At p = at; p < until_ && p < at + 7 && !comma(p) && !p->is(any(and_, that, with, in)); ++p) {
      if (p->is(any(be, modal)) && p > at) return true;
    }
    return false;
  }
  /// "in sleep, in headache that starts in the neck, and in worry": the list goes on behind the relative clause. Null when it
  /// does not.
  At after_relative(At that) const {
    for (At p = that + 1; p + 2 < until_ && p < that + 9; ++p) {
      if (!comma(p)) continue;
      At next = p + 1;
      if (next->is(bit(and_))) ++next;
      return next < until_ && repeats(next) ? next : nullptr;
    }
    return nullptr;
  }
  /// The preposition that the predicate ended with, once more: ", in Y".
  bool repeats(At at) const {
    const At last = match_.end - 1;
    return match_.outcome == Side::right && at->is(any(in, on)) && last->is(any(in, on)) && at > match_.end &&
           written(*at) == written(*last) && (comma(at - 1) || (at - 1)->is(bit(and_)));
  }

  bool timed(At at) const {
    constexpr std::array<std::string_view, 4> words = {"before", "during", "until", "throughout"};
    return one_of(at, words) || (one_of(at, "at") && at + 1 < until_ && at[1].kind == TokenKind::number);
  }

  /// A phrase that a preposition opens: against what, in whom, with what.
  void side(At at, At next, bool population, bool over) {
    if (between_) return;
    const bool wanted = match_.intervention == Side::right && out_.pico.intervention.empty();
    if (over) {
      const At aim = std::find_if(at + 1, next, [](const LexToken& t) { return one_of(&t, "for"); });
      put_.comparator(at + 1, aim);
      if (aim != next && !opens_population(aim, next)) put_.outcome(aim + 1, next);
      return;
    }
    if (at->is(bit(than))) return put_.comparator(at + 1, next);
    if (population) return put_.people(at + 1, next);
    if (match_.kind == ClaimKind::recommendation) {
      if (one_of(at, "for") && !behind_measure(at + 1, next)) put_.outcome(at + 1, next);
      return;
    }
    // "Pain was reduced in winter by X": a passive names by "in" no one who acts.
    // "was seen in 9 trials"
    if (at->is(bit(in)) && std::any_of(at + 1, next, [](const LexToken& t) { return names_study(&t); })) return;
    // "was reported by patients"
    if (at->is(bit(by)) && match_.outcome == Side::inside && people_in(at + 1, next)) return;
    if (match_.outcome == Side::none && match_.direction == Direction::unclear && one_of(at, "for"))
      return put_.outcome(at + 1, next);
    if (!wanted ||
        (at->is(bit(in)) && !arm_end(at + 1, next) && match_.outcome == Side::left && match_.kind == ClaimKind::effect))
      return;
    const At behind = behind_measure(at + 1, next);
    if (behind && behind >= next) return;
    put_.intervention(behind ? behind : at + 1, next);
  }

  /// "improved sleep but not mood": what the same sentence denies.
  void not_also(At begin) {
    At end = begin;
    while (end < until_ && !clause_end(end) && !comma(end) && !end->is(any(but, if_, that, be, modal))) ++end;
    if (end == begin || begin->is(any(effect, be, have, do_, report)) || end - begin > 12) return;
    if (begin->is(bit(in)) && people_in(begin + 1, end)) {
      out_.not_also_people = split_phrases(text_, begin + 1, end, PhraseOf::people);
    } else if (!begin->is(any(in, by, with, to)) && !timed(begin) && !one_of(begin, "at")) {
      out_.not_also = split_phrases(text_, begin, end);
    }
    if (!out_.not_also.empty() || !out_.not_also_people.empty()) out_.not_also_end = (end - 1)->span.end;
  }

  /// The outcome stands before the verb or within it: whatever follows is no object.
  bool stands_before() const { return match_.outcome == Side::left || match_.outcome == Side::inside; }

  /// What follows a passive or an intransitive verb acts only where a preposition says so ("by X", "with X"); advice
  /// and "no difference between X and Y" name it outright.
  bool acts_from(At at) const {
    if (!stands_before() || at >= until_) return at < until_;
    return at->is(any(by, with, in)) && !behind_measure(at + 1, until_) && !opens_population(at, until_);
  }

  /// The end of a prepositional phrase that begins at `at`.
  At side_phrase(At at) const {
    int depth = 0;
    for (At p = at; p < until_; ++p) {
      if (p->symbol == '(' || p->symbol == '[') ++depth;
      if (p->symbol == ')' || p->symbol == ']') --depth;
      if (depth > 0) continue;
      if (clause_end(p) || p->is(any(but, if_, than)) || (p->is(bit(that)) && p > at && !p[-1].is(bit(people))))
        return p;
      if (p > at && (opens_population(p, until_) || (p->is(bit(by)) && !p->is(bit(with)) && !gives(p)))) return p;
      // "by 3 points in the Zinol group", "over 6 weeks with Zinol"
      if (p > at && p->is(any(in, with)) && behind_measure(at, p) && !people_in(at, p)) return p;
      if (p > at && p->is(any(be, modal))) return p;
      if (p > at && p->is(bit(in)) && arm_end(p + 1, until_)) return p;
      if (p > at && one_of(p, "over") && match_.kind == ClaimKind::recommendation) return p;
      if (comma(p) && !(p + 1 < until_ && (p + 1)->is(bit(and_)))) return p;
    }
    return until_;
  }

  struct Stretch {
    At begin = nullptr;
    At end = nullptr;
  };

  std::string_view text_;
  const ShapeMatch& match_;
  At from_;
  At until_;
  ClaimParts out_;
  PicoWriter put_{text_, out_.pico};
  At left_begin_ = nullptr;
  At right_end_ = nullptr;
  Stretch condition_;
  bool between_ = false;  ///< what is compared stands on the right, after "between"
};

}  // namespace

ClaimParts read_parts(std::string_view text, const ShapeMatch& match, const LexToken* from, const LexToken* until) {
  return Parts(text, match, from, until).run();
}

}  // namespace claimassay
