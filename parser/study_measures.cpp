#include "parser/study_measures.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/text.h"
#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

enum WordClass : std::uint8_t {
  unit = 1,
  people = 2,
  not_before = 4,
  time_before = 8,
  time_unit = 16,
  spread = 32,
  versus = 64
};

/// The classes of a word, or 0.
std::uint8_t classes_of(std::string_view word) {
  static const auto table = [] {
    const std::pair<std::string_view, WordClass> names[] = {
        {"unit", unit},           {"people", people}, {"not_before", not_before}, {"time_before", time_before},
        {"time_unit", time_unit}, {"spread", spread}, {"versus", versus}};
    std::unordered_map<std::string_view, std::uint8_t> out;  // the rows are embedded: they stay
    for (const LexiconRow& row : lexicon_rows("data/lexicon/measure_words.tsv", 2)) {
      for (const auto& [name, bit] : names) {
        if (row[1] == name) out[row[0]] |= bit;
      }
    }
    return out;
  }();
  const auto found = table.find(word);
  return found == table.end() ? 0 : found->second;
}

/// A value of one group, also with its own interval ("8.05 h (95% CI 7.65 to 8.44)"); ratios and differences are not.
bool of_one_group(const EffectEstimate& estimate) {
  constexpr std::string_view measures[] = {"mean", "median", "percent", "incidence", "prevalence", "other"};
  return estimate.value && std::find(std::begin(measures), std::end(measures), estimate.measure) != std::end(measures);
}

/// A value while it is read: where it ends, and what makes it one.
struct Value {
  std::size_t end = 0;
  bool percent = false;
  bool spread = false;    ///< "± 2.5", "(SD 3)", "(95 % CI 31 to 40)"
  bool fraction = false;  ///< "7/424", "six of 35"
  bool unit = false;
  bool group = false;  ///< of so many people
};

class MeasureReader {
 public:
  MeasureReader(const RecordText& text, const NumberReading& numbers) : text_(text), words_(text.words) {
    for (const EffectEstimate& estimate : numbers.estimates) {
      if (!of_one_group(estimate)) taken_.push_back(estimate.span);
    }
  }

  std::vector<Measured> read() {
    for (const RecordSentence& sentence : text_.sentences) {
      if (sentence.zone == Zone::background || sentence.zone == Zone::objective || sentence.zone == Zone::methods)
        continue;
      stop_ = sentence.end;
      first_ = sentence.first;
      respectively_ = false;
      for (std::size_t w = first_; w < stop_; ++w) respectively_ |= words_[w].folded == "respectively";
      for (std::size_t w = first_; w < stop_;) w = read_at(w);
    }
    return std::move(out_);
  }

 private:
  std::string_view folded(std::size_t w) const { return w < stop_ ? words_[w].folded : std::string_view(); }
  bool is(std::size_t w, std::uint8_t classes) const { return w < stop_ && (classes_of(words_[w].folded) & classes); }
  bool number(std::size_t w) const { return w < stop_ && words_[w].number; }
  bool digit(std::size_t w) const { return number(w) && words_[w].folded[0] <= '9'; }

