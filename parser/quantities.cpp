// The second half of parser/numbers.h: what is counted, dosed, timed. Hand-written where a grammar would only hide that
// every rule looks a few tokens to the right of a number.
#include <algorithm>
#include <string>

#include "parser/number_words.h"

namespace claimassay::number_words {

namespace {

using At = std::size_t;

class Quantities {
 public:
  Quantities(std::string_view text, const std::vector<LexToken>& tokens, std::vector<Quantity>& out)
      : text_(text), tokens_(tokens), out_(out) {}

  /// Reads the quantity that begins at `at`; the first token after it, or `at` when there is none.
  At read(At at) {
    if (const At end = i_squared(at); end != at) return end;
    if (const At end = frequency_words(at); end != at) return end;
    if (const At end = age_before(at); end != at) return end;
    if (!is_number(tokens_[at])) return at;
    value_ = signed_value(at);
    if (const At end = n_equals(at); end != at) return end;
    At next = at + 1;
    high_.reset();
    if (const At upper = range_end(next)) {
      high_ = value_of(tokens_[upper - 1]);
      next = upper;
    }
    if (is_percent(next)) return add(QuantityKind::percent, at, next + 1, "%");
    if (const At end = measured(at, next); end != at) return end;
    if (const At end = repeated(at, next); end != at) return end;
    if (!high_) {
      if (const At end = part_of(at, next); end != at) return end;
    }
    if (const At end = counted(at, next); end != at) return end;
    return year(at);
  }

 private:
  bool in(At i) const { return i < tokens_.size(); }
  bool has(At i, Classes any) const { return in(i) && tokens_[i].is(any); }
  bool symbol(At i, char32_t c) const { return in(i) && tokens_[i].symbol == c; }
  bool word(At i, std::string_view folded) const { return in(i) && tokens_[i].folded == folded; }
  bool number_at(At i) const { return in(i) && is_number(tokens_[i]); }
  bool is_percent(At i) const { return symbol(i, '%') || has(i, bit(percent)); }
  std::string view(At begin, At end) const {
    return std::string(text_.substr(tokens_[begin].span.begin, tokens_[end - 1].span.end - tokens_[begin].span.begin));
  }

  double signed_value(At at) const { return value_of(tokens_[at]); }

  At add(QuantityKind kind, At begin, At end, std::string unit = "", std::string noun = "",
         std::optional<double> of_total = std::nullopt) {
    Quantity quantity;
    quantity.kind = kind;
    quantity.value = value_;
    quantity.high = high_;
    quantity.of = of_total;
    quantity.unit = std::move(unit);
    quantity.noun = std::move(noun);
    quantity.span = {tokens_[begin].span.begin, tokens_[end - 1].span.end};
    out_.push_back(std::move(quantity));
    return end;
  }

  /// "30 to 60", "30-60", "30 - 60": the token after the upper number, or 0.
  At range_end(At i) const {
    if (!in(i) || !(has(i, bit(to)) || is_dash(tokens_[i]))) return 0;
    return number_at(i + 1) && value_of(tokens_[i + 1]) > value_ ? i + 2 : 0;
  }

  /// "I2 = 82%", "I² of 45 %", "I(2) 12%"
  At i_squared(At at) {
    At i = at;
    if (has(i, bit(i2))) {
      ++i;
    } else if (word(i, "i")) {
      ++i;
      if (symbol(i, '(') || symbol(i, '^')) ++i;
      if (symbol(i, U'\u00B2') || (in(i) && tokens_[i].kind == TokenKind::number && tokens_[i].value == 2)) ++i;
      else return at;
      if (symbol(i, ')')) ++i;
    } else {
      return at;
    }
    for (int skipped = 0; skipped < 4 && in(i) && !number_at(i); ++skipped) {
      if (!(has(i, bit(link)) || symbol(i, '=') || symbol(i, ':') || symbol(i, ',') || symbol(i, '>') ||
            symbol(i, '<') || word(i, "statistic") || word(i, "value"))) {
        return at;
      }
      ++i;
    }
    if (!number_at(i)) return at;
    value_ = value_of(tokens_[i]);
    high_.reset();
    if (value_ > 100 || (!is_percent(i + 1) && value_ != 0 && value_ < 1)) return at;
    return add(QuantityKind::i_squared, at, i + (is_percent(i + 1) ? 2 : 1), "%");
  }

