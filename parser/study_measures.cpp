#include "parser/study_measures.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace claimassay {

namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 36> units{
    "months", "month", "weeks",  "week",  "days",  "day",     "years", "year",  "hours", "hour",    "h", "minutes",
    "minute", "min",   "points", "point", "mmhg",  "kg",      "cm",    "mm",    "ml",    "l",       "g", "bpm",
    "beats",  "db",    "mmol",   "ng",    "cells", "letters", "d",     "cases", "times", "seconds", "s", "deaths"};
constexpr std::array<std::string_view, 10> people{"patients", "women",   "men",  "participants", "subjects",
                                                  "children", "infants", "eyes", "patient",      "cases"};
constexpr std::array<std::string_view, 30> not_before{
    "p",    "ratio", "hr",   "or",    "rr",      "ci",     "interval", "grade", "phase", "day",
    "week", "month", "year", "type",  "stage",   "level",  "visit",    "cycle", "table", "figure",
    "aged", "r",     "or2",  "alpha", "version", "score-", "part",     "df",    "f",     "t"};
constexpr std::array<std::string_view, 9> time_before{"at",    "after", "within", "for", "every",
                                                      "until", "than",  "over",   "last"};
constexpr std::array<std::string_view, 12> time_units{"months", "month", "weeks", "week", "days", "day",
                                                      "years",  "year",  "hours", "hour", "h",    "minutes"};

bool is_plus_minus(const std::vector<Word>& words, std::size_t w, std::size_t end, std::size_t& next) {
  if (w < end && words[w].folded == "±") {
    next = w + 1;
    return true;
  }
  // "+/-" is three marks; the hyphen may have been dropped as a joint.
  if (w + 1 < end && words[w].folded == "+" && words[w + 1].folded == "/") {
    next = w + 2;
    if (next < end && (words[next].folded == "-" || words[next].folded == "−")) ++next;
    return next < end && words[next].number;
  }
  return false;
}

class MeasureReader {
 public:
  MeasureReader(const RecordText& text, const NumberReading& numbers) : text_(text), words_(text.words) {
    for (const EffectEstimate& estimate : numbers.estimates) {
      const std::string& m = estimate.measure;
      if (m == "mean" || m == "median" || m == "percent") continue;
      taken_.push_back(estimate.span);
    }
  }

  std::vector<Measured> read() {
    for (const RecordSentence& sentence : text_.sentences) {
      if (sentence.zone == Zone::background || sentence.zone == Zone::objective || sentence.zone == Zone::methods)
        continue;
      for (std::size_t w = sentence.first; w < sentence.end;) w = read_at(sentence, w);
    }
    return std::move(out_);
  }

 private:
  std::string_view folded(std::size_t w) const { return w < words_.size() ? words_[w].folded : std::string_view(); }
  bool digit(std::size_t w) const { return w < words_.size() && words_[w].number && words_[w].folded[0] <= '9'; }

  /// Inside the interval or the p value of an estimate; the estimate's own value is no group's value either.
  bool inside_estimate(std::size_t w) const {
    return std::any_of(taken_.begin(), taken_.end(), [&](Span s) { return s.contains(words_[w].span.begin); });
  }

