// The second half of parser/numbers.h: what is counted, dosed, timed. Hand-written where a grammar would only hide that
// every rule looks a few tokens to the right of a number.
#include <algorithm>
#include <cmath>
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
    const LexToken& token = tokens_[at];
    if (!is_number(token) && !token.is(bit(i2) | bit(often) | bit(frequency) | bit(age) | bit(share)) &&
        token.folded != "i")
      return at;
    if (const At end = i_squared(at); end != at) return end;
    if (const At end = frequency_words(at); end != at) return end;
    if (const At end = age_before(at); end != at) return end;
    if (has(at, bit(share))) return part_in_words(at);
    if (!is_number(token)) return at;
    value_ = signed_value(at);
    if (const At end = n_equals(at); end != at) return end;
    At next = at + 1;
    high_.reset();
    if (const At end = spread_around(at, next); end != at) return end;
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

  /// "n = 210", "participants = 210"; "k = 12" and "studies = 12" count studies.
  At n_equals(At at) {
    if (at < 2 || !(symbol(at - 1, '=') || symbol(at - 1, ':')) || is_percent(at + 1)) return at;
    const bool letter = word(at - 2, "n") || word(at - 2, "k");
    const bool spelled = symbol(at - 1, '=') && has(at - 2, bit(people) | bit(studies));
    if (!letter && !spelled) return at;
    const bool of_studies = letter ? word(at - 2, "k") : !has(at - 2, bit(people));
    high_.reset();
    const At end =
        add(of_studies ? QuantityKind::studies : QuantityKind::participants, at, at + 1, "", view(at - 2, at - 1));
    out_.back().span.begin = tokens_[at - 2].span.begin;
    return end;
  }

  /// "54.3 (SD 8.2) years", "6.1 ± 1.2", "6 days (IQR 4-9)", "14 months [range, 2 to 36]": a value and its spread.
  At spread_around(At at, At next) {
    At i = next;
    const auto unit_at = [&](At k) { return has(k, bit(time) | bit(dose) | bit(points)) || is_percent(k); };
    std::string unit;
    // Any word is a unit where a named spread follows it ("9.2 mmHg (SD 3.1)").
    const bool before_spread = in(i) && tokens_[i].kind == TokenKind::word && tokens_[i].classes == 0 &&
                               symbol(i + 1, '(') && has(i + 2, bit(sd) | bit(number_words::spread));
    if (unit_at(i) || before_spread) {
      unit = view(i, i + 1);
      ++i;
    }
    const bool bracket = symbol(i, '(') || symbol(i, '[');
    if (bracket) ++i;
    const bool plus_minus = symbol(i, U'±');
    const bool deviation = has(i, bit(sd));
    const bool quartiles = has(i, bit(number_words::spread));
    if (!plus_minus && !((deviation || quartiles) && bracket)) return at;
    ++i;
    if (deviation && symbol(i, U'±')) ++i;
    while (symbol(i, ',') || symbol(i, ':') || symbol(i, '=') || has(i, bit(link))) ++i;
    if (!number_at(i)) return at;
    const double first = value_of(tokens_[i]);
    const At upper = quartiles ? second_number(i + 1) : 0;
    if (quartiles && !upper) return at;
    At end = quartiles ? upper : i + 1;
    if (is_percent(end)) ++end;
    if (bracket && (symbol(end, ')') || symbol(end, ']'))) ++end;
    if (unit.empty() && unit_at(end)) {
      unit = view(end, end + 1);
      ++end;
    }
    add(quartiles ? QuantityKind::median : QuantityKind::mean, at, end, unit);
    if (quartiles) {
      out_.back().low = first;
      out_.back().high = value_of(tokens_[upper - 1]);
    } else {
      out_.back().sd = first;
    }
    return end;
  }

  /// The token after the second number of "4-9", "4 to 9", "4, 9"; 0 when there is none.
  At second_number(At i) const {
    if (!in(i) || !(has(i, bit(to) | bit(and_)) || is_dash(tokens_[i]) || symbol(i, ',') || symbol(i, ';'))) return 0;
    return number_at(i + 1) ? i + 2 : 0;
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

  /// "12 of 48", "12 of the 48 patients", "12/48", "2 in 1000", "one in five"
  At part_of(At at, At next) {
    const bool rate = word(next, "in") && number_at(next + 1) && !has(next + 2, bit(time)) &&
                      (round_number(value_of(tokens_[next + 1])) || tokens_[at].kind == TokenKind::word);
    if (!(has(next, bit(of)) || symbol(next, '/') || rate)) return at;
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

  /// "two thirds of the women", "a quarter": 2 of 3, 1 of 4
  At part_in_words(At at) {
    const std::string_view says = tokens_[at].says(share);
    const std::size_t slash = says.find('/');
    value_ = number_value(says.substr(0, slash));
    high_.reset();
    At end = at + 1;
    if (has(end, bit(of))) {
      if (const At noun = noun_after(end + 1, bit(people) | bit(studies) | bit(events))) end = noun;
    }
    return add(QuantityKind::count, at, end, "", end > at + 2 ? view(at + 2, end) : "",
               number_value(says.substr(slash + 1)));
  }

  /// 10, 100, 1000 ...: what rates are told of ("2 in 1000").
  static bool round_number(double value) {
    while (value >= 10 && value == 10 * std::floor(value / 10)) value /= 10;
    return value == 1;
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

  /// "113 fewer patients per 1,000": a difference, not so many patients.
  bool compares(At i) const { return word(i, "fewer") || word(i, "more") || word(i, "less") || word(i, "additional"); }

  At counted(At at, At next) {
    if (compares(next)) return at;
    const At end = noun_after(next, bit(people) | bit(studies) | bit(events));
    // "IL-6 patients" counts nobody; "(900 women)" does.
    const bool opened = at > 0 && (symbol(at - 1, '(') || symbol(at - 1, '['));
    if (!end || (tokens_[at].glued && !opened)) return at;
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