  /// "twice daily", "once a week", "weekly": how often without a number.
  At frequency_words(At at) {
    if (!has(at, bit(often) | bit(frequency))) return at;
    high_.reset();
    value_ = 1;
    At i = at;
    if (has(i, bit(often))) {
      value_ = number_value(tokens_[i].says(often));
      ++i;
      if (!has(i, bit(frequency))) return at;
    } else {
      const std::string_view text = text_.substr(tokens_[i].span.begin, 6);
      if (text.starts_with("twice")) value_ = 2;
      if (text.starts_with("thrice") || text.starts_with("tid")) value_ = 3;
    }
    return add(QuantityKind::frequency, at, i + 1, "per " + std::string(tokens_[i].says(frequency)));
  }

  /// "aged 65 years", "aged 18-40"
  At age_before(At at) {
    if (!has(at, bit(age))) return at;
    At i = at + 1;
    while (in(i) && i < at + 4 &&
           (has(i, bit(link)) || symbol(i, '=') || symbol(i, ',') || symbol(i, '>') || symbol(i, U'\u2265')))
      ++i;
    if (!number_at(i)) return at;
    value_ = value_of(tokens_[i]);
    high_.reset();
    At next = i + 1;
    if (const At upper = range_end(next)) {
      high_ = value_of(tokens_[upper - 1]);
      next = upper;
    }
    if (value_ > 120 || has(next, bit(people) | bit(studies))) return at;
    if (has(next, bit(time))) ++next;
    return add(QuantityKind::age, at, next, "years");
  }

  /// "n = 210"
  At n_equals(At at) {
    if (at < 2 || !(symbol(at - 1, '=') || symbol(at - 1, ':')) || !(word(at - 2, "n"))) return at;
    high_.reset();
    if (is_percent(at + 1)) return at;
    const At end = add(QuantityKind::participants, at, at + 1, "", "n");
    out_.back().span.begin = tokens_[at - 2].span.begin;
    return end;
  }

  /// Doses, durations, ages: a unit follows.
  At measured(At at, At next) {
    At i = next;
    if (in(i) && is_dash(tokens_[i]) && tokens_[i].glued) ++i;  // "6-week", "65-year-old"
    if (has(i, bit(time))) {
      const std::string unit = std::string(tokens_[i].says(time));
      At end = i + 1;
      At old = end;
      if (in(old) && is_dash(tokens_[old])) ++old;
      if (has(old, bit(age)) && text_.substr(tokens_[old].span.begin, 3) == "old")
        return add(QuantityKind::age, at, old + 1, unit + "s");
      if (has(end, bit(of) | bit(link)) && (word(end + 1, "age") || has(end + 1, bit(age)))) {
        return add(QuantityKind::age, at, end + 2, unit + "s");
      }
      // A lone "s", "h", "min" after a number is a unit only against it or after a space, which both are; letters of
      // other meaning ("5 S") are rare in prose.
      return add(QuantityKind::duration, at, end, unit + "s");
    }
    if (has(i, bit(dose))) {
      At end = i + 1;
      std::string unit = view(i, end);
      while (symbol(end, '/') && in(end + 1) && tokens_[end + 1].kind == TokenKind::word && end - i < 5) {
        unit += "/" + view(end + 1, end + 2);
        end += 2;
      }
      if (has(end, bit(frequency))) {
        unit += "/" + std::string(tokens_[end].says(frequency));
        ++end;
      }
      return add(QuantityKind::dose, at, end, unit);
    }
    return at;
  }

