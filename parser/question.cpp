#include "parser/question.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/text.h"

namespace claimassay {

namespace {

using Words = std::initializer_list<std::string_view>;

constexpr std::size_t most_words = 200;  // a question is no longer

class Question {
 public:
  explicit Question(std::string_view text) : text_(text) {
    for (const Token& token : tokens(text)) {
      if (tokens_.size() == most_words) break;
      tokens_.push_back(token);
      words_.push_back(lower(text.substr(token.span.begin, token.span.size())));
    }
    end_ = words_.size();
    while (end_ > 0 && (words_[end_ - 1] == "?" || words_[end_ - 1] == ".")) --end_;
  }

  Pico read() {
    if (end_ == 0) return {};
    if (starts_with({"is", "are", "was", "were"})) return compared_outcome();
    if (starts_with({"does", "do", "did", "can", "could", "will", "would"})) return does_it();
    if (starts_with({"what", "how"})) return effect_of();
    return {};
  }

 private:
  bool is(std::size_t at, Words words) const {
    return at < end_ && std::find(words.begin(), words.end(), words_[at]) != words.end();
  }
  bool starts_with(Words words) const { return is(0, words); }
  std::size_t find(std::size_t from, std::size_t to, Words words) const {
    for (std::size_t at = from; at < to; ++at) {
      if (is(at, words)) return at;
    }
    return to;
  }

  /// Words [from, to) without articles and commas around them.
  void add(std::vector<Phrase>& phrases, std::size_t from, std::size_t to) const {
    while (from < to && is(from, {"the", "a", "an", ",", "any"})) ++from;
    while (to > from && (words_[to - 1] == "," || words_[to - 1] == "and")) --to;
    if (from >= to) return;
    const Span span{tokens_[from].span.begin, tokens_[to - 1].span.end};
    phrases.push_back({std::string(text_.substr(span.begin, span.size())), span});
  }

  /// "... compared with B", "... versus B", "... than B": where that begins and where B begins.
  struct Against {
    std::size_t at = 0, comparator = 0;
  };
  Against against(std::size_t from) const {
    for (std::size_t at = from; at < end_; ++at) {
      if (is(at, {"compared", "relative"}) && is(at + 1, {"with", "to"})) return {at, at + 2};
      if (is(at, {"versus", "vs", "than"})) return {at, is(at + 1, {"."}) ? at + 2 : at + 1};
    }
    return {end_, end_};
  }

  /// A and B of "comparing A to B".
  void compare(std::size_t from, Pico& pico) const {
    std::size_t between = find(from, end_, {"to", "with", "versus", "vs"});
    if (between == end_) between = find(from, end_, {"and"});
    add(pico.intervention, from, between);
    if (between < end_) add(pico.comparator, between + 1, end_);
  }

  /// "Is mortality higher, lower, or the same when comparing A to B", "Are relapses fewer with A than with B".
  Pico compared_outcome() const {
    const Words sides = {"higher", "lower",     "greater", "less",      "more",     "fewer", "longer",   "shorter",
                         "better", "increased", "reduced", "decreased", "improved", "worse", "different"};
    Pico pico;
    // "50% or greater reduction" names the outcome: what is asked stands before a comma or a little word.
    std::size_t side = find(1, end_, sides);
    while (side < end_ && side + 1 < end_ &&
           !is(side + 1, {",", "or", "and", "when", "with", "after", "under", "in", "on", "by", "than", "for", "if"}))
      side = find(side + 1, end_, sides);
    if (side == end_) side = find(1, end_, sides);
    const std::size_t comparing = find(side, end_, {"comparing"});
    if (side == end_ || side == 1) return {};
    if (comparing < end_) {
      compare(comparing + 1, pico);
    } else {
      const Against than = against(side);
      const std::size_t with = find(side, than.at, {"with", "after", "under", "in", "on", "by"});
      if (with >= than.at || than.at == end_) return {};
      add(pico.intervention, with + 1, than.at);
      add(pico.comparator,
          is(than.comparator, {"with", "after", "under", "in", "on"}) ? than.comparator + 1 : than.comparator, end_);
    }
    add(pico.outcome, 1, side);
    return pico;
  }

  /// "Does A reduce O in P compared with B".
  Pico does_it() const {
    const Words verbs = {"reduce",  "lower",   "decrease", "increase", "improve", "prevent", "raise",     "affect",
                         "change",  "cause",   "shorten",  "prolong",  "relieve", "treat",   "influence", "worsen",
                         "enhance", "promote", "delay",    "help",     "ease",    "lessen",  "protect"};
    Pico pico;
    const std::size_t verb = find(1, end_, verbs);
    if (verb == end_ || verb == 1) return {};
    const Against other = against(verb);
    add(pico.intervention, 1, verb);
    add_outcome(verb + 1, other.at, pico);
    if (other.at < end_) add(pico.comparator, other.comparator, end_);
    return pico;
  }

  /// "What is the effect of A (versus B) on O in P", "How effective is A for O".
  Pico effect_of() const {
    Pico pico;
    const std::size_t effect = find(1, end_, {"effect", "effects", "impact", "effectiveness", "efficacy"});
    if (effect == end_ || !is(effect + 1, {"of"})) return {};
    const std::size_t on = find(effect + 2, end_, {"on", "for"});
    if (on == end_) return {};
    Against other = against(effect + 2);
    add(pico.intervention, effect + 2, std::min(on, other.at));
    if (other.at < on) {
      add(pico.comparator, other.comparator, on);
      other = against(on);
    }
    add_outcome(on + 1, other.at, pico);
    if (other.at < end_ && pico.comparator.empty()) add(pico.comparator, other.comparator, end_);
    return pico;
  }

  void add_outcome(std::size_t from, std::size_t to, Pico& pico) const {
    const std::size_t who = find(from, to, {"in", "among"});
    add(pico.outcome, from, who);
    if (who < to) add(pico.population, who + 1, to);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<std::string> words_;
  std::size_t end_ = 0;
};

}  // namespace

Pico read_question(std::string_view text) { return Question(text).read(); }

}  // namespace claimassay
