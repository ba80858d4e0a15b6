#include "parser/stem.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "parser/clause_words.h"
#include "parser/phrases.h"

namespace claimassay {

namespace {

using namespace claim_words;
using namespace clause_words;

constexpr std::size_t longest_stem = 40;  // tokens

/// "including", "as follows", "the following benefits": words that only announce the list.
bool announces(At token) {
  constexpr std::array<std::string_view, 10> words = {"include", "includes", "including", "following", "follows",
                                                      "are",     "is",       "these",     "that",      "ways"};
  return one_of(token, words) || token->is(bit(det));
}

bool finite(At token) {
  return token->is(any(be, have, modal, do_, should, seem)) ||
         (token->is(any(effect, report, assoc)) && token->is(any(third, past)));
}
bool verb_like(At token) {
  return finite(token) || token->is(any(adverb, negation, to)) ||
         (token->is(any(effect, report)) && !token->is(bit(gerund)));
}

std::vector<Phrase> phrases(std::string_view text, At begin, At end) {
  return split_phrases(text, begin, end, PhraseOf::exposure);
}

/// "Benefits of X", "the safety of X": what of X is spoken of; the word behind its "of" or "for". Null for other phrases.
At behind_aspect(At begin, At end) {
  constexpr std::array<std::string_view, 16> aspects = {
      "benefits", "benefit",  "effects",  "effect",       "risks",         "harms",      "safety",    "uses",
      "use",      "efficacy", "evidence", "side effects", "effectiveness", "advantages", "drawbacks", "science"};
  for (At at = begin; at + 2 <= end && at < begin + 4; ++at) {
    const bool aspect = std::find(aspects.begin(), aspects.end(), written(*at)) != aspects.end();
    if (aspect && at + 1 < end && (at[1].is(bit(of)) || one_of(at + 1, "for"))) return at + 2;
  }
  return nullptr;
}

/// Up to the first preposition or verb: "X for neck pain" is X.
At end_of_name(At begin, At end) {
  return std::find_if(begin, end,
                      [](const LexToken& t) { return t.is(any(in, on, by, with)) || finite(&t) || t.symbol == U'?'; });
}

}  // namespace

Stem read_list_stem(std::string_view text) {
  Stem out;
  text = trim(text);
  if (!text.ends_with(":")) return out;
  const LexedText tokens = table().lex(text);
  if (tokens.size() < 2) return out;
  At begin = &tokens[0];
  At end = begin + tokens.size() - 1;
  if (tokens.size() > longest_stem) begin = end - longest_stem;
  for (At at = end; at > begin; --at) {
    if (!clause_end(at - 1)) continue;
    begin = at;
    break;
  }
  while (end > begin && announces(end - 1)) --end;
  At verb = end;
  while (verb > begin && verb_like(verb - 1)) --verb;
  // "The number of treatments to" is no verb: something in the run must be one.
  if (std::any_of(verb, end, [](const LexToken& t) { return finite(&t) || t.is(bit(effect)); })) {
    for (At at = verb; at < end; ++at) {
      out.verb.push_back(*at);
      out.verb.back().span = {};
    }
    out.subject = phrases(text, begin, verb);
    return out;
  }
  if (const At of_what = behind_aspect(begin, end)) {
    out.subject = phrases(text, of_what, end_of_name(of_what, end));
    return out;
  }
  // "X works in several ways:", "X:", but not "Some points to consider:".
  constexpr std::array<std::string_view, 13> general = {"points",  "reasons",  "ways",     "things", "factors",
                                                        "results", "findings", "examples", "tips",   "steps",
                                                        "causes",  "symptoms", "options"};
  const At stop = end_of_name(begin, end);
  const bool named = stop < end ? finite(stop) : end - begin <= 4;
  const bool vague =
      std::any_of(begin, stop, [&](const LexToken& t) { return one_of(&t, general) || t.is(any(frame, to)); });
  if (named && !vague) out.subject = phrases(text, begin, stop);
  return out;
}

Stem read_heading(std::string_view heading) {
  Stem out;
  const LexedText tokens = table().lex(heading);
  if (tokens.empty() || tokens.size() > longest_stem) return out;
  At begin = &tokens[0];
  const At end = begin + tokens.size();
  constexpr std::array<std::string_view, 4> asks = {"how", "what", "does", "can"};
  if (one_of(begin, asks)) {
    // "How does X work?", "Can X help with Y?"
    while (begin < end && !begin->is(any(do_, modal))) ++begin;
    if (begin == end) return out;
    ++begin;
    const At stop = std::find_if(begin, end, [](const LexToken& t) {
      constexpr std::array<std::string_view, 5> does = {"do", "work", "mean", "say", "act"};
      return t.is(bit(effect)) || one_of(&t, does) || t.is(any(in, on, by, with, be)) || t.symbol == U'?';
    });
    if (stop < end) out.subject = phrases(heading, begin, stop);
    return out;
  }
  if (const At of_what = behind_aspect(begin, end)) {
    out.subject = phrases(heading, of_what, end_of_name(of_what, end));
    return out;
  }
  // "X for neck pain", but not "Advice for patients".
  constexpr std::array<std::string_view, 12> parts = {
      "recommendations", "recommendation", "advice",    "guidance",    "tips",    "evidence",
      "options",         "treatments",     "treatment", "indications", "reasons", "questions"};
  const At aim = std::find_if(begin, end, [](const LexToken& t) { return one_of(&t, "for"); });
  if (aim == end || aim == begin || one_of(aim - 1, parts) ||
      std::any_of(begin, aim, [](const LexToken& t) { return finite(&t) || t.is(bit(people)); }))
    return out;
  out.subject = phrases(heading, begin, aim);
  return out;
}

void go_on_from(const Stem& stem, std::vector<LexToken>& item) {
  if (stem.verb.empty() || item.empty()) return;
  const LexToken& verb = stem.verb.back();
  const bool takes_object = verb.is(bit(effect)) && !verb.is(bit(seem));
  const bool takes_verb = !takes_object && item.front().is(any(effect, have, be)) &&
                          item.front().is(any(base, have, be)) && !item.front().is(bit(third));
  if (takes_object || takes_verb) item.insert(item.begin(), stem.verb.begin(), stem.verb.end());
}

}  // namespace claimassay
