#include "parser/pico_writer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "parser/clause_words.h"
#include "parser/phrases.h"

namespace claimassay {

namespace {

using namespace claim_words;
using namespace clause_words;

void put(std::vector<Phrase>& into, std::string_view text, At begin, At end, PhraseOf what) {
  if (begin >= end) return;
  std::vector<Phrase> phrases = split_phrases(text, begin, end, what);
  std::move(phrases.begin(), phrases.end(), std::back_inserter(into));
}

}  // namespace

void PicoWriter::outcome(At begin, At end) {
  // "the effect on Y": the effect of what was named before
  At noun = begin;
  while (noun < end && noun->is(bit(det))) ++noun;
  if (noun + 2 < end && noun->is(bit(effect_noun)) && noun[1].is(bit(on))) begin = noun + 2;
  // "no difference in pain", "likely to develop dementia": the verb that joins is no part of it.
  constexpr std::array<std::string_view, 7> joins = {"develop", "have",   "experience", "suffer",
                                                     "get",     "report", "undergo"};
  if (begin + 2 < end && begin->is(bit(to)) && one_of(begin + 1, joins)) ++begin;
  while (begin + 1 < end && one_of(begin, joins)) ++begin;
  put(pico_.outcome, text_, begin, end, PhraseOf::outcome);
}

void PicoWriter::people(At begin, At end) {
  while (begin < end && begin->is(any(in, det)) && !begin->is(bit(claim_words::people))) ++begin;
  // "a trial of 52 adults"
  for (At p = begin; p < end && p < begin + 6 && !p->is(bit(claim_words::people)); ++p) {
    if (p->is(bit(of)) && people_in(p + 1, end)) begin = p + 1;
  }
  put(pico_.population, text_, begin, end, PhraseOf::people);
}

/// "(those taking) placebo", "the Zinol (group)"
void PicoWriter::put_exposure(std::vector<Phrase>& into, At begin, At end) {
  At given = begin;
  while (given < end && given->is(any(det, claim_words::people, that))) ++given;
  if (given > begin && given < end && gives(given)) {
    begin = given + 1;
    while (begin < end && begin->is(any(with, to))) ++begin;
  }
  const std::size_t known = into.size();
  const At named = std::find_if(begin, end, [](const LexToken& t) { return t.symbol == '('; });
  if (named - begin > 1 && group_word(named - 1)) end = named - 1;
  put(into, text_, begin, end, PhraseOf::exposure);
  // "the effect of Zinol's": the owner stands without its ending.
  for (std::size_t i = known; i < into.size(); ++i) {
    for (const std::string_view ending : {"'s", "\u2019s"}) {
      if (!into[i].text.ends_with(ending) || into[i].text.size() == ending.size()) continue;
      into[i].text.resize(into[i].text.size() - ending.size());
      into[i].span.end -= ending.size();
    }
  }
}

void PicoWriter::intervention(At begin, At end) {
  const At who = people_in(begin, end);
  if (who && who < begin + 4) {
    for (At k = who + 1; k + 1 < end && k < who + 9; ++k) {
      if (!gives(k)) continue;
      people(begin, k);
      exposure(k + 1 + (k + 2 < end && k[1].is(any(with, to))), end);
      return;
    }
  }
  for (At at = begin + 1; at + 1 < end; ++at) {
    if (!at->is(bit(than)) || at[-1].is(bit(compare))) continue;
    comparator(at + 1, end);
    end = at;
    break;
  }
  exposure(begin, end);
}

void PicoWriter::between(At begin, At end) {
  At stop = end;
  for (At p = begin; p < end; ++p) {
    if (!p->is(any(in, on)) || p == begin) continue;
    stop = p;
    if (opens_population(p, end)) people(p + 1, end);
    else outcome(p + 1, end);
    break;
  }
  if (std::all_of(begin, stop, [](const LexToken& t) { return t.is(any(claim_words::people, det, and_)); })) {
    if (!group_word(stop - 1)) people(begin, stop);
    return;
  }
  if (stop - begin > 1 && group_word(stop - 1)) --stop;
  std::vector<Phrase> compared = split_phrases(text_, begin, stop, PhraseOf::exposure);
  if (!compared.empty()) pico_.intervention.push_back(compared.front());
  if (compared.size() > 1) pico_.comparator.assign(compared.begin() + 1, compared.end());
}

}  // namespace claimassay
