#include "parser/lexer.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstdlib>

#include "core/split.h"
#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

bool hyphen(std::string_view text) { return text == "-" || text == "\u2010" || text == "\u2011" || text == "\u2013"; }

/// Every wording that a cell stands for: "(s)" with and without, "a|b" in turn.
std::vector<std::string> spread(std::string_view cell) {
  std::vector<std::string> out{""};
  for (const std::string& word : split<std::string>(cell, " ")) {
    std::vector<std::string> forms;
    for (const std::string& form : split<std::string>(word, "|")) {
      if (const std::size_t at = form.find("(s)"); at != std::string::npos) {
        forms.push_back(form.substr(0, at) + form.substr(at + 3));
        forms.push_back(form.substr(0, at) + "s" + form.substr(at + 3));
      } else {
        forms.push_back(form);
      }
    }
    std::vector<std::string> next;
    for (const std::string& head : out) {
      for (const std::string& form : forms) next.push_back(head.empty() ? form : head + " " + form);
    }
    out = std::move(next);
  }
  return out;
}

bool vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends(std::string_view word, std::string_view with) { return word.ends_with(with); }

std::string third_person(const std::string& base) {
  if (ends(base, "s") || ends(base, "x") || ends(base, "z") || ends(base, "ch") || ends(base, "sh")) return base + "es";
  if (ends(base, "y") && base.size() > 1 && !vowel(base[base.size() - 2])) {
    return base.substr(0, base.size() - 1) + "ies";
  }
  return base + "s";
}

std::string past_tense(const std::string& base) {
  if (ends(base, "e")) return base + "d";
  if (ends(base, "y") && base.size() > 1 && !vowel(base[base.size() - 2])) {
    return base.substr(0, base.size() - 1) + "ied";
  }
  return base + "ed";
}

std::string gerund(const std::string& base, const std::string& past) {
  if (ends(base, "e") && !ends(base, "ee")) return base.substr(0, base.size() - 1) + "ing";
  // "stop, stopped": the doubled letter of the past stands in the gerund too
  if (past.size() == base.size() + 3 && past.starts_with(base) && past[base.size()] == base.back() &&
      ends(past, "ed")) {
    return base + base.back() + "ing";
  }
  // "cut, cut": a verb whose past is itself doubles its letter after one short vowel
  const std::size_t n = base.size();
  if (past == base && n > 2 && vowel(base[n - 2]) && !vowel(base[n - 1]) && !vowel(base[n - 3]))
    return base + base.back() + "ing";
  return base + "ing";
}

}  // namespace

std::string_view LexRow::says_as(int class_bit) const {
  for (const auto& [bit, text] : says) {
    if (bit == class_bit) return text;
  }
  return {};
}

LexTable::LexTable(const std::vector<std::string_view>& paths, const std::vector<std::string_view>& classes,
                   const std::vector<Keywords>& keywords)
    : classes_(classes) {
  assert(classes.size() <= 64);
  for (const std::string_view path : paths) {
    for (const LexiconRow& row : lexicon_rows(path, 3)) {
      add(std::string(row[0]), std::string(row[1]), std::string(row[2]));
    }
  }
  for (const LexRow& row : rows_) {
    FirstWord& first = by_first_[row.words[0]];
    first.classes |= row.classes;
    if (row.words.size() == 1) first.alone = &row;
    else first.longer.push_back({word_hash(row.words[1]), &row});
  }
  for (const Keywords& some : keywords) {
    for (const std::string& word : split<std::string>(some.words, " ")) by_first_[word].keywords |= some.bits;
  }
  for (auto& [word, first] : by_first_.entries()) {
    std::stable_sort(first.longer.begin(), first.longer.end(), [](const Continuation& a, const Continuation& b) {
      return a.row->words.size() > b.row->words.size();
    });
  }
}

void LexTable::add(const std::string& wording, const std::string& class_name, const std::string& says) {
  const auto found = std::find(classes_.begin(), classes_.end(), class_name);
  assert(found != classes_.end() && "a lexicon line of an unknown class");
  if (found == classes_.end()) return;
  const int bit = static_cast<int>(found - classes_.begin());
  for (const std::string& form : wording.starts_with("to ") ? std::vector{wording} : spread(wording)) {
    if (form.starts_with("to ")) add_verb(form.substr(3), bit, says);
    else add_words(form, Classes{1} << bit, bit, says);
  }
}

Classes LexTable::form_class(std::string_view form) const {
  const auto found = std::find(classes_.begin(), classes_.end(), form);
  return found == classes_.end() ? 0 : Classes{1} << (found - classes_.begin());
}

