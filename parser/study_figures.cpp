// What stands beside each result and belongs to it alone: how many studies, people and events it rests on, its
// heterogeneity, the grade declared for it; "12 of 48 against 20 of 50" as events by group; and from these the events of the
// study's first result. A figure goes to the result it shares a bracket with, else to its neighbour in the clause.
#include <algorithm>
#include <array>

#include "core/text.h"
#include "parser/counts.h"
#include "parser/numbers.h"
#include "parser/study_groups.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

bool among(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Effects of one thing against another; what else has an interval describes a group.
bool compares(const EffectEstimate& estimate) {
  return !among({"", "p", "mean", "median", "percent", "incidence", "prevalence", "sensitivity", "specificity", "PPV",
                 "NPV", "AUC"},
                estimate.measure);
}

/// Events of a group and its size, in words [first, end) of the abstract.
struct Fraction {
  double events = 0;
  double n = 0;
  std::size_t first = 0;
  std::size_t end = 0;
};

class FractionReader {
 public:
  FractionReader(const RecordText& text, const RecordSentence& sentence) : text_(text), sentence_(sentence) {}

  std::vector<Fraction> read() const {
    const std::vector<Count> counts = read_counts(text_.words, sentence_.first, sentence_.end);
    std::vector<Fraction> out;
    for (std::size_t i = 0; i + 1 < counts.size(); ++i) {
      const std::size_t joint = after_share(counts[i].end);
      std::size_t total = joint;
      const bool slash = folded(joint) == "/";
      if (slash) ++total;
      else if (folded(joint) == "of" || (folded(joint) == "out" && folded(joint + 1) == "of"))
        total += folded(joint) == "of" ? 1 : 2;
      else continue;
      if (folded(total) == "the" || folded(total) == "all") ++total;
      auto whole = counts.begin() + static_cast<std::ptrdiff_t>(i) + 1;
      while (whole != counts.end() && whole->first < total) ++whole;
      if (whole == counts.end() || whole->first != total || whole->value < counts[i].value || whole->value < 3)
        continue;
      if (folded(counts[i].first - 1) == "/" || text_.words[counts[i].first].joined || folded(whole->end) == "/")
        continue;
      // "8 of 12 trials", "3 of the 4 items" count no people; "5/7 days" is a time.
      if (counts_no_people(whole->end) || folded(whole->end) == "%") continue;
      if (slash && whole->value < 10 && !followed_by_share(whole->end)) continue;
      out.push_back({counts[i].value, whole->value, counts[i].first, whole->end});
    }
    return out;
  }

 private:
  std::string_view folded(std::size_t w) const {
    return w >= sentence_.first && w < sentence_.end ? text_.words[w].folded : std::string_view();
  }
  /// Past "patients", "(25%)", "[25%]", "women (25%)".
  std::size_t after_share(std::size_t w) const {
    if (among({"patients", "participants", "women", "men", "children", "people", "infants", "subjects", "events",
               "deaths", "cases"},
              folded(w)))
      ++w;
    if ((folded(w) == "(" || folded(w) == "[") && text_.words[std::min(w + 1, sentence_.end - 1)].number &&
        folded(w + 2) == "%" && (folded(w + 3) == ")" || folded(w + 3) == "]"))
      return w + 4;
    return w;
  }
  bool followed_by_share(std::size_t w) const {
    return among({"(", ",", ";", "[", "="}, folded(w)) && (folded(w + 2) == "%" || folded(w + 3) == "%");
  }
  bool counts_no_people(std::size_t w) const {
    for (std::size_t at = w; at < w + 3; ++at) {
      if (among({"trials",      "trial",    "studies", "study",     "rcts",   "items", "reviews", "articles",
                 "hospitals",   "centres",  "centers", "countries", "days",   "weeks", "months",  "years",
                 "comparisons", "outcomes", "domains", "sites",     "cycles", "doses", "points"},
                folded(at)))
        return true;
      if (closes_group_name(folded(at)) || folded(at).empty()) return false;
    }
    return false;
  }

  const RecordText& text_;
  const RecordSentence& sentence_;
};

/// The results of one sentence, and which of them a figure at some place belongs to.
class SentenceResults {
 public:
  SentenceResults(const RecordText& text, const RecordSentence& sentence, std::vector<EffectEstimate>& all)
      : text_(text), sentence_(sentence) {
    const auto begin = std::lower_bound(all.begin(), all.end(), sentence.span.begin, starts_before);
    const auto end = std::lower_bound(begin, all.end(), sentence.span.end, starts_before);
    const bool any = std::any_of(begin, end, compares);
    for (auto estimate = begin; estimate != end; ++estimate) {
      if (estimate->measure != "p" && (compares(*estimate) || (!any && estimate->ci_low))) own_.push_back(&*estimate);
    }
    if (!own_.empty()) find_parts();
  }

  const std::vector<EffectEstimate*>& estimates() const { return own_; }

  /// `trails`: such a figure follows its result ("RR 0.6, I2 = 12%"); others lead ("in 12 trials, RR 0.6").
  EffectEstimate* owner(std::size_t at, bool trails) const {
    if (own_.empty()) return nullptr;
    if (const Span bracket = part_at(brackets_, at); !bracket.empty()) {
      // The bracket holds the result, or stands right behind it.
      EffectEstimate* found = nullptr;
      for (auto estimate = first_near(bracket.begin); estimate != own_.end(); ++estimate) {
        if ((*estimate)->span.begin >= bracket.end) break;
        const Span span = (*estimate)->span;
        const bool behind = span.end <= bracket.begin && bracket.begin - span.end <= 2;
        if (!span.overlaps(bracket) && !behind) continue;
        if (!found || span.begin <= at) found = *estimate;
      }
      if (found) return found;
    }
    const Span clause = part_at(clauses_, at);
    EffectEstimate *before = nullptr, *after = nullptr;
    const auto next = std::upper_bound(own_.begin(), own_.end(), at, begins_after);
    if (next != own_.end() && clause.contains((*next)->span.begin)) after = *next;
    if (next != own_.begin() && clause.contains((*std::prev(next))->span.begin)) before = *std::prev(next);
    if (!before && !after) return own_.size() == 1 ? own_.front() : nullptr;
    if (!before || !after) return before ? before : after;
    constexpr std::size_t close_behind = 12;  // bytes: ", based on 12 trials" stands further off
    const bool follows = trails || at <= before->span.end + close_behind;
    return follows ? before : after;
  }

 private:
  static bool starts_before(const EffectEstimate& estimate, std::size_t at) { return estimate.span.begin < at; }

  static bool begins_after(std::size_t at, const EffectEstimate* estimate) { return at < estimate->span.begin; }

  /// The last result that begins before a bracket, from which those beside it are looked for.
  std::vector<EffectEstimate*>::const_iterator first_near(std::size_t at) const {
    const auto found = std::upper_bound(own_.begin(), own_.end(), at, begins_after);
    return found == own_.begin() ? found : std::prev(found);
  }

  /// Of spans in order; empty where none holds it.
  static Span part_at(const std::vector<Span>& parts, std::size_t at) {
    const auto after =
        std::upper_bound(parts.begin(), parts.end(), at, [](std::size_t a, Span part) { return a < part.begin; });
    return after == parts.begin() || !std::prev(after)->contains(at) ? Span{} : *std::prev(after);
  }

  /// Brackets, and the clauses between the semicolons outside them.
  void find_parts() {
    std::size_t depth = 0, open = 0;
    Span clause = sentence_.span;
    for (std::size_t w = sentence_.first; w < sentence_.end; ++w) {
      const std::string_view word = text_.words[w].folded;
      const Span span = text_.words[w].span;
      if (word == "(" || word == "[") {
        if (depth++ == 0) open = span.begin;
      } else if ((word == ")" || word == "]") && depth > 0 && --depth == 0) {
        brackets_.push_back({open, span.end});
      } else if (word == ";" && depth == 0) {
        clauses_.push_back({clause.begin, span.begin});
        clause.begin = span.end;
      }
    }
    clauses_.push_back(clause);
  }

  const RecordText& text_;
  const RecordSentence& sentence_;
  std::vector<EffectEstimate*> own_;
  std::vector<Span> brackets_, clauses_;
};

/// A second figure of the same kind for the same result makes both doubtful, save that the larger is the whole.
void give(std::optional<Figure>& place, double value, Span span) {
  if (!place || value > place->value) place = Figure{value, span};
}

class FigureReader {
 public:
  FigureReader(const RecordReading& record, Study& study) : record_(record), text_(record.abstract), study_(study) {}

  void read() {
    for (const RecordSentence& sentence : text_.sentences) {
      if (sentence.zone == Zone::background || sentence.zone == Zone::objective) continue;
      read_sentence(sentence);
    }
    take_events();
  }

 private:
  void read_sentence(const RecordSentence& sentence) {
    const SentenceResults results(text_, sentence, study_.estimates);
    const auto& quantities = record_.numbers.quantities;
    auto quantity = std::lower_bound(quantities.begin(), quantities.end(), sentence.span.begin,
                                     [](const Quantity& q, std::size_t at) { return q.span.begin < at; });
    for (; quantity != quantities.end() && quantity->span.begin < sentence.span.end; ++quantity)
      take(*quantity, results);
    for (std::size_t i = 0; i < study_.declared_grades.size(); ++i) {
      const Span words = study_.declared_grades[i].words.span;
      if (!sentence.span.contains(words.begin)) continue;
      EffectEstimate* owner = results.owner(words.begin, false);
      if (!owner && results.estimates().empty()) owner = last_alone_;
      if (owner && !owner->beside.declared_grade) owner->beside.declared_grade = i;
    }
    take_groups(sentence, results);
    if (!results.estimates().empty()) last_alone_ = results.estimates().size() == 1 ? results.estimates()[0] : nullptr;
  }

  void take(const Quantity& quantity, const SentenceResults& results) {
    const bool heterogeneity = quantity.kind == QuantityKind::i_squared;
    EffectEstimate* owner = results.owner(quantity.span.begin, heterogeneity);
    // "Heterogeneity was low (I2 = 12%)." in the sentence after the only result.
    if (!owner && heterogeneity && results.estimates().empty()) owner = last_alone_;
    if (!owner) return;
    FiguresBeside& beside = owner->beside;
    if (heterogeneity) {
      if (!beside.i2) beside.i2 = Figure{quantity.value, quantity.span};
    } else if (quantity.of || quantity.value < 1) {
      return;
    } else if (quantity.kind == QuantityKind::studies) {
      give(beside.studies, quantity.value, quantity.span);
    } else if (quantity.kind == QuantityKind::participants) {
      give(beside.participants, quantity.value, quantity.span);
    } else if (quantity.kind == QuantityKind::events && !is_harm(quantity)) {
      give(beside.events, quantity.value, quantity.span);
    }
  }

  static bool is_harm(const Quantity& quantity) { return fold(quantity.noun).find("adverse") != std::string::npos; }

  void take_groups(const RecordSentence& sentence, const SentenceResults& results) {
    if (sentence.zone == Zone::methods) return;
    const FractionReader reader(text_, sentence);
    const std::vector<Fraction> fractions = reader.read();
    if (fractions.size() < 2) return;
    std::vector<GroupFigures> groups;
    for (const Fraction& fraction : fractions) {
      const Span span{text_.words[fraction.first].span.begin, text_.words[fraction.end - 1].span.end};
      groups.push_back(
          {group_beside(text_, sentence, fraction.first, fraction.end), fraction.events, fraction.n, span});
    }
    for (const GroupFigures& group : groups) {
      if (EffectEstimate* owner = results.owner(group.span.begin, false)) owner->beside.groups.push_back(group);
    }
    // Two by two they compare; an odd number counts something else besides.
    if (first_groups_.empty() && groups.size() == 2) {
      first_groups_ = std::move(groups);
      first_sentence_ = sentence.span;
    }
  }

  /// The study's events are those of its first result by group; else what is called an event outright.
  void take_events() {
    for (EffectEstimate& estimate : study_.estimates) {
      FiguresBeside& beside = estimate.beside;
      // More than one outcome in reach: whose is whose would be a guess.
      if (beside.groups.size() > 4) beside.groups.clear();
      if (beside.events || beside.groups.size() != 2) continue;
      const GroupFigures &a = beside.groups[0], &b = beside.groups[1];
      beside.events = Figure{a.events + b.events, {a.span.begin, b.span.end}};
    }
    if (study_.design == Design::systematic_review) return;
    if (!first_groups_.empty()) {
      for (GroupFigures& group : first_groups_) give_arm(group);
      study_.events = first_groups_[0].events + first_groups_[1].events;
      add_fact(study_, "source.events_read", *study_.events, {record_.quote(text_, first_sentence_)});
      return;
    }
    for (const Quantity& quantity : record_.numbers.quantities) {
      if (quantity.kind != QuantityKind::events || quantity.of || is_harm(quantity)) continue;
      const RecordSentence* sentence = text_.sentence_at(quantity.span.begin);
      if (!sentence || !among({"results", "body"}, word(sentence->zone))) continue;
      study_.events = quantity.value;
      add_fact(study_, "source.events_read", quantity.value, {record_.quote(text_, quantity.span)});
      return;
    }
  }

  /// To the arm of that size or, where sizes differ by the few who were lost, of that name. A trial whose arms are
  /// sized nowhere else is sized by its results.
  void give_arm(const GroupFigures& group) {
    if (study_.arms.size() < 2 || sized_here_) {
      if (study_.arms.empty()) sized_here_ = true;
      if (sized_here_) study_.arms.push_back({group.name, group.n, group.events, group.span, group.span});
      return;
    }
    const std::string name = fold(group.name);
    Arm* found = nullptr;
    for (Arm& arm : study_.arms) {
      if (arm.events) continue;
      const std::string other = fold(arm.name);
      const bool named = !name.empty() && !other.empty() &&
                         (other.find(name) != std::string::npos || name.find(other) != std::string::npos);
      if (arm.n == group.n && (!found || named)) found = &arm;
      if (!found && named && arm.n && *arm.n >= group.n) found = &arm;
    }
    if (!found) return;
    found->events = group.events;
    found->events_span = group.span;
  }

  const RecordReading& record_;
  const RecordText& text_;
  Study& study_;
  EffectEstimate* last_alone_ = nullptr;  // of the sentence before, where it has one result only
  std::vector<GroupFigures> first_groups_;
  Span first_sentence_;
  bool sized_here_ = false;
};

}  // namespace

void read_figures(const RecordReading& record, Study& study) { FigureReader(record, study).read(); }

}  // namespace claimassay