  /// "1998", "2014"
  bool like_year(std::size_t w) const {
    const std::string_view word = folded(w);
    return word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  /// Inside the interval or the p value of an estimate; the estimate's own value is no group's value either.
  bool inside_estimate(std::size_t w) {
    while (estimate_ < taken_.size() && taken_[estimate_].end <= words_[w].span.begin) ++estimate_;
    return estimate_ < taken_.size() && taken_[estimate_].contains(words_[w].span.begin);
  }

  /// Where the number begins, with a sign that stands free of what is before it ("( -0.8"); else its own begin.
  std::size_t signed_begin(std::size_t w) const {
    const std::string_view before = std::string_view(text_.text).substr(0, words_[w].span.begin);
    for (const std::string_view sign : {"-", "\u2212", "\u2013", "+"}) {
      if (!before.ends_with(sign)) continue;
      const std::size_t at = before.size() - sign.size();
      if (at == 0 || before[at - 1] == ' ' || before[at - 1] == '(' || before[at - 1] == '[') return at;
    }
    return words_[w].span.begin;
  }

  /// Returns where to go on.
  std::size_t read_at(std::size_t w) {
    if (folded(w) == "none") return read_none(w);
    if (!number(w) || inside_estimate(w)) return w + 1;
    const std::string_view before = w > first_ ? folded(w - 1) : "";
    const std::string_view before2 = w > first_ + 1 ? folded(w - 2) : "";
    const bool compared =
        before == "=" || before == "<" || before == ">" || before == "≤" || before == "≥" || before == ":";
    const bool sample = before == "=" && before2 == "n";
    if (compared && before != ":" && !sample && !(before == "=" && after_plus_minus(w + 1))) return w + 1;
    std::size_t begin = signed_begin(w);
    const bool has_sign = begin != words_[w].span.begin;
    if (w > first_ && is(w - 1, not_before)) return w + 1;
    if (words_[w].joined && !has_sign) return w + 1;
    Value value;
    value.end = w + 1;
    while (!digit(w) && number(value.end) && !digit(value.end)) ++value.end;  // "fifty-one", "two hundred ten"
    if (value.end < stop_ && words_[value.end].joined && !digit(value.end))
      return value.end;  // "24-month", "five-year"
    value.group = sample;
    take_percent(value);
    take_plus_minus(value);
    take_fraction(value);
    if (!value.percent) take_percent(value);
    if (value.percent && !value.spread && is(value.end, spread)) return value.end;  // "95 % CI" is a level
    take_share(value);
    if (folded(value.end) == "/" && is(value.end + 1, unit)) ++value.end;  // "490 ± 310/microL"
    if (is(value.end, unit)) {
      const bool moment = is(value.end, time_unit) &&
                          ((w > first_ && is(w - 1, time_before)) || (w > first_ + 1 && is(w - 2, time_before)));
      if (moment && !value.spread) return value.end + 1;
      value.unit = true;
      ++value.end;
      take_rest_of_unit(value);
    }
    take_brackets(value);
    take_people(value);

    const bool plain = digit(w) && (words_[w].folded.find('.') != std::string::npos || has_sign);
    const bool year = like_year(w);
    const bool paired = compares(w, value.end);
    const bool strong = value.percent || value.spread || value.fraction || value.group;
    if (!(strong || value.unit || plain || paired) || (year && !strong && !paired)) return value.end;
    // A number in words is a value only where it counts people or stands beside its share.
    if (!digit(w) && !(strong || paired)) return value.end;
    if (sample) begin = words_[w - 2].span.begin;
    if (value.unit && !strong && !paired && follow_up(w)) return value.end;
    const Span span{begin, words_[value.end - 1].span.end};
    add(span, w);
    return value.end;
  }

  /// "none of 15", "none of the patients"
  std::size_t read_none(std::size_t w) {
    Value value;
    value.end = w + 1;
    take_fraction(value);
    if (!value.fraction) take_people(value);
    if (value.end > w + 1) add({words_[w].span.begin, words_[value.end - 1].span.end}, w);
    return value.end;
  }

  /// "15 ± 3 to 18 ± 2": from where to where one group went is one value.
  void add(Span span, std::size_t w) {
    if (!out_.empty() && w > first_ && folded(w - 1) == "to" && out_.back().span.end <= words_[w - 1].span.begin &&
        w > first_ + 1 && words_[w - 2].span.end <= out_.back().span.end) {
      out_.back().span.end = span.end;
      out_.back().text = text_.quote(out_.back().span);
      return;
    }
    out_.push_back({text_.part, span, std::string(text_.quote(span))});
  }

  /// "a median follow-up of 59.5 months" is no result.
  bool follow_up(std::size_t w) const {
    if (w == first_ || folded(w - 1) != "of") return false;
    for (std::size_t back = w; back > first_ && w - back < 5; --back) {
      if (folded(back - 1) == "follow" || folded(back - 1) == "followup") return true;
    }
    return false;
  }

  void take_percent(Value& value) const {
    if (folded(value.end) == "%" || folded(value.end) == "percent") {
      value.percent = true;
      ++value.end;
    } else if (folded(value.end) == "per" && folded(value.end + 1) == "cent") {
      value.percent = true;
      value.end += 2;
    }
  }

  /// The number after "±" or "+/-" (three marks; the hyphen may have been dropped as a joint), or 0.
  std::size_t after_plus_minus(std::size_t w) const {
    std::size_t next = 0;
    if (folded(w) == "±") next = w + 1;
    else if (folded(w) == "+" && folded(w + 1) == "/") next = w + 2;
    if (next && (folded(next) == "-" || folded(next) == "−")) ++next;
    return next && digit(next) ? next : 0;
  }

  void take_plus_minus(Value& value) const {
    const std::size_t next = after_plus_minus(value.end);
    if (!next) return;
    value.end = next + 1;
    value.spread = true;
    take_percent(value);
  }

  /// "/424", "of 35", "of the 36", "in 329"
  void take_fraction(Value& value) const {
    std::size_t at = value.end;
    if (folded(at) == "/" && digit(at + 1)) {
      value.end = at + 2;
      value.fraction = true;
      return;
    }
    if (folded(at) != "of" && folded(at) != "in") return;
    const bool in = folded(at) == "in";
    ++at;
    if (folded(at) == "the" || folded(at) == "all") ++at;
    if (!number(at) || (in && (like_year(at) || !digit(at))) || (at + 1 < stop_ && words_[at + 1].joined)) return;
    value.end = at + 1;
    value.fraction = true;
  }

  /// "(420, 15 %)": the share beside a count
  void take_share(Value& value) const {
    if (value.percent || value.fraction || folded(value.end) != "," || !digit(value.end + 1)) return;
    if (folded(value.end + 2) != "%" && folded(value.end + 2) != "percent") return;
    if (value.end < first_ + 2 || folded(value.end - 2) != "(") return;
    value.percent = true;
    value.end += 3;
  }

  /// "/L", "/100 ml", "kg(-1) min(-1)", "per year" after a first unit.
  void take_rest_of_unit(Value& value) const {
    constexpr int longest = 4;
    for (int part = 0; part < longest; ++part) {
      std::size_t at = value.end;
      if (folded(at) == "/" || folded(at) == "per") ++at;
      if (digit(at) && folded(at - 1) == "/") ++at;
      // Time units that follow without a slash begin something else ("12 mg day 5").
      const bool slashed = at > value.end;
      if (!is(at, unit) || (!slashed && folded(at + 1) != "(")) break;
      ++at;
      value.end = at;
      if (folded(at) == "(" && digit(at + 1) && folded(at + 1).size() == 1 && folded(at + 2) == ")") value.end = at + 3;
    }
    const std::size_t at = value.end;
    if (folded(at) == "(" && digit(at + 1) && folded(at + 1).size() == 1 && folded(at + 2) == ")" &&
        signed_begin(at + 1) != words_[at + 1].span.begin) {
      value.end = at + 3;
      take_rest_of_unit(value);
    }
  }

  /// "( 7/424 )", "( range 0-124 )", "( ± 1.67 )", "( 8 % )", "( 95 % CI , 14 % to 50 % )", "[ 45 , 126 ]" are part of
  /// the value; "( p = 0.03 )" is not. What follows a semicolon inside them is left out only when nothing fits.
  void take_brackets(Value& value) const {
    if (folded(value.end) != "(" && folded(value.end) != "[") return;
    const std::string_view closing = folded(value.end) == "(" ? ")" : "]";
    const std::size_t head = value.end + 1;
    std::size_t close = head;
    constexpr std::size_t longest = 16;
    bool p_value = false;
    while (close < stop_ && close - head < longest && folded(close) != closing) {
      p_value |= folded(close) == "p";
      ++close;
    }
    if (folded(close) != closing) return;
    const bool share = digit(head) && (folded(head + 1) == "%" || folded(head + 1) == "percent");
    const bool level = share && (is(head + 2, spread) || is(head + 3, spread));
    const bool named = is(head, spread) || level;
    const bool plus_minus = after_plus_minus(head) != 0;
    const bool ratio = digit(head) && (folded(head + 1) == "/" || folded(head + 1) == "of" || folded(head + 1) == "in");
    const bool range = digit(head) && number(head + 1) && words_[head + 1].joined && close == head + 2;
    const bool to =
        digit(head) && (folded(head + 1) == "to" || folded(head + 1) == ",") && digit(head + 2) && close == head + 3;
    const bool bare = digit(head) && close == head + 1 && !value.unit;
    const bool plain_share = share && (close == head + 2 || folded(head + 2) == ";" || level);
    const bool count = value.percent && folded(head) == "n" && folded(head + 1) == "=" && digit(head + 2) &&
                       (close == head + 3 || folded(head + 3) == "/");
    if (p_value || !(named || plus_minus || ratio || range || to || bare || plain_share || count)) return;
    value.percent |= share && !level;
    value.spread |= plus_minus || named || range || to || bare;
    value.fraction |= ratio;
    value.end = close + 1;
    if (is(value.end, unit)) {  // "62 (50 to 74) seconds"
      value.unit = true;
      ++value.end;
    }
    if (!value.fraction) take_fraction(value);  // "Nine (60 %) of 15"
  }

  /// "patients", "of patients", "of the patients", and a share in brackets after them.
  void take_people(Value& value) const {
    std::size_t at = value.end;
    if (folded(at) == "of") at += folded(at + 1) == "the" ? 2 : 1;
    if (!is(at, people)) return;
    value.group = true;
    value.end = at + 1;
    take_brackets(value);
  }

  /// "16 versus 20 months", "32 and 35 months, respectively": a number that is set against another.
  bool compares(std::size_t w, std::size_t end) const {
    if (is(end, versus)) return number(end + 1) || (folded(end + 1) == "." && number(end + 2));
    if (w > first_ + 1 && (is(w - 1, versus) || (folded(w - 1) == "." && is(w - 2, versus)))) return true;
    return respectively_ && folded(end) == "and" && digit(end + 1) && digit(w);
  }

  const RecordText& text_;
  const std::vector<Word>& words_;
  std::size_t first_ = 0;  ///< the sentence at hand
  std::size_t stop_ = 0;
  bool respectively_ = false;
  std::vector<Span> taken_;
  std::size_t estimate_ = 0;  ///< the first that does not lie before the word at hand
  std::vector<Measured> out_;
};

}  // namespace

std::vector<Measured> read_measures(const RecordText& text, const NumberReading& numbers) {
  return MeasureReader(text, numbers).read();
}

}  // namespace claimassay
