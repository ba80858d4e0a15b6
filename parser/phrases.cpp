#include "parser/phrases.h"

#include <algorithm>
#include <array>

#include "parser/clause_words.h"

namespace claimassay {

namespace {

using namespace claim_words;
using At = const LexToken*;

std::string_view view(std::string_view text, At begin, At end) {
  return text.substr(begin->span.begin, (end - 1)->span.end - begin->span.begin);
}

bool folded(At token, std::string_view word) {
  return token->row ? token->row->words.size() == 1 && token->row->words[0] == word : token->folded == word;
}

/// "lower back", "lower abdominal": a place; "lower systolic pressure" goes with the noun that is shared.
bool belongs_to_next(At token, At end) {
  const bool shared =
      token + 1 < end && (folded(token, "lower") || folded(token, "upper")) && token[1].is(bit(modifier));
  return shared || clause_words::names_place(token, end);
}

/// Words that say nothing of what is studied when they stand at the edge of a phrase.
bool edge(At token, At end, PhraseOf what) {
  if (token->kind == TokenKind::word && !token->row && token->folded.ends_with("fold")) return true;
  if (what == PhraseOf::exposure && folded(token, "no")) return false;  // "no treatment" is what is compared with
  if (token->is(any(det, adverb, and_, be, have, that)) || token->symbol == ',' || token->symbol == '(' ||
      token->symbol == ')' || token->symbol == '"' || folded(token, "neither") || folded(token, "nor") ||
      folded(token, "we"))
    return !token->is(bit(compare)) || what == PhraseOf::outcome;
  if (what != PhraseOf::outcome) return false;
  return token->is(any(size, signif, compare)) && !token->is(any(bad_outcome, good_outcome)) &&
         !belongs_to_next(token, end);
}
bool leading_edge(At token, At end, PhraseOf what) {
  return edge(token, end, what) || folded(token, "as") || token->is(any(of, in, with, by, to, on, than));
}

/// An adjective by its ending, or a word of the lexicon that shares the next noun: "hip and knee osteoarthritis".
bool shares_noun(At begin, At end) {
  if (end - begin != 1 || begin->kind != TokenKind::word || begin->is(any(bad_outcome, good_outcome, people)))
    return false;
  if (begin->is(bit(modifier))) return true;
  const std::string_view word = written(*begin);
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
    const bool list_word = folded(at, "including") || folded(at, "such") || folded(at, "plus") || folded(at, "nor");
    const bool dash = at->symbol == U'\u2014' || (at->symbol == U'\u2013' && !at->glued);
    if (at->symbol == ',' || at->symbol == '/' || dash || at->is(bit(and_)) || list_word) {
      const bool joins = at->is(bit(and_)) || folded(at, "nor");
      if (start < at) {
        close(at);
        by_and = joins;
        comma = !by_and;
      } else {
        by_and |= joins;
        comma |= !joins;
      }
      start = at + 1;
      if (folded(at, "such") && at + 1 < end && folded(at + 1, "as")) start = ++at + 1;
    }
  }
  close(end);
  return out;
}

bool trim_item(Item& item, PhraseOf what) {
  while (item.begin < item.end && leading_edge(item.begin, item.end, what)) ++item.begin;
  while (item.begin < item.end && (edge(item.end - 1, item.end, what) || (item.end - 1)->is(bit(compare)) ||
                                   (item.end - 1)->is(any(of, in, with, by, to, on, than, modal, but, if_))))
    --item.end;
  if (item.begin >= item.end) return false;
  return std::any_of(item.begin, item.end, [](const LexToken& t) { return t.kind == TokenKind::word; });
}

}  // namespace

std::string_view written(const LexToken& token) {
  return token.row ? std::string_view(token.row->text()) : token.folded;
}

std::vector<Phrase> split_phrases(std::string_view text, At begin, At end, PhraseOf what) {
  std::vector<Item> parts = items(begin, end);
  std::vector<Phrase> out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Item item = parts[i];
    if (!trim_item(item, what)) continue;
    // "in adults, and it also": no people
    if (what == PhraseOf::people && item.end - item.begin == 1 && item.begin->is(bit(pronoun)) &&
        !item.begin->is(bit(people)))
      continue;
    Phrase phrase;
    phrase.span = {item.begin->span.begin, (item.end - 1)->span.end};
    phrase.text = view(text, item.begin, item.end);
    // "hip and knee osteoarthritis": the noun of the second belongs to the first as well.
    if (i + 1 < parts.size() && parts[i + 1].joined_by_and && shares_noun(item.begin, item.end)) {
      Item next = parts[i + 1];
      if (trim_item(next, what) && next.end - next.begin >= 2) {
        phrase.text += " " + std::string(view(text, next.begin + 1, next.end));
        phrase.span.end = (next.end - 1)->span.end;
      }
    }
    out.push_back(std::move(phrase));
  }
  return out;
}

}  // namespace claimassay