void LexTable::add_verb(const std::string& verb, int bit, const std::string& says) {
  const std::vector<std::string> given = split<std::string>(verb, ", ");
  // A particle stays behind the inflected word: "lead to" -> "leads to".
  const std::size_t space = given[0].find(' ');
  const std::string particle = space == std::string::npos ? "" : given[0].substr(space);
  const std::string base = given[0].substr(0, space);
  const std::string past = given.size() > 1 ? given[1] : past_tense(base);
  const std::string participle = given.size() > 2 ? given[2] : past;
  const Classes own = Classes{1} << bit;
  add_words(base + particle, own | form_class("base"), bit, says);
  add_words(third_person(base) + particle, own | form_class("third"), bit, says);
  add_words(past + particle, own | form_class("past"), bit, says);
  add_words(participle + particle, own | form_class("participle"), bit, says);
  add_words(gerund(base, past) + particle, own | form_class("gerund"), bit, says);
}

void LexTable::add_words(std::string_view wording, Classes classes, int bit, const std::string& says) {
  LexRow row;
  for (const Token& token : tokens(wording)) {
    const std::string_view word = wording.substr(token.span.begin, token.span.size());
    if (hyphen(word)) continue;
    row.words.push_back(fold(word));
    row.written += (row.written.empty() ? "" : " ") + row.words.back();
  }
  if (row.words.empty()) return;
  const auto [place, fresh] = by_words_.try_emplace(row.written, rows_.size());
  if (fresh) {
    rows_.push_back(std::move(row));
  }
  LexRow& kept = rows_[place->second];
  kept.classes |= classes;
  if (kept.says_as(bit).empty()) kept.says.emplace_back(bit, says);
}

const LexRow* LexTable::longest(const FirstWord& first, std::span<const FoldedToken> tokens, std::size_t at,
                                std::size_t& used) {
  if (first.longer.empty()) return first.alone;
  std::size_t second = at + 1;
  while (second < tokens.size() && tokens[second].hyphen) ++second;
  if (second == tokens.size()) return first.alone;
  for (const Continuation& longer : first.longer) {
    if (longer.second != tokens[second].hash) continue;
    const LexRow& row = *longer.row;
    std::size_t i = second, w = 1;
    for (; w < row.words.size() && i < tokens.size(); ++i) {
      if (tokens[i].folded == row.words[w]) ++w;
      else if (!tokens[i].hyphen) break;
    }
    if (w == row.words.size()) {
      used = i - at;
      return &row;
    }
  }
  return first.alone;
}

bool LexTable::may_hold(std::span<const FoldedToken> tokens, Classes any) const {
  return std::any_of(tokens.begin(), tokens.end(), [&](const FoldedToken& token) {
    const FirstWord* found = by_first_.find(token.folded, token.hash);
    return found && found->classes & any;
  });
}

std::vector<LexToken> LexTable::lex(std::string_view text, std::span<const FoldedToken> tokens,
                                    std::size_t origin) const {
  std::vector<LexToken> out(tokens.size());
  std::size_t made = 0;
  for (std::size_t i = 0; i < tokens.size(); ++made) {
    const FoldedToken& from = tokens[i];
    LexToken& token = out[made];
    token.span = {from.span.begin - origin, from.span.end - origin};
    token.kind = from.kind;
    token.glued = i > 0 && from.glued;
    token.capital = from.capital;
    token.capitals = from.capitals;
    if (token.kind == TokenKind::number) token.value = number_value(text.substr(from.span.begin, from.span.size()));
    if (token.kind == TokenKind::symbol) token.symbol = character_at(text, from.span.begin);
    std::size_t used = 1;
    if (const FirstWord* found = by_first_.find(from.folded, from.hash)) {
      token.row = longest(*found, tokens, i, used);
      token.keywords = found->keywords;
    }
    if (token.row) {
      token.classes = token.row->classes;
      token.span.end = tokens[i + used - 1].span.end - origin;
    } else {
      token.folded = from.folded;
    }
    i += used;
  }
  out.resize(made);
  return out;
}

LexedText LexTable::lex(std::string_view text) const {
  FoldedText words(text);
  std::vector<LexToken> tokens = lex(text, words.tokens());
  return {std::move(words), std::move(tokens)};
}

double number_value(std::string_view number) {
  double value = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (failure == std::errc() && end == number.data() + number.size()) return value;
  std::string plain;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const char c = number[i];
    if ((c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+') plain += c;
    // The middle dots are decimal marks; commas and thin spaces group thousands.
    if (number.substr(i, 2) == "\u00B7" || number.substr(i, 3) == "\u22C5" || number.substr(i, 3) == "\u2219")
      plain += '.';
  }
  return std::strtod(plain.c_str(), nullptr);
}

}  // namespace claimassay
