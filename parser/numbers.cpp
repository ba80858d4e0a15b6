#include "parser/numbers.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "parser/number_words.h"
#include "parser/token_grammar.ipp"

namespace claimassay {

namespace number_words {

const LexTable& table() {
  static const LexTable table(
      {"data/lexicon/number_words.tsv"},
      {"measure",    "ci",      "p",      "link",   "to",   "and",       "percent", "points", "number",
       "people",     "studies", "events", "dose",   "time", "frequency", "times",   "often",  "factor",
       "times_what", "i2",      "sd",     "spread", "age",  "of",        "share"});
  return table;
}

bool is_number(const LexToken& token) { return token.kind == TokenKind::number || token.is(bit(number)); }

double value_of(const LexToken& token) {
  return token.kind == TokenKind::number ? token.value : number_value(token.says(number));
}

bool is_minus(const LexToken& token) {
  return token.symbol == '-' || token.symbol == U'\u2212' || token.symbol == U'\u2013' || token.symbol == U'\u2010' ||
         token.symbol == U'\u2011';
}

bool is_dash(const LexToken& token) { return is_minus(token) || token.symbol == U'\u2014' || token.symbol == '~'; }

}  // namespace number_words

namespace {

using namespace grammar;
using namespace number_words;

enum Role {
  r_measure,
  r_value,
  r_percent,
  r_unit,
  r_level,
  r_low,
  r_high,
  r_credible,
  r_less,
  r_greater,
  r_equal,
  r_p,
  r_exponent
};

constexpr char32_t superscript_minus = U'\u207B';

bool leads_on(std::string_view word) {
  constexpr std::string_view words[] = {"in",       "for",    "with",   "without",  "among",    "on",   "as",
                                        "vs",       "versus", "than",   "after",    "before",   "when", "but",
                                        "compared", "per",    "during", "favoring", "favouring"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// 0 to 9, or -1: superscripts are tokens of their own ("10⁻⁵").
int superscript_digit(const LexToken& token) {
  switch (token.symbol) {
    case U'\u00B9': return 1;
    case U'\u00B2': return 2;
    case U'\u00B3': return 3;
    default:
      return token.symbol == U'\u2070' || (token.symbol >= U'\u2074' && token.symbol <= U'\u2079')
                 ? static_cast<int>(token.symbol - U'\u2070')
                 : -1;
  }
}

// The parts of the notation ------------------------------------------------------------------------------------------

const auto any_number = where([](const LexToken& token) { return is_number(token); });
const auto digits = number_token();
const auto minus = where([](const LexToken& token) { return is_minus(token); });
const auto dash = where([](const LexToken& token) { return is_dash(token); });
const auto percent_sign = symbol('%') | of_class(bit(percent));
const auto open = symbol('(') | symbol('[') | symbol('{');
const auto close = symbol(')') | symbol(']') | symbol('}');
const auto comma = symbol(',') | symbol(';') | symbol(':');

const auto signed_number = -(minus | symbol('+')) >> digits;

// "95% CI", "CI 95%", "95 % confidence interval (CI)", "CI".
const auto level = remember(r_level, digits) >> percent_sign >> -minus;
// After the word a percentage is the level only where no range begins with it ("95% CI 1.1% to 5.3%").
const auto level_after = remember(r_level, digits) >> percent_sign >> !((of_class(bit(to)) | dash) >> digits);
const auto ci_words = attempt(-attempt(level) >> remember(r_credible, of_class(bit(ci))) >> -percent_sign >>
                              -attempt(open >> -attempt(level) >> of_class(bit(ci)) >> close) >>
                              -attempt(-symbol(',') >> -open >> level_after >> -close));
// "0.71 to 0.86", "0.71-0.86", "-25, -3", "0.71 and 0.86". A comma separates only where a second number follows at
// once.
const auto range_word = of_class(bit(to)) | of_class(bit(and_)) | dash | comma;
const auto range = attempt(remember(r_low, signed_number) >> -percent_sign >> -of_class(bit(dose) | bit(time)) >>
                           range_word >> remember(r_high, signed_number) >> -percent_sign);
const auto ci_link = of_class(bit(link)) | symbol('=') | comma;
const auto interval = attempt(ci_words >> *ci_link >> -open >> *of_class(bit(link)) >> range >> -close);
// "OR 1.9 (1.4-2.6)": without a word for it only in brackets, right after the value.
const auto bare_interval = attempt(open >> range >> (close | symbol(',') | symbol(';')));

// "0.97, 0.88 to 1.07": after a ratio a comma does where a true range follows.
const auto comma_interval = attempt(symbol(',') >> remember(r_low, signed_number) >> (of_class(bit(to)) | dash) >>
                                    remember(r_high, signed_number) >> -attempt(open >> ci_words >> close));

// "P < .001", "p value of 0.03", "p for trend = 0.02", "p = 2 x 10-5", "p less than 0.05"
const auto small_word = where(
    [](const LexToken& token) { return token.kind == TokenKind::word && !token.is(bit(measure) | bit(ci) | bit(p)); });
const auto less = symbol('<') | symbol(U'\u2264') | symbol(U'\u2A7D') |
                  where([](const LexToken& token) { return token.folded == "less" || token.folded == "below"; });
const auto greater = symbol('>') | symbol(U'\u2265') | symbol(U'\u2A7E') |
                     where([](const LexToken& token) { return token.folded == "greater" || token.folded == "above"; });
const auto than = where([](const LexToken& token) { return token.folded == "than"; });
const auto comparison = (remember(r_less, less) | remember(r_greater, greater) |
                         remember(r_equal, symbol('=') | of_class(bit(link)))) >>
                        -than >> -symbol('=');
const auto superscript = where([](const LexToken& token) { return superscript_digit(token) >= 0; });
const auto exponent =
    attempt((symbol(U'\u00D7') | where([](const LexToken& t) { return t.folded == "x"; })) >> digits >> -symbol('^') >>
            remember(r_exponent, (minus >> digits) | (symbol(superscript_minus) >> +superscript)));
const auto p_value =
    attempt(of_class(bit(p)) >> -minus >> x3::repeat(0, 4)[!(of_class(bit(link)) | symbol('=')) >> small_word] >>
            -attempt(of_class(bit(link)) >> &(less | greater | symbol('='))) >> comparison >> remember(r_p, digits) >>
            -exponent);

// What may stand between the name of a measure and its value: "odds ratio for stroke was", "RR (95% CI) =".
const auto filler = where([](const LexToken& token) {
  return !is_number(token) && !token.is(bit(measure) | bit(p)) && token.symbol != '.' && token.symbol != ';' &&
         token.symbol != '?' && token.symbol != '<' && token.symbol != '>';
});
const auto value_link = of_class(bit(link)) | symbol('=') | comma | open;
// As `value`, without captures: for looking ahead.
const auto value_ahead = (signed_number | of_class(bit(number))) >> -percent_sign >> !of_class(bit(ci));
// "RR 0.78 CI 0.35 to 1.76": before the interval's name a whole number may be its level, a broken one is the value.
const auto broken_number =
    where([](const LexToken& token) { return is_number(token) && value_of(token) != std::floor(value_of(token)); });
const auto value = attempt(remember(r_value, -minus >> broken_number) >> &of_class(bit(ci))) |
                   (remember(r_value, signed_number | of_class(bit(number))) >> -remember(r_percent, percent_sign) >>
                    !of_class(bit(ci)) >> -attempt(minus >> of_class(bit(times))));
// Any word but those that lead on to something else ("17.8 in the placebo group").
const auto unit = where([](const LexToken& token) {
  return token.kind == TokenKind::word && !leads_on(token.folded) &&
         !token.is(bit(measure) | bit(ci) | bit(p) | bit(number) | bit(to) | bit(and_) | bit(link) | bit(of));
});
const auto of_unit = where([](const LexToken& token) { return token.folded == "per"; });
const auto units = attempt(remember(r_unit, of_unit >> -digits >> unit >> -(minus >> unit))) |
                   attempt(remember(r_unit, unit >> -unit >> -(symbol('/') >> unit)));
const auto spread_part = attempt(-open >> (of_class(bit(sd) | bit(spread)) | symbol(U'\u00B1')) >> *ci_link >> -open >>
                                 signed_number >> -attempt(range_word >> signed_number) >> -close);
const auto separator = open | close | comma | of_class(bit(link)) | of_class(bit(and_)) |
                       where([](const LexToken& t) { return t.folded == "with"; });

const auto rest = x3::repeat(0, 6)[attempt(x3::repeat(0, 3)[separator] >> (interval | p_value | spread_part)) |
                                   bare_interval | comma_interval] >>
                  -close;

const auto named_head = remember(r_measure, of_class(bit(measure))) >>
                        -attempt(open >> -of_class(bit(measure)) >> -symbol(',') >> -attempt(ci_words) >> close) >>
                        -attempt(-(open | comma) >> ci_words >> -close >> !range);
const auto named =
    attempt(named_head >> *value_link >> value) |
    attempt(named_head >> x3::repeat(1, 14)[!(+value_link >> value_ahead) >> filler] >> +value_link >> value);
// "HR for death 0.78 (0.66-0.93)": without a word between, what follows must show that it is the value.
const auto of_what = where([](const LexToken& token) { return token.is(bit(of)) || token.folded == "for"; });
const auto loosely_named = attempt(named_head >> of_what >> x3::repeat(1, 6)[!value_ahead >> filler] >> value >>
                                   &(x3::repeat(0, 2)[open | comma] >> (interval | p_value) | bare_interval));
const auto named_estimate = attempt((named | loosely_named) >> -attempt(-units >> rest));
// No name: a value with an interval ("8.5 points (95% CI 3.2 to 13.8)").
const auto unnamed_estimate = attempt(value >> -attempt(units >> &separator) >> -spread_part >>
                                      x3::repeat(0, 2)[open | comma] >> interval >> rest);
const auto lone_interval = attempt(interval >> rest);
const auto factor_estimate =
    attempt(remember(r_value, of_class(bit(factor))) >> -of_class(bit(times_what)) >> -attempt(rest)) |
    attempt(remember(r_value, any_number) >> -minus >> of_class(bit(times)) >>
            (remember(r_unit, of_class(bit(times_what))) | remember(r_unit, &of_class(bit(link)))) >> -attempt(rest));

// From captures to estimates -----------------------------------------------------------------------------------------

double signed_value(const Capture& capture) {
  double sign = 1;
  double superscripts = 0;
  for (Position at = capture.begin; at != capture.end; ++at) {
    if (is_minus(*at) || at->symbol == superscript_minus) sign = -1;
    if (is_number(*at)) return sign * value_of(*at);
    if (const int digit = superscript_digit(*at); digit >= 0) superscripts = 10 * superscripts + digit;
  }
  return sign * superscripts;
}

bool ratio(const std::string& measure) {
  return measure == "RR" || measure == "OR" || measure == "HR" || measure == "IRR" || measure == "SIR" ||
         measure == "SMR";
}

Span span_between(Position begin, Position end) { return {begin->span.begin, (end - 1)->span.end}; }

EffectEstimate make_estimate(const Trail& trail, std::string_view text, Span span) {
  EffectEstimate out;
  out.span = span;
  for (const Capture& capture : trail.captures) {
    switch (static_cast<Role>(capture.role)) {
      case r_measure: out.measure = capture.begin->says(measure); break;
      case r_value:
        out.value = capture.begin->is(bit(factor)) && capture.end - capture.begin == 1
                        ? number_value(capture.begin->says(factor))
                        : signed_value(capture);
        break;
      case r_percent: out.unit = "%"; break;
      case r_unit:
        if (out.unit.empty())
          out.unit =
              text.substr(capture.begin->span.begin,
                          capture.end == capture.begin ? 0 : (capture.end - 1)->span.end - capture.begin->span.begin);
        break;
      case r_level: out.ci_level = capture.begin->value; break;
      case r_low:
        if (!out.ci_low) out.ci_low = signed_value(capture);
        break;
      case r_high:
        if (!out.ci_high) out.ci_high = signed_value(capture);
        break;
      case r_less: out.p = PValue{"<", 0}; break;
      case r_greater: out.p = PValue{">", 0}; break;
      case r_equal: out.p = PValue{"=", 0}; break;
      case r_p:
        if (out.p) out.p->value = capture.begin->value;
        break;
      case r_exponent:
        // A division by a power that is exact gives the nearest number; a product with 1e-5 does not.
        if (const double power = signed_value(capture); out.p && power < 0) out.p->value /= std::pow(10.0, -power);
        break;
      case r_credible:  // "CI95" holds its level
        if (const double level = number_value(capture.begin->says(ci)); level > 0) out.ci_level = level;
        break;
    }
  }
  // "-3 to -25" is written from the smaller effect to the larger.
  if (out.ci_low && out.ci_high && *out.ci_low > *out.ci_high) std::swap(out.ci_low, out.ci_high);
  if (out.p && (out.p->value < 0 || out.p->value > 1)) out.p.reset();
  return out;
}

/// A bare bracket after a value may hold something else ("RR 0.9 (12-15 months)"): it is an interval only around the
/// value.
bool interval_fits(const EffectEstimate& estimate) {
  if (!estimate.value || !estimate.ci_low || !estimate.ci_high) return true;
  if (ratio(estimate.measure) && (*estimate.ci_low < 0 || *estimate.value < 0)) return false;
  const double slack = 0.02 * std::max(1.0, std::abs(*estimate.value));
  return *estimate.ci_low <= *estimate.value + slack && *estimate.value - slack <= *estimate.ci_high;
}

class Reader {
 public:
  Reader(std::string_view text, const std::vector<LexToken>& tokens)
      : text_(text), first_(tokens.data()), last_(tokens.data() + tokens.size()) {}

  std::vector<EffectEstimate> run() {
    for (Position at = first_; at != last_;) {
      Position end = nullptr;
      if (at->is(bit(measure))) {
        end = take(parse_at(named_estimate, at, bound(at), trail_), at, "");
      } else if (is_number(*at) || is_minus(*at) || at->is(bit(factor))) {
        if (starts_number(at)) end = take(parse_at(unnamed_estimate, at, bound(at), trail_), at, guess(at));
        if (!end && (is_number(*at) || at->is(bit(factor))))
          end = take(parse_at(factor_estimate, at, bound(at), trail_), at, "fold");
        if (!end) end = take(parse_at(lone_interval, at, bound(at), trail_), at, "other");
      } else if (at->is(bit(ci))) {
        end = take(parse_at(lone_interval, at, bound(at), trail_), at, "other");
      } else if (at->is(bit(p))) {
        end = take(parse_at(p_value, at, bound(at), trail_), at, "p");
      }
      at = end ? end : at + 1;
    }
    return std::move(out_);
  }

 private:
  /// An estimate never needs more than so many tokens; the bound keeps a hostile text linear.
  Position bound(Position at) const { return last_ - at > 80 ? at + 80 : last_; }

  /// A minus belongs to the number only where no number or word stands against it ("IL-6", "5-10").
  bool starts_number(Position at) const {
    if (is_number(*at)) return at == first_ || !is_minus(at[-1]) || !at->glued || (at - first_ >= 2 && at[-1].glued);
    return at + 1 != last_ && at[1].glued && is_number(at[1]) &&
           (at == first_ || !at->glued || at[-1].symbol == '(' || at[-1].symbol == '=');
  }

  /// What an unnamed value before an interval measures, from the words before it.
  std::string guess(Position at) const {
    Position value_end = at;
    while (value_end != last_ && !is_number(*value_end)) ++value_end;
    const bool percentage =
        value_end != last_ && value_end + 1 != last_ && (value_end[1].symbol == '%' || value_end[1].is(bit(percent)));
    for (Position back = at; back != first_ && at - back < 14;) {
      --back;
      if (back->symbol == '.' || back->symbol == ';') break;
      if (back->folded.starts_with("differen")) return percentage ? "RD" : "MD";
      if (back->is(bit(measure)) && at - back < 8) return std::string(back->says(measure));
    }
    return percentage ? "percent" : "other";
  }

  Position take(Position end, Position begin, std::string_view default_measure) {
    if (!end) return nullptr;
    EffectEstimate estimate = make_estimate(trail_, text_, span_between(begin, end));
    if (estimate.measure.empty()) estimate.measure = default_measure;
    if (!interval_fits(estimate)) {
      const bool named_interval = trail_.find(r_credible) != nullptr;
      if (!named_interval) {
        estimate.ci_low.reset();
        estimate.ci_high.reset();
        // The estimate ends before the bracket that is no interval.
        const Capture* low = trail_.find(r_low);
        if (low && low->begin > begin + 1 && !estimate.p) {
          end = low->begin - 1;
          estimate.span = span_between(begin, end);
        }
      }
    }
    // A closing bracket belongs to the estimate only when its opening one does.
    int depth = 0;
    for (Position at = begin; at != end; ++at) {
      depth += at->symbol == '(' || at->symbol == '[';
      depth -= at->symbol == ')' || at->symbol == ']';
    }
    while (end - begin > 1 && ((depth < 0 && (end[-1].symbol == ')' || end[-1].symbol == ']')) ||
                               end[-1].symbol == ',' || end[-1].symbol == ';')) {
      depth += end[-1].symbol == ')' || end[-1].symbol == ']';
      --end;
    }
    estimate.span = span_between(begin, end);
    out_.push_back(std::move(estimate));
    return end;
  }

  std::string_view text_;
  Position first_;
  Position last_;
  Trail trail_;
  std::vector<EffectEstimate> out_;
};

/// "Zinol (n = 58) or placebo (n = 60)", "within 24 hr (n = 60)": words that are measures only when written as such.
void drop_plain_words(std::string_view text, std::vector<LexToken>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    LexToken& token = tokens[i];
    if (!token.is(bit(measure))) continue;
    const std::string_view written = text.substr(token.span.begin, token.span.size());
    const bool equals = i + 1 < tokens.size() && tokens[i + 1].symbol == '=';
    const bool joins = written == "or" || written == "Or";
    const bool hours = written == "hr" && i > 0 && is_number(tokens[i - 1]);
    const bool letter = written.size() == 1 && !equals;  // Cohen's d, Hedges' g only as "d = 0.41"
    if (!joins && !hours && !letter) continue;
    token.classes = letter ? token.classes & ~bit(measure) : 0;  // "5 g" stays a dose
    if (token.classes != 0) continue;
    token.row = nullptr;
    token.folded = joins ? "or" : hours ? "hr" : written == "d" || written == "D" ? "d" : "g";
  }
}

/// "two hundred and ten", "2.5 million": one number. Digits grow only by what follows them ("20 hundred" does not occur).
void join_spelt_numbers(std::vector<LexToken>& tokens) {
  constexpr double most = 1e12;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i + 1;
    if (kept == i && (!is_number(tokens[i]) || tokens[i].glued)) {
      ++kept;
      i = end;
      continue;
    }
    LexToken token = tokens[i];
    const auto scale_at = [&](std::size_t at) {
      return at < tokens.size() && tokens[at].kind == TokenKind::word && tokens[at].is(bit(number)) &&
                     value_of(tokens[at]) >= 100
                 ? value_of(tokens[at])
                 : 0;
    };
    if (is_number(token) && !token.glued) {
      double total = 0, part = value_of(token);
      const bool spelt = token.kind == TokenKind::word;
      for (; end < tokens.size();) {
        if (const double scale = scale_at(end); scale >= 1000 || (scale == 100 && spelt && part < 100 && part > 0)) {
          part *= scale;
          if (scale >= 1000) total += std::exchange(part, 0);
          ++end;
          continue;
        }
        const std::size_t next = end + tokens[end].is(bit(and_));
        const bool rounded = total > 0 || part >= 100;
        if (!spelt || !rounded || next >= tokens.size() || tokens[next].kind != TokenKind::word ||
            !tokens[next].is(bit(number)) || (part > 0 && value_of(tokens[next]) >= 100))
          break;
        part += value_of(tokens[next]);
        end = next + 1;
        if (scale_at(end) == 0) break;
      }
      if (end > i + 1 && total + part < most) {
        token.kind = TokenKind::number;
        token.value = total + part;
        token.row = nullptr;
        token.classes = bit(number);
        token.span.end = tokens[end - 1].span.end;
      } else {
        end = i + 1;
      }
    }
    if (kept != i || end != i + 1) tokens[kept] = token;
    ++kept;
    i = end;
  }
  tokens.resize(kept);
}

}  // namespace

NumberReading read_numbers(std::string_view text) { return read_numbers(text, FoldedText(text)); }

NumberReading read_numbers(std::string_view text, const FoldedText& words) {
  NumberReading out;
  for_each_run(words.tokens(), [&](std::span<const FoldedToken> run) {
    // Most sentences hold no number.
    const bool digits =
        std::any_of(run.begin(), run.end(), [](const FoldedToken& t) { return t.kind == TokenKind::number; });
    if (!digits && !table().may_hold(run, bit(number) | bit(factor) | bit(often) | bit(frequency) | bit(share))) return;
    std::vector<LexToken> tokens = table().lex(text, run);
    drop_plain_words(text, tokens);
    join_spelt_numbers(tokens);
    std::vector<EffectEstimate> estimates = Reader(text, tokens).run();
    read_quantities(text, tokens, estimates, out.quantities);
    std::move(estimates.begin(), estimates.end(), std::back_inserter(out.estimates));
  });
  return out;
}

}  // namespace claimassay