  /// "three times a week", "2 times per day"
  At repeated(At at, At next) {
    if (!has(next, bit(times)) || !has(next + 1, bit(frequency))) return at;
    return add(QuantityKind::frequency, at, next + 2, "per " + std::string(tokens_[next + 1].says(frequency)));
  }

  /// "12 of 48", "12 of the 48 patients", "12/48"
  At part_of(At at, At next) {
    if (!(has(next, bit(of)) || symbol(next, '/'))) return at;
    const At total = next + (word(next + 1, "the") || has(next + 1, bit(link)) ? 2 : 1);
    if (!number_at(total) || value_of(tokens_[total]) < value_) return at;
    if (symbol(next, '/') && (is_percent(total + 1) || has(total + 1, bit(dose)))) return at;
    const double whole = value_of(tokens_[total]);
    const At noun = noun_after(total + 1, bit(people) | bit(studies) | bit(events));
    if (noun) {
      const bool trials = tokens_[noun - 1].is(bit(studies)) && !tokens_[noun - 1].is(bit(people));
      return add(trials ? QuantityKind::studies : QuantityKind::count, at, noun, "", view(total + 1, noun), whole);
    }
    return add(QuantityKind::count, at, total + 1, "", "", whole);
  }

  /// The token after a noun of that class, at most four plain words away; 0 when there is none.
  At noun_after(At i, Classes nouns) const {
    At found = 0;
    for (At k = i; in(k) && k < i + 5; ++k) {
      if (tokens_[k].is(nouns)) {
        found = k + 1;
        break;
      }
      const bool hyphenated = in(k) && is_dash(tokens_[k]) && tokens_[k].glued && k > i;
      if ((tokens_[k].kind != TokenKind::word && !hyphenated) || is_number(tokens_[k]) ||
          tokens_[k].is(bit(link) | bit(of) | bit(to) | bit(and_) | bit(measure) | bit(times))) {
        return 0;
      }
    }
    return found;
  }

  At counted(At at, At next) {
    const At end = noun_after(next, bit(people) | bit(studies) | bit(events));
    if (!end || tokens_[at].glued) return at;
    const LexToken& noun = tokens_[end - 1];
    // "control trials" and "case reports" are studies; the last noun decides.
    At last = end;
    while (has(last, bit(studies) | bit(people) | bit(events)) && last < end + 2) ++last;
    const LexToken& head = tokens_[last - 1];
    const QuantityKind kind = head.is(bit(studies)) && !head.is(bit(people))  ? QuantityKind::studies
                              : head.is(bit(events)) && !noun.is(bit(people)) ? QuantityKind::events
                                                                              : QuantityKind::participants;
    return add(kind, at, last, "", view(next, last));
  }

  At year(At at) {
    const LexToken& token = tokens_[at];
    if (token.kind != TokenKind::number || token.span.size() != 4 || value_ < 1900 || value_ > 2099) return at;
    high_.reset();
    return add(QuantityKind::year, at, at + 1);
  }

  std::string_view text_;
  const std::vector<LexToken>& tokens_;
  std::vector<Quantity>& out_;
  double value_ = 0;
  std::optional<double> high_;
};

}  // namespace

void read_quantities(std::string_view text, const std::vector<LexToken>& tokens,
                     const std::vector<EffectEstimate>& estimates, std::vector<Quantity>& out) {
  Quantities quantities(text, tokens, out);
  std::size_t estimate = 0;
  for (std::size_t i = 0; i < tokens.size();) {
    while (estimate < estimates.size() && estimates[estimate].span.end <= tokens[i].span.begin) ++estimate;
    if (estimate < estimates.size() && estimates[estimate].span.contains(tokens[i].span.begin)) {
      ++i;
      continue;
    }
    const std::size_t end = quantities.read(i);
    i = end > i ? end : i + 1;
  }
}

}  // namespace claimassay::number_words
