#include "parser/study_arms.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "parser/study_groups.h"

namespace claimassay {

namespace {

constexpr std::size_t most_arms = 12;

bool among(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool assigns(std::string_view word) {
  return among({"randomly", "assigned", "allocated", "enrolled", "enroled", "included", "treated", "entered"}, word) ||
         word.starts_with("randomi");
}

/// "45 patients received", "45 to placebo", "45 in the control group": the group's name, "" when it is no arm.
std::string stands_as_arm(const SentenceWords& in, const Count& count) {
  std::size_t w = count.end;
  if (in.mark("people", w, in.ahead(w, 3)) > 0) {
    while (w < in.sentence.end && in.mark("people", w, w + 1) == 0) ++w;
    ++w;
  }
  if (among({"were", "was", "who"}, in.folded(w))) ++w;
  while (assigns(in.folded(w))) ++w;
  const std::string_view link = in.folded(w);
  if (!among({"to", "in", "received", "receiving", "on", "for", "underwent", "with", "had", "took", "into"}, link))
    return "";
  std::string name = group_name_from(in.text, in.sentence, in.folded(w + 1) == "receive" ? w + 2 : w + 1);
  const bool group = name.find("group") != std::string::npos || name.find("arm") != std::string::npos;
  if (among({"in", "on", "for", "with"}, link) && !group) return "";
  return name;
}

/// "The weekly arm had 52 patients", "the control group comprised 40".
std::string owned_by_group(const SentenceWords& in, const Count& count) {
  std::size_t w = count.first;
  if (w > in.sentence.first && in.folded(w - 1) == "of") --w;
  if (w < in.sentence.first + 2 ||
      !among({"had", "comprised", "included", "consisted", "contained", "received"}, in.folded(w - 1)))
    return "";
  const std::string_view head = in.folded(w - 2);
  return head == "arm" || head == "group" ? group_name_before(in.text, in.sentence, w - 1) : "";
}

/// Counts of what people are or of what became of them split a study as well, but not into arms.
bool splits_otherwise(const SentenceWords& in, const Count& count) {
  for (std::size_t w = count.end; w < in.ahead(count.end, 4); ++w) {
    if (among({"male",       "males",     "female",    "females",  "boys",     "girls",        "men",
               "died",       "responded", "relapsed",  "positive", "negative", "excluded",     "withdrew",
               "withdrawn",  "lost",      "refused",   "declined", "survived", "alive",        "smokers",
               "nonsmokers", "deaths",    "completed", "eligible", "screened", "discontinued", "dropped"},
              in.folded(w)))
      return true;
    if (in.text.words[w].number || among({",", ";", "and"}, in.folded(w))) return false;
  }
  return false;
}

/// In a bracket that gives ages or ranges: "446 (median age, 59 [32-91] years)".
bool describes(const SentenceWords& in, const Count& count) {
  if (among({"years", "year", "yr", "months", "month", "weeks", "week", "days", "mg", "kg", "%", "cm", "h", "hours"},
            in.folded(count.end)))
    return true;
  std::size_t depth = 0;
  for (std::size_t w = count.first; w-- > in.sentence.first;) {
    const std::string_view word = in.folded(w);
    if (word == ")" || word == "]") ++depth;
    if (word == "(" || word == "[") {
      if (depth == 0) break;
      --depth;
    }
    if (depth == 0 && among({"age", "aged", "range", "median", "mean", "sd", "iqr", "years", "p"}, word)) {
      // Only where the bracket opens between that word and the start of the sentence.
      for (std::size_t b = w; b-- > in.sentence.first;) {
        if (in.folded(b) == ")" || in.folded(b) == "]") return false;
        if (in.folded(b) == "(" || in.folded(b) == "[") return true;
      }
      return false;
    }
  }
  return false;
}

std::string name_beside(const SentenceWords& in, const Count& count) {
  if (std::string name = stands_as_arm(in, count); !name.empty()) return name;
  // "(tamoxifen 1238, placebo 1233)", "(T, 100; C, 95)", "(Arm A: 284": the name stands before.
  std::size_t before = count.first;
  while (before > in.sentence.first && among({",", ":", "=", "("}, in.folded(before - 1)) && before + 2 > count.first)
    --before;
  if (before > in.sentence.first && !closes_group_name(in.folded(before - 1)) && !in.text.words[before - 1].number &&
      !among({"of", "whom", "in", "were", "the", "these", "remaining", "other", "by", "from", "than", "among"},
             in.folded(before - 1)))
    return group_name_before(in.text, in.sentence, before);
  std::size_t after = count.end;
  while (after < in.sentence.end && (assigns(in.folded(after)) ||
                                     among({"were", "was", "to", "of", "whom", "received", "receiving", "formed", "the",
                                            "patients", "women", "participants", "in", "with", "underwent", ","},
                                           in.folded(after))))
    ++after;
  return group_name_from(in.text, in.sentence, after);
}

bool speaks_of_groups(const SentenceWords& in) {
  for (std::size_t w = in.sentence.first; w < in.sentence.end; ++w) {
    const std::string_view word = in.folded(w);
    if (word.starts_with("randomi") ||
        among({"assigned", "allocated", "received", "treated", "group", "groups", "arm", "arms", "control", "controls",
               "placebo", "intervention", "underwent", "given"},
              word))
      return true;
  }
  return false;
}

/// People who were entered, not those to whom something happened: "136 women (74 placebo, 62 tamoxifen) developed ...".
bool is_whole(const SentenceWords& in, const Count& count, const std::vector<double>& totals) {
  constexpr double most_of = 0.4;  // of a total told before; fewer are a part of it
  for (const double total : totals) {
    if (count.value < most_of * total) return false;
  }
  for (std::size_t w = in.sentence.first; w < in.sentence.end; ++w) {
    if (among({"developed", "occurred", "experienced", "deaths", "events", "relapses", "recurrences", "relapsed",
               "recurred", "reported", "responses"},
              in.folded(w)))
      return false;
  }
  std::size_t open = 0;
  constexpr std::size_t reach = 7;
  return stands_as_n(in, count, open) || in.mark("people", count.end, in.ahead(count.end, reach)) > 0 ||
         std::find(totals.begin(), totals.end(), count.value) != totals.end();
}

/// Two to four counts that follow one another and add up to a whole that stands before them, or that is known.
std::vector<GroupSize> by_sum(const SentenceWords& in, const std::vector<Count>& counts,
                              const std::vector<double>& totals, std::vector<GroupSize>& wholes) {
  constexpr std::size_t most_parts = 4, most_counts = 24;
  if (counts.size() < 2 || counts.size() > most_counts || !speaks_of_groups(in)) return {};
  std::vector<const Count*> parts;
  for (const Count& count : counts) {
    if (count.value < 3 || is_year(in, count) || describes(in, count)) continue;
    if (in.folded(count.first - 1) == "/" || in.folded(count.end) == "/") continue;
    parts.push_back(&count);
  }
  const auto named = [&](std::size_t begin, std::size_t end) {
    std::vector<GroupSize> out;
    for (std::size_t k = begin; k < end; ++k) {
      if (splits_otherwise(in, *parts[k])) return std::vector<GroupSize>{};
      out.push_back({name_beside(in, *parts[k]), parts[k]->value, in.span(*parts[k])});
    }
    return out;
  };
  for (std::size_t whole = 0; whole + 2 < parts.size(); ++whole) {
    if (!is_whole(in, *parts[whole], totals)) continue;
    for (std::size_t begin = whole + 1; begin + 1 < parts.size(); ++begin) {
      double sum = 0;
      for (std::size_t end = begin; end < parts.size() && end - begin < most_parts; ++end) {
        sum += parts[end]->value;
        if (sum > parts[whole]->value) break;
        if (sum < parts[whole]->value || end == begin) continue;
        std::vector<GroupSize> found = named(begin, end + 1);
        if (found.empty()) continue;
        wholes.push_back({"", parts[whole]->value, in.span(*parts[whole])});
        return found;
      }
    }
  }
  // All counts of the sentence together are a whole told before.
  if (parts.size() < 2 || parts.size() > most_parts) return {};
  double sum = 0;
  for (const Count* part : parts) sum += part->value;
  return std::find(totals.begin(), totals.end(), sum) != totals.end() ? named(0, parts.size())
                                                                      : std::vector<GroupSize>{};
}

}  // namespace

std::string_view SentenceWords::folded(std::size_t word) const {
  return word >= sentence.first && word < sentence.end ? text.words[word].folded : std::string_view();
}

double SentenceWords::mark(std::string_view kind, std::size_t from, std::size_t to) const {
  double best = 0;
  auto match = std::lower_bound(marks.begin(), marks.end(), from,
                                [](const PhraseMatch& m, std::size_t word) { return m.first < word; });
  for (; match != marks.end() && match->first < to; ++match) {
    if (match->row->says == kind) best = std::max(best, match->row->weight);
  }
  return best;
}

std::size_t SentenceWords::back(std::size_t word, std::size_t by) const {
  return std::max(sentence.first, word > by ? word - by : 0);
}

std::size_t SentenceWords::ahead(std::size_t word, std::size_t by) const { return std::min(sentence.end, word + by); }

Span SentenceWords::span(const Count& count) const {
  return {text.words[count.first].span.begin, text.words[count.end - 1].span.end};
}

bool stands_as_n(const SentenceWords& in, const Count& count, std::size_t& open) {
  if (count.first >= 2 && in.folded(count.first - 1) == "=" && in.folded(count.first - 2) == "n") {
    open = count.first - 2;
    if (open > in.sentence.first && (in.folded(open - 1) == "(" || in.folded(open - 1) == "[")) --open;
    return true;
  }
  if (count.first > in.sentence.first && (in.folded(count.first - 1) == "(" || in.folded(count.first - 1) == "[") &&
      in.mark("people", count.end, in.ahead(count.end, 2)) > 0 && in.folded(count.end + 1) == ")") {
    open = count.first - 1;
    return true;
  }
  return false;
}

bool percent_follows(const SentenceWords& in, std::size_t end) {
  return in.folded(end) == "%" || in.folded(end) == "percent" ||
         (in.folded(end) == "per" && in.folded(end + 1) == "cent") ||
         (in.folded(end) == "(" && in.text.words.size() > end + 2 && in.folded(end + 2) == "%");
}

bool is_year(const SentenceWords& in, const Count& count) {
  if (count.value < 1900 || count.value > 2099 || count.end - count.first != 1 || in.folded(count.first).size() != 4)
    return false;
  const std::string_view before = in.folded(count.first - 1);
  return among({"in",     "from",  "since",   "until",  "to",        "and",     "between",  "of",       "during",
                "before", "after", "through", ",",      "/",         "january", "february", "march",    "april",
                "may",    "june",  "july",    "august", "september", "october", "november", "december", "jan",
                "feb",    "mar",   "apr",     "jun",    "jul",       "aug",     "sep",      "sept",     "oct",
                "nov",    "dec",   "spring",  "summer", "autumn",    "winter",  "year"},
               before) &&
         in.mark("people", count.end, in.ahead(count.end, 2)) == 0;
}

void ArmReader::read(const SentenceWords& in, const std::vector<Count>& counts, const std::vector<double>& totals) {
  if (plain_ || in.sentence.zone == Zone::background) return;
  std::vector<GroupSize> by_n, by_arm;
  for (const Count& count : counts) {
    if (count.value < 1) continue;
    std::size_t open = 0;
    if (stands_as_n(in, count, open)) {
      by_n.push_back({group_name_before(in.text, in.sentence, open), count.value, in.span(count)});
      continue;
    }
    if (is_year(in, count) || (percent_follows(in, count.end) && in.folded(count.end) != "(")) continue;
    std::string name = stands_as_arm(in, count);
    if (name.empty()) name = owned_by_group(in, count);
    if (!name.empty() && count.value > 1) by_arm.push_back({std::move(name), count.value, in.span(count)});
  }
  if (by_n.size() >= 2) return take(std::move(by_n), true);
  if (std::vector<GroupSize> parts = by_sum(in, counts, totals, wholes_); !parts.empty())
    return take(std::move(parts), true);
  if (by_arm.size() >= 2) return take(std::move(by_arm), false);
  // One group a sentence: "In the Zinol group (n = 37) ... In the control group (n = 46) ..."
  for (const std::vector<GroupSize>* one : {&by_n, &by_arm}) {
    if (one->size() != 1) continue;
    const std::string& name = one->front().name;
    const bool group = name.find("group") != std::string::npos || name.find("arm") != std::string::npos ||
                       name.find("placebo") != std::string::npos || name.find("control") != std::string::npos;
    const bool told =
        std::any_of(single_.begin(), single_.end(), [&](const GroupSize& other) { return other.name == name; });
    if (group && !told && single_.size() < most_arms) single_.push_back(one->front());
  }
}

void ArmReader::take(std::vector<GroupSize> groups, bool plain) {
  if (groups.size() > most_arms || (!arms_.empty() && !plain)) return;
  // One of them may be the whole.
  double sum = 0;
  for (const GroupSize& group : groups) sum += group.n;
  const auto whole = std::find_if(groups.begin(), groups.end(), [&](const GroupSize& g) { return g.n * 2 == sum; });
  if (whole != groups.end() && groups.size() > 2) {
    wholes_.push_back(*whole);
    groups.erase(whole);
  }
  const bool tiny = std::any_of(groups.begin(), groups.end(), [](const GroupSize& g) { return g.n < 5; });
  if (!plain && tiny) return;
  arms_ = std::move(groups);
  plain_ = plain;
}

std::vector<GroupSize> ArmReader::finish() {
  if (arms_.empty() && single_.size() >= 2) arms_ = std::move(single_);
  return std::move(arms_);
}

}  // namespace claimassay
