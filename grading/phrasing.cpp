#include "grading/phrasing.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/spaced.h"
#include "grading/table.h"

namespace claimassay {

namespace {

/// What a template may speak of.
struct Said {
  std::string because, domain, level;
};

class Explanations {
 public:
  Explanations() {
    for (const auto& row : table_rows("data/tables/explanations.tsv", 4)) rows_[{row[0], row[1], row[2]}] = row[3];
  }

  /// The words for a rating, else those for any; empty where the table has none.
  std::string say(Audience audience, std::string_view what, std::string_view rating, const Said& said) const {
    for (const std::string_view asked : {rating, std::string_view("any")}) {
      const auto row = rows_.find({std::string(word(audience)), std::string(what), std::string(asked)});
      if (row != rows_.end()) return filled(row->second, said);
    }
    return "";
  }

 private:
  static std::string filled(std::string text, const Said& said) {
    text = replaced(std::move(text), "{because}", said.because);
    text = replaced(std::move(text), "{domain}", said.domain);
    return replaced(std::move(text), "{level}", said.level);
  }

  std::map<std::tuple<std::string, std::string, std::string>, std::string> rows_;
};

class Phraser {
 public:
  Phraser(const Assessment& assessment, Audience audience) : assessment_(assessment), audience_(audience) {}

  std::vector<std::string> explain() {
    add("certainty", word(assessment_.certainty), {reason(), "", ""});
    if (assessment_.certainty > Certainty::insufficient) return std::move(lines_);
    if (!assessment_.level.empty())
      add("level", "any", {assessment_.level_meaning, assessment_.framework, assessment_.level});
    if (assessment_.declared) {
      if (assessment_.declared_scheme.empty()) add("declared", "any", {});
      else add("declared_in", "any", {"", "", declared_as()});
      return std::move(lines_);
    }
    for (const Judgement& judgement : assessment_.judgements) tell(judgement);
    for (const DomainTotal& total : assessment_.domains) {
      const bool open = total.rating == Rating::unknown &&
                        (total.domain == Domain::risk_of_bias || total.domain == Domain::imprecision);
      if (open) domain(total.domain, total.title, Rating::unknown, "");
    }
    if (assessment_.certainty != Certainty::insufficient) add("provisional", "any", {});
    return std::move(lines_);
  }

 private:
  std::string reason() const {
    for (const Judgement& judgement : assessment_.judgements) {
      if (judgement.domain == "not_gradable") return judgement.because;
    }
    return spaced(assessment_.reason);
  }

  /// "SORT B"
  std::string declared_as() const {
    const std::string& level = assessment_.declared_level;
    return assessment_.declared_scheme + (level.empty() ? "" : " " + level);
  }

  /// "cap.single-study", whichever pack's rule it is.
  static std::string cap_of(const std::string& rule) {
    const std::size_t at = rule.find(".cap.");
    return at == std::string::npos ? rule : rule.substr(at + 1);
  }

  void tell(const Judgement& judgement) {
    const std::string level =
        assessment_.start_level.empty() ? spaced(word(assessment_.start)) : assessment_.start_level;
    const bool mixed = judgement.domain == "consistency" && assessment_.consistency == Consistency::mixed;
    if (judgement.domain == "start") add("start", word(assessment_.start), {judgement.because, "", level});
    // In words of the cap's own where the table has some: its reason is written for those who grade.
    const Said said{judgement.because, "", ""};
    if (judgement.domain == "cap" && !add(cap_of(judgement.rule), "any", said)) add("cap", "any", said);
    if (mixed) add("mixed", "any", {judgement.because, "", ""});
    const auto known = from_word<Domain>(judgement.domain);
    if (known && judgement.step != 0) domain(*known, judgement.called, judgement.rating, judgement.because);
  }

  /// In words of the domain's own where the table has some, else in those for any domain.
  void domain(Domain which, const std::string& title, Rating rating, const std::string& because) {
    const Said said{because, title.empty() ? spaced(word(which)) : title, ""};
    if (add(word(which), word(rating), said)) return;
    add(which >= Domain::large_effect ? "upgrade" : "domain", word(rating), said);
  }

  bool add(std::string_view what, std::string_view rating, const Said& said) {
    static const Explanations table;
    const std::string line = table.say(audience_, what, rating, said);
    if (line.empty()) return false;
    // Two reasons may sound alike in plain words; once is enough.
    if (told_.insert(line).second) lines_.push_back(line);
    return true;
  }

  const Assessment& assessment_;
  const Audience audience_;
  std::vector<std::string> lines_;
  std::set<std::string> told_;
};

}  // namespace

Phrased phrase(const Assessment& assessment, Audience audience, std::string statement) {
  return {audience, std::move(statement), Phraser(assessment, audience).explain()};
}

}  // namespace claimassay
