// How many were lost, all together and by group: "lost to follow-up: 12 of 60 with Zinol, 3 of 61 with placebo", "94% completed".
// The first sentence that gives figures counts. A share that stands beside its count ("12 of 60 (20%)") is one figure, and only
// figures with the name of a group beside each are losses of groups.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "core/text.h"
#include "parser/numbers.h"
#include "parser/study_groups.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

bool among(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool speaks_of_loss(const RecordText& text, const RecordSentence& sentence) {
  for (std::size_t w = sentence.first; w < sentence.end; ++w) {
    const std::string_view word = text.words[w].folded;
    const bool lost = word == "lost" && w + 2 < sentence.end && text.words[w + 2].folded.starts_with("follow");
    const bool dropped = word == "dropped" && w + 1 < sentence.end && text.words[w + 1].folded == "out";
    if (lost || dropped || word == "dropout" || word == "dropouts" || word == "withdrew" || word == "attrition" ||
        word == "withdrawals" || (word == "drop" && w + 1 < sentence.end && text.words[w + 1].folded == "out")) {
      return true;
    }
  }
  return false;
}

/// "94% completed the study"; not a treatment, a school or the screening, which people complete or not and stay.
bool speaks_of_completing(const RecordText& text, const RecordSentence& sentence) {
  constexpr std::size_t near = 4;
  const auto of_something_else = [&](std::size_t completed) {
    const std::size_t from = completed > sentence.first + near ? completed - near : sentence.first;
    for (std::size_t w = from; w < std::min(sentence.end, completed + near + 1); ++w) {
      if (among({"treatment", "treatments", "therapy", "chemotherapy", "radiotherapy", "cycles", "course", "courses",
                 "doses", "college", "school", "education", "university", "screening", "enrollment", "recruitment"},
                text.words[w].folded))
        return true;
    }
    return false;
  };
  bool found = false;
  for (std::size_t w = sentence.first; w < sentence.end; ++w) {
    const std::string_view word = text.words[w].folded;
    if (word == "completed" && of_something_else(w)) return false;
    found |= word == "retention" || word == "completed";
  }
  return found;
}

/// One figure of the sentence, and the words that it takes up.
struct Figure {
  double share = 0;
  std::optional<double> lost, of;
  std::size_t first = 0, end = 0;
  Span span;
};

class LossReader {
 public:
  LossReader(const RecordText& text, const RecordSentence& sentence, const NumberReading& numbers, const Study& study)
      : text_(text), sentence_(sentence), study_(study), lost_(speaks_of_loss(text, sentence)) {
    if (!lost_ && !speaks_of_completing(text, sentence)) return;
    auto at = std::lower_bound(numbers.quantities.begin(), numbers.quantities.end(), sentence.span.begin,
                               [](const Quantity& quantity, std::size_t begin) { return quantity.span.begin < begin; });
    for (; at != numbers.quantities.end() && at->span.begin < sentence.span.end; ++at) {
      if (sentence.span.contains(at->span)) add(*at);
    }
    // A share of completers under a half is more likely something else that completers had.
    std::erase_if(figures_, [](const Figure& figure) { return figure.share > 60; });
  }

  bool found() const { return !figures_.empty() && figures_.size() <= 4; }
  double most() const {
    const auto less = [](const Figure& a, const Figure& b) { return a.share < b.share; };
    return std::max_element(figures_.begin(), figures_.end(), less)->share;
  }

  std::vector<ArmLoss> by_group() const {
    std::vector<ArmLoss> out;
    for (const Figure& figure : figures_) {
      const std::string name = group_of(figure);
      const bool told = std::any_of(out.begin(), out.end(), [&](const ArmLoss& other) { return other.arm == name; });
      if (!name.empty() && !told) out.push_back({name, figure.share, figure.lost, figure.of, figure.span});
    }
    if (out.size() < 2 && figures_.size() == 2) out = respectively();
    if (out.size() < 2) out.clear();
    return out;
  }

 private:
  std::string_view folded(std::size_t w) const {
    return w >= sentence_.first && w < sentence_.end ? text_.words[w].folded : std::string_view();
  }

  void add(const Quantity& quantity) {
    Figure figure;
    figure.span = quantity.span;
    figure.first = word_at(quantity.span.begin);
    figure.end = word_at(quantity.span.end);
    const bool counted = quantity.kind == QuantityKind::participants || quantity.kind == QuantityKind::count;
    if (quantity.kind == QuantityKind::percent) {
      figure.share = quantity.value;
      if (beside_last(figure)) return;
      take_count_before(figure);
    } else if (quantity.of && *quantity.of > 0) {
      figure.share = 100 * quantity.value / *quantity.of;
      figure.lost = quantity.value;
      figure.of = quantity.of;
      if (beside_last(figure)) figures_.pop_back();
    } else if (const auto whole = lost_ && counted ? size_of(figure, quantity) : std::nullopt; whole) {
      figure.share = 100 * quantity.value / *whole;
      figure.lost = quantity.value;
      figure.of = whole;
    } else {
      return;
    }
    if (figure.share < 0 || figure.share > 100) return;
    if (!lost_) figure = completed(figure);
    figures_.push_back(figure);
  }

  static Figure completed(Figure figure) {
    figure.share = 100 - figure.share;
    if (figure.lost && figure.of) figure.lost = *figure.of - *figure.lost;
    return figure;
  }

  /// "9 dropped out" of all; "12 were lost in the Zinol group" of that group.
  std::optional<double> size_of(const Figure& figure, const Quantity& quantity) const {
    const std::string name = group_of(figure);
    for (const Arm& arm : study_.arms) {
      if (!name.empty() && arm.name == name && arm.n && *arm.n > quantity.value) return arm.n;
    }
    const bool whole = name.empty() && quantity.kind == QuantityKind::participants;
    if (!whole || !study_.participants || *study_.participants <= quantity.value) return std::nullopt;
    return study_.participants;
  }

  bool opens(std::size_t w) const { return among({"(", "["}, folded(w)); }
  bool people(std::size_t w) const {
    return among({"patients", "participants", "people", "women", "men", "children", "adults", "subjects"}, folded(w));
  }

  /// "12 of 60 (20%", "20% of patients (12 of 60": within the bracket after the figure before.
  bool beside_last(const Figure& figure) const {
    if (figures_.empty() || figure.first == 0 || !opens(figure.first - 1)) return false;
    for (std::size_t w = figures_.back().end; w + 1 < figure.first; ++w) {
      if (!people(w) && !among({"%", "of", "the"}, folded(w))) return false;
    }
    return true;
  }

  /// "23 patients (92%) in the Zinol group": the name of the group stands beside both.
  void take_count_before(Figure& figure) const {
    if (figure.first <= sentence_.first || !opens(figure.first - 1)) return;
    std::size_t w = figure.first - 1;
    while (w > sentence_.first && (people(w - 1) || text_.words[w - 1].number)) --w;
    if (w == figure.first - 1) return;
    figure.first = w;
    while (figure.end < sentence_.end && among({"%", ")", "]"}, folded(figure.end))) ++figure.end;
  }

  std::size_t word_at(std::size_t offset) const {
    const auto begin = text_.words.begin() + static_cast<std::ptrdiff_t>(sentence_.first);
    const auto end = text_.words.begin() + static_cast<std::ptrdiff_t>(sentence_.end);
    const auto at =
        std::lower_bound(begin, end, offset, [](const Word& word, std::size_t o) { return word.span.begin < o; });
    return static_cast<std::size_t>(at - text_.words.begin());
  }

  /// The name beside a figure, past "patients were lost to follow-up"; empty for "both groups", "the study".
  std::string group_of(const Figure& figure) const {
    std::size_t end = figure.end;
    while (people(end) || among({"were", "was", "had", "lost", "to", "follow", "up", "followup", "dropped", "out",
                                 "withdrew", "completed", "%"},
                                folded(end)))
      ++end;
    std::string name = group_beside(text_, sentence_, figure.first, end);
    const auto lead = [&] { return lower(name.substr(0, name.find(' '))); };
    while (among({"in", "for", "among", "the", "with", "on"}, lead()) && name.find(' ') != std::string::npos)
      name.erase(0, name.find(' ') + 1);
    name = ended(std::move(name));
    const std::string first = lead();
    const bool counted = !first.empty() && first[0] >= '0' && first[0] <= '9';
    const bool no_group = among({"both",      "all",   "total",  "either",    "each",    "study",  "trial",   "follow",
                                 "follow-up", "lost",  "losses", "attrition", "dropout", "total,", "overall", "a",
                                 "at",        "after", "during", "by",        "planned", "of",     "only"},
                                first);
    if (counted || no_group) name.clear();
    return name;
  }

  /// "control group completed the study": a name ends with its noun, or where it is told what became of the people.
  static std::string ended(std::string name) {
    for (std::size_t at = 0; at < name.size();) {
      const std::size_t end = std::min(name.find(' ', at), name.size());
      const std::string word = lower(std::string_view(name).substr(at, end - at));
      if (among({"group", "groups", "arm", "arms"}, word)) name.erase(end);
      else if (among({"completed", "dropped", "withdrew", "lost", "discontinued", "did"}, word))
        name.erase(at ? at - 1 : 0);
      at = end + 1;
    }
    return name;
  }

  /// "20% and 5% in the Zinol and placebo groups, respectively"
  std::vector<ArmLoss> respectively() const {
    const std::size_t last = figures_.back().end;
    for (std::size_t w = last; w < sentence_.end; ++w) {
      if (!among({"in", "with", "on"}, folded(w))) continue;
      const std::string one = group_name_from(text_, sentence_, w + 1);
      std::size_t both = w + 1;
      while (both < sentence_.end && folded(both) != "and") ++both;
      const std::string other = group_name_from(text_, sentence_, both + 1);
      bool in_turn = false;
      for (std::size_t k = both; k < sentence_.end; ++k) in_turn |= folded(k) == "respectively";
      if (one.empty() || other.empty() || !in_turn) return {};
      const Figure &a = figures_.front(), &b = figures_.back();
      return {{one, a.share, a.lost, a.of, a.span}, {other, b.share, b.lost, b.of, b.span}};
    }
    return {};
  }

  const RecordText& text_;
  const RecordSentence& sentence_;
  const Study& study_;
  bool lost_;
  std::vector<Figure> figures_;
};

/// No more is told than the figures bear.
double in_tenths(double percent) { return std::round(percent * 10) / 10; }

}  // namespace

void read_losses(const RecordReading& record, Study& study) {
  const RecordText& text = record.abstract;
  for (const RecordSentence& sentence : text.sentences) {
    if (sentence.zone == Zone::background || sentence.zone == Zone::objective || sentence.zone == Zone::conclusion)
      continue;
    const LossReader losses(text, sentence, record.numbers, study);
    if (!losses.found()) continue;
    const std::vector<Quote> quotes{record.quote(text, sentence.span)};
    study.losses = losses.by_group();
    add_fact(study, "source.attrition", in_tenths(losses.most()), quotes);
    if (study.losses.empty()) return;
    const auto less = [](const ArmLoss& a, const ArmLoss& b) { return a.percent < b.percent; };
    const auto [least, most] = std::minmax_element(study.losses.begin(), study.losses.end(), less);
    add_fact(study, "source.attrition_difference", in_tenths(most->percent - least->percent), quotes);
    return;
  }
}

}  // namespace claimassay