  /// Returns where to go on.
  std::size_t read_at(const RecordSentence& sentence, std::size_t w) {
    if (!digit(w) || inside_estimate(w)) return w + 1;
    const std::string_view before = w > sentence.first ? folded(w - 1) : "";
    const std::string_view before2 = w > sentence.first + 1 ? folded(w - 2) : "";
    const bool compared =
        before == "=" || before == "<" || before == ">" || before == "≤" || before == "≥" || before == ":";
    if (compared && (before2 != "n")) return skip(w, sentence);
    if (among(not_before, before) || words_[w].joined) return skip(w, sentence);
    std::size_t end = w + 1;
    if (end < sentence.end && words_[end].joined && !digit(end)) return w + 1;  // "24-month", "5-year"
    bool percent = false, spread = false, fraction = false;
    take_percent(end, sentence.end, percent);
    // "95 % CI", "15 degrees"
    if (percent && (folded(end) == "ci" || folded(end) == "confidence")) return end + 1;
    std::size_t next = end;
    if (is_plus_minus(words_, end, sentence.end, next) && digit(next)) {
      end = next + 1;
      spread = true;
    }
    if (folded(end) == "/" && digit(end + 1)) {
      end += 2;
      fraction = true;
      if (!percent) take_percent(end, sentence.end, percent);
    }
    bool unit = false;
    if (end < sentence.end && among(units, folded(end))) {
      const bool moment = among(time_units, folded(end)) && (among(time_before, before) || among(time_before, before2));
      if (moment && !spread) return end + 1;
      unit = true;
      ++end;
    }
    bool group = false;
    bracket(sentence, end, percent, spread, fraction, unit);
    if (end < sentence.end && among(people, folded(end))) {
      group = true;
      ++end;
    } else if (folded(end) == "of" && among(people, folded(end + 1))) {
      group = true;
      end += 2;
    }
    const bool decimal = folded(w).find('.') != std::string::npos;
    const bool year = folded(w).size() == 4 && (folded(w)[0] == '1' || folded(w)[0] == '2') && !percent;
    const bool paired = compares(sentence, w, end);
    if (!(percent || spread || unit || fraction || decimal || group || paired) || (year && !paired)) return end;
    std::size_t first = w;
    if (compared) first = w - 2;  // "n = 586"
    const Span span{words_[first].span.begin, words_[end - 1].span.end};
    out_.push_back({text_.part, span, std::string(text_.quote(span))});
    return end;
  }

  std::size_t skip(std::size_t w, const RecordSentence&) const { return w + 1; }

  void take_percent(std::size_t& end, std::size_t stop, bool& percent) const {
    if (end >= stop) return;
    if (folded(end) == "%" || folded(end) == "percent") {
      percent = true;
      ++end;
    } else if (folded(end) == "per" && folded(end + 1) == "cent") {
      percent = true;
      end += 2;
    }
  }

  /// "( 7/424 )", "( range 0-124 )", "( ± 1.67 )", "( 8 % )": part of the value; "( p = 0.03 )" is not.
  void bracket(const RecordSentence& sentence, std::size_t& end, bool& percent, bool& spread, bool& fraction,
               bool unit) const {
    if (folded(end) != "(") return;
    std::size_t close = end + 1;
    constexpr std::size_t longest = 9;
    while (close < sentence.end && close - end < longest && folded(close) != ")") ++close;
    if (folded(close) != ")") return;
    const std::string_view head = folded(end + 1);
    std::size_t next = 0;
    const bool range = head == "range" || head == "sd" || head == "sem" || head == "se" || head == "iqr";
    const bool plus_minus = is_plus_minus(words_, end + 1, close, next);
    const bool ratio = digit(end + 1) && (folded(end + 2) == "/" || folded(end + 2) == "of" || folded(end + 2) == "in");
    const bool share = digit(end + 1) && folded(end + 2) == "%" && close == end + 3;
    const bool bare = digit(end + 1) && close == end + 2 && !unit;
    if (!range && !plus_minus && !ratio && !share && !bare) return;
    percent |= share;
    spread |= plus_minus || range || bare;
    fraction |= ratio;
    end = close + 1;
  }

  /// "16 versus 20 months": a number that is set against another.
  bool compares(const RecordSentence& sentence, std::size_t w, std::size_t end) const {
    const auto versus = [&](std::size_t at) {
      const std::string_view word = folded(at);
      return at < sentence.end && (word == "vs" || word == "versus" || word == "v" || word == "and" || word == "to");
    };
    if (versus(end) && folded(end) != "and" && folded(end) != "to") {
      return digit(end + 1) || (folded(end + 1) == "." && digit(end + 2));
    }
    if (w < sentence.first + 2) return false;
    const std::string_view before = folded(w - 1);
    return before == "vs" || before == "versus" || before == "v" || (before == "." && folded(w - 2) == "vs");
  }

  const RecordText& text_;
  const std::vector<Word>& words_;
  std::vector<Span> taken_;
  std::vector<Measured> out_;
};

}  // namespace

std::vector<Measured> read_measures(const RecordText& text, const NumberReading& numbers) {
  return MeasureReader(text, numbers).read();
}

}  // namespace claimassay
