#include "parser/clause_words.h"

#include <algorithm>

namespace claimassay::clause_words {

using namespace claim_words;

bool names_study(At token) {
  constexpr std::array<std::string_view, 16> studies = {
      "trial",         "trials",        "study",    "studies",     "review",   "reviews", "analysis", "analyses",
      "meta-analysis", "meta-analyses", "research", "researchers", "evidence", "survey",  "authors",  "investigators"};
  return one_of(token, studies);
}

bool names_belief(At token) {
  constexpr std::array<std::string_view, 22> words = {
      "warn", "warns",  "warned", "argue", "argues", "think",      "thinks", "belief", "beliefs", "claim",   "claims",
      "idea", "notion", "fact",   "view",  "theory", "hypothesis", "say",    "says",   "said",    "believe", "claimed"};
  return one_of(token, words);
}

bool clause_end(At token) {
  return token->symbol == ';' || token->symbol == '.' || token->symbol == '?' || token->symbol == '!' ||
         token->symbol == ':';
}

bool finite_auxiliary(At token) {
  constexpr std::array<std::string_view, 6> words = {"is", "are", "was", "were", "has", "have"};
  return token->is(bit(modal)) || one_of(token, words);
}

bool gives(At token) {
  constexpr std::array<std::string_view, 18> words = {
      "taking",   "receiving", "given",   "treated",  "assigned", "randomised", "randomized", "allocated", "took",
      "received", "used",      "wearing", "drinking", "eating",   "using",      "drank",      "ate",       "on"};
  return one_of(token, words);
}

At people_in(At at, At until) {
  for (At p = at; p < until && p < at + 6; ++p) {
    if (p->is(bit(people))) return p + 1 < until && p[1].symbol == U'\'' ? nullptr : p;
    if (p->symbol == ',' || clause_end(p) || p->is(any(by, but, be, effect))) return nullptr;
  }
  return nullptr;
}

namespace {

bool counts(At token) {
  constexpr std::array<std::string_view, 12> words = {"one",   "two",   "three", "four", "five",   "six",
                                                      "seven", "eight", "nine",  "ten",  "twelve", "half"};
  return token->kind == TokenKind::number || one_of(token, words);
}

bool arm(At begin, At group) {
  constexpr std::array<std::string_view, 24> not_given = {"both",    "two",    "three", "all",   "each",   "either",
                                                          "age",     "risk",   "same",  "other", "ethnic", "younger",
                                                          "older",   "these",  "this",  "those", "whole",  "study",
                                                          "patient", "entire", "any",   "large", "small",  "different"};
  while (begin < group && begin->is(bit(det)) && !one_of(begin, not_given)) ++begin;
  return begin < group && std::none_of(begin, group, [&](const LexToken& t) { return one_of(&t, not_given); });
}
}  // namespace

bool group_word(At token) {
  constexpr std::array<std::string_view, 4> words = {"group", "groups", "arm", "arms"};
  return one_of(token, words);
}

bool names_place(At token, At end) {
  constexpr std::array<std::string_view, 2> which = {"lower", "upper"};
  constexpr std::array<std::string_view, 14> places = {
      "limb",    "limbs", "leg",       "legs",   "extremity", "airway",           "respiratory",
      "urinary", "body",  "abdominal", "eyelid", "jaw",       "gastrointestinal", "extremities"};
  constexpr std::array<std::string_view, 4> measured = {"weight", "mass", "fat", "temperature"};
  if (token + 1 >= end || !one_of(token, which) || !one_of(token + 1, places)) return false;
  return !(one_of(token + 1, "body") && token + 2 < end && one_of(token + 2, measured));
}

At arm_end(At at, At until) {
  for (At p = at; p < until && p < at + 8; ++p) {
    if (group_word(p)) return arm(at, p) ? p : nullptr;
    if (clause_end(p) || comma(p) || p->is(any(than, by, but, be, have, in)) || (p->is(bit(people)) && !group_word(p)))
      return nullptr;
  }
  return nullptr;
}

bool opens_population(At at, At until) {
  return at->is(bit(in)) && people_in(at + 1, until) && !arm_end(at + 1, until);
}

At behind_measure(At at, At until) {
  while (at < until && at->is(any(det, adverb)) && !at->is(bit(people))) ++at;
  if (at >= until || !counts(at)) return nullptr;
  for (At p = at + 1; p < until && p < at + 6; ++p) {
    if (p->is(bit(of))) return p + 1;
    if (p->is(any(in, by, with, on, and_)) || comma(p)) return p;
  }
  return until;
}

bool effect_of_on(At begin, At end, At& x_begin, At& x_end, At& y_begin) {
  for (At at = begin; at + 2 < end; ++at) {
    if (!at->is(bit(effect_noun))) continue;
    if ((at + 1)->is(bit(on)) && at > begin) {
      const At owner = at - 1;
      if (owner->folded.ends_with("'s") || owner->folded.ends_with("\u2019s")) {
        x_begin = begin;
        x_end = at;
        y_begin = at + 2;
        return true;
      }
    }
    if (!(at + 1)->is(bit(of))) continue;
    const bool good = at->says(effect_noun) == "improves" || at->says(effect_noun) == "worsens";
    for (At k = at + 2; k < end; ++k) {
      if (k->is(bit(on)) || (good && one_of(k, "for"))) {
        x_begin = at + 2;
        x_end = k;
        y_begin = k + 1;
        return x_begin < x_end && y_begin < end;
      }
    }
  }
  return false;
}

}  // namespace claimassay::clause_words
